//! The touchpoints that belong to no shop, and their sources.
//!
//! To add one: add a row to `shared_touchpoints`; it gets a source of the same key, and touches may name it.

use kernel::Channel;

use crate::company::{Source, Text, Touchpoint, source};

/// One row of the register that no shop brings.
type Row = (
    &'static str,
    &'static str,
    Channel,
    [&'static str; 2],
    &'static str,
    [&'static str; 2],
    [&'static str; 2],
    Option<u32>,
    i64,
);

/// All of them.
pub fn shared_touchpoints() -> Vec<Touchpoint> {
    let rows: [Row; 14] = [
        (
            "web-cn",
            "living",
            Channel::Web,
            ["澄川生活商城", "Web shop China"],
            "consider",
            ["电商总监", "Head of e-commerce"],
            ["首屏两秒内打开", "First view within two seconds"],
            None,
            12_800_000,
        ),
        (
            "web-global",
            "living",
            Channel::Web,
            ["澄川生活国际商城", "Web shop international"],
            "consider",
            ["电商总监", "Head of e-commerce"],
            [
                "价格含税，运费先说明",
                "Prices with tax, shipping said first",
            ],
            None,
            6_400_000,
        ),
        (
            "app",
            "living",
            Channel::App,
            ["澄川 App", "Clearbrook app"],
            "buy",
            ["产品经理", "Product manager"],
            ["三步下单，不弹广告", "Three steps to an order, no pop-ups"],
            None,
            15_000_000,
        ),
        (
            "chat-web",
            "living",
            Channel::WebChat,
            ["商城在线客服", "Web shop chat"],
            "use",
            ["客服主管", "Head of service"],
            ["称呼姓氏，先答再问", "Use the name, answer before asking"],
            Some(2),
            4_800_000,
        ),
        (
            "oa-living",
            "living",
            Channel::WechatOa,
            ["澄川生活公众号", "Clearbrook Living on WeChat"],
            "discover",
            ["新媒体主编", "Social editor"],
            [
                "一周不超过两篇，五分钟内有人回复",
                "At most two posts a week, a person within five minutes",
            ],
            Some(5),
            3_200_000,
        ),
        (
            "oa-tea",
            "tea",
            Channel::WechatOa,
            ["半山茶咖公众号", "Halfhill on WeChat"],
            "discover",
            ["新媒体主编", "Social editor"],
            [
                "语气轻松，图多字少",
                "Light in tone, more pictures than words",
            ],
            Some(5),
            2_100_000,
        ),
        (
            "mini-tea",
            "tea",
            Channel::WechatMini,
            ["半山点单小程序", "Halfhill ordering mini program"],
            "buy",
            ["产品经理", "Product manager"],
            ["两步点单，准时取杯", "Two steps to order, ready on time"],
            None,
            3_600_000,
        ),
        (
            "mail-service",
            "living",
            Channel::Email,
            ["客服邮箱", "Service mailbox"],
            "use",
            ["客服主管", "Head of service"],
            ["四小时内人工回复", "A person answers within four hours"],
            Some(240),
            900_000,
        ),
        (
            "mail-news",
            "living",
            Channel::Email,
            ["会员邮件", "Member mail"],
            "return",
            ["会员营销经理", "CRM marketer"],
            [
                "一键退订，每月不超过四封",
                "One click to leave, at most four a month",
            ],
            None,
            1_200_000,
        ),
        (
            "sms",
            "living",
            Channel::Sms,
            ["短信【澄川】", "Text messages"],
            "return",
            ["会员营销经理", "CRM marketer"],
            [
                "只在九点到二十点发送，写明退订方式",
                "Only from nine to eight, with a way out",
            ],
            None,
            1_900_000,
        ),
        (
            "call-cn",
            "living",
            Channel::Voice,
            ["400 客服热线", "Call centre China"],
            "use",
            ["呼叫中心主任", "Head of call centre"],
            [
                "二十秒内接起，一次解决",
                "Answered in twenty seconds, solved in one call",
            ],
            Some(1),
            9_600_000,
        ),
        (
            "call-global",
            "living",
            Channel::Voice,
            ["国际客服热线", "Call centre international"],
            "use",
            ["呼叫中心主任", "Head of call centre"],
            ["说客户的语言", "Speak the customer's language"],
            Some(2),
            5_400_000,
        ),
        (
            "care-booking",
            "care",
            Channel::Form,
            ["到家预约", "Care booking"],
            "buy",
            ["到家运营经理", "Care operations manager"],
            ["一小时内确认时间", "Time confirmed within an hour"],
            Some(60),
            1_100_000,
        ),
        (
            "survey",
            "living",
            Channel::Form,
            ["满意度调查与评价", "Surveys and reviews"],
            "return",
            ["客户体验经理", "Customer experience manager"],
            [
                "三题以内，低分一天内回访",
                "Three questions at most, low marks called back in a day",
            ],
            Some(1440),
            300_000,
        ),
    ];
    let touchpoint =
        |(key, unit, channel, name, stage, owner, standard, target, cost): Row| Touchpoint {
            key: key.to_owned(),
            unit: unit.to_owned(),
            channel,
            name: Text::new(name[0], name[1]),
            stage,
            owner: Text::new(owner[0], owner[1]),
            brand_standard: Text::new(standard[0], standard[1]),
            response_target_minutes: target,
            monthly_cost_minor: cost,
        };
    rows.into_iter().map(touchpoint).collect()
}

/// All of them.
pub fn shared_sources() -> Vec<Source> {
    let mut sources = vec![
        source("app-ios", "app", "App iOS 版", "App for iOS"),
        source("app-android", "app", "App 安卓版", "App for Android"),
    ];
    for touchpoint in shared_touchpoints() {
        if touchpoint.key != "app" {
            sources.push(Source {
                key: touchpoint.key.clone(),
                touchpoint: touchpoint.key,
                name: touchpoint.name,
            });
        }
    }
    sources
}
