//! Amounts as people and programs write them, to plain decimals.

/// The number as digits, at most one point and at most one minus before them: `1,234.50`, `￥1 234,50`, `(12.00)`, `12.50元`.
/// None when it is no number, or one that could be read in two ways.
#[must_use]
pub fn decimal(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    if text.len() > 64 {
        return None;
    }
    for letter in text.trim().chars() {
        match letter {
            '０'..='９' => plain.push(char::from(
                b'0' + (u32::from(letter) - u32::from('０')) as u8,
            )),
            '．' => plain.push('.'),
            '，' => plain.push(','),
            '－' | '−' => plain.push('-'),
            '（' => plain.push('('),
            '）' => plain.push(')'),
            ' ' | '\u{a0}' | '\u{202f}' | '\'' => {}
            letter => plain.push(letter),
        }
    }
    let (negative, body) = sign(&plain);
    let (negative_inside, body) = sign(without_currency(body));
    if negative && negative_inside {
        return None;
    }
    let number = grouped(body)?;
    let whole = number.0.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let minus = if negative || negative_inside { "-" } else { "" };
    Some(match number.1.as_str() {
        "" => format!("{minus}{whole}"),
        fraction => format!("{minus}{whole}.{fraction}"),
    })
}

fn sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return (true, inner);
    }
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn without_currency(text: &str) -> &str {
    let text = text.trim_start_matches(['¥', '￥', '$', '€', '£', '₩', '₹']);
    let text = text.trim_end_matches(['元', '圆', '块', '¥', '￥', '€', '円', '원']);
    let coded =
        |part: &str| part.len() == 3 && part.bytes().all(|letter| letter.is_ascii_alphabetic());
    match (
        text.get(..3),
        text.len()
            .checked_sub(3)
            .and_then(|end| text.split_at_checked(end)),
    ) {
        (Some(first), _) if coded(first) => &text[3..],
        (_, Some((rest, last))) if coded(last) => rest,
        _ => text,
    }
}

/// Whole part and fraction of a number whose thousands may be told apart.
fn grouped(text: &str) -> Option<(String, String)> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let (mark, group) = match (points, commas) {
        (0, 0) => return digits(text).then(|| (text.to_owned(), String::new())),
        (1, 0) => ('.', ','),
        // One comma before three digits groups thousands; before one or two it stands for the point.
        (0, 1) if text.len() - text.find(',')? - 1 == 3 => ('.', ','),
        (0, 1) => (',', '.'),
        (0, _) => ('.', ','),
        (_, 0) => (',', '.'),
        _ if text.rfind('.') > text.rfind(',') => ('.', ','),
        _ => (',', '.'),
    };
    let (whole, fraction) = match text.split_once(mark) {
        Some((whole, fraction)) if digits(fraction) => (whole, fraction),
        Some((whole, "")) => (whole, ""),
        Some(_) => return None,
        None => (text, ""),
    };
    if whole.is_empty() && !fraction.is_empty() {
        return Some((String::new(), fraction.to_owned()));
    }
    let mut parts = whole.split(group);
    let first = parts.next().filter(|part| digits(part))?;
    let mut joined = first.to_owned();
    for part in parts {
        if part.len() != 3 || !digits(part) || first.len() > 3 {
            return None;
        }
        joined.push_str(part);
    }
    Some((joined, fraction.to_owned()))
}
