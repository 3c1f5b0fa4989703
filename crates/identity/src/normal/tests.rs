//! Cases from life, one table a kind, and the properties that hold for every input.

use kernel::IdentityKind::{self, *};
use proptest::prelude::*;

use super::{Context, Normal, Reason, Refusal, mask, mask_name, normalise};

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
fn one_chinese_mobile_however_written() {
    all_become(
        Phone,
        "+8613912345670",
        &[
            "13912345670",
            "+8613912345670",
            "139 1234 5670",
            "139-1234-5670",
            "(+86)13912345670",
            "（+86）139 1234 5670",
            "+86 (0)139 1234 5670",
            "+86-0139-1234-5670",
            "008613912345670",
            "00 86 139 1234 5670",
            "+008613912345670",
            "8613912345670",
            "86-13912345670",
            "013912345670",
            "１３９１２３４５６７０",
            "＋８６１３９１２３４５６７０",
            "\u{202a}+86 139 1234 5670\u{202c}",
            "\u{feff}13912345670\t",
            "139\u{a0}1234\u{a0}5670",
            "'13912345670",
            "13912345670.0",
            "tel:+86-139-1234-5670",
            "TEL:13912345670",
            "whatsapp:+8613912345670",
            "139.1234.5670",
            "1 3 9 1 2 3 4 5 6 7 0",
            "17951 13912345670",
            "12593-13912345670",
            "1795113912345670",
            "١٣٩١٢٣٤٥٦٧٠",
        ],
    );
}

#[test]
fn chinese_landlines_and_extensions() {
    all_become(
        Phone,
        "+862162551234",
        &[
            "021-62551234",
            "(021) 6255 1234",
            "+86 21 6255 1234",
            "+86 (0)21 62551234",
            "02162551234",
            "2162551234",
            "0086-021-62551234",
        ],
    );
    all_become(
        Phone,
        "+861062551234",
        &["010-62551234", "+86 10 6255 1234", "1062551234"],
    );
    all_become(Phone, "+8675583456789", &["0755-83456789", "755-83456789"]);
    all_become(Phone, "+864006001234", &["400-600-1234", "4006001234"]);
    all_become(
        Phone,
        "+862162551234;ext=802",
        &[
            "021-62551234-802",
            "021-62551234转802",
            "021-62551234 ext. 802",
            "021 6255 1234 x802",
            "021-62551234,,802",
            "021-62551234#802",
            "021-62551234 分机 802",
            "+86 21 62551234;ext=802",
            "021-62551234 转分机 802",
        ],
    );
    all_become(
        Phone,
        "+8618412345678;ext=1234",
        &[
            "18412345678-1234",
            "18412345678转1234",
            "184 1234 5678 - 1234",
            "18412345678,1234",
        ],
    );
    assert_eq!(
        super::dialled("+862162551234;ext=802"),
        ("+862162551234", Some("802"))
    );
}

#[test]
fn numbers_of_other_countries() {
    for (country, raw, expected) in [
        ("CN", "+852 9123 4567", "+85291234567"),
        ("CN", "852 9123 4567", "+85291234567"),
        ("CN", "853 6612 3456", "+85366123456"),
        ("CN", "886912345678", "+886912345678"),
        ("CN", "+1 (650) 253-0000", "+16502530000"),
        ("CN", "001 650 253 0000", "+16502530000"),
        ("US", "(650) 253-0000", "+16502530000"),
        ("US", "1-650-253-0000", "+16502530000"),
        ("US", "650.253.0000 x12", "+16502530000;ext=12"),
        ("US", "011 86 139 1234 5670", "+8613912345670"),
        ("CA", "+1 416 967 1111", "+14169671111"),
        ("GB", "020 7946 0018", "+442079460018"),
        ("GB", "+44 (0)20 7946 0018", "+442079460018"),
        ("GB", "07400 123456", "+447400123456"),
        ("GB", "447400123456", "+447400123456"),
        ("DE", "030 / 901820", "+4930901820"),
        ("DE", "+49 (0) 151 23456789", "+4915123456789"),
        ("FR", "06.12.34.56.78", "+33612345678"),
        ("IT", "06 1234 5678", "+390612345678"),
        ("CN", "+39 06 1234 5678", "+390612345678"),
        ("JP", "090-1234-5678", "+819012345678"),
        ("JP", "010 86 139 1234 5670", "+8613912345670"),
        ("KR", "010-2345-6789", "+821023456789"),
        ("RU", "8 (912) 345-67-89", "+79123456789"),
        ("RU", "+7 912 345-67-89 доб. 12", "+79123456789;ext=12"),
        ("KZ", "8 701 123 4567", "+77011234567"),
        ("HU", "06 20 123 4567", "+36201234567"),
        ("SG", "9123 4567", "+6591234567"),
        ("HK", "9123 4567", "+85291234567"),
        ("TW", "0912-345-678", "+886912345678"),
        ("AU", "0412 345 678", "+61412345678"),
        ("AU", "0011 86 139 1234 5670", "+8613912345670"),
        ("IN", "098765 43201", "+919876543201"),
        ("MX", "+52 1 55 1234 5678", "+525512345678"),
        ("MX", "044 55 1234 5678", "+525512345678"),
        ("MX", "55 1234 5678", "+525512345678"),
        ("BR", "(11) 98765-4321", "+5511987654321"),
        ("BR", "0 15 11 98765-4321", "+5511987654321"),
        ("BR", "+55 11 8765-4321", "+5511987654321"),
        ("BR", "+55 11 3765-4321", "+551137654321"),
        ("AR", "011 15 2345-6789", "+5491123456789"),
        ("AR", "+54 9 11 2345 6789", "+5491123456789"),
    ] {
        assert_eq!(
            at(country, Phone, raw).as_deref(),
            Ok(expected),
            "{country} {raw:?}"
        );
    }
}

#[test]
fn what_is_no_number() {
    all_refused(
        Phone,
        Reason::Blocked,
        &[
            "",
            "  ",
            "0",
            "0000",
            "000-0000-0000",
            "11111111111",
            "13800000000",
            "13800138000",
            "123456789",
            "12345678901",
            "null",
            "None",
            "N/A",
            "无",
            "(888) 888-8888",
            "+86 13800138000",
            "-",
        ],
    );
    all_refused(
        Phone,
        Reason::Malformed,
        &[
            "62551234",
            "110",
            "138****1234",
            "1381234567",
            "138123456789",
            "11812345678",
            "1-800-FLOWERS",
            "13912345670/13812345671",
            "13912345670,13812345671",
            "+99 123 456 789",
            "1.3812345678E+10",
            "li.na@qq.com",
            "+",
            "电话",
            "021-162551234",
            "+1 911 911 0000",
            "0139123456701234567",
        ],
    );
    all_refused(
        Phone,
        Reason::TooLong,
        &[
            "123456789012345678901234567890123",
            "1391234567013812345671137123",
        ],
    );
}

#[test]
fn mailboxes() {
    all_become(
        Email,
        "li.na+shop@qq.com",
        &[
            "li.na+shop@qq.com",
            "Li.Na+Shop@QQ.com",
            "  li.na+shop@qq.com\n",
            "mailto:li.na+shop@qq.com",
            "Li Na <li.na+shop@qq.com>",
            "\"Li, Na\" <LI.NA+SHOP@QQ.COM>",
            "<li.na+shop@qq.com>",
            "li.na+shop@qq.com.",
            "ｌｉ．ｎａ＋ｓｈｏｐ＠ｑｑ．ｃｏｍ",
            "li.na+shop＠qq.com",
            "li.na+shop@qq。com",
            "\u{200b}li.na+shop@qq.com\u{200b}",
        ],
    );
    all_become(
        Email,
        "info@xn--bcher-kva.de",
        &[
            "info@bücher.de",
            "INFO@BÜCHER.DE",
            "info@xn--bcher-kva.de",
            "info@XN--BCHER-KVA.de",
            "info@bu\u{308}cher.de",
        ],
    );
    all_become(
        Email,
        "李娜@xn--fsqu00a.cn",
        &["李娜@例子.cn", "李娜@例子。cn"],
    );
    // Not folded, on purpose.
    all_become(Email, "l.i.n.a@gmail.com", &["L.i.n.a@gmail.com"]);
    all_become(Email, "lina@googlemail.com", &["lina@googlemail.com"]);
    all_become(Email, "a..b.@docomo.ne.jp", &["a..b.@docomo.ne.jp"]);
    all_become(Email, "123456@qq.com", &["123456@qq.com"]);
    all_become(Email, "li.na@example.com", &["li.na@example.com"]);
    all_become(Email, "mail@lina.de", &["mail@lina.de"]);
}

#[test]
fn what_is_no_mailbox() {
    all_refused(
        Email,
        Reason::Blocked,
        &[
            "",
            "null",
            "none@none.example",
            "test@test.com",
            "Test@Company.com",
            "noreply@shop.cn",
            "No-Reply@shop.cn",
            "user@example.com",
            "a@a.com",
            "163@163.com",
            "guest@",
            "null@null",
            "unknown@localhost",
            "0@qq.com",
            "000000@qq.com",
            "x@y.invalid",
            "邮箱",
        ],
    );
    all_refused(
        Email,
        Reason::Malformed,
        &[
            "li.na",
            "li.na@qq",
            "li.na@qq,com",
            "li.na@@",
            "@qq.com",
            "li na@qq.com",
            "l***@qq.com",
            "li.na@-qq.com",
            "li.na@qq..com",
            "li.na@127.0.0.1",
            "a@b.cn;c@d.cn",
            "a@b.cn, c@d.cn",
            "li.na@qq.com/",
            "13912345670",
        ],
    );
    all_refused(
        Email,
        Reason::TooLong,
        &[
            &format!("{}@qq.com", "a".repeat(65)),
            &format!("a@{}.com", "a.".repeat(130)),
            &"a".repeat(2000),
        ],
    );
}

#[test]
fn accounts_and_visitors() {
    all_become(UserId, "10086", &["10086", " 10086 ", "\u{feff}10086"]);
    all_become(UserId, "Zhang San", &["Zhang San"]);
    all_become(
        UserId,
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        &[
            "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        ],
    );
    all_become(UserId, "1", &["1"]);
    all_become(UserId, "666666", &["666666"]);
    all_become(AnonymousId, "aXb9", &["aXb9"]);
    for kind in [UserId, AnonymousId, Device, Unionid, Order, Card] {
        all_refused(
            kind,
            Reason::Blocked,
            &[
                "null",
                "NULL",
                "None",
                "none",
                "nil",
                "nan",
                "NaN",
                "undefined",
                "guest",
                "Guest",
                "anonymous",
                "unknown",
                "test",
                "0",
                "0000",
                "00000000",
                "1111111",
                "123456789",
                "-1",
                "[object Object]",
                "",
                " ",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "N/A",
                "游客",
                "（null）".trim_matches(['（', '）']),
            ],
        );
    }
    all_refused(UserId, Reason::Malformed, &["a\nb", "a\0b", "138****1234"]);
    all_refused(UserId, Reason::TooLong, &[&"a1".repeat(128)]);
    all_become(
        Device,
        "aa:bb:cc:dd:ee:0f",
        &["AA-BB-CC-DD-EE-0F", "aa:bb:cc:dd:ee:0f"],
    );
    all_refused(
        Device,
        Reason::Blocked,
        &[
            "02:00:00:00:00:00",
            "00:00:00:00:00:00",
            "9774d56d682e549c",
            "000000000000000",
        ],
    );
}

#[test]
fn ids_of_networks() {
    all_become(
        Openid,
        "oABCdef123_-@wx0123456789abcdef",
        &[
            "oABCdef123_-@wx0123456789abcdef",
            " oABCdef123_- @ wx0123456789abcdef",
        ],
    );
    all_refused(
        Openid,
        Reason::Malformed,
        &[
            "oABCdef123",
            "@wx12",
            "oABC@",
            "oABCdef12 3@wx12",
            "oABCdef123@wx12@wx13",
        ],
    );
    all_refused(
        Openid,
        Reason::Blocked,
        &["0000000@wx12345", "unknown@wx12345", "oABCdef123@null"],
    );
    all_become(
        Unionid,
        "o6_bmasdasdsad6_2sgVt7hMZOPfL",
        &["o6_bmasdasdsad6_2sgVt7hMZOPfL"],
    );
    all_become(
        ExternalUserid,
        "wmqfasd1e1927831123109rBAAAA",
        &["wmqfasd1e1927831123109rBAAAA"],
    );
    all_become(Psid, "6254300000012345", &["6254300000012345"]);
    all_become(
        Psid,
        "6254300000012345@1023456",
        &["6254300000012345@1023456"],
    );
    all_refused(Psid, Reason::Malformed, &["abc123", "12", "12345678@x"]);
    all_become(
        Bsuid,
        "CN.13491208655302741918",
        &["CN.13491208655302741918", "cn.13491208655302741918"],
    );
    all_refused(Bsuid, Reason::Malformed, &["CN 1349", "用户12345"]);
}

#[test]
fn cards_orders_plates_and_hashes() {
    all_become(
        Card,
        "VIP00123456",
        &["vip 0012 3456", "VIP-0012-3456", "ＶＩＰ００１２３４５６"],
    );
    all_refused(Card, Reason::Malformed, &["12", "6222****1234", "卡1234"]);
    all_refused(Card, Reason::Blocked, &["0000 0000 0000", "００００００"]);
    all_become(Order, "1001", &["#1001", " # 1001", "1001"]);
    all_become(Order, "SO-2024/0001a", &["SO-2024/0001a"]);
    all_refused(Order, Reason::Blocked, &["#0", "#", "##"]);
    all_become(
        Plate,
        "京A12345",
        &[
            "京A12345",
            "京a·12345",
            "京A-12345",
            "京 A 12345",
            "京Ａ１２３４５",
            "京AI2345",
        ],
    );
    all_become(Plate, "沪AD12340", &["沪AD12340", "沪A·D1234O"]);
    all_become(Plate, "粤Z1234港", &["粤Z1234港", "粤Z·1234港"]);
    all_become(Plate, "使014578", &["使014578"]);
    all_become(Plate, "AB123CD", &["ab-123-cd", "AB 123 CD"]);
    all_refused(
        Plate,
        Reason::Malformed,
        &["京A1234", "京A1234567", "A", "京12345", "CAR", "王A12345"],
    );
    all_refused(Plate, Reason::Blocked, &["京A00000", "无牌车"]);
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    all_become(
        IdHash,
        hash,
        &[
            hash,
            &hash.to_uppercase(),
            &format!("sha256:{hash}"),
            &format!("SHA-256${hash}"),
        ],
    );
    all_refused(
        IdHash,
        Reason::Malformed,
        &["11010519491231002X", "110105194912310021", "xyz"],
    );
    all_refused(
        IdHash,
        Reason::Blocked,
        &[
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "D41D8CD98F00B204E9800998ECF8427E",
            "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
        ],
    );
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

/// Every way for a digit to be missing where a rule looks for one.
#[test]
fn short_numbers_never_panic() {
    for country in super::phone::regions() {
        let context = Context::new(country).unwrap();
        for number in 0..20_000_u32 {
            for raw in [
                format!("{number}"),
                format!("0{number}"),
                format!("+{number}"),
                format!("{number}-1"),
            ] {
                let _ = normalise(Phone, &raw, &context);
            }
        }
    }
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
    prop::sample::select(super::phone::regions())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300_000))]

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
