//! Reading what a touch says of an order, without ever making a binary fraction of money.

use std::collections::HashMap;

use identity::normal::Context;
use kernel::{Currency, IdentityId, IdentityKind};
use ledger::Entry;
use serde::Deserialize;
use serde_json::value::RawValue;
use store::Keyring;

use super::{OrderKey, Said, What};

/// No order has more lines kept than this; the touch has them all.
const MOST_LINES: usize = 200;
/// Longer than any order number; what is longer is something else.
const LONGEST: usize = 200;

#[derive(Deserialize)]
struct Body<'t> {
    #[serde(borrow, default)]
    properties: HashMap<String, &'t RawValue>,
}

/// What the touch says, if it names an order.
pub(super) fn said(keyring: &Keyring, touch: &Entry, what: What) -> Option<(OrderKey, Said)> {
    // Each half of the touch may hold a property: an order number can look like a telephone's.
    let halves = [touch.properties.as_deref(), touch.personal.text()];
    let bodies: Vec<Body<'_>> = halves
        .into_iter()
        .flatten()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect();
    let find = |names: &[&str]| {
        names.iter().find_map(|name| {
            let raw = bodies.iter().find_map(|body| body.properties.get(*name))?;
            written(raw).filter(|text| !text.is_empty() && text.len() <= LONGEST)
        })
    };
    let order = find(&["order_id", "orderId", "order_number"])?;
    // The same number as an identity and as an order has one blind index.
    let normal = identity::normal::normalise(IdentityKind::Order, &order, &Context::default());
    let number = normal.map_or_else(|_| order.trim().to_owned(), |normal| normal.into_value());
    let blind = identity::intake::blind(keyring, IdentityKind::Order, None, &number);
    let amount = find(&["total", "revenue", "value"]).and_then(|text| decimal(&text));
    let refund = find(&["refund_id", "refundId"]).filter(|_| what == What::Refunded);
    Some((
        blind,
        Said {
            touch: touch.id,
            identity: touch.anchor.unwrap_or(IdentityId(0)),
            at: touch.at,
            source: touch.source.unwrap_or(0),
            what,
            currency: find(&["currency"]).and_then(|code| code.parse::<Currency>().ok()),
            amount,
            refund: refund.map(|number| keyring.blind("refund", number.as_bytes())),
            lines: bodies
                .iter()
                .find_map(|body| lines(body.properties.get("products")?)),
        },
    ))
}

/// A text without its quotes, or a number exactly as it is written.
fn written(raw: &RawValue) -> Option<String> {
    let text = raw.get();
    match text.as_bytes().first()? {
        b'"' => serde_json::from_str(text).ok(),
        b'-' | b'0'..=b'9' => Some(text.to_owned()),
        _ => None,
    }
}

/// A plain decimal of at most 30 digits, whatever exponent it is written with; `None` for anything else.
pub(super) fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let (negative, rest) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent
                .parse::<i32>()
                .ok()
                .filter(|power| power.abs() <= 30)?,
        ),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = format!("{whole}{fraction}");
    if digits.is_empty() || digits.len() > 30 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut point = i32::try_from(whole.len()).ok()? + exponent;
    while point < 1 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = usize::try_from(point).ok()?;
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, fraction) = digits.split_at(point);
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let mut out = String::from(if negative { "-" } else { "" });
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

#[derive(Deserialize, serde::Serialize)]
struct Line {
    product: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
}

/// The lines of an order: product, category, quantity and price, decimals as text.
fn lines(raw: &RawValue) -> Option<String> {
    let products: Vec<HashMap<String, &RawValue>> = serde_json::from_str(raw.get()).ok()?;
    let mut kept = Vec::new();
    for product in products.iter().take(MOST_LINES) {
        let find = |names: &[&str]| {
            names.iter().find_map(|name| {
                product
                    .get(*name)
                    .and_then(|raw| written(raw))
                    .filter(|text| text.len() <= LONGEST)
            })
        };
        let Some(name) = find(&["product_id", "sku", "variant", "name"]) else {
            continue;
        };
        kept.push(Line {
            product: name,
            category: find(&["category"]),
            quantity: find(&["quantity"])
                .and_then(|text| decimal(&text))
                .unwrap_or_else(|| "1".to_owned()),
            price: find(&["price"]).and_then(|text| decimal(&text)),
        });
    }
    if kept.is_empty() {
        None
    } else {
        serde_json::to_string(&kept).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_plain_whatever_they_were_written_as() {
        for (written, plain) in [
            ("12.50", "12.5"),
            ("1e3", "1000"),
            ("1.25E-3", "0.00125"),
            ("-0.10", "-0.1"),
            ("007", "7"),
            ("0", "0"),
            (" 99.90 ", "99.9"),
            (".5", "0.5"),
        ] {
            assert_eq!(decimal(written).as_deref(), Some(plain), "{written}");
        }
        for wrong in ["", "-", "NaN", "1,5", "1e99", "0x1", "1.2.3"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }
}
