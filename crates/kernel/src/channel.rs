//! The kinds of touchpoint (渠道).

crate::coded_enum! {
    /// The kind of a touchpoint. One module of `channels` speaks each that has a wire of its own.
    Channel, "channel" {
        /// A website.
        Web = 1 => "web",
        /// A mobile or desktop app.
        App = 2 => "app",
        /// The chat widget on a page.
        WebChat = 3 => "web_chat",
        /// Email.
        Email = 4 => "email",
        /// Text messages.
        Sms = 5 => "sms",
        /// Telephone.
        Voice = 6 => "voice",
        /// WeChat official account (公众号).
        WechatOa = 7 => "wechat_oa",
        /// WeChat mini program (小程序).
        WechatMini = 8 => "wechat_mini",
        /// WeCom (企业微信).
        Wecom = 9 => "wecom",
        /// Weibo (微博).
        Weibo = 10 => "weibo",
        /// Douyin (抖音).
        Douyin = 11 => "douyin",
        /// Facebook Messenger.
        Messenger = 12 => "messenger",
        /// Instagram.
        Instagram = 13 => "instagram",
        /// WhatsApp.
        Whatsapp = 14 => "whatsapp",
        /// Telegram.
        Telegram = 15 => "telegram",
        /// LINE.
        Line = 16 => "line",
        /// X, formerly Twitter.
        X = 17 => "x",
        /// A shop with a door.
        Store = 18 => "store",
        /// A terminal that many customers share.
        Kiosk = 19 => "kiosk",
        /// An event or activity (活动).
        Event = 20 => "event",
        /// A web shop's orders.
        Shop = 21 => "shop",
        /// Push to a browser.
        WebPush = 22 => "web_push",
        /// Push to a phone.
        MobilePush = 23 => "mobile_push",
        /// A letter on paper.
        Letter = 24 => "letter",
        /// An advertisement.
        Ad = 25 => "ad",
        /// A forum or group.
        Community = 26 => "community",
        /// A live stream (直播).
        Live = 27 => "live",
        /// An H5 campaign page.
        H5 = 28 => "h5",
        /// A form that collects information.
        Form = 29 => "form",
        /// Another system, through the signed webhook.
        Webhook = 30 => "webhook",
        /// A visit to or by a customer (拜访).
        Visit = 31 => "visit",
        /// Anything else, told through the API or a file.
        Other = 32 => "other",
    }
}
