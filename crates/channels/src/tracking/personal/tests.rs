use super::{Verdict, looks_personal, names_things, of_name};

#[test]
fn names_say_what_is_under_them() {
    for name in [
        "email",
        "customer_email",
        "emailAddress",
        "EMAIL",
        "e-mail",
        "phone",
        "phone_number",
        "mobileNo",
        "contact.tel",
        "shippingAddress",
        "billing_address_line1",
        "street",
        "firstName",
        "last_name",
        "user_name",
        "receiverName",
        "birthday",
        "birth_date",
        "dateOfBirth",
        "idCard",
        "id_number",
        "cardNumber",
        "bank_account",
        "passport_no",
        "ip",
        "ipAddress",
        "userAgent",
        "openid",
        "zip_code",
        "latitude",
        "收货人",
        "手机号",
        "身份证号",
        "联系人姓名",
        "password",
    ] {
        assert_eq!(of_name(name), Verdict::Personal, "{name}");
    }
    for name in [
        "email_subject",
        "phone_model",
        "city",
        "event_name",
        "product_name",
        "named",
        "mobility",
        "商品名称",
        "birthplaces",
        "",
        "_",
        "a",
    ] {
        assert_eq!(of_name(name), Verdict::Open, "{name}");
    }
    for name in [
        "order_id",
        "orderId",
        "productNumber",
        "sku",
        "tracking_no",
        "订单编号",
        "transactionId",
    ] {
        assert_eq!(of_name(name), Verdict::Thing, "{name}");
    }
    assert_eq!(of_name("name"), Verdict::BareName);
    assert_eq!(of_name("member_no"), Verdict::Number);
    assert!(
        names_things("products")
            && names_things("cartItem")
            && names_things("os")
            && !names_things("guest")
    );
}

#[test]
fn looks_tell_people_from_numbers() {
    for text in [
        "li.na@shop.cn",
        "write to 李娜@例子.中国 please",
        "13800138000",
        "+86 138-0013-8000",
        "tel:13800138000",
        "0086 13800138000 ok",
        "+442079460958",
        "(020) 7946 0958",
        "021-62551234",
        "11010519491231002X",
        "id 11010519491231002x.",
        "6228480402564890018",
        "4111 1111 1111 1111",
        "https://shop.cn",
        "see http://a.b/c",
        "/cart?email=x",
        "?q=1",
    ] {
        assert!(looks_personal(text, Verdict::Open), "{text}");
    }
    for text in [
        "",
        "Tea pot",
        "a@b",
        "@home",
        "19.99",
        "2026-11-21",
        "2026-11-21T22:04:37.610Z",
        "1795298687165",
        "550e8400-e29b-41d4-a716-446655440000",
        "110105194912310021",
        "/routed",
        "20261121123456789",
        "abc13800138000",
        "v1.2.3",
        "4111 1111 1111 1112",
        "12345678901",
        "Which one?",
        "1.13800138000",
        "800x600",
        "1920 1080",
    ] {
        assert!(!looks_personal(text, Verdict::Open), "{text}");
    }
    assert!(
        !looks_personal("13800138000", Verdict::Thing)
            && looks_personal("13800138000", Verdict::Number)
    );
    assert!(!looks_personal("6228480402564890018", Verdict::Number));
    assert!(
        looks_personal("11010519491231002X", Verdict::Thing),
        "an official number is one wherever it stands"
    );
}
