//! JSON texts written piece by piece, without a tree between.

use serde_json::Value;

/// Appends a text in quotation marks, escaped.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('"');
    let mut begin = 0;
    for (place, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[begin..place]);
        begin = place + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ => out.push_str(&format!("\\u{byte:04x}")),
        }
    }
    out.push_str(&text[begin..]);
    out.push('"');
}

/// Appends `"name":` with a comma before it, unless an object has just begun.
pub(super) fn name(name: &str, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    quote(name, out);
    out.push(':');
}

/// Appends a value.
pub(super) fn value(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => quote(text, out),
        value => out.push_str(&value.to_string()),
    }
}

/// Whether a text is a number as JSON writes it and short enough to be kept exactly. `007` and `+86` are texts.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(all)
        && digits.len() <= 16
}
