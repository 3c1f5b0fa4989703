//! What holds for every input.

use proptest::prelude::*;

use super::*;

/// Anything, and much of what looks nearly like an identifier.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~０-９＠。\u{200b}李ßİŉΐﬃ]{0,40}",
        "[+＋]?[0０]{0,3}[0-9 ()./x#,;转-]{0,24}",
        "[a-zA-Z.+_ß李İ'\"<>@-]{1,12}@[a-zA-Z0-9.。ßﬀ例-]{1,12}",
        "[#京A-Oa-o0-9·. -]{1,14}",
        "[0-9A-Fa-f:-]{12,36}",
    ]
}

fn country() -> impl Strategy<Value = &'static str> {
    prop::sample::select(crate::normal::phone::regions())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_normal_form_is_its_own_normal_form(raw in anything(), country in country()) {
        let context = Context::new(country).unwrap();
        for kind in IdentityKind::ALL {
            if let Ok(normal) = normalise(*kind, &raw, &context) {
                let again = normalise(*kind, normal.as_str(), &context);
                prop_assert_eq!(again.as_ref(), Ok(&normal), "{} {:?}", kind, raw);
                // And in every other country, because it is stored once for all.
                let abroad = normalise(*kind, normal.as_str(), &Context::default());
                prop_assert_eq!(abroad.as_ref(), Ok(&normal), "{} {:?}", kind, raw);
                let masked = mask(*kind, normal.as_str());
                prop_assert!(masked.contains("**") && masked != normal.as_str());
            }
        }
    }

    #[test]
    fn a_mask_never_panics(raw: String) {
        for kind in IdentityKind::ALL {
            prop_assert!(mask(*kind, &raw).contains('*'));
        }
        prop_assert!(mask_name(&raw).chars().count() <= 24);
    }

    #[test]
    fn the_ways_to_write_a_mobile_agree(national in "1[3-9][0-9]{9}", gaps in "[ ()-]{4}") {
        let gap = |place: usize| &gaps[place..=place];
        let (a, b, c) = (&national[..3], &national[3..7], &national[7..]);
        let expected = at("CN", Phone, &national);
        let full_width: String = national.bytes().map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0')).unwrap()).collect();
        for raw in [
            format!("{a}{}{b}{}{c}", gap(0), gap(1)),
            format!("+86{}{a}{}{b}{}{c}", gap(0), gap(1), gap(2)),
            format!("0086{}{national}", gap(3)),
            format!("(+86){national}"),
            format!("+86 (0){national}"),
            format!("0{national}"),
            format!("86{national}"),
            format!("tel:{national}"),
            full_width,
        ] {
            // Where the number is a placeholder, each way is refused alike.
            prop_assert_eq!(at("CN", Phone, &raw), expected.clone(), "{}", raw);
        }
        if let Ok(expected) = expected {
            for country in ["US", "DE", "RU", "JP"] {
                prop_assert_eq!(at(country, Phone, &format!("+86 {national}")), Ok(expected.clone()));
            }
        }
    }

    #[test]
    fn the_ways_to_write_an_american_number_agree(area in "[2-9][02-9][0-9]", rest in "[2-9][0-9]{6}") {
        let expected = at("CN", Phone, &format!("+1{area}{rest}"));
        for raw in [format!("({area}) {}-{}", &rest[..3], &rest[3..]), format!("1-{area}-{rest}"), format!("{area}.{rest}"), format!("001{area}{rest}"), format!("+1 ({area}) {rest}")] {
            prop_assert_eq!(at("US", Phone, &raw), expected.clone(), "{}", raw);
        }
    }

    #[test]
    fn case_and_width_of_a_mailbox_do_not_count(local in "[a-z0-9]{5,12}", domain in "[a-z]{3,8}\\.(com|cn|de)") {
        let plain = format!("{local}@{domain}");
        let expected = at("CN", Email, &plain);
        let wide: String = plain.chars().map(|letter| char::from_u32(u32::from(letter) + 0xfee0).unwrap()).collect();
        for raw in [plain.to_uppercase(), wide, format!("  {plain} "), format!("X <{plain}>")] {
            prop_assert_eq!(at("CN", Email, &raw), expected.clone());
        }
    }
}
