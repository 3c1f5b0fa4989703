//! The demo company as its own people would enter it: units, the register of touchpoints, and the sources that feed them.
//!
//! To add a touchpoint: add a row to `register`; shops bring their own.

use kernel::Channel;

use crate::catalogue::Brand;
use crate::register::{shared_sources, shared_touchpoints};
use crate::shops::{REGIONS, SHOPS, Shop};

/// A text in both languages of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A brand.
    Brand,
    /// A region of a brand.
    Region,
    /// A shop of a region.
    Shop,
}

impl UnitKind {
    /// The name used in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Region => "region",
            Self::Shop => "shop",
        }
    }
}

/// A part of the company.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its key, unique among units.
    pub key: String,
    /// The key of the unit it belongs to; always listed before it.
    pub parent: Option<String>,
    /// What sort of unit it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: Text,
}

/// A place where customers meet the company.
#[derive(Clone, Debug)]
pub struct Touchpoint {
    /// Its key, unique among touchpoints.
    pub key: String,
    /// The key of the unit it belongs to.
    pub unit: String,
    /// Its channel.
    pub channel: Channel,
    /// Its name.
    pub name: Text,
    /// Where on the customer's journey it stands: discover, consider, buy, use, return.
    pub stage: &'static str,
    /// Who answers for it.
    pub owner: Text,
    /// What the brand promises there.
    pub brand_standard: Text,
    /// Minutes within which a customer is answered; none where nobody is asked.
    pub response_target_minutes: Option<u32>,
    /// What it costs a month, in fen.
    pub monthly_cost_minor: i64,
}

/// What feeds touches in.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its key, unique among sources; touches name it.
    pub key: String,
    /// The key of its touchpoint.
    pub touchpoint: String,
    /// Its name.
    pub name: Text,
}

/// The demo company.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its name.
    pub name: Text,
    /// ISO 3166 country it is run from; numbers without a country code are read as of this one.
    pub country: &'static str,
    /// IANA time zone of its headquarters.
    pub time_zone: &'static str,
    /// ISO 4217 currency of its books.
    pub currency: &'static str,
    /// Brands, regions and shops, parents first.
    pub units: Vec<Unit>,
    /// The register of touchpoints.
    pub touchpoints: Vec<Touchpoint>,
    /// The sources.
    pub sources: Vec<Source>,
}

impl Company {
    /// The company, always the same.
    #[must_use]
    pub fn demo() -> Self {
        let mut touchpoints = shared_touchpoints();
        let mut sources = shared_sources();
        for shop in SHOPS {
            touchpoints.push(counter_of(shop));
            sources.push(source(
                &pos_source(shop),
                &counter_key(shop),
                "收银系统",
                "Point of sale",
            ));
            if shop.kiosk {
                touchpoints.push(kiosk_of(shop));
                sources.push(source(
                    &kiosk_source(shop),
                    &kiosk_source(shop),
                    "门店平板",
                    "Shop tablet",
                ));
            }
        }
        Self {
            name: Text::new("澄川集团", "Clearbrook Group"),
            country: "CN",
            time_zone: "Asia/Shanghai",
            currency: "CNY",
            units: units(),
            touchpoints,
            sources,
        }
    }
}

/// The source of a shop's tills.
#[must_use]
pub fn pos_source(shop: &Shop) -> String {
    format!("pos-{}", shop.key)
}

/// The source of a shop's tablet.
#[must_use]
pub fn kiosk_source(shop: &Shop) -> String {
    format!("kiosk-{}", shop.key)
}

fn counter_key(shop: &Shop) -> String {
    format!("store-{}", shop.key)
}

const fn brand_key(brand: Brand) -> &'static str {
    match brand {
        Brand::Living => "living",
        Brand::Tea => "tea",
        Brand::Care => "care",
    }
}

fn units() -> Vec<Unit> {
    let unit = |key: &str, parent: Option<&str>, kind, zh: &str, en: &str| Unit {
        key: key.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        name: Text::new(zh, en),
    };
    let mut units = vec![
        unit(
            "living",
            None,
            UnitKind::Brand,
            "澄川生活",
            "Clearbrook Living",
        ),
        unit(
            "tea",
            None,
            UnitKind::Brand,
            "半山茶咖",
            "Halfhill Tea & Coffee",
        ),
        unit("care", None, UnitKind::Brand, "澄川到家", "Clearbrook Care"),
    ];
    units.extend(REGIONS.iter().map(|region| {
        unit(
            region.key,
            Some(brand_key(region.brand)),
            UnitKind::Region,
            region.zh,
            region.en,
        )
    }));
    units.extend(SHOPS.iter().map(|shop| {
        unit(
            shop.key,
            Some(shop.region),
            UnitKind::Shop,
            shop.zh,
            shop.en,
        )
    }));
    units
}

/// A source with a name of its own.
pub(crate) fn source(key: &str, touchpoint: &str, zh: &str, en: &str) -> Source {
    Source {
        key: key.to_owned(),
        touchpoint: touchpoint.to_owned(),
        name: Text::new(zh, en),
    }
}

fn counter_of(shop: &Shop) -> Touchpoint {
    let (zh, en, cost) = match shop.brand {
        Brand::Living => (
            "一分钟内问候，主动询问是否会员，不强推",
            "Greet within a minute, ask for the card, never push",
            18_600_000,
        ),
        Brand::Tea => (
            "三分钟内出杯，记住熟客的口味",
            "Serve within three minutes, remember a regular's taste",
            7_400_000,
        ),
        Brand::Care => (
            "准时上门，鞋套与工牌，离开前请客户验收",
            "On time, overshoes and badge, the customer checks before we leave",
            5_200_000,
        ),
    };
    Touchpoint {
        key: counter_key(shop),
        unit: shop.key.to_owned(),
        channel: Channel::Store,
        name: Text::new(shop.zh, shop.en),
        stage: "buy",
        owner: Text::new("店长", "Shop manager"),
        brand_standard: Text::new(zh, en),
        response_target_minutes: Some(3),
        monthly_cost_minor: cost,
    }
}

fn kiosk_of(shop: &Shop) -> Touchpoint {
    Touchpoint {
        key: kiosk_source(shop),
        unit: shop.key.to_owned(),
        channel: Channel::Kiosk,
        name: Text::new(
            format!("{} 自助平板", shop.zh),
            format!("{} tablet", shop.en),
        ),
        stage: "consider",
        owner: Text::new("店长", "Shop manager"),
        brand_standard: Text::new(
            "屏幕干净，三十秒无操作回到首页",
            "Clean screen, back to the start after thirty seconds",
        ),
        response_target_minutes: None,
        monthly_cost_minor: 26_000,
    }
}
