//! The tracking API: keys, limits, trailing slashes, and touchpoints nobody registered.

use axum::body::Body;
use axum::http::{Request, header};

use super::*;

fn request(path: &str, key: Option<&str>, body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::post(path).header(header::CONTENT_TYPE, "text/plain");
    if let Some(key) = key {
        request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
    }
    request.body(body.into()).unwrap()
}

fn code(answer: &Answer, status: u16) -> String {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
    answer.json()["code"].as_str().unwrap().to_owned()
}

on_both!(keys_are_taken_from_wherever_they_come, async |bed: &Bed| {
    let world = World::new(bed).await;
    let (_, key) = world.source("Web shop").await;
    let call = json!({ "event": "Seen", "anonymousId": "a1" }).to_string();
    assert_eq!(
        code(
            &world
                .send(&Who::Nobody, request("/v1/track", None, call.clone()))
                .await,
            401
        ),
        "invalid_write_key"
    );
    assert_eq!(
        code(
            &world
                .send(
                    &Who::Nobody,
                    request("/v1/track", Some("wrong"), call.clone())
                )
                .await,
            401
        ),
        "invalid_write_key"
    );
    assert_eq!(
        world
            .send(&Who::Nobody, request("/v1/track", Some(&key), call.clone()))
            .await
            .status,
        200
    );
    assert_eq!(
        world
            .send(
                &Who::Nobody,
                request(&format!("/v1/t?writeKey={key}"), None, call.clone())
            )
            .await
            .status,
        200
    );
    assert_eq!(
        world
            .send(&Who::Nobody, request("/v1/track/", Some(&key), call))
            .await
            .status,
        200
    );
    let batch =
        json!({ "batch": [{ "type": "track", "event": "Seen", "anonymousId": "a1" }] }).to_string();
    for path in [
        "/v1/batch",
        "/v1/batch/",
        "/beacon/v1/batch",
        "/beacon/v1/batch/",
    ] {
        assert_eq!(
            world
                .send(
                    &Who::Nobody,
                    request(&format!("{path}?writeKey={key}"), None, batch.clone())
                )
                .await
                .status,
            200,
            "{path}"
        );
    }
    for path in ["/sourceConfig", "/sourceConfig/"] {
        let config = world
            .get(&Who::Nobody, &format!("{path}?writeKey={key}"))
            .await
            .good();
        assert_eq!(config["source"]["enabled"], true);
        assert_eq!(
            code(&world.get(&Who::Nobody, path).await, 401),
            "invalid_write_key"
        );
    }
    for path in ["/rsaMetrics", "/rsaMetrics/", "/v1/m"] {
        assert_eq!(
            world
                .send(&Who::Nobody, request(path, None, "{}"))
                .await
                .status,
            200,
            "{path}"
        );
    }
    let settings = world
        .get(&Who::Nobody, &format!("/v1/projects/{key}/settings"))
        .await
        .good();
    assert_eq!(settings["integrations"]["Segment.io"]["apiKey"], key);
    assert!(
        world
            .get(&Who::Nobody, "/rapport.js")
            .await
            .header("content-type")
            .starts_with("text/javascript")
    );
    world.end().await;
});

on_both!(
    what_is_wrong_is_named_and_the_good_is_kept,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (id, key) = world.source("Web shop").await;
        let send = async |body: String| {
            world
                .send(&Who::Nobody, request("/v1/batch", Some(&key), body))
                .await
        };
        assert_eq!(code(&send("{".into()).await, 400), "malformed");
        assert_eq!(code(&send("[]".into()).await, 400), "malformed");
        assert_eq!(
            code(&send("x".repeat((4 << 20) + 1)).await, 400),
            "body_too_large"
        );
        let good =
            json!({ "type": "track", "event": "Seen", "anonymousId": "a1", "messageId": "good" });
        let large = json!({ "type": "track", "event": "Seen", "anonymousId": "a1", "messageId": "large", "properties": { "text": "x".repeat(40_000) } });
        let refused =
            send(json!({ "batch": [good, large, { "type": "dance" }] }).to_string()).await;
        assert_eq!(code(&refused, 400), "events_refused");
        assert_eq!(refused.json()["kept"], 1);
        assert!(
            refused.json()["message"]
                .as_str()
                .unwrap()
                .contains("32 KB")
        );
        let newest = world
            .get(&Who::Local, &format!("/api/v1/sources/{id}/refusals"))
            .await
            .good();
        assert_eq!(newest["data"].as_array().unwrap().len(), 2);
        let preflight = Request::options("/v1/batch")
            .header(header::ORIGIN, "https://shop.example")
            .body(Body::empty())
            .unwrap();
        let preflight = world.send(&Who::Nobody, preflight).await;
        assert_eq!(
            (
                preflight.status.as_u16(),
                preflight.header("access-control-allow-origin").as_str()
            ),
            (204, "https://shop.example")
        );
        assert_eq!(
            code(
                &world
                    .send(&Who::Nobody, request("/v1/dance", Some(&key), "{}"))
                    .await,
                404
            ),
            "not_found"
        );
        world.end().await;
    }
);

on_both!(
    a_touchpoint_nobody_registered_becomes_a_draft,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (_, key) = world.source("Web shop").await;
        let call = |place: Value| {
            json!({ "event": "Seen", "userId": "u1", "context": { "touchpoint": place } })
                .to_string()
        };
        for place in ["Kiosk 7", "Kiosk 7", "Web shop"] {
            assert_eq!(
                world
                    .send(
                        &Who::Nobody,
                        request("/v1/track", Some(&key), call(json!(place)))
                    )
                    .await
                    .status,
                200
            );
        }
        let drafts = world
            .get(&Who::Local, "/api/v1/touchpoints?state=draft")
            .await
            .good();
        assert_eq!(drafts["data"].as_array().unwrap().len(), 1, "{drafts}");
        let draft = &drafts["data"][0];
        assert_eq!(
            (draft["name"].clone(), draft["channel"].clone()),
            (json!("Kiosk 7"), json!("web"))
        );
        let told = json!({ "touches": [
        { "event": "Called", "touchpoint": "Hotline 2", "identities": [{ "kind": "user_id", "value": "u1" }] },
        { "event": "Called", "properties": { "touchpoint": "Kiosk 7" }, "identities": [{ "kind": "user_id", "value": "u1" }] },
    ] });
        world
            .post(&Who::Local, "/api/v1/touches", told)
            .await
            .good();
        world
            .post(
                &Who::Local,
                "/api/v1/customers",
                json!({ "identities": [{ "kind": "user_id", "value": "u1" }] }),
            )
            .await
            .good();
        let drafts = world
            .get(&Who::Local, "/api/v1/touchpoints?state=draft")
            .await
            .good();
        assert_eq!(drafts["data"].as_array().unwrap().len(), 2, "{drafts}");
        let touches = world.get(&Who::Local, "/api/v1/touches").await.good();
        let at = |index: usize| touches["data"][index]["touchpoint"].clone();
        // The clock stands and calls have no id of their own, so the second call at the kiosk is the first one again.
        assert_eq!((at(0), at(3)), (draft["id"].clone(), draft["id"].clone()));
        assert!(at(1) != draft["id"] && at(2) != draft["id"] && at(1) != at(2));
        // Confirmed under another name, it is still known by what touches call it.
        let path = format!("/api/v1/touchpoints/{}", draft["id"].as_str().unwrap());
        world
            .patch(
                &Who::Local,
                &path,
                json!({ "state": "live", "name": "Kiosk, first floor" }),
            )
            .await
            .good();
        bed.clock.advance_seconds(60);
        assert_eq!(
            world
                .send(
                    &Who::Nobody,
                    request("/v1/track", Some(&key), call(json!("Kiosk 7")))
                )
                .await
                .status,
            200
        );
        let live = world
            .get(&Who::Local, "/api/v1/touchpoints?state=draft")
            .await
            .good();
        assert!(
            live["data"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["name"] != "Kiosk 7"),
            "{live}"
        );
        let nobody = json!({ "touches": [{ "event": "Called", "touchpoint": "tpt_06cmtxq5x9f3t8dw1s2r7vne4k" }] });
        assert_eq!(
            world
                .post(&Who::Local, "/api/v1/touches", nobody)
                .await
                .problem(400),
            "invalid"
        );
        world.end().await;
    }
);
