//! Where the company's customers and shops are: real cities, with invented house numbers.
//!
//! To add a city: add a row to [`CITIES`]; nothing else counts them. Clocks are kept at one offset from UTC all year round:
//! an hour of summer time more or less changes nothing that anybody reads from a demo.

/// A market: one currency, one price list, one rhythm of seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Market {
    /// Mainland China, in yuan.
    China,
    /// Japan, in yen.
    Japan,
    /// The United States, in dollars.
    America,
    /// The euro countries.
    Europe,
}

impl Market {
    /// Every market.
    pub const ALL: [Self; 4] = [Self::China, Self::Japan, Self::America, Self::Europe];

    /// The currency its orders are paid in.
    #[must_use]
    pub const fn currency(self) -> &'static str {
        match self {
            Self::China => "CNY",
            Self::Japan => "JPY",
            Self::America => "USD",
            Self::Europe => "EUR",
        }
    }

    /// The language its messages are written in.
    #[must_use]
    pub const fn language(self) -> &'static str {
        match self {
            Self::China => "zh-CN",
            Self::Japan => "ja-JP",
            Self::America => "en-US",
            Self::Europe => "en-GB",
        }
    }
}

/// One city.
pub struct City {
    /// Its name as Chinese readers know it.
    pub zh: &'static str,
    /// Its name in Latin letters.
    pub en: &'static str,
    /// Province or state, as it is written in an address there.
    pub province: &'static str,
    /// ISO 3166 country.
    pub country: &'static str,
    /// The market it belongs to.
    pub market: Market,
    /// Hours east of UTC.
    pub utc_hours: i64,
    /// Its share of the market's customers.
    pub weight: u32,
    /// The first digits of its postal codes.
    pub postal: &'static str,
    /// The area code of its landlines, without the leading zero.
    pub area: &'static str,
    /// Streets people there live in.
    pub streets: &'static [&'static str],
}

use Market::{America, China, Europe, Japan};

macro_rules! cities {
    ($([$zh:literal, $en:literal, $province:literal, $country:literal, $market:expr, $utc:literal, $weight:literal, $postal:literal, $area:literal, $streets:expr],)*) => {
        &[$(City { zh: $zh, en: $en, province: $province, country: $country, market: $market, utc_hours: $utc, weight: $weight, postal: $postal, area: $area, streets: &$streets },)*]
    };
}

/// All cities; people and shops refer to them by place, so rows are only ever added at the end.
#[rustfmt::skip]
pub const CITIES: &[City] = cities![
    ["上海", "Shanghai", "上海市", "CN", China, 8, 26, "2000", "21", ["徐汇区衡山路", "静安区南京西路", "浦东新区世纪大道", "杨浦区国定路", "长宁区愚园路" ]],
    ["北京", "Beijing", "北京市", "CN", China, 8, 20, "1000", "10", ["朝阳区建国路", "海淀区中关村大街", "东城区东直门内大街", "西城区阜成门外大街" ]],
    ["广州", "Guangzhou", "广东省", "CN", China, 8, 12, "5100", "20", ["天河区体育东路", "越秀区环市东路", "海珠区江南大道中"]],
    ["深圳", "Shenzhen", "广东省", "CN", China, 8, 13, "5180", "755", ["南山区深南大道", "福田区福华路", "罗湖区人民南路"]],
    ["杭州", "Hangzhou", "浙江省", "CN", China, 8, 12, "3100", "571", ["西湖区文三路", "上城区解放路", "余杭区文一西路"]],
    ["南京", "Nanjing", "江苏省", "CN", China, 8, 6, "2100", "25", ["鼓楼区中山北路", "玄武区珠江路", "秦淮区太平南路"]],
    ["苏州", "Suzhou", "江苏省", "CN", China, 8, 6, "2150", "512", ["姑苏区人民路", "工业园区现代大道"]],
    ["成都", "Chengdu", "四川省", "CN", China, 8, 11, "6100", "28", ["锦江区春熙路", "武侯区人民南路", "高新区天府大道"]],
    ["重庆", "Chongqing", "重庆市", "CN", China, 8, 6, "4000", "23", ["渝中区解放碑步行街", "江北区建新北路"]],
    ["武汉", "Wuhan", "湖北省", "CN", China, 8, 6, "4300", "27", ["江汉区解放大道", "武昌区中南路", "洪山区珞喻路"]],
    ["西安", "Xi'an", "陕西省", "CN", China, 8, 5, "7100", "29", ["雁塔区小寨东路", "碑林区南大街"]],
    ["青岛", "Qingdao", "山东省", "CN", China, 8, 3, "2660", "532", ["市南区香港中路", "崂山区海尔路"]],
    ["厦门", "Xiamen", "福建省", "CN", China, 8, 3, "3610", "592", ["思明区中山路", "湖里区枋湖路"]],
    ["东京", "Tokyo", "東京都", "JP", Japan, 9, 65, "150-0", "3", ["渋谷区神宮前", "世田谷区北沢", "中央区銀座", "杉並区高円寺北" ]],
    ["大阪", "Osaka", "大阪府", "JP", Japan, 9, 35, "530-0", "6", ["北区梅田", "中央区心斎橋筋", "浪速区難波中"]],
    ["纽约", "New York", "NY", "US", America, -5, 55, "100", "212", ["W 23rd St", "Bleecker St", "Amsterdam Ave", "Bedford Ave"]],
    ["旧金山", "San Francisco", "CA", "US", America, -8, 45, "941", "415", ["Valencia St", "Hayes St", "Irving St", "Columbus Ave"]],
    ["巴黎", "Paris", "Île-de-France", "FR", Europe, 1, 40, "750", "1", ["rue de Rivoli", "rue des Martyrs", "boulevard Voltaire"]],
    ["柏林", "Berlin", "Berlin", "DE", Europe, 1, 34, "101", "30", ["Torstraße", "Kastanienallee", "Bergmannstraße"]],
    ["阿姆斯特丹", "Amsterdam", "Noord-Holland", "NL", Europe, 1, 14, "10", "20", ["Prinsengracht", "Haarlemmerstraat"]],
    ["米兰", "Milan", "Lombardia", "IT", Europe, 1, 12, "201", "2", ["Corso Garibaldi", "Via Torino"]],
];

/// The places in [`CITIES`] of a market's cities, with their weights.
#[must_use]
pub fn of_market(market: Market) -> Vec<(u8, u32)> {
    CITIES
        .iter()
        .zip(0_u8..)
        .filter(|(city, _)| city.market == market)
        .map(|(city, place)| (place, city.weight))
        .collect()
}
