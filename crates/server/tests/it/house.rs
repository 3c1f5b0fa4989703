//! Units, people, tokens, roles, settings, the audit record, sources, touchpoints and the tracking plan.

use company::Role;

use super::*;

on_both!(units_form_a_tree_and_hold_people, async |bed: &Bed| {
    let world = World::new(bed).await;
    let brand = world
        .post(
            &Who::Local,
            "/api/v1/units",
            json!({ "kind": "brand", "name": "Jade" }),
        )
        .await
        .good();
    let shop =
        json!({ "kind": "shop", "name": "徐汇店", "name_en": "Xuhui", "parent": brand["id"] });
    let shop = world.post(&Who::Local, "/api/v1/units", shop).await.good();
    let listed = world.get(&Who::Local, "/api/v1/units").await.good();
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    let path = format!("/api/v1/units/{}", shop["id"].as_str().unwrap());
    assert_eq!(
        world
            .patch(&Who::Local, &path, json!({ "name": "静安店" }))
            .await
            .good()["name"],
        "静安店"
    );
    let above = format!("/api/v1/units/{}", brand["id"].as_str().unwrap());
    assert_eq!(
        world
            .patch(&Who::Local, &above, json!({ "archived": true }))
            .await
            .problem(409),
        "unit_in_use"
    );
    // Somebody held to the shop sees the shop and not the brand.
    let made = json!({ "name": "till", "role": "admin", "unit": shop["id"] });
    let token = world.post(&Who::Local, "/api/v1/tokens", made).await.good();
    let held = Who::Token(token["token"].as_str().unwrap().into());
    assert_eq!(
        world.get(&held, "/api/v1/units").await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(world.get(&held, &above).await.problem(404), "not_found");
    assert_eq!(world.get(&held, &path).await.good()["name"], "静安店");
    world.end().await;
});

on_both!(pages_follow_each_other_without_gap, async |bed: &Bed| {
    let world = World::new(bed).await;
    for number in 0..7 {
        world
            .post(
                &Who::Local,
                "/api/v1/units",
                json!({ "kind": "shop", "name": format!("Shop {number}") }),
            )
            .await
            .good();
    }
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = world
            .get(&Who::Local, &format!("/api/v1/units?limit=3{cursor}"))
            .await
            .good();
        names.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|unit| unit["name"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(
        names,
        (0..7)
            .map(|number| format!("Shop {number}"))
            .collect::<Vec<_>>()
    );
    let foreign = world.get(&Who::Local, "/api/v1/units?limit=3").await.good()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        world
            .get(&Who::Local, &format!("/api/v1/users?cursor={foreign}"))
            .await
            .problem(400),
        "invalid"
    );
    assert_eq!(
        world.get(&Who::Local, "/api/v1/audit?limit=2").await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    world.end().await;
});

on_both!(nobody_gives_more_than_they_have, async |bed: &Bed| {
    let world = World::new(bed).await;
    let admin = world.program(Role::Admin).await;
    let owner = json!({ "email": "boss@example.com", "name": "Boss", "role": "owner" });
    assert_eq!(
        world
            .post(&admin, "/api/v1/users", owner.clone())
            .await
            .problem(403),
        "forbidden"
    );
    let made = world.post(&Who::Local, "/api/v1/users", owner).await.good();
    let path = format!("/api/v1/users/{}", made["id"].as_str().unwrap());
    assert_eq!(
        world
            .patch(&admin, &path, json!({ "name": "Mine" }))
            .await
            .problem(403),
        "forbidden"
    );
    assert_eq!(
        world
            .ask(
                &admin,
                Method::POST,
                &format!("{path}/one-time-address"),
                None
            )
            .await
            .problem(403),
        "forbidden"
    );
    assert_eq!(
        world.get(&admin, &path).await.good()["email"],
        "boss@example.com"
    );
    assert_eq!(
        world
            .patch(&Who::Local, &path, json!({ "locale": "zh-CN" }))
            .await
            .good()["locale"],
        "zh-CN"
    );
    assert_eq!(
        world
            .ask(&Who::Local, Method::POST, &format!("{path}/disable"), None)
            .await
            .problem(409),
        "last_owner"
    );
    let roles = world.get(&admin, "/api/v1/roles").await.good();
    let grantable = |role: &str| {
        roles["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["role"] == role)
            .unwrap()["grantable"]
            .clone()
    };
    assert_eq!(
        (grantable("owner"), grantable("admin")),
        (json!(false), json!(true))
    );
    world.end().await;
});

on_both!(a_revoked_token_is_refused, async |bed: &Bed| {
    let world = World::new(bed).await;
    let made = world
        .post(
            &Who::Local,
            "/api/v1/tokens",
            json!({ "name": "till", "role": "agent", "scopes": ["touches:write"] }),
        )
        .await
        .good();
    let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(world.get(&Who::Local, &path).await.good()["name"], "till");
    assert_eq!(
        world.get(&Who::Local, "/api/v1/tokens").await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let till = Who::Token(made["token"].as_str().unwrap().into());
    assert_eq!(
        world.get(&till, "/api/v1/customers").await.problem(403),
        "forbidden"
    );
    world
        .ask(&Who::Local, Method::POST, &format!("{path}/revoke"), None)
        .await
        .good();
    assert_eq!(
        world.get(&till, "/api/v1/roles").await.problem(401),
        "unauthorized"
    );
    world.end().await;
});

on_both!(settings_count_at_once, async |bed: &Bed| {
    let world = World::new(bed).await;
    assert_eq!(
        world.get(&Who::Local, "/api/v1/settings").await.good()["country"],
        "CN"
    );
    let british = json!({ "identities": [{ "kind": "phone", "value": "+447911123456" }] });
    let id = world
        .post(&Who::Local, "/api/v1/customers", british)
        .await
        .good()["id"]
        .clone();
    let found = world
        .get(&Who::Local, "/api/v1/customers?identity=phone:07911123456")
        .await;
    assert!(!found.text.contains(id.as_str().unwrap()), "{}", found.text);
    let change = json!({ "country": "gb", "name": "Jade", "currency": "GBP", "time_zone": "Europe/London", "locale": "en" });
    assert_eq!(
        world
            .patch(&Who::Local, "/api/v1/settings", change)
            .await
            .good()["country"],
        "GB"
    );
    let found = world
        .get(&Who::Local, "/api/v1/customers?identity=phone:07911123456")
        .await
        .good();
    assert_eq!(found["data"][0]["id"], id);
    for wrong in [
        json!({ "country": "ZZ" }),
        json!({ "time_zone": "Mars/Base" }),
        json!({ "name": "" }),
    ] {
        assert_eq!(
            world
                .patch(&Who::Local, "/api/v1/settings", wrong)
                .await
                .problem(400),
            "invalid"
        );
    }
    world.end().await;
});

on_both!(
    the_audit_record_is_searched_and_verified,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        world
            .post(
                &Who::Local,
                "/api/v1/units",
                json!({ "kind": "shop", "name": "A" }),
            )
            .await
            .good();
        let auditor = world.program(Role::Auditor).await;
        let units = world
            .get(&auditor, "/api/v1/audit?action=unit.")
            .await
            .good();
        assert_eq!(units["data"][0]["action"], "unit.create");
        assert_eq!(units["data"][0]["actor"], "local");
        let found = world
            .ask(&auditor, Method::POST, "/api/v1/audit/verify", None)
            .await
            .good();
        assert_eq!(found["intact"], true);
        assert_eq!(found["entries"], 2);
        assert!(
            found["summary"]
                .as_str()
                .unwrap()
                .starts_with("intact: 2 entries")
        );
        bed.store
            .write(|tx| {
                Box::pin(tx.execute(
                    "UPDATE audit SET action = 'unit.destroy' WHERE seq = 1",
                    &[],
                ))
            })
            .await
            .unwrap();
        let found = world
            .ask(&auditor, Method::POST, "/api/v1/audit/verify", None)
            .await
            .good();
        assert_eq!(
            (found["intact"].clone(), found["broken_at"].clone()),
            (json!(false), json!(1))
        );
        assert!(
            found["summary"]
                .as_str()
                .unwrap()
                .starts_with("broken at entry 1")
        );
        world.end().await;
    }
);

on_both!(
    sources_are_renamed_disabled_and_given_new_keys,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (id, key) = world.source("Web shop").await;
        let path = format!("/api/v1/sources/{id}");
        assert_eq!(
            world.get(&Who::Local, &path).await.good()["name"],
            "Web shop"
        );
        assert_eq!(
            world
                .patch(&Who::Local, &path, json!({ "name": "Shop" }))
                .await
                .good()["name"],
            "Shop"
        );
        assert_eq!(
            world.get(&Who::Local, "/api/v1/sources").await.good()["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        let asked = |key: &str| format!("/sourceConfig?writeKey={key}");
        assert_eq!(world.get(&Who::Nobody, &asked(&key)).await.status, 200);
        let rotated = world
            .ask(&Who::Local, Method::POST, &format!("{path}/rotate"), None)
            .await
            .good();
        let fresh = rotated["write_key"].as_str().unwrap();
        assert_eq!(world.get(&Who::Nobody, &asked(&key)).await.status, 401);
        assert_eq!(world.get(&Who::Nobody, &asked(fresh)).await.status, 200);
        world
            .patch(&Who::Local, &path, json!({ "disabled": true }))
            .await
            .good();
        assert_eq!(world.get(&Who::Nobody, &asked(fresh)).await.status, 401);
        assert!(
            world
                .get(&Who::Local, &format!("{path}/refusals"))
                .await
                .good()["data"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        world.end().await;
    }
);

on_both!(touchpoints_are_kept, async |bed: &Bed| {
    let world = World::new(bed).await;
    let made = world
        .post(
            &Who::Local,
            "/api/v1/touchpoints",
            json!({ "name": "Hotline", "channel": "voice", "response_minutes": 2 }),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.good()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/touchpoints/{id}");
    let changed = world
        .patch(
            &Who::Local,
            &path,
            json!({ "standard": "Three rings", "stage": "use" }),
        )
        .await
        .good();
    assert_eq!(changed["stage"], "use");
    assert_eq!(
        world.get(&Who::Local, &path).await.good()["standard"],
        "Three rings"
    );
    assert_eq!(
        world
            .get(&Who::Local, "/api/v1/touchpoints?channel=voice&state=live")
            .await
            .good()["data"][0]["id"],
        id
    );
    world.end().await;
});

on_both!(a_plan_warns_refuses_and_marks, async |bed: &Bed| {
    let world = World::new(bed).await;
    let (_, key) = world.source("Web shop").await;
    let track = |colour: Value| json!({ "writeKey": key, "event": "Liked", "userId": "u1", "properties": { "colour": colour } });
    world
        .post(&Who::Nobody, "/v1/track", track(json!("red")))
        .await
        .good();
    let seen = world.get(&Who::Local, "/api/v1/event-types").await.good();
    let liked = seen["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["event"] == "Liked")
        .unwrap()
        .clone();
    assert_eq!(liked["properties"][0]["path"], "colour");
    assert_eq!(liked["properties"][0]["personal"], false);
    let mark = json!({ "type": "track", "event": "Liked", "path": "colour", "personal": true });
    assert_eq!(
        world
            .patch(&Who::Local, "/api/v1/event-types", mark)
            .await
            .good()["properties"][0]["personal"],
        true
    );
    let rule = json!({ "type": "track", "event": "Liked", "rule": { "action": "refuse", "types": { "colour": "string" } } });
    let ruled = world
        .ask(
            &Who::Local,
            Method::PUT,
            "/api/v1/event-types/rule",
            Some(rule),
        )
        .await
        .good();
    assert_eq!(ruled["rule"]["action"], "refuse");
    let refused = world.post(&Who::Nobody, "/v1/track", track(json!(7))).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["code"].clone()),
        (400, json!("events_refused"))
    );
    let lifted = json!({ "type": "track", "event": "Liked", "rule": null });
    assert_eq!(
        world
            .ask(
                &Who::Local,
                Method::PUT,
                "/api/v1/event-types/rule",
                Some(lifted)
            )
            .await
            .good()["rule"],
        Value::Null
    );
    world
        .post(&Who::Nobody, "/v1/track", track(json!(7)))
        .await
        .good();
    world.end().await;
});

on_both!(a_doctor_finds_all_well, async |bed: &Bed| {
    let world = World::new(bed).await;
    world.customer("ann@example.com", "Ann Lee").await;
    let found = world
        .ask(
            &Who::Local,
            Method::POST,
            "/api/v1/doctor?verify_readers=true",
            None,
        )
        .await
        .good();
    assert_eq!(found["well"], true, "{found}");
    world.end().await;
});
