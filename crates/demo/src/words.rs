//! What customers and the company's people say.
//!
//! To add a subject: add a row to [`SUBJECTS`]; to add a language: add a column.

use crate::cities::Market;

/// A text in Chinese, English and Japanese.
pub type Said = [&'static str; 3];

/// The text for a market.
#[must_use]
pub const fn said(text: &Said, market: Market) -> &'static str {
    match market {
        Market::China => text[0],
        Market::Japan => text[2],
        Market::America | Market::Europe => text[1],
    }
}

/// What a conversation is about: its code, what the customer says, and what is answered.
pub struct Subject {
    /// Its code, as reports count it.
    pub code: &'static str,
    /// What the customer says first.
    pub asked: Said,
    /// What is answered.
    pub answered: Said,
}

macro_rules! subjects {
    ($([$code:literal, $asked:expr, $answered:expr],)*) => { &[$(Subject { code: $code, asked: $asked, answered: $answered },)*] };
}

/// What people ask.
pub const SUBJECTS: &[Subject] = subjects![
    [
        "delivery",
        [
            "我的订单什么时候能到？",
            "When will my order arrive?",
            "注文はいつ届きますか？"
        ],
        [
            "已经出库，预计两天内送达。",
            "It has left the warehouse and should be with you in two days.",
            "発送済みです。二日以内にお届けします。"
        ]
    ],
    [
        "stock",
        [
            "衡山路店还有这款盖毯吗？",
            "Is the wool throw in stock at the shop?",
            "ウールのブランケットは店舗にありますか？"
        ],
        [
            "还有三条，可以为您留到今晚。",
            "There are three left, we can keep one for you tonight.",
            "三枚ございます。本日中お取り置きできます。"
        ]
    ],
    [
        "returns",
        [
            "杯子收到时有裂纹，可以退吗？",
            "The cup arrived with a crack, may I return it?",
            "カップにひびが入っていました。返品できますか？"
        ],
        [
            "非常抱歉，我们马上为您退款，不用寄回。",
            "We are sorry. You get your money back and need not send it.",
            "申し訳ございません。すぐに返金いたします。返送は不要です。"
        ]
    ],
    [
        "invoice",
        [
            "需要开增值税发票，抬头怎么填？",
            "Could I have an invoice with our VAT number?",
            "領収書を発行していただけますか？"
        ],
        [
            "在订单页点“开票”即可，一小时内发到邮箱。",
            "Press “invoice” on the order page, it comes by mail within the hour.",
            "注文ページの「領収書」から発行できます。"
        ]
    ],
    [
        "points",
        [
            "积分怎么少了 200？",
            "Why did I lose 200 points?",
            "ポイントが200減っているのはなぜですか？"
        ],
        [
            "那是去年到期的积分，我给您补了一张券。",
            "Those were last year's; I have added a coupon for you.",
            "昨年分の失効です。クーポンをお付けしました。"
        ]
    ],
    [
        "care",
        [
            "亚麻床品能机洗吗？",
            "Can linen bedding go into the machine?",
            "リネンの寝具は洗濯機で洗えますか？"
        ],
        [
            "可以，三十度以下，不要烘干。",
            "Yes, at thirty degrees, but no dryer.",
            "はい、三十度以下で。乾燥機はお避けください。"
        ]
    ],
    [
        "change_address",
        [
            "地址填错了，能改吗？",
            "I gave the wrong address, can you change it?",
            "住所を間違えました。変更できますか？"
        ],
        [
            "已改好，请核对。",
            "Done, please check it.",
            "変更いたしました。ご確認ください。"
        ]
    ],
    [
        "opening_hours",
        [
            "国庆节营业吗？",
            "Are you open on the holiday?",
            "祝日は営業していますか？"
        ],
        [
            "照常营业，十点到二十二点。",
            "Yes, from ten to ten.",
            "通常どおり十時から営業いたします。"
        ]
    ],
    [
        "gift",
        [
            "可以写贺卡吗？",
            "Can you add a card to the gift?",
            "メッセージカードを付けられますか？"
        ],
        [
            "可以，五十字以内免费。",
            "Of course, up to fifty words for nothing.",
            "はい、無料でお付けします。"
        ]
    ],
    [
        "booking",
        [
            "能约周六上午的保洁吗？",
            "Is Saturday morning free for cleaning?",
            "土曜の午前は空いていますか？"
        ],
        [
            "周六九点半有空，已为您留好。",
            "Half past nine is yours.",
            "九時半をお取りしました。"
        ]
    ],
];

/// What people complain about.
pub const COMPLAINTS: &[Subject] = subjects![
    [
        "damaged",
        [
            "铸铁锅送到时磕坏了，已经是第二次了！",
            "The pot arrived damaged, for the second time!",
            "鍋が破損して届きました。二回目です。"
        ],
        [
            "已换新并补偿一百元券，仓库改用双层包装。",
            "Replaced, with a coupon; the warehouse now wraps it twice.",
            "交換とクーポンをご用意し、梱包を改善しました。"
        ]
    ],
    [
        "late",
        [
            "说好两天，等了九天还没到。",
            "You said two days, it is day nine.",
            "二日と言われましたが九日経っても届きません。"
        ],
        [
            "承运商丢件，已加急补发并免运费。",
            "The carrier lost it; a new one is on its way by express.",
            "配送事故でした。速達で再送いたしました。"
        ]
    ],
    [
        "staff",
        [
            "店员态度很差，一直看手机。",
            "Your assistant kept looking at a phone.",
            "店員の態度が悪かったです。"
        ],
        [
            "店长已致电道歉，当班人员重新培训。",
            "The manager has called to apologise and the team is trained again.",
            "店長よりお詫びし、再教育を行いました。"
        ]
    ],
    [
        "refund_slow",
        [
            "退款十天了还没到账。",
            "Still no refund after ten days.",
            "返金が十日経っても届きません。"
        ],
        [
            "银行退回，已改为原路补退，今日到账。",
            "The bank had sent it back; it is with you today.",
            "銀行から戻っていました。本日着金します。"
        ]
    ],
    [
        "cleaning_quality",
        [
            "保洁没擦厨房就走了。",
            "They left without doing the kitchen.",
            "台所を掃除せずに帰りました。"
        ],
        [
            "免费返工一次，退还一半费用。",
            "We come again for nothing and return half.",
            "無料で再訪問し、半額を返金しました。"
        ]
    ],
    [
        "privacy",
        [
            "我没有同意过，为什么一直发短信？",
            "I never agreed to these messages.",
            "同意していないのにメッセージが届きます。"
        ],
        [
            "已停止发送并删除营销授权，说明已发您。",
            "Stopped, the consent is withdrawn and you have our explanation.",
            "配信を停止し、ご説明をお送りしました。"
        ]
    ],
];

/// Reviews, from one star to five.
pub const REVIEWS: [Said; 5] = [
    [
        "用一次就坏了，失望。",
        "Broke on first use.",
        "一度で壊れました。残念です。",
    ],
    [
        "和图片差别有点大。",
        "Not quite like the pictures.",
        "写真と少し違いました。",
    ],
    [
        "一般，价格偏高。",
        "All right, but dear.",
        "普通です。少し高いと思います。",
    ],
    [
        "质感不错，包装也用心。",
        "Feels good, carefully wrapped.",
        "質感が良く、包装も丁寧です。",
    ],
    [
        "太喜欢了，已经推荐给朋友。",
        "Lovely, I have told my friends.",
        "とても気に入りました。友人にも勧めました。",
    ],
];

/// Smaller things said later in a conversation, and their answers.
pub const ASIDES: &[(Said, Said)] = &[
    (
        ["好的，谢谢！", "Thank you!", "ありがとうございます！"],
        [
            "不客气，还有什么可以帮您？",
            "You are welcome. Anything else?",
            "どういたしまして。他にございますか？",
        ],
    ),
    (
        [
            "那运费谁出？",
            "Who pays the postage?",
            "送料はどちらの負担ですか？",
        ],
        ["由我们承担。", "We do.", "弊社が負担いたします。"],
    ),
    (
        [
            "可以快一点吗？",
            "Could it be faster?",
            "もう少し早くなりますか？",
        ],
        [
            "已为您加急。",
            "I have marked it urgent.",
            "至急で手配いたしました。",
        ],
    ),
    (
        [
            "我是会员，有优惠吗？",
            "I am a member, is there a discount?",
            "会員割引はありますか？",
        ],
        [
            "会员九折，已自动使用。",
            "Ten per cent, already applied.",
            "一割引を適用済みです。",
        ],
    ),
];

/// What people search for.
pub const SEARCHES: &[Said] = &[
    ["盖毯", "throw", "ブランケット"],
    ["茶杯", "tea cup", "湯のみ"],
    ["香薰", "candle", "キャンドル"],
    ["四件套", "linen bedding", "寝具"],
    ["送礼", "gift", "ギフト"],
    ["铸铁锅", "cast iron pot", "鋳鉄鍋"],
    ["收纳", "storage", "収納"],
    ["咖啡壶", "kettle", "ケトル"],
];

/// Campaigns by month, as mails and texts name them.
pub const CAMPAIGNS: [(&str, Said); 12] = [
    (
        "new-year",
        [
            "年货节：漆器礼盒上新",
            "A quiet start: linen week",
            "初売りのご案内",
        ],
    ),
    (
        "spring-festival",
        [
            "春节不打烊，礼盒次日达",
            "For the table of two",
            "春を待つ食卓",
        ],
    ),
    (
        "spring-tea",
        ["春茶到店", "Spring tea is here", "新茶が届きました"],
    ),
    ("garden", ["阳台花园季", "Balcony season", "ベランダの季節"]),
    ("mothers-day", ["母亲节心意", "For mothers", "母の日に"]),
    (
        "six-eighteen",
        ["6·18 会员先享", "Members' week", "会員ウィーク"],
    ),
    (
        "summer",
        [
            "冷萃第二杯半价",
            "Cold brew, the second at half",
            "夏の水出し",
        ],
    ),
    (
        "care-week",
        ["空调清洗季", "Before the heat", "夏の終わりに"],
    ),
    (
        "mid-autumn",
        ["中秋茶礼", "Moon festival tea", "お月見のお茶"],
    ),
    ("linen", ["换季床品", "New bedding for autumn", "秋の寝具"]),
    (
        "double-eleven",
        [
            "双十一 会员价提前锁定",
            "Black Friday, early for members",
            "ブラックフライデー",
        ],
    ),
    (
        "christmas",
        ["岁末礼物指南", "The gift guide", "クリスマスギフト"],
    ),
];
