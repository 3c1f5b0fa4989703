//! The company's shops and the regions they belong to.
//!
//! To open a shop: add a row to [`SHOPS`] at the end; its touchpoint, sources, phone and customers follow from it.

use crate::catalogue::Brand;
use crate::cities::{CITIES, City};

/// A region of a brand.
pub struct Region {
    /// Its key, unique in the company.
    pub key: &'static str,
    /// The brand it belongs to.
    pub brand: Brand,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
}

/// One shop.
pub struct Shop {
    /// Its key, unique in the company.
    pub key: &'static str,
    /// Its brand.
    pub brand: Brand,
    /// The key of its region.
    pub region: &'static str,
    /// Its place in [`CITIES`].
    pub city: u8,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// Whether a tablet stands at its entrance.
    pub kiosk: bool,
}

impl Shop {
    /// The city it stands in.
    #[must_use]
    pub fn city(&self) -> &'static City {
        &CITIES[usize::from(self.city)]
    }
}

use Brand::{Care, Living, Tea};

macro_rules! rows {
    ($kind:ident: $([$($field:ident = $value:expr),*],)*) => { &[$($kind { $($field: $value),* },)*] };
}

/// All regions.
pub const REGIONS: &[Region] = rows![Region:
    [key = "living-east", brand = Living, zh = "生活·华东区", en = "Living East China"],
    [key = "living-north", brand = Living, zh = "生活·华北区", en = "Living North China"],
    [key = "living-south", brand = Living, zh = "生活·华南区", en = "Living South China"],
    [key = "living-west", brand = Living, zh = "生活·中西区", en = "Living Central and West China"],
    [key = "living-japan", brand = Living, zh = "生活·日本区", en = "Living Japan"],
    [key = "living-america", brand = Living, zh = "生活·北美区", en = "Living North America"],
    [key = "living-europe", brand = Living, zh = "生活·欧洲区", en = "Living Europe"],
    [key = "tea-east", brand = Tea, zh = "茶咖·华东区", en = "Halfhill East China"],
    [key = "tea-south", brand = Tea, zh = "茶咖·华南区", en = "Halfhill South China"],
    [key = "tea-west", brand = Tea, zh = "茶咖·西南区", en = "Halfhill West China"],
    [key = "tea-japan", brand = Tea, zh = "茶咖·日本区", en = "Halfhill Japan"],
    [key = "care-east", brand = Care, zh = "到家·华东区", en = "Care East China"],
    [key = "care-north", brand = Care, zh = "到家·华北区", en = "Care North China"],
    [key = "care-west", brand = Care, zh = "到家·西南区", en = "Care West China"],
];

macro_rules! shops {
    ($([$key:literal, $brand:expr, $region:literal, $city:literal, $zh:literal, $en:literal, $kiosk:literal],)*) => {
        &[$(Shop { key: $key, brand: $brand, region: $region, city: $city, zh: $zh, en: $en, kiosk: $kiosk },)*]
    };
}

/// All shops.
#[rustfmt::skip]
pub const SHOPS: &[Shop] = shops![
    ["sh-hengshan", Living, "living-east", 0, "上海衡山路店", "Shanghai Hengshan Road", true],
    ["sh-jingan", Living, "living-east", 0, "上海静安店", "Shanghai Jing'an", true],
    ["sh-century", Living, "living-east", 0, "上海世纪大道店", "Shanghai Century Avenue", false],
    ["hz-westlake", Living, "living-east", 4, "杭州西湖店", "Hangzhou West Lake", true],
    ["nj-xinjiekou", Living, "living-east", 5, "南京新街口店", "Nanjing Xinjiekou", false],
    ["bj-sanlitun", Living, "living-north", 1, "北京三里屯店", "Beijing Sanlitun", true],
    ["bj-zhongguancun", Living, "living-north", 1, "北京中关村店", "Beijing Zhongguancun", false],
    ["qd-hongkongroad", Living, "living-north", 11, "青岛香港中路店", "Qingdao Hong Kong Road", false],
    ["gz-tianhe", Living, "living-south", 2, "广州天河店", "Guangzhou Tianhe", true],
    ["sz-nanshan", Living, "living-south", 3, "深圳南山店", "Shenzhen Nanshan", true],
    ["xm-zhongshan", Living, "living-south", 12, "厦门中山路店", "Xiamen Zhongshan Road", false],
    ["cd-chunxi", Living, "living-west", 7, "成都春熙路店", "Chengdu Chunxi Road", true],
    ["wh-jianghan", Living, "living-west", 9, "武汉江汉路店", "Wuhan Jianghan Road", false],
    ["xa-xiaozhai", Living, "living-west", 10, "西安小寨店", "Xi'an Xiaozhai", false],
    ["cq-jiefangbei", Living, "living-west", 8, "重庆解放碑店", "Chongqing Jiefangbei", false],
    ["tyo-jingumae", Living, "living-japan", 13, "东京神宫前店", "Tokyo Jingumae", true],
    ["osa-umeda", Living, "living-japan", 14, "大阪梅田店", "Osaka Umeda", false],
    ["nyc-bleecker", Living, "living-america", 15, "纽约布利克街店", "New York Bleecker Street", true],
    ["sfo-hayes", Living, "living-america", 16, "旧金山海斯谷店", "San Francisco Hayes Valley", false],
    ["par-martyrs", Living, "living-europe", 17, "巴黎殉道者街店", "Paris rue des Martyrs", true],
    ["ber-mitte", Living, "living-europe", 18, "柏林米特店", "Berlin Mitte", false],
    ["tea-sh-yuyuan", Tea, "tea-east", 0, "半山茶咖 上海愚园路店", "Halfhill Shanghai Yuyuan Road", false],
    ["tea-sh-daxue", Tea, "tea-east", 0, "半山茶咖 上海大学路店", "Halfhill Shanghai Daxue Road", false],
    ["tea-hz-lakeside", Tea, "tea-east", 4, "半山茶咖 杭州湖滨店", "Halfhill Hangzhou Lakeside", false],
    ["tea-sz-guanqian", Tea, "tea-east", 6, "半山茶咖 苏州观前街店", "Halfhill Suzhou Guanqian", false],
    ["tea-gz-dongshan", Tea, "tea-south", 2, "半山茶咖 广州东山口店", "Halfhill Guangzhou Dongshankou", false],
    ["tea-sz-oct", Tea, "tea-south", 3, "半山茶咖 深圳华侨城店", "Halfhill Shenzhen OCT", false],
    ["tea-cd-yulin", Tea, "tea-west", 7, "半山茶咖 成都玉林店", "Halfhill Chengdu Yulin", false],
    ["tea-tyo-kitazawa", Tea, "tea-japan", 13, "半山茶咖 东京北泽店", "Halfhill Tokyo Kitazawa", false],
    ["care-sh", Care, "care-east", 0, "澄川到家 上海服务站", "Clearbrook Care Shanghai", false],
    ["care-hz", Care, "care-east", 4, "澄川到家 杭州服务站", "Clearbrook Care Hangzhou", false],
    ["care-bj", Care, "care-north", 1, "澄川到家 北京服务站", "Clearbrook Care Beijing", false],
    ["care-cd", Care, "care-west", 7, "澄川到家 成都服务站", "Clearbrook Care Chengdu", false],
];

/// The shops of a brand that somebody living in the city goes to: those in the city, else on a journey those of its market.
#[must_use]
pub fn near(city: u8, brand: Brand) -> Vec<u8> {
    let of_brand = || {
        SHOPS
            .iter()
            .zip(0_u8..)
            .filter(move |(shop, _)| shop.brand == brand)
    };
    let here: Vec<u8> = of_brand()
        .filter(|(shop, _)| shop.city == city)
        .map(|(_, place)| place)
        .collect();
    if !here.is_empty() || brand != Living {
        return here;
    }
    let market = CITIES[usize::from(city)].market;
    of_brand()
        .filter(|(shop, _)| shop.city().market == market)
        .map(|(_, place)| place)
        .collect()
}

/// Whether a shop of the brand stands in the city.
#[must_use]
pub fn in_city(city: u8, brand: Brand) -> bool {
    SHOPS
        .iter()
        .any(|shop| shop.brand == brand && shop.city == city)
}

/// The shop's own telephone, E.164; cashiers type it for customers who give none.
#[must_use]
pub fn phone(place: u8) -> String {
    let city = SHOPS[usize::from(place)].city();
    let area = city.area;
    match city.country {
        "CN" => format!(
            "+86{area}{}",
            if area.len() == 2 {
                5555_0100 + u32::from(place)
            } else {
                555_0100 + u32::from(place)
            }
        ),
        "JP" => format!("+81{area}5550{:04}", 100 + u32::from(place)),
        "US" => format!("+1{area}55501{place:02}"),
        "FR" => format!("+33{area}99005{:03}", 500 + u32::from(place)),
        _ => format!("+49{area}2312{:04}", 5000 + u32::from(place)),
    }
}
