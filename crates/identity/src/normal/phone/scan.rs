//! A written number to its digits: any script's digits, any punctuation, a plus in front, an extension behind.

use super::super::{Reason, is_invisible};

/// More than a number, an extension and a prefix have together.
const ROOM: usize = 32;
/// RFC 3966 allows more; offices do not have them, and two numbers in one field do.
const MOST_EXTENSION: usize = 7;

/// The digits of a written number.
pub(super) struct Scan {
    digits: [u8; ROOM],
    length: usize,
    extension_at: usize,
    last_dash: usize,
    /// Whether it was written with a plus.
    pub(super) plus: bool,
}

impl Scan {
    /// Reads what people write; letters that are no label of an extension, and stars, make it no number.
    pub(super) fn of(raw: &str) -> Result<Self, Reason> {
        let mut scan = Self {
            digits: [0; ROOM],
            length: 0,
            extension_at: 0,
            last_dash: 0,
            plus: false,
        };
        let mut rest = without_scheme(raw);
        // Programs of tables write whole numbers as 13812345678.0.
        if rest.matches('.').count() == 1 {
            rest = rest.strip_suffix(".0").unwrap_or(rest);
        }
        while let Some(letter) = rest.chars().next() {
            if let Some(digit) = digit(letter) {
                if scan.length == ROOM {
                    return Err(Reason::TooLong);
                }
                scan.digits[scan.length] = digit;
                scan.length += 1;
            } else if scan.extension_at == 0
                && scan.length > 0
                && let Some(after) = after_label(rest)
            {
                scan.extension_at = scan.length;
                rest = after;
                continue;
            } else if is_dash(letter) {
                scan.last_dash = scan.length;
            } else if matches!(letter, '+' | '＋' | '﹢') && scan.length == 0 {
                scan.plus = true;
            } else if !is_punctuation(letter) {
                return Err(Reason::Malformed);
            }
            rest = &rest[letter.len_utf8()..];
        }
        if scan.extension_at == 0 {
            scan.extension_at = scan.length;
        }
        if scan.extension().len() > MOST_EXTENSION {
            Err(Reason::Malformed)
        } else {
            Ok(scan)
        }
    }

    /// The number's digits.
    pub(super) fn digits(&self) -> &[u8] {
        &self.digits[..self.extension_at]
    }

    /// The digits of a labelled extension, or none.
    pub(super) fn extension(&self) -> &[u8] {
        &self.digits[self.extension_at..self.length]
    }

    /// The digits before and after the last dash, where the second may be an extension.
    pub(super) fn split_at_last_dash(&self) -> Option<(&[u8], &[u8])> {
        let tail = self.digits().len().checked_sub(self.last_dash)?;
        if self.last_dash == 0 || !(1..=6).contains(&tail) || !self.extension().is_empty() {
            return None;
        }
        Some(self.digits().split_at(self.last_dash))
    }
}

fn without_scheme(raw: &str) -> &str {
    let rest = raw.trim_start_matches(['\'', '"', '=']);
    for scheme in ["tel:", "sms:", "whatsapp:", "callto:", "phone:", "sip:"] {
        if let Some(head) = rest.get(..scheme.len())
            && head.eq_ignore_ascii_case(scheme)
        {
            return &rest[scheme.len()..];
        }
    }
    rest
}

/// What follows the label of an extension, if `rest` begins with one.
fn after_label(rest: &str) -> Option<&str> {
    const LABELS: [&str; 14] = [
        ";ext=",
        "extension",
        "extn",
        "ext",
        "доб",
        "分机号",
        "分机",
        "转分机",
        "转接",
        "转",
        "轉",
        "內線",
        "内线",
        "x",
    ];
    let start = rest.trim_start_matches([' ', ',', '，', ';']);
    for label in LABELS {
        if let Some(head) = rest
            .get(..label.len())
            .filter(|head| head.eq_ignore_ascii_case(label))
        {
            return Some(&rest[head.len()..]);
        }
        if let Some(head) = start
            .get(..label.len())
            .filter(|head| head.eq_ignore_ascii_case(label))
        {
            return Some(&start[head.len()..]);
        }
    }
    // A pause while dialling, and the key that some switchboards want.
    let after = rest.trim_start_matches([',', '，', '#', '＃']);
    (after.len() < rest.len()).then_some(after)
}

/// The digits that phones and forms of the world produce.
fn digit(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    u8::try_from(u32::from(letter) - u32::from(zero))
        .ok()
        .map(|value| b'0' + value)
}

fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | '‐'..='―' | '−' | 'ー' | '－' | '﹣' | '～' | '~'
    )
}

fn is_punctuation(letter: char) -> bool {
    matches!(
        letter,
        '(' | ')'
            | '（'
            | '）'
            | '['
            | ']'
            | '【'
            | '】'
            | '.'
            | '．'
            | '·'
            | '・'
            | '/'
            | '\''
            | '"'
            | '_'
            | ':'
            | '：'
            | '='
    ) || is_invisible(letter)
}
