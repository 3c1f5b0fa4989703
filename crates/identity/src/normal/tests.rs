//! Cases from life, one table a kind, and the properties that hold for every input.

mod others;
mod phones;
mod properties;

use kernel::IdentityKind::{self, *};

use crate::normal::{Context, Normal, Reason, Refusal, mask, mask_name, normalise};

fn at(country: &str, kind: IdentityKind, raw: &str) -> Result<String, Refusal> {
    normalise(kind, raw, &Context::new(country).unwrap()).map(Normal::into_value)
}

#[track_caller]
fn all_become(kind: IdentityKind, expected: &str, cases: &[&str]) {
    for raw in cases {
        assert_eq!(
            at("CN", kind, raw).as_deref(),
            Ok(expected),
            "{kind} {raw:?}"
        );
    }
}

#[track_caller]
fn all_refused(kind: IdentityKind, reason: Reason, cases: &[&str]) {
    for raw in cases {
        assert_eq!(
            at("CN", kind, raw).map_err(|refusal| refusal.reason),
            Err(reason),
            "{kind} {raw:?}"
        );
    }
}

#[test]
fn a_refusal_says_what_would_be_right_and_not_what_was_sent() {
    let refusal = at("CN", Openid, "oSecret12345").unwrap_err();
    assert_eq!((refusal.kind, refusal.reason.code()), (Openid, "malformed"));
    assert_eq!(
        refusal.to_string(),
        "openid is malformed; expected openid@appid, because an openid means nothing outside its app"
    );
    let field = kernel::FieldError::from(refusal);
    assert_eq!(
        (
            field.field.as_str(),
            field.message.starts_with("is malformed")
        ),
        ("openid", true)
    );
    assert!(
        Context::new("cn").is_err() && Context::new("").is_err() && Context::new("China").is_err()
    );
}

#[test]
fn masks() {
    for (kind, value, expected) in [
        (Phone, "+8613912341234", "139****1234"),
        (Phone, "+862162551234;ext=802", "+86****1234;ext=**"),
        (Phone, "+16502530000", "+1****0000"),
        (Phone, "nonsense", "****"),
        (Email, "zhang@qq.com", "z***@qq.com"),
        (Email, "z@qq.com", "***@qq.com"),
        (Email, "李娜@qq.com", "李***@qq.com"),
        (UserId, "1", "****"),
        (UserId, "10086", "****86"),
        (UserId, "user-10086", "us****86"),
        (Openid, "oABCdef123_-@wx01", "oA****_-@wx01"),
        (Plate, "京A12345", "京A****45"),
        (IdHash, "d41d8cd98f00b204e9800998ecf8427e", "****"),
    ] {
        assert_eq!(mask(kind, value), expected, "{kind} {value}");
    }
    for (name, expected) in [
        ("王小明", "王**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧**"),
        ("Anna Maria", "A*** M***"),
        ("王", "王**"),
        ("", ""),
    ] {
        assert_eq!(mask_name(name), expected, "{name}");
    }
}
