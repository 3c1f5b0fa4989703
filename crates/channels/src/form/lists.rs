//! The lists that region and industry fields offer when a form brings none of its own: the provinces of China (GB/T 2260,
//! by their codes of ISO 3166-2), other countries by their codes of ISO 3166-1, and the sections of GB/T 4754-2017.

use std::sync::LazyLock;

use super::definition::{Choice, Words};

const REGIONS: &[(&str, &str, &str)] = &[
    ("CN-BJ", "北京", "Beijing"),
    ("CN-TJ", "天津", "Tianjin"),
    ("CN-HE", "河北", "Hebei"),
    ("CN-SX", "山西", "Shanxi"),
    ("CN-NM", "内蒙古", "Inner Mongolia"),
    ("CN-LN", "辽宁", "Liaoning"),
    ("CN-JL", "吉林", "Jilin"),
    ("CN-HL", "黑龙江", "Heilongjiang"),
    ("CN-SH", "上海", "Shanghai"),
    ("CN-JS", "江苏", "Jiangsu"),
    ("CN-ZJ", "浙江", "Zhejiang"),
    ("CN-AH", "安徽", "Anhui"),
    ("CN-FJ", "福建", "Fujian"),
    ("CN-JX", "江西", "Jiangxi"),
    ("CN-SD", "山东", "Shandong"),
    ("CN-HA", "河南", "Henan"),
    ("CN-HB", "湖北", "Hubei"),
    ("CN-HN", "湖南", "Hunan"),
    ("CN-GD", "广东", "Guangdong"),
    ("CN-GX", "广西", "Guangxi"),
    ("CN-HI", "海南", "Hainan"),
    ("CN-CQ", "重庆", "Chongqing"),
    ("CN-SC", "四川", "Sichuan"),
    ("CN-GZ", "贵州", "Guizhou"),
    ("CN-YN", "云南", "Yunnan"),
    ("CN-XZ", "西藏", "Tibet"),
    ("CN-SN", "陕西", "Shaanxi"),
    ("CN-GS", "甘肃", "Gansu"),
    ("CN-QH", "青海", "Qinghai"),
    ("CN-NX", "宁夏", "Ningxia"),
    ("CN-XJ", "新疆", "Xinjiang"),
    ("CN-HK", "中国香港", "Hong Kong, China"),
    ("CN-MO", "中国澳门", "Macao, China"),
    ("CN-TW", "中国台湾", "Taiwan, China"),
    ("AU", "澳大利亚", "Australia"),
    ("BR", "巴西", "Brazil"),
    ("CA", "加拿大", "Canada"),
    ("FR", "法国", "France"),
    ("DE", "德国", "Germany"),
    ("IN", "印度", "India"),
    ("ID", "印度尼西亚", "Indonesia"),
    ("IT", "意大利", "Italy"),
    ("JP", "日本", "Japan"),
    ("KR", "韩国", "South Korea"),
    ("MY", "马来西亚", "Malaysia"),
    ("MX", "墨西哥", "Mexico"),
    ("NL", "荷兰", "Netherlands"),
    ("NZ", "新西兰", "New Zealand"),
    ("PH", "菲律宾", "Philippines"),
    ("RU", "俄罗斯", "Russia"),
    ("SA", "沙特阿拉伯", "Saudi Arabia"),
    ("SG", "新加坡", "Singapore"),
    ("ES", "西班牙", "Spain"),
    ("CH", "瑞士", "Switzerland"),
    ("TH", "泰国", "Thailand"),
    ("AE", "阿联酋", "United Arab Emirates"),
    ("GB", "英国", "United Kingdom"),
    ("US", "美国", "United States"),
    ("VN", "越南", "Vietnam"),
    ("ZZ", "其他国家或地区", "Another country or region"),
];

const INDUSTRIES: &[(&str, &str, &str)] = &[
    ("A", "农、林、牧、渔业", "Agriculture, forestry and fishing"),
    ("B", "采矿业", "Mining"),
    ("C", "制造业", "Manufacturing"),
    (
        "D",
        "电力、热力、燃气及水生产和供应业",
        "Electricity, heat, gas and water supply",
    ),
    ("E", "建筑业", "Construction"),
    ("F", "批发和零售业", "Wholesale and retail"),
    ("G", "交通运输、仓储和邮政业", "Transport, storage and post"),
    ("H", "住宿和餐饮业", "Hotels and catering"),
    (
        "I",
        "信息传输、软件和信息技术服务业",
        "Information and software",
    ),
    ("J", "金融业", "Finance"),
    ("K", "房地产业", "Real estate"),
    ("L", "租赁和商务服务业", "Leasing and business services"),
    (
        "M",
        "科学研究和技术服务业",
        "Science and technical services",
    ),
    (
        "N",
        "水利、环境和公共设施管理业",
        "Water, environment and public facilities",
    ),
    (
        "O",
        "居民服务、修理和其他服务业",
        "Household services and repair",
    ),
    ("P", "教育", "Education"),
    ("Q", "卫生和社会工作", "Health and social work"),
    (
        "R",
        "文化、体育和娱乐业",
        "Culture, sport and entertainment",
    ),
    (
        "S",
        "公共管理、社会保障和社会组织",
        "Public administration and social organisations",
    ),
    ("T", "国际组织", "International organisations"),
];

static REGION_CHOICES: LazyLock<Vec<Choice>> = LazyLock::new(|| choices(REGIONS));
static INDUSTRY_CHOICES: LazyLock<Vec<Choice>> = LazyLock::new(|| choices(INDUSTRIES));

fn choices(list: &[(&str, &str, &str)]) -> Vec<Choice> {
    let choice = |(value, zh, en): &(&str, &str, &str)| Choice {
        value: (*value).to_owned(),
        label: Words {
            zh: (*zh).to_owned(),
            en: (*en).to_owned(),
        },
    };
    list.iter().map(choice).collect()
}

/// The regions.
#[must_use]
pub fn regions() -> &'static [Choice] {
    &REGION_CHOICES
}

/// The industries.
#[must_use]
pub fn industries() -> &'static [Choice] {
    &INDUSTRY_CHOICES
}

/// The industry with this code.
#[must_use]
pub fn industry(code: &str) -> Option<&'static Choice> {
    industries().iter().find(|one| one.value == code)
}

/// Whether a text has the form of a code of ISO 3166-1 or 3166-2.
#[must_use]
pub fn is_region(code: &str) -> bool {
    let (country, part) = code.split_once('-').unwrap_or((code, "X"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&part.len())
        && part
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
