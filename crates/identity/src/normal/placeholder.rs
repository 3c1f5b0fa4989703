//! What forms, tills and programs send where they know nothing. Each of these would make strangers one customer.
//!
//! Invariant: nothing here may be a likely identifier of somebody. What only looks cheap (`1001`, `123456@qq.com`) is left
//! to the degree at which an identity becomes context.
//! To add one: a word in [`is_word`], in lower case, or a rule in [`is_pattern`].

/// Whether `value`, already trimmed, stands for nobody, whatever the kind.
pub(super) fn is_placeholder(value: &str) -> bool {
    value.is_empty() || is_pattern(value.as_bytes()) || is_word(value)
}

/// Zeros and dashes only (also the nil UUID, and what iOS gives where tracking is not allowed), one letter or digit seven
/// times and more, and the digits in their order.
fn is_pattern(value: &[u8]) -> bool {
    if value.iter().all(|byte| {
        matches!(
            byte,
            b'0' | b'-' | b'_' | b'.' | b':' | b' ' | b'?' | b'*' | b'/' | b'#'
        )
    }) {
        return true;
    }
    let mut letters = value
        .iter()
        .filter(|byte| !matches!(byte, b'-' | b':' | b' '));
    if let Some(first) = letters.next()
        && first.is_ascii_alphanumeric()
        && letters.clone().all(|letter| letter == first)
        && letters.count() >= 6
    {
        return true;
    }
    matches!(
        value,
        b"-1"
            | b"12345678"
            | b"123456789"
            | b"1234567890"
            | b"0123456789"
            | b"01234567"
            | b"9876543210"
            | b"987654321"
    )
}

/// The longest word below, in bytes.
const LONGEST_WORD: usize = 20;

/// The words for nobody, in any case.
fn is_word(value: &str) -> bool {
    if value.len() > LONGEST_WORD {
        return false;
    }
    let mut lower = [0_u8; LONGEST_WORD];
    let lower = &mut lower[..value.len()];
    lower.copy_from_slice(value.as_bytes());
    lower.make_ascii_lowercase();
    // Nearly every real identifier has a digit in it, and no word has.
    if lower.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let Ok(lower) = std::str::from_utf8(lower) else {
        return false;
    };
    matches!(
        lower,
        "null"
            | "(null)"
            | "<null>"
            | "[null]"
            | "\\n"
            | "none"
            | "(none)"
            | "nil"
            | "<nil>"
            | "nan"
            | "undefined"
            | "void"
            | "empty"
            | "blank"
            | "true"
            | "false"
            | "[object object]"
            | "[]"
            | "{}"
            | "\"\""
            | "''"
            | "na"
            | "n/a"
            | "#n/a"
            | "n.a."
            | "not set"
            | "(not set)"
            | "notset"
            | "not_set"
            | "not available"
            | "not provided"
            | "(not provided)"
            | "optout"
            | "opt-out"
            | "unidentified"
            | "unknown"
            | "(unknown)"
            | "anonymous"
            | "anonymous user"
            | "anon"
            | "guest"
            | "guest user"
            | "visitor"
            | "test"
            | "testing"
            | "test user"
            | "testuser"
            | "tester"
            | "dummy"
            | "sample"
            | "placeholder"
            | "default"
            | "id"
            | "user"
            | "userid"
            | "user_id"
            | "anonymousid"
            | "anonymous_id"
            | "deviceid"
            | "device_id"
            | "email"
            | "e-mail"
            | "mail"
            | "phone"
            | "mobile"
            | "openid"
            | "unionid"
            | "string"
            | "admin"
            | "administrator"
            | "root"
            | "nobody"
            | "somebody"
            | "xxx"
            | "asdf"
            | "qwerty"
            | "无"
            | "没有"
            | "暂无"
            | "未知"
            | "不详"
            | "不明"
            | "保密"
            | "空"
            | "匿名"
            | "匿名用户"
            | "游客"
            | "访客"
            | "散客"
            | "路人"
            | "测试"
            | "测试用户"
            | "无牌"
            | "无牌车"
            | "无电话"
            | "无手机"
            | "手机号"
            | "邮箱"
    )
}

/// Whether a mailbox, in its normal form, belongs to nobody: robots, placeholders of forms, tests.
pub(super) fn is_mailbox(local: &str, domain: &str) -> bool {
    // `ab@ab.com`, `163@163.com`: the same few letters on both sides, typed to get past a form.
    let label = domain.split('.').next().unwrap_or_default();
    let doubled = local == label && local.len() <= 4;
    doubled
        || is_pattern(local.as_bytes())
        || is_nobodys_local(local)
        || is_documentation(local, domain)
}

/// Local parts that are nobody's at any domain. `mail`, `me`, `admin` are not among them: people with a domain of their own
/// have such mailboxes.
fn is_nobodys_local(local: &str) -> bool {
    matches!(
        local,
        "noreply"
            | "no-reply"
            | "no_reply"
            | "no.reply"
            | "donotreply"
            | "do-not-reply"
            | "do_not_reply"
            | "mailer-daemon"
            | "postmaster"
            | "bounce"
            | "bounces"
            | "noemail"
            | "no-email"
            | "no_email"
            | "nomail"
            | "no-mail"
            | "invalid"
            | "null"
            | "none"
            | "nil"
            | "nan"
            | "na"
            | "n/a"
            | "undefined"
            | "unknown"
            | "anonymous"
            | "anon"
            | "guest"
            | "nobody"
            | "test"
            | "tester"
            | "testing"
            | "testuser"
            | "asdf"
            | "qwerty"
    )
}

/// The placeholders of manuals. Only these names and not every mailbox of `example.com`, which trials and demos use for
/// people they tell apart.
fn is_documentation(local: &str, domain: &str) -> bool {
    matches!(
        domain,
        "example.com" | "example.org" | "example.net" | "domain.com"
    ) && matches!(
        local,
        "example"
            | "user"
            | "username"
            | "email"
            | "name"
            | "you"
            | "your"
            | "yourname"
            | "your.name"
            | "your-name"
            | "youremail"
            | "your.email"
            | "your-email"
            | "me"
            | "someone"
            | "foo"
            | "bar"
            | "foobar"
    )
}

/// Whether an international number, without its `+`, can be nobody's: `code` digits of country, then the number.
pub(super) fn is_number(code: u16, national: &[u8]) -> bool {
    let is_same = |digits: &[u8]| digits.windows(2).all(|pair| pair[0] == pair[1]);
    // Islands have numbers of four and five digits, where neither says anything.
    if national.len() > 5 && (is_same(national) || is_ascending(national)) {
        return true;
    }
    // China: 138 0000 0000 and its like, and 138 0013 8000, the operator's own number that everybody types.
    code == 86
        && national.len() == 11
        && (national == b"13800138000" || national[3..] == *b"00000000")
}

/// `1234567890`, `01234567` and their like.
fn is_ascending(digits: &[u8]) -> bool {
    matches!(digits.first(), Some(b'0' | b'1'))
        && digits
            .windows(2)
            .all(|pair| pair[1] == if pair[0] == b'9' { b'0' } else { pair[0] + 1 })
}
