//! A form while it is made, and what comes out of it as a file.

use super::*;

on_both!(
    a_draft_is_looked_at_then_published_then_closed,
    async |bed: &Bed| {
        let asking = Asking::new(bed).await;
        let preview = |definition: Value, language: &'static str| {
            let body = json!({ "definition": definition, "language": language });
            let asking = &asking;
            async move {
                asking
                    .own("POST", "/api/v1/forms/preview", Some(body))
                    .await
            }
        };
        let shown = preview(definition(), "zh").await.json();
        let html = shown["html"].as_str().unwrap();
        assert!(
            html.contains("加入会员") && !html.contains("<script") && !html.contains("href=\"?")
        );
        assert_eq!(shown["errors"], json!([]));
        // Half a form is shown as well, and what it lacks is said.
        let half =
            json!({ "name": {}, "fields": [{ "key": "a", "kind": "consent", "label": {} }] });
        let shown = preview(half, "en").await.json();
        let wrong: Vec<&str> = shown["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        assert_eq!(wrong, ["name", "fields[0].label", "fields[0].consent"]);
        assert_eq!(preview(definition(), "fr").await.status, 400);

        let body = json!({ "definition": definition(), "state": "draft" });
        let made = asking.own("POST", "/api/v1/forms", Some(body)).await.json();
        let path = format!("/api/v1/forms/{}", made["id"].as_str().unwrap());
        assert_eq!(
            (&made["state"], &made["submissions"]),
            (&json!("draft"), &json!(0))
        );
        let page = made["path_of_page"].as_str().unwrap();
        assert!(
            asking
                .get(page, &[("accept-language", "en")])
                .await
                .text
                .contains("not taking answers")
        );
        for (state, status) in [
            ("open", 200),
            ("closed", 200),
            ("draft", 400),
            ("open", 200),
        ] {
            let answer = asking
                .own("PATCH", &path, Some(json!({ "state": state })))
                .await;
            assert_eq!(answer.status, status, "{state}: {}", answer.text);
        }
        assert!(
            asking
                .get(page, &[("accept-language", "en")])
                .await
                .text
                .contains("Become a member")
        );
        let drafts = asking
            .own("GET", "/api/v1/forms?state=draft", None)
            .await
            .json();
        assert_eq!(drafts["data"], json!([]));
    }
);

on_both!(what_was_sent_comes_out_as_a_file, async |bed: &Bed| {
    let asking = Asking::new(bed).await;
    let mut asked = definition();
    asked["fields"][9]["label"]["en"] = json!("=cmd, anything");
    let form = made(&asking, asked.clone()).await;
    let told = shown(&asking, &form).await;
    bed.clock.advance_seconds(3);
    let mut said = answers("13812345678");
    said["note"] = json!("=HYPERLINK(\"http://evil.example\")");
    let body = json!({ "answers": said, "stamp": told["stamp"] });
    assert_eq!(sent(&asking, &form, &body).await.status, 200);
    // A question that is asked no more keeps its column.
    asked["fields"].as_array_mut().unwrap().remove(0);
    let path = format!("/api/v1/forms/{form}");
    let changed = asking
        .own("PATCH", &path, Some(json!({ "definition": asked })))
        .await
        .json();
    assert_eq!(changed["submissions"], 1);
    assert_eq!(
        changed["submitted_at"],
        asking
            .own("GET", &format!("{path}/submissions"), None)
            .await
            .json()["data"][0]["at"]
    );
    asking.caught_up().await;

    let export = format!("/api/v1/exports/forms/{form}");
    let file = asking
        .own("GET", &format!("{export}?format=csv&language=en"), None)
        .await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let lines: Vec<&str> = file.text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{}", file.text);
    assert!(
        lines[0].ends_with(",Name") && lines[0].contains("\"'=cmd, anything\""),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].contains("tea; cake") && lines[1].contains("\"'=HYPERLINK("),
        "{}",
        lines[1]
    );
    assert!(
        !lines[1].contains("王小明") && !lines[1].contains("13812345678"),
        "masked: {}",
        lines[1]
    );
    let row = asking.own("GET", &export, None).await.json();
    assert_eq!(row["answers.size"], "l");
    assert_eq!(row["consents"].as_array().unwrap().len(), 2);
    assert!(row["customer_id"].as_str().unwrap().starts_with("cus_"));
    assert_eq!(
        asking
            .own("GET", &format!("{export}?language=fr"), None)
            .await
            .status,
        400
    );
    assert_eq!(
        number(
            &asking,
            "SELECT COUNT(*) FROM audit WHERE action = 'export'"
        )
        .await,
        2
    );
});
