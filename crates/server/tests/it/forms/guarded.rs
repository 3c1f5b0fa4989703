//! What forms refuse, and to whom.

use axum::body::Body;
use axum::http::Request;

use super::*;

on_both!(what_is_no_person_is_kept_out, async |bed: &Bed| {
    let asking = Asking::new(bed).await;
    let form = made(&asking, definition()).await;
    let body = |stamp: &Value, work: &str| json!({ "answers": answers("13812345678"), "stamp": stamp, "work": work });
    let code = |answer: &Answer| {
        answer.json()["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let stamp = shown(&asking, &form).await["stamp"].clone();
    assert_eq!(
        code(&sent(&asking, &form, &body(&stamp, "")).await),
        "too_fast"
    );
    assert_eq!(
        code(&sent(&asking, &form, &body(&json!("x"), "")).await),
        "stamp"
    );
    let mut trapped = body(&stamp, "");
    trapped["website_url"] = json!("http://spam.example");
    assert_eq!(code(&sent(&asking, &form, &trapped).await), "trap");
    bed.clock.advance_seconds(86_500);
    let expired = sent(&asking, &form, &body(&stamp, "")).await;
    assert_eq!(
        (expired.status.as_u16(), code(&expired)),
        (400, "stamp".to_owned())
    );
    assert!(expired.json()["stamp"].is_string(), "with a new stamp");

    // One address has its share; many together make an attack, and then each has to work.
    let mut limited = 0;
    for turn in 0..40 {
        let request = Request::post(format!("/api/forms/{form}"))
            .header("content-type", "application/json")
            .body(Body::from(trapped.to_string()));
        let answer = asking
            .from([198, 51, 100, turn / 25], request.unwrap())
            .await;
        limited += usize::from(answer.status == 429 && !answer.header("retry-after").is_empty());
    }
    assert!(limited > 0);
    let asked = shown(&asking, &form).await;
    assert_eq!(asked["difficulty"], 16);
    bed.clock.advance_seconds(5);
    assert_eq!(
        code(&sent(&asking, &form, &body(&asked["stamp"], "")).await),
        "work"
    );
    let stamp = asked["stamp"].as_str().unwrap();
    let work = (0..)
        .map(|n: u64| n.to_string())
        .find(|work| channels::form::stamp::is_proven(stamp, work, 16))
        .unwrap();
    assert_eq!(
        sent(&asking, &form, &body(&asked["stamp"], &work))
            .await
            .status,
        200
    );

    let large = asking
        .send("POST", &format!("/f/{form}"), PAGE, "x".repeat(65 << 10))
        .await;
    assert_eq!(large.status, 413);
    assert_eq!(asking.get("/f/frm_nothing", &[]).await.status, 404);
    assert_eq!(asking.get("/api/forms/frm_nothing", &[]).await.status, 404);
    asking.app.stop().await;
});

on_both!(
    a_change_is_a_version_and_a_closed_form_takes_nothing,
    async |bed: &Bed| {
        let asking = Asking::new(bed).await;
        let form = made(&asking, definition()).await;
        let path = format!("/api/v1/forms/{form}");
        let old = shown(&asking, &form).await["stamp"].clone();
        let mut next = definition();
        next["fields"][5]["options"][1]["value"] = json!("xl");
        let changed = asking
            .own("PATCH", &path, Some(json!({ "definition": next })))
            .await;
        assert_eq!(
            (changed.status.as_u16(), &changed.json()["version"]),
            (200, &json!(2)),
            "{}",
            changed.text
        );
        let same = asking
            .own(
                "PATCH",
                &path,
                Some(json!({ "definition": next, "rate_per_minute": 40 })),
            )
            .await
            .json();
        assert_eq!(
            (&same["version"], &same["rate_per_minute"]),
            (&json!(2), &json!(40))
        );
        bed.clock.advance_seconds(5);
        // Whoever read the first version is judged by it.
        assert_eq!(
            sent(
                &asking,
                &form,
                &json!({ "answers": answers("13812345678"), "stamp": old })
            )
            .await
            .status,
            200
        );
        let sent_list = asking
            .own("GET", &format!("{path}/submissions"), None)
            .await
            .json();
        assert_eq!(sent_list["data"][0]["version"], 1);
        assert_eq!(
            asking
                .own("GET", &format!("{path}?version=1"), None)
                .await
                .json()["definition"]["fields"][5]["options"][1]["value"],
            "l"
        );

        let stamp = shown(&asking, &form).await["stamp"].clone();
        bed.clock.advance_seconds(5);
        let wrong = sent(
            &asking,
            &form,
            &json!({ "answers": answers("13812345678"), "stamp": stamp, "language": "en" }),
        )
        .await
        .json();
        assert_eq!(
            wrong["errors"][0],
            json!({ "field": "answers.size", "message": "Please choose from the list" }),
            "{wrong}"
        );
        assert_eq!(
            asking
                .own("PATCH", &path, Some(json!({ "state": "closed" })))
                .await
                .status,
            200
        );
        assert_eq!(
            sent(&asking, &form, &json!({ "answers": {}, "stamp": stamp }))
                .await
                .json()["code"],
            "closed"
        );
        assert!(
            asking
                .get(&format!("/f/{form}?lang=en"), &[])
                .await
                .text
                .contains("not taking answers")
        );
        let dates = json!({ "state": "open", "opens_at": "2030-01-01T00:00:00Z", "closes_at": "2030-02-01T00:00:00Z" });
        assert_eq!(asking.own("PATCH", &path, Some(dates)).await.status, 200);
        assert_eq!(shown(&asking, &form).await["open"], false);
        let backwards = asking
            .own(
                "PATCH",
                &path,
                Some(json!({ "closes_at": "2029-01-01T00:00:00Z" })),
            )
            .await;
        assert_eq!(backwards.json()["errors"][0]["field"], "closes_at");
        let audit = asking
            .own("GET", "/api/v1/audit?action=form.", None)
            .await
            .json();
        assert_eq!(audit["data"].as_array().unwrap().len(), 5, "{audit}");
        asking.app.stop().await;
    }
);

on_both!(
    a_form_is_shown_and_changed_by_those_who_may,
    async |bed: &Bed| {
        let asking = Asking::new(bed).await;
        let mut at_home = definition();
        at_home["sites"] = json!(["www.shop.example"]);
        at_home["redirect"] = json!("https://www.shop.example/welcome");
        let form = made(&asking, at_home).await;
        let path = format!("/api/forms/{form}");
        for (origin, status) in [
            ("https://www.shop.example", 200),
            ("https://evil.example", 403),
            ("null", 403),
        ] {
            let answer = asking.get(&path, &[("origin", origin)]).await;
            assert_eq!(
                (
                    answer.status.as_u16(),
                    answer.header("access-control-allow-origin")
                ),
                (status, "*"),
                "{origin}"
            );
            assert_eq!(
                asking
                    .get(&format!("/f/{form}/embed"), &[("origin", origin)])
                    .await
                    .status,
                status
            );
        }
        assert_eq!(
            asking
                .send(
                    "OPTIONS",
                    &path,
                    &[("origin", "https://www.shop.example")],
                    ""
                )
                .await
                .status,
            204
        );
        let page = asking.get(&format!("/f/{form}"), &[]).await;
        assert!(
            page.header("content-security-policy")
                .contains("form-action 'self' https://www.shop.example;")
        );
        bed.clock.advance_seconds(5);
        let stamp = hidden(&page, "_stamp");
        let done = asking
            .send(
                "POST",
                &format!("/f/{form}"),
                PAGE,
                format!("_stamp={stamp}&name=Ann&phone=13812345678&privacy=on"),
            )
            .await;
        assert_eq!(
            (done.status.as_u16(), done.header("location")),
            (303, "https://www.shop.example/welcome")
        );

        assert_eq!(asking.get("/api/v1/forms", &[]).await.status, 401);
        let token = asking
            .own(
                "POST",
                "/api/v1/tokens",
                Some(json!({ "name": "reads", "role": "auditor" })),
            )
            .await
            .json();
        let token = token["token"]
            .as_str()
            .or(token["secret"].as_str())
            .unwrap_or_else(|| panic!("{token}"));
        let bearer = format!("Bearer {token}");
        let as_reader = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        assert_eq!(
            asking
                .get(
                    "/api/v1/forms?kind=membership&region=CN&industry=F&state=open",
                    &as_reader
                )
                .await
                .json()["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            asking
                .get("/api/v1/forms?kind=survey", &as_reader)
                .await
                .json()["data"],
            json!([])
        );
        assert_eq!(
            asking
                .send(
                    "POST",
                    "/api/v1/forms",
                    &as_reader,
                    json!({ "definition": definition() }).to_string()
                )
                .await
                .status,
            403
        );
        assert_eq!(
            asking
                .send("PATCH", &format!("/api/v1/forms/{form}"), &as_reader, "{}")
                .await
                .status,
            403
        );
        asking.app.stop().await;
    }
);
