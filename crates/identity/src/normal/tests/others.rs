//! Mailboxes and the ids that programs make, from life.

use super::*;

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
