//! What the company sells.
//!
//! To add a product: add a row; orders draw from whatever the brand has. Prices are kept in fen and turned into the other
//! currencies by one rule, so that a product costs about the same everywhere and ends in a digit that shops like.

use crate::cities::Market;

/// A brand of the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Brand {
    /// Goods for the home.
    Living,
    /// Tea and coffee shops.
    Tea,
    /// Cleaning and repair at home.
    Care,
}

/// One product or service.
pub struct Product {
    /// Its number in the stock system.
    pub sku: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// Its category, in English as the tracking plan has it.
    pub category: &'static str,
    /// Its price in China, in fen.
    pub fen: i64,
}

impl Product {
    /// Its price in the market's minor units.
    #[must_use]
    pub const fn price(&self, market: Market) -> i64 {
        match market {
            Market::China => self.fen,
            Market::Japan => (self.fen * 22 / 100 / 10) * 10 + 10,
            Market::America => (self.fen * 19 / 100 / 100) * 100 + 99,
            Market::Europe => (self.fen * 17 / 100 / 100) * 100 + 95,
        }
    }
}

macro_rules! products {
    ($([$sku:literal, $zh:literal, $en:literal, $category:literal, $fen:literal],)*) => {
        &[$(Product { sku: $sku, zh: $zh, en: $en, category: $category, fen: $fen },)*]
    };
}

#[rustfmt::skip]
const LIVING: &[Product] = products![
    ["LV-1001", "手作青瓷茶杯", "Celadon tea cup", "Tableware", 8900],
    ["LV-1002", "竹编托盘", "Woven bamboo tray", "Tableware", 12_900],
    ["LV-1003", "骨瓷餐具四件套", "Bone china set of four", "Tableware", 39_900],
    ["LV-1004", "双层玻璃杯", "Double-walled glass", "Tableware", 5900],
    ["LV-1005", "黄铜筷架", "Brass chopstick rest", "Tableware", 3500],
    ["LV-1101", "铸铁炖锅 24cm", "Cast-iron pot 24 cm", "Kitchen", 69_900],
    ["LV-1102", "三德刀", "Santoku knife", "Kitchen", 45_900],
    ["LV-1103", "榉木砧板", "Beech chopping board", "Kitchen", 15_900],
    ["LV-1104", "手冲咖啡壶", "Pour-over kettle", "Kitchen", 32_900],
    ["LV-1105", "真空保鲜盒", "Vacuum food box", "Kitchen", 9900],
    ["LV-1106", "烘焙模具套装", "Baking tin set", "Kitchen", 13_900],
    ["LV-1201", "水洗亚麻四件套", "Washed linen bedding", "Bedroom", 129_900],
    ["LV-1202", "荞麦枕", "Buckwheat pillow", "Bedroom", 19_900],
    ["LV-1203", "羊毛盖毯", "Wool throw", "Bedroom", 59_900],
    ["LV-1204", "蚕丝眼罩", "Silk sleep mask", "Bedroom", 12_900],
    ["LV-1301", "长绒棉浴巾", "Long-staple bath towel", "Bath", 11_900],
    ["LV-1302", "硅藻土地垫", "Diatomite bath mat", "Bath", 8900],
    ["LV-1303", "柚木浴凳", "Teak bath stool", "Bath", 36_900],
    ["LV-1304", "山茶花手工皂", "Camellia soap", "Bath", 4900],
    ["LV-1401", "桂花香薰蜡烛", "Osmanthus candle", "Scent", 16_800],
    ["LV-1402", "雪松藤条香薰", "Cedar reed diffuser", "Scent", 23_800],
    ["LV-1403", "线香礼盒", "Incense gift box", "Scent", 26_800],
    ["LV-1501", "橡木落地灯", "Oak floor lamp", "Furniture", 89_900],
    ["LV-1502", "可叠放方凳", "Stacking stool", "Furniture", 29_900],
    ["LV-1503", "壁挂置物架", "Wall shelf", "Furniture", 24_900],
    ["LV-1504", "胡桃木书桌", "Walnut desk", "Furniture", 329_900],
    ["LV-1601", "陶土花盆", "Terracotta pot", "Garden", 6900],
    ["LV-1602", "琴叶榕", "Fiddle-leaf fig", "Garden", 19_900],
    ["LV-1603", "园艺剪", "Garden shears", "Garden", 12_900],
    ["LV-1701", "旅行收纳六件套", "Packing cubes", "Travel", 14_900],
    ["LV-1702", "折叠雨伞", "Folding umbrella", "Travel", 12_900],
    ["LV-1801", "春节漆器礼盒", "New Year lacquer gift box", "Gifts", 68_800],
    ["LV-1802", "礼品卡 500", "Gift card 500", "Gifts", 50_000],
];

#[rustfmt::skip]
const TEA: &[Product] = products![
    ["HT-2001", "桂花乌龙拿铁", "Osmanthus oolong latte", "Drinks", 2800],
    ["HT-2002", "山顶冷萃", "Summit cold brew", "Drinks", 2600],
    ["HT-2003", "美式咖啡", "Americano", "Drinks", 2000],
    ["HT-2004", "海盐抹茶", "Sea-salt matcha", "Drinks", 3000],
    ["HT-2005", "柚子气泡茶", "Yuzu sparkling tea", "Drinks", 2700],
    ["HT-2006", "燕麦拿铁", "Oat latte", "Drinks", 3000],
    ["HT-2101", "司康", "Scone", "Bakery", 1600],
    ["HT-2102", "黑芝麻贝果", "Black sesame bagel", "Bakery", 1800],
    ["HT-2103", "巴斯克蛋糕", "Basque cheesecake", "Bakery", 3200],
    ["HT-2201", "桂花乌龙 100g", "Osmanthus oolong 100 g", "Tea leaves", 9800],
    ["HT-2202", "云南红茶 100g", "Yunnan black tea 100 g", "Tea leaves", 8800],
    ["HT-2203", "白毫银针 50g", "Silver needle 50 g", "Tea leaves", 16_800],
    ["HT-2301", "拼配咖啡豆 250g", "House blend beans 250 g", "Coffee beans", 8800],
    ["HT-2302", "随行杯", "Travel mug", "Merchandise", 16_900],
];

#[rustfmt::skip]
const CARE: &[Product] = products![
    ["CC-3001", "日常保洁 3小时", "Home cleaning, 3 hours", "Cleaning", 16_800],
    ["CC-3002", "深度保洁", "Deep cleaning", "Cleaning", 59_900],
    ["CC-3003", "空调清洗", "Air conditioner cleaning", "Cleaning", 12_900],
    ["CC-3004", "油烟机清洗", "Range hood cleaning", "Cleaning", 18_900],
    ["CC-3005", "床垫除螨", "Mattress care", "Cleaning", 14_900],
    ["CC-3101", "家具修复", "Furniture repair", "Repair", 28_900],
    ["CC-3102", "灯具安装", "Lamp fitting", "Repair", 9900],
    ["CC-3103", "收纳整理 4小时", "Tidying, 4 hours", "Tidying", 79_900],
];

/// What a brand sells.
#[must_use]
pub const fn products(brand: Brand) -> &'static [Product] {
    match brand {
        Brand::Living => LIVING,
        Brand::Tea => TEA,
        Brand::Care => CARE,
    }
}
