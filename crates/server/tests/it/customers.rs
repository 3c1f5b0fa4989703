//! Customers over HTTP: made, found, edited, tagged, noted, agreed with, exported, erased.

use super::*;

on_both!(
    a_customer_is_made_once_and_found_again,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let body = json!({
            "identities": [{ "kind": "email", "value": "Ann.Lee@Example.com" }, { "kind": "phone", "value": "13812345678" }],
            "name": "Ann Lee", "attributes": { "city": "Shanghai" },
        });
        let made = world
            .post(&Who::Local, "/api/v1/customers", body.clone())
            .await;
        assert_eq!(made.status, 201, "{}", made.text);
        let id = made.good()["id"].as_str().unwrap().to_owned();
        let again = world.post(&Who::Local, "/api/v1/customers", body).await;
        assert_eq!(
            (again.status.as_u16(), again.good()["id"].as_str().unwrap()),
            (200, id.as_str())
        );
        for query in [
            "identity=email:ann.lee@example.com",
            "identity=phone:%2B8613812345678",
            "q=ann",
            "q=ann.lee@example.com",
        ] {
            let found = world
                .get(&Who::Local, &format!("/api/v1/customers?{query}"))
                .await
                .good();
            assert_eq!(found["data"][0]["id"], id, "{query}");
        }
        let refused = world
            .get(&Who::Local, "/api/v1/customers?identity=fax:1")
            .await;
        assert_eq!(refused.problem(400), "invalid");
        assert!(
            refused.text.contains("anonymous_id"),
            "it lists the kinds: {}",
            refused.text
        );
        assert_eq!(
            world
                .get(&Who::Local, "/api/v1/customers?identity=email")
                .await
                .problem(400),
            "invalid"
        );
        let none = json!({ "identities": [] });
        assert_eq!(
            world
                .post(&Who::Local, "/api/v1/customers", none)
                .await
                .problem(400),
            "invalid"
        );
        let junk = world
            .post(
                &Who::Local,
                "/api/v1/customers",
                json!({ "identities": [{ "kind": "email", "value": "null" }] }),
            )
            .await;
        assert_eq!(junk.json()["errors"][0]["field"], "identities[0]");
        world.end().await;
    }
);

on_both!(a_customer_is_edited_and_tagged, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = world.customer("ann@example.com", "Ann").await;
    let path = format!("/api/v1/customers/{id}");
    let change = json!({ "kind": "household", "attributes": { "level": "gold" }, "add_tags": ["vip", "shanghai"], "remove_tags": [] });
    let changed = world.patch(&Who::Local, &path, change).await.good();
    assert_eq!(changed["kind"], "household");
    assert_eq!(changed["attributes"]["level"], "gold");
    assert_eq!(changed["tags"], json!(["shanghai", "vip"]));
    let other = world.customer("bob@example.com", "Bob").await;
    let tags = json!({ "customers": [id, other], "add": ["spring"], "remove": ["vip"] });
    assert_eq!(
        world
            .post(&Who::Local, "/api/v1/customers/tags", tags)
            .await
            .good()["customers"],
        2
    );
    assert_eq!(
        world.get(&Who::Local, &path).await.good()["tags"],
        json!(["shanghai", "spring"])
    );
    assert_eq!(
        world
            .patch(&Who::Local, &path, json!({ "add_tags": [""] }))
            .await
            .problem(400),
        "invalid"
    );
    let nobody = "/api/v1/customers/cus_06cmtxq5x9f3t8dw1s2r7vne4k";
    assert_eq!(
        world
            .patch(&Who::Local, nobody, json!({}))
            .await
            .problem(404),
        "not_found"
    );
    world.end().await;
});

on_both!(notes_are_written_anew_and_removed, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = world.customer("ann@example.com", "Ann").await;
    let path = format!("/api/v1/customers/{id}/notes");
    let note = world
        .post(&Who::Local, &path, json!({ "body": "Likes jade" }))
        .await;
    assert_eq!(note.status, 201, "{}", note.text);
    let one = format!("{path}/{}", note.good()["id"].as_str().unwrap());
    assert_eq!(
        world
            .patch(&Who::Local, &one, json!({ "body": "Likes amber" }))
            .await
            .good()["body"],
        "Likes amber"
    );
    assert_eq!(
        world.get(&Who::Local, &path).await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        world
            .ask(&Who::Local, Method::DELETE, &one, None)
            .await
            .status,
        204
    );
    assert!(
        world.get(&Who::Local, &path).await.good()["data"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        world
            .post(&Who::Local, &path, json!({ "body": " " }))
            .await
            .problem(400),
        "invalid"
    );
    world.end().await;
});

on_both!(a_household_has_members, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann").await;
    let home = world.customer("home@example.com", "Lee").await;
    world
        .patch(
            &Who::Local,
            &format!("/api/v1/customers/{home}"),
            json!({ "kind": "household" }),
        )
        .await
        .good();
    let path = format!("/api/v1/customers/{ann}/memberships/{home}");
    let joined = world
        .ask(
            &Who::Local,
            Method::PUT,
            &path,
            Some(json!({ "role": "mother" })),
        )
        .await
        .good();
    assert_eq!(joined["groups"][0]["customer"], home);
    let members = world
        .get(
            &Who::Local,
            &format!("/api/v1/customers/{home}/memberships"),
        )
        .await
        .good();
    assert_eq!(
        (
            members["members"][0]["customer"].as_str(),
            members["members"][0]["role"].as_str()
        ),
        (Some(ann.as_str()), Some("mother"))
    );
    let left = world
        .ask(&Who::Local, Method::DELETE, &path, None)
        .await
        .good();
    assert!(left["groups"].as_array().unwrap().is_empty());
    world.end().await;
});

on_both!(consent_is_given_and_taken_back, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = world.customer("ann@example.com", "Ann").await;
    let path = format!("/api/v1/customers/{id}/consents");
    let given = json!({ "state": "given", "purpose": "marketing", "channel": "sms", "basis": "consent", "method": "form", "evidence": "ticked the box" });
    let now = world.post(&Who::Local, &path, given).await;
    assert_eq!(now.status, 201, "{}", now.text);
    let now = now.good();
    assert_eq!(now["now"][0]["allowed"], true);
    assert_eq!(now["history"][0]["evidence"], "***");
    let back = json!({ "state": "withdrawn", "purpose": "marketing", "basis": "consent", "method": "sms_reply" });
    world.post(&Who::Local, &path, back).await.good();
    let now = world.get(&Who::Local, &path).await.good();
    assert!(
        now["now"]
            .as_array()
            .unwrap()
            .iter()
            .all(|standing| standing["allowed"] == false),
        "{now}"
    );
    assert_eq!(now["history"].as_array().unwrap().len(), 2);
    world.end().await;
});

on_both!(
    attributes_are_defined_and_quality_is_seen,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let body = json!({ "type": "choice", "label_zh": "等级", "label_en": "Level", "personal": false, "choices": ["gold", "silver"] });
        let made = world
            .ask(
                &Who::Local,
                Method::PUT,
                "/api/v1/attributes/level",
                Some(body),
            )
            .await
            .good();
        assert_eq!(made["choices"][0], "gold");
        let id = world.customer("ann@example.com", "Ann").await;
        let path = format!("/api/v1/customers/{id}");
        assert_eq!(
            world
                .patch(
                    &Who::Local,
                    &path,
                    json!({ "attributes": { "level": "bronze" } })
                )
                .await
                .problem(400),
            "invalid"
        );
        assert_eq!(
            world
                .patch(
                    &Who::Local,
                    &path,
                    json!({ "attributes": { "level": "gold" } })
                )
                .await
                .good()["attributes"]["level"],
            "gold"
        );
        assert_eq!(
            world.get(&Who::Local, "/api/v1/attributes").await.good()["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            world
                .ask(
                    &Who::Local,
                    Method::DELETE,
                    "/api/v1/attributes/level",
                    None
                )
                .await
                .status,
            204
        );
        assert_eq!(
            world
                .ask(
                    &Who::Local,
                    Method::DELETE,
                    "/api/v1/attributes/level",
                    None
                )
                .await
                .problem(404),
            "not_found"
        );
        let nameless = json!({ "identities": [{ "kind": "user_id", "value": "u-77" }] });
        let nameless = world
            .post(&Who::Local, "/api/v1/customers", nameless)
            .await
            .good()["id"]
            .clone();
        world.caught_up().await;
        let findings = world
            .get(
                &Who::Local,
                &format!("/api/v1/customers/{}/quality", nameless.as_str().unwrap()),
            )
            .await
            .good();
        assert!(
            findings["data"]
                .as_array()
                .unwrap()
                .contains(&json!({ "code": "missing", "attribute": "name" })),
            "{findings}"
        );
        let all = world.get(&Who::Local, "/api/v1/quality").await.good();
        assert!(
            all["data"]
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one["code"] == "missing" && one["attribute"] == "name"),
            "{all}"
        );
        let who = world
            .get(
                &Who::Local,
                "/api/v1/quality/customers?code=missing&attribute=name",
            )
            .await
            .good();
        assert_eq!(who["data"][0]["id"], nameless);
        world.end().await;
    }
);

on_both!(the_day_is_counted, async |bed: &Bed| {
    let world = World::new(bed).await;
    world.customer("ann@example.com", "Ann").await;
    world.caught_up().await;
    let today = world.get(&Who::Local, "/api/v1/figures/today").await.good();
    assert_eq!(today["touches_today"], 1, "{today}");
    assert_eq!(today["customers_new"], 1);
    assert!(today["last_seq"].as_i64().unwrap() >= 1);
    world.end().await;
});

on_both!(everything_held_is_exported_and_erased, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = world.customer("ann@example.com", "Ann").await;
    let path = format!("/api/v1/customers/{id}");
    let export = world.get(&Who::Local, &format!("{path}/export")).await;
    assert!(export.header("content-disposition").contains(&id));
    let export = export.good();
    assert_eq!(export["touches"].as_array().unwrap().len(), 1, "{export}");
    assert_eq!(
        world
            .ask(&Who::Local, Method::DELETE, &path, None)
            .await
            .problem(400),
        "invalid_query"
    );
    let erased = world
        .ask(
            &Who::Local,
            Method::DELETE,
            &format!("{path}?reason=asked%20for%20it"),
            None,
        )
        .await
        .good();
    assert_eq!(erased["identities"], 1);
    assert_eq!(
        world.get(&Who::Local, &path).await.problem(404),
        "not_found"
    );
    let found = world
        .get(
            &Who::Local,
            "/api/v1/customers?identity=email:ann@example.com",
        )
        .await
        .good();
    assert!(found["data"].as_array().unwrap().is_empty());
    let nobody = world
        .get(
            &Who::Local,
            "/api/v1/customers/cus_06cmtxq5x9f3t8dw1s2r7vne4k/export",
        )
        .await;
    assert_eq!(nobody.problem(404), "not_found");
    world.end().await;
});

on_both!(a_timeline_comes_in_pages, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = world.customer("ann@example.com", "Ann").await;
    let touches: Vec<Value> = (0..25)
        .map(|number| json!({
            "message_id": format!("m-{number}"), "type": "track", "event": "Called", "at": format!("2026-04-{:02}T10:00:00Z", number + 1),
            "identities": [{ "kind": "email", "value": "ann@example.com" }], "properties": { "number": number },
        }))
        .collect();
    let kept = world
        .post(
            &Who::Local,
            "/api/v1/touches",
            json!({ "touches": touches }),
        )
        .await
        .good();
    assert_eq!(kept["accepted"], 25);
    let again = world
        .post(
            &Who::Local,
            "/api/v1/touches",
            json!({ "touches": touches }),
        )
        .await
        .good();
    assert_eq!(
        (again["accepted"].clone(), again["repeated"].clone()),
        (json!(0), json!(25))
    );
    world.customer("ann@example.com", "Ann").await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = world
            .get(
                &Who::Local,
                &format!("/api/v1/customers/{id}/timeline?type=track&limit=10{cursor}"),
            )
            .await
            .good();
        seen.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|touch| touch["properties"]["number"].as_i64().unwrap()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, (0..25).rev().collect::<Vec<i64>>());
    let none = world
        .get(
            &Who::Local,
            &format!("/api/v1/customers/{id}/timeline?channel=sms"),
        )
        .await
        .good();
    assert!(none["data"].as_array().unwrap().is_empty());
    let all = world
        .get(&Who::Local, "/api/v1/touches?after_seq=0&limit=5")
        .await
        .good();
    assert_eq!(all["data"].as_array().unwrap().len(), 5);
    assert!(all["next_cursor"].is_string());
    let wrong = json!({ "touches": [{ "event": "Called", "identities": [{ "kind": "email", "value": "nope" }] }, { "type": "decision.merged" }] });
    let wrong = world.post(&Who::Local, "/api/v1/touches", wrong).await;
    assert_eq!(wrong.problem(400), "invalid");
    assert_eq!(
        wrong.json()["errors"][0]["field"],
        "touches[0].identities[0]"
    );
    assert_eq!(wrong.json()["errors"][1]["field"], "touches[1].type");
    world.end().await;
});
