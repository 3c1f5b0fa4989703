//! What visitors read that no form says itself, in both languages.

use serde::Serialize;

/// A language that forms are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub enum Language {
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The short form in addresses.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language a tag names, when forms are shown in it.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim();
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") {
            Some(Self::Zh)
        } else if first.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// What was asked for by name, else what the browser prefers (RFC 9110, 12.5.4), else English.
    #[must_use]
    pub fn choose(asked: Option<&str>, accepted: Option<&str>) -> Self {
        if let Some(language) = asked.and_then(Self::of_tag) {
            return language;
        }
        let mut best: Option<(f32, Self)> = None;
        for part in accepted.unwrap_or_default().split(',').take(20) {
            let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
            let weight = rest
                .trim()
                .strip_prefix("q=")
                .map_or(1.0, |text| text.trim().parse().unwrap_or(0.0));
            if let Some(language) = Self::of_tag(tag)
                && weight > best.map_or(0.0, |(most, _)| most)
            {
                best = Some((weight, language));
            }
        }
        best.map_or_else(Self::default, |(_, language)| language)
    }
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident = $zh:literal, $en:literal;)*) => {
        /// A text, to be read with [`Say::in_language`]; `{}` stands for a number or a day.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Say { $($(#[$meta])* $name,)* }

        impl Say {
            /// The text.
            #[must_use]
            pub const fn in_language(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::Zh) => $zh, (Self::$name, Language::En) => $en,)*
                }
            }
        }
    };
}

texts! {
    /// The button.
    Submit = "提交", "Send";
    /// While it is sent.
    Sending = "正在提交…", "Sending…";
    /// Beside what may stay empty.
    Optional = "选填", "optional";
    /// The first line of a list to choose from.
    Choose = "请选择", "Please choose";
    /// A link to more words.
    More = "查看全文", "Read more";
    /// When it was sent.
    Thanks = "提交成功，感谢您的填写！", "Thank you. We have received what you sent.";
    /// Its heading.
    ThanksTitle = "已收到", "Received";
    /// Above the errors.
    Errors = "有几处需要修改：", "Please correct the following:";
    /// The form takes nothing.
    Closed = "此表单目前不接受提交。", "This form is not taking answers at the moment.";
    /// No such form.
    Missing = "没有找到这个表单，请检查链接是否完整。", "There is no form at this address. Please check that the link is complete.";
    /// Nothing was said.
    Required = "此项必填", "Please fill this in";
    /// Nothing was chosen.
    RequiredChoice = "请选择一项", "Please choose one";
    /// Nothing was ticked.
    RequiredTick = "请勾选后再提交", "Please tick this box to go on";
    /// No mailbox.
    Email = "请输入有效的邮箱，例如 name@example.com", "Enter an email address such as name@example.com";
    /// No telephone number.
    Phone = "请输入有效的电话号码，境外号码请加国家代码，例如 +65", "Enter a phone number; from abroad with its country code, such as +65";
    /// No such identifier.
    Identifier = "格式不正确，请核对后重新输入", "This does not look right; please check it";
    /// No number.
    Number = "请输入数字", "Enter a number";
    /// Too small.
    Least = "不能小于 {}", "Must be {} or more";
    /// Too large.
    Most = "不能大于 {}", "Must be {} or less";
    /// No day.
    Date = "请输入日期，例如 2026-05-01", "Enter a date such as 2026-05-01";
    /// Too early.
    Earliest = "日期不能早于 {}", "Must be {} or later";
    /// Too late.
    Latest = "日期不能晚于 {}", "Must be {} or earlier";
    /// Too short.
    Shortest = "至少输入 {} 个字", "Must have at least {} characters";
    /// Too long.
    Longest = "最多输入 {} 个字", "Must have at most {} characters";
    /// Too few.
    Fewest = "至少选择 {} 项", "Choose at least {}";
    /// Too many.
    Highest = "最多选择 {} 项", "Choose at most {}";
    /// Not among the choices.
    NotListed = "请从列表中选择", "Please choose from the list";
    /// More than one answer.
    OnlyOne = "只能填写一个答案", "Only one answer is possible";
    /// Not plain.
    Plain = "请只输入文字，不要包含特殊控制字符", "Please enter plain text only";
    /// Filled in faster than a person can.
    TooFast = "提交得太快了，请稍等两秒再点一次提交。", "That was very quick. Please wait two seconds and send again.";
    /// Open for too long.
    Expired = "页面打开太久了。您填写的内容都还在，请再点一次提交。", "This page was open for too long. Your answers are still here; please send again.";
    /// Filled in by a program.
    Trapped = "提交未被接受。如果您使用了自动填充，请清空后手动填写。", "This could not be accepted. If your browser filled the form in by itself, please type the answers instead.";
    /// Too many from one place.
    TooMany = "提交过于频繁，请一分钟后再试。", "Too many answers came from your network. Please try again in a minute.";
    /// Work is asked for.
    Work = "当前访问量异常，请再点一次提交。", "This form is unusually busy. Please send again.";
    /// Work is asked for where it cannot be done.
    WorkNeedsScript = "当前访问量异常，需要启用 JavaScript 才能提交，请启用后刷新页面，或稍后再试。", "This form is unusually busy and needs JavaScript to check that you are a person. Please switch it on and reload, or try again later.";
    /// Nothing could be reached.
    Offline = "网络连接失败，您填写的内容都还在，请稍后再试。", "The connection failed. Your answers are still here; please try again.";
    /// A fault of ours.
    Failed = "暂时无法提交，请稍后再试。", "Sending is not possible right now. Please try again shortly.";
    /// The field that people do not see.
    Trap = "请勿填写此项", "Leave this empty";
    /// Before an error, for those who listen.
    ErrorMark = "错误：", "Error: ";
    /// The other language.
    OtherLanguage = "English", "中文";
}

impl Say {
    /// The text with what it speaks of.
    #[must_use]
    pub fn with(self, language: Language, what: impl std::fmt::Display) -> String {
        self.in_language(language)
            .replacen("{}", &what.to_string(), 1)
    }
}
