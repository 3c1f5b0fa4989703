//! A form from its making to what it brought; who is kept out of it is in `guarded`.

use serde_json::{Value, json};
use testing::{Bed, on_both};

use crate::asking::{Answer, Asking};

mod guarded;
mod made;

const EVERY_KIND: &str = include_str!("../../../channels/src/form/every_kind.json");
const PAGE: &[(&str, &str)] = &[("content-type", "application/x-www-form-urlencoded")];
const PROGRAM: &[(&str, &str)] = &[("content-type", "application/json")];

fn definition() -> Value {
    serde_json::from_str(EVERY_KIND).unwrap()
}

async fn made(asking: &Asking, definition: Value) -> String {
    let answer = asking
        .own(
            "POST",
            "/api/v1/forms",
            Some(json!({ "definition": definition })),
        )
        .await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// What a page carries in a hidden field.
fn hidden(page: &Answer, name: &str) -> String {
    let beginning = format!("name=\"{name}\" value=\"");
    page.text
        .split_once(&beginning)
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

async fn shown(asking: &Asking, form: &str) -> Value {
    let answer = asking.get(&format!("/api/forms/{form}?lang=en"), &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn answers(phone: &str) -> Value {
    json!({ "name": "王小明", "phone": phone, "email": "xm@shop.example", "size": "l", "topics": ["tea", "cake"], "privacy": true, "news": true })
}

async fn sent(asking: &Asking, form: &str, body: &Value) -> Answer {
    asking
        .send(
            "POST",
            &format!("/api/forms/{form}"),
            PROGRAM,
            body.to_string(),
        )
        .await
}

async fn number(asking: &Asking, sql: &'static str) -> i64 {
    asking
        .app
        .store()
        .read(move |tx| Box::pin(async move { tx.query_one(sql, &[]).await?.take(0) }))
        .await
        .unwrap()
}

on_both!(
    a_page_without_a_script_makes_a_customer,
    async |bed: &Bed| {
        let asking = Asking::new(bed).await;
        let form = made(&asking, definition()).await;
        let path = format!("/f/{form}");
        let page = asking
            .get(
                &format!("{path}?utm_source=poster"),
                &[
                    ("accept-language", "zh-CN,en;q=0.5"),
                    ("host", "crm.example"),
                ],
            )
            .await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("加入会员") && page.text.contains("lang=\"zh-CN\""));
        assert!(
            page.header("content-security-policy")
                .starts_with("default-src 'none'")
                && page.header("cache-control") == "no-store"
        );
        assert!(
            asking
                .get(&format!("{path}?lang=en"), &[])
                .await
                .text
                .contains("Become a member")
        );

        let stamp = hidden(&page, "_stamp");
        let base = format!(
            "_stamp={stamp}&_language=zh-CN&_page=http%3A%2F%2Fcrm.example{path}%3Futm_source%3Dposter&website_url="
        );
        let quick = asking
            .send(
                "POST",
                &path,
                PAGE,
                format!("{base}&name=%3Cscript%3Ealert(1)%3C/script%3E"),
            )
            .await;
        assert_eq!(quick.status, 400);
        assert!(
            quick.text.contains("提交得太快了") && quick.text.contains("&lt;script&gt;alert(1)"),
            "what was typed is still there, as text"
        );
        assert!(!quick.text.contains("<script>alert"));

        bed.clock.advance_seconds(3);
        let wrong = asking
            .send(
                "POST",
                &path,
                PAGE,
                format!("{base}&name=%E7%8E%8B%E5%B0%8F%E6%98%8E&phone=12"),
            )
            .await;
        assert_eq!(wrong.status, 400);
        assert!(
            wrong.text.contains("请输入有效的电话号码")
                && wrong.text.contains("请勾选后再提交")
                && wrong.text.contains("王小明")
        );
        assert_eq!(
            hidden(&wrong, "_stamp"),
            stamp,
            "the same stamp, so that it stays one submission"
        );

        let good = format!(
            "{base}&name=%E7%8E%8B%E5%B0%8F%E6%98%8E&phone=13812345678&size=l&topics=tea&topics=cake&privacy=on"
        );
        for _ in 0..2 {
            let done = asking.send("POST", &path, PAGE, good.clone()).await;
            assert_eq!(
                (done.status.as_u16(), done.header("location")),
                (303, format!("{path}/thanks?lang=zh").as_str())
            );
        }
        assert!(
            asking
                .get(&format!("{path}/thanks?lang=zh"), &[])
                .await
                .text
                .contains("欢迎加入")
        );
        assert_eq!(
            number(&asking, "SELECT COUNT(*) FROM form_submissions").await,
            1,
            "sent twice, kept once"
        );
        let readable = "SELECT COUNT(*) FROM ledger WHERE properties LIKE '%王小明%' OR properties LIKE '%138%' OR properties LIKE '%cake%'";
        assert_eq!(number(&asking, readable).await, 0, "answers are sealed");

        asking.caught_up().await;
        let found = asking
            .own("GET", "/api/v1/customers?identity=phone:13812345678", None)
            .await
            .json();
        let customer = &found["data"][0];
        assert_eq!(
            (
                customer["known"].as_bool(),
                customer["attributes"]["interests"].clone()
            ),
            (Some(true), json!(["tea", "cake"])),
            "{found}"
        );
        assert_eq!(customer["name"], "王**");
        let id = customer["id"].as_str().unwrap();
        let timeline = asking
            .own("GET", &format!("/api/v1/customers/{id}/timeline"), None)
            .await
            .json();
        let touch = &timeline["data"][0];
        assert_eq!(
            (&touch["event"], &touch["channel"]),
            (&json!("Form Submitted"), &json!("form"))
        );
        assert_eq!(touch["properties"]["form"]["id"], form.as_str());
        assert_eq!(
            (
                &touch["context"]["campaign"]["source"],
                &touch["context"]["page"]["host"]
            ),
            (&json!("poster"), &json!("crm.example")),
            "{touch}"
        );
        asking.app.stop().await;
    }
);

on_both!(
    consents_counts_and_submissions_come_with_it,
    async |bed: &Bed| {
        let asking = Asking::new(bed).await;
        let form = made(&asking, definition()).await;
        for phone in ["13812345678", "13912345678"] {
            let stamp = shown(&asking, &form).await["stamp"].clone();
            bed.clock.advance_seconds(5);
            let mut answers = answers(phone);
            if phone.starts_with("139") {
                answers["email"] = json!("other@shop.example");
                answers.as_object_mut().unwrap().remove("news");
            }
            let done = sent(&asking, &form, &json!({ "answers": answers, "stamp": stamp, "language": "zh-CN", "page": "https://www.shop.example/join" })).await;
            assert_eq!(done.status, 200, "{}", done.text);
            assert_eq!(done.json()["thanks"], "欢迎加入！凭证已经发往您的邮箱。");
        }
        asking.caught_up().await;
        let found = asking
            .own("GET", "/api/v1/customers?identity=phone:13812345678", None)
            .await
            .json();
        let id = found["data"][0]["id"].as_str().unwrap();
        let consents = asking
            .own("GET", &format!("/api/v1/customers/{id}/consents"), None)
            .await
            .text;
        for said in [
            "marketing",
            "membership",
            "\"sms\"",
            "\"email\"",
            "2026-05",
            "zh-CN",
            "form",
        ] {
            assert!(consents.contains(said), "{said} in {consents}");
        }
        assert_eq!(
            number(
                &asking,
                "SELECT COUNT(*) FROM consents WHERE purpose = 'marketing'"
            )
            .await,
            2,
            "one for each channel, and silence is none"
        );
        assert_eq!(
            number(
                &asking,
                "SELECT COUNT(*) FROM consents WHERE purpose = 'membership'"
            )
            .await,
            2
        );

        let results = asking
            .own("GET", &format!("/api/v1/forms/{form}/results"), None)
            .await
            .json();
        assert_eq!(
            (
                &results["submissions"],
                &results["views"],
                &results["completion"]
            ),
            (&json!(2), &json!(2), &json!(1.0)),
            "{results}"
        );
        assert_eq!(results["days"].as_array().unwrap().len(), 1);
        let topics = results["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["key"] == "topics")
            .unwrap();
        let counts: Vec<_> = topics["choices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|choice| choice["count"].as_i64().unwrap())
            .collect();
        assert_eq!(
            (topics["answered"].as_i64(), counts),
            (Some(2), vec![2, 0, 2])
        );
        let before = asking
            .own(
                "GET",
                &format!("/api/v1/forms/{form}/results?until=2020-01-01"),
                None,
            )
            .await
            .json();
        assert_eq!(before["submissions"], 0);

        let path = format!("/api/v1/forms/{form}/submissions?limit=1");
        let first = asking.own("GET", &path, None).await.json();
        let one = &first["data"][0];
        assert_eq!(
            (
                &one["answers"]["name"],
                &one["answers"]["size"],
                &one["version"]
            ),
            (&json!("王**"), &json!("l"), &json!(1)),
            "masked: {one}"
        );
        assert!(!first.to_string().contains("13912345678"));
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = asking
            .own("GET", &format!("{path}&cursor={cursor}"), None)
            .await
            .json();
        assert_eq!(
            (
                second["data"].as_array().unwrap().len(),
                &second["next_cursor"]
            ),
            (1, &Value::Null)
        );
        assert_ne!(second["data"][0]["id"], one["id"]);
        asking.app.stop().await;
    }
);

on_both!(a_double_click_is_one_submission, async |bed: &Bed| {
    let asking = Asking::new(bed).await;
    let form = made(&asking, definition()).await;
    let stamp = shown(&asking, &form).await["stamp"].clone();
    bed.clock.advance_seconds(5);
    let body = json!({ "answers": answers("13812345678"), "stamp": stamp });
    let all = futures_util::future::join_all((0..8).map(|_| sent(&asking, &form, &body))).await;
    let ids: std::collections::HashSet<String> = all
        .iter()
        .map(|answer| answer.json()["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(
        number(&asking, "SELECT COUNT(*) FROM form_submissions").await,
        1
    );
    assert_eq!(
        number(
            &asking,
            "SELECT count FROM form_counts WHERE field = '' AND choice = ''"
        )
        .await,
        1
    );
    asking.app.stop().await;
});

on_both!(the_visitor_who_browsed_is_recognised, async |bed: &Bed| {
    let asking = Asking::new(bed).await;
    let form = made(&asking, definition()).await;
    let source = asking
        .own("POST", "/api/v1/sources", Some(json!({ "name": "shop" })))
        .await
        .json();
    let visitor = "7d9f7c1e-52a3-4c55-9b1a-1f1f6b3c2a10";
    let seen = json!({ "writeKey": source["write_key"], "batch": [{ "type": "page", "messageId": "m1", "anonymousId": visitor, "name": "Home" }] });
    assert_eq!(
        asking
            .send("POST", "/v1/batch", PROGRAM, seen.to_string())
            .await
            .status,
        200
    );
    let stamp = shown(&asking, &form).await["stamp"].clone();
    bed.clock.advance_seconds(5);
    let body =
        json!({ "answers": answers("13812345678"), "stamp": stamp, "anonymous_id": visitor });
    assert_eq!(sent(&asking, &form, &body).await.status, 200);
    asking.caught_up().await;
    let found = asking
        .own("GET", "/api/v1/customers?identity=phone:13812345678", None)
        .await
        .json();
    assert_eq!(
        found["data"][0]["touches"], 2,
        "the page and the form: {found}"
    );
    asking.app.stop().await;
});
