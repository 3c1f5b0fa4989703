//! What the page of a customer stands on: the graph with its evidence, the preview of a merge, households, the rhythm.

use company::Role;

use super::*;

async fn merge(world: &World, who: &Who, one: &str, other: &str) -> String {
    let body = json!({ "other": other, "reason": "same card" });
    let path = format!("/api/v1/customers/{one}/merge");
    let merged = world.post(who, &path, body).await.good();
    merged["id"].as_str().unwrap().to_owned()
}

on_both!(
    every_line_of_the_graph_has_its_evidence,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let supervisor = world.program(Role::Supervisor).await;
        let both = json!({ "identities": [{ "kind": "email", "value": "ann@example.com" }, { "kind": "phone", "value": "13812345678" }] });
        let made = world
            .post(&Who::Local, "/api/v1/customers", both)
            .await
            .good();
        let ann = made["id"].as_str().unwrap().to_owned();
        let bob = world.customer("bob@example.com", "Bob Chen").await;
        let path = format!("/api/v1/customers/{ann}/graph");
        let graph = world.get(&supervisor, &path).await.good();
        assert_eq!(graph["identities"].as_array().unwrap().len(), 2);
        let line = &graph["links"][0];
        assert_eq!(
            (line["rule"].clone(), line["state"].clone()),
            (json!("seen_together"), json!("joins"))
        );
        assert_eq!(line["touch"]["type"], "identify");
        assert!(line["source"].is_string() && line["actor"].is_null());

        let merged = merge(&world, &supervisor, &ann, &bob).await;
        let graph = world.get(&supervisor, &path).await.good();
        let line = graph["links"]
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["rule"] == "person")
            .unwrap();
        assert_eq!(
            (line["actor_name"].clone(), line["said"].clone()),
            (json!("supervisor"), json!("same card"))
        );
        assert!(line["touch"].is_null(), "no touch said so: {line}");

        let undo = format!("/api/v1/merges/{merged}/undo");
        world
            .ask(&supervisor, Method::POST, &undo, None)
            .await
            .good();
        let said = json!({ "identities": [{ "kind": "email", "value": "ann@example.com" }, { "kind": "email", "value": "bob@example.com" }] });
        world
            .post(&Who::Local, "/api/v1/customers", said)
            .await
            .good();
        let graph = world.get(&supervisor, &path).await.good();
        let states: Vec<(String, String)> = graph["links"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                (
                    line["state"].as_str().unwrap().to_owned(),
                    line["refusal"].as_str().unwrap_or_default().to_owned(),
                )
            })
            .collect();
        assert!(
            states.contains(&("refused".into(), "cannot_link".into())),
            "{states:?}"
        );
        assert!(
            states.contains(&("undone".into(), String::new())),
            "{states:?}"
        );
        assert_eq!(graph["cannot_links"][0]["actor_name"], "supervisor");
        let around = graph["around"].as_array().unwrap();
        assert_eq!(around.len(), 1);
        assert_eq!(around[0]["customer"], bob);
        let masked = around[0]["customer_name"].as_str().unwrap();
        assert!(
            masked.contains('*') && around[0]["value"].as_str().unwrap().contains('*'),
            "{around:?}"
        );
        assert_eq!(graph["left_out"], json!({ "identities": 0, "links": 0 }));
        world.end().await;
    }
);

on_both!(a_preview_says_what_a_merge_does, async |bed: &Bed| {
    let world = World::new(bed).await;
    let supervisor = world.program(Role::Supervisor).await;
    let ann = world.customer("ann@example.com", "Ann Lee").await;
    let bob = world.customer("bob@example.com", "Bob Chen").await;
    for (id, city, level) in [(&ann, "Lyon", "gold"), (&bob, "Paris", "gold")] {
        let said = json!({ "attributes": { "city": city, "level": level }, "add_tags": [city] });
        world
            .patch(&Who::Local, &format!("/api/v1/customers/{id}"), said)
            .await
            .good();
        bed.clock.advance_seconds(10);
    }
    let withdrawn = json!({ "state": "withdrawn", "purpose": "marketing", "basis": "consent", "method": "agent" });
    world
        .post(
            &Who::Local,
            &format!("/api/v1/customers/{bob}/consents"),
            withdrawn,
        )
        .await
        .good();
    let home = json!({ "kind": "household", "name": "Rue 7", "members": [{ "customer": bob, "role": "father" }] });
    world.post(&Who::Local, "/api/v1/groups", home).await.good();
    let path = format!("/api/v1/customers/{ann}/merge/preview?other={bob}");
    let preview = world.get(&supervisor, &path).await.good();
    let (city, name) = {
        let all = preview["attributes"].as_array().unwrap();
        let of = |name: &str| all.iter().find(|one| one["name"] == name).unwrap().clone();
        assert!(all.iter().all(|one| one["name"] != "level"), "they agree");
        (of("city"), of("name"))
    };
    assert_eq!(
        (
            city["before"].clone(),
            city["after"].clone(),
            city["changes"].clone(),
            city["because"].clone()
        ),
        (json!("Lyon"), json!("Paris"), json!(true), json!("newer"))
    );
    assert!(
        name["other"].as_str().unwrap().contains('*'),
        "masked: {name}"
    );
    assert_eq!(preview["tags"], json!(["Paris"]));
    assert_eq!(preview["moved"].as_array().unwrap().len(), 1);
    assert_eq!(preview["consents"][0]["before"]["because"], "silence");
    assert_eq!(preview["consents"][0]["after"]["because"], "withdrawn");
    assert_eq!(preview["groups"][0]["role"], "father");
    assert_eq!(preview["one_in_the_other"], false);
    assert_eq!(preview["lifted"], 0);
    let untouched = world
        .get(&supervisor, &format!("/api/v1/customers/{ann}"))
        .await
        .good();
    assert_eq!(
        untouched["attributes"]["city"], "Lyon",
        "nothing was decided"
    );

    let merged = merge(&world, &supervisor, &ann, &bob).await;
    let after = world
        .get(&supervisor, &format!("/api/v1/customers/{ann}"))
        .await
        .good();
    assert_eq!(after["attributes"]["city"], city["after"]);
    for field in [
        "name",
        "touches",
        "orders",
        "spend",
        "first_touch_at",
        "last_touch_at",
        "kind",
        "known",
    ] {
        assert_eq!(after[field], preview["after"][field], "{field}");
    }
    assert_eq!(
        world.get(&supervisor, &path).await.problem(409),
        "already_one"
    );
    let undo = format!("/api/v1/merges/{merged}/undo");
    world
        .ask(&supervisor, Method::POST, &undo, None)
        .await
        .good();
    let again = world.get(&supervisor, &path).await.good();
    assert_eq!(again["lifted"], 1, "they were said to be two");
    let agent = world.program(Role::Analyst).await;
    assert_eq!(world.get(&agent, &path).await.problem(403), "forbidden");
    let nobody =
        format!("/api/v1/customers/{ann}/merge/preview?other=cus_06cmtxq5x9f3t8dw1s2r7vne4k");
    assert_eq!(
        world.get(&supervisor, &nobody).await.problem(400),
        "invalid"
    );
    world.end().await;
});

on_both!(a_household_is_made_joined_and_left, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann Lee").await;
    let bob = world.customer("bob@example.com", "Bob Lee").await;
    let order = |number: i64, who: &str| {
        json!({ "event": "Order Completed", "message_id": format!("o{number}"), "identities": [{ "kind": "email", "value": who }],
                    "properties": { "order_id": format!("A{number}"), "total": 10 * number, "currency": "EUR" } })
    };
    let touches = json!({ "touches": [order(1, "ann@example.com"), order(2, "bob@example.com")] });
    world
        .post(&Who::Local, "/api/v1/touches", touches)
        .await
        .good();
    let home = json!({ "kind": "household", "name": "The Lees", "members": [{ "customer": ann, "role": "mother" }] });
    let made = world.post(&Who::Local, "/api/v1/groups", home).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made = made.good();
    assert_eq!(made["kind"], "household");
    let home = made["id"].as_str().unwrap().to_owned();
    let join = format!("/api/v1/customers/{bob}/memberships/{home}");
    let joined = world
        .ask(
            &Who::Local,
            Method::PUT,
            &join,
            Some(json!({ "role": "son" })),
        )
        .await
        .good();
    assert_eq!(joined["groups"][0]["customer"], home);
    assert_eq!(joined["groups"][0]["kind"], "household");
    let path = format!("/api/v1/customers/{home}/memberships");
    let all = world.get(&Who::Local, &path).await.good();
    assert_eq!(all["value"]["members"], 2);
    assert_eq!(all["value"]["orders"], 2);
    assert_eq!(
        all["value"]["spend"],
        json!([{ "amount": 3000, "currency": "EUR" }])
    );
    let roles: Vec<&str> = all["members"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["role"].as_str())
        .collect();
    assert!(roles.contains(&"mother") && roles.contains(&"son"), "{all}");
    assert!(
        all["members"][0]["name"].as_str().unwrap().contains('*'),
        "masked: {all}"
    );
    world
        .ask(&Who::Local, Method::DELETE, &join, None)
        .await
        .good();
    let all = world.get(&Who::Local, &path).await.good();
    assert_eq!(all["members"].as_array().unwrap().len(), 1);
    for (body, field) in [
        (json!({ "kind": "person", "name": "X" }), "kind"),
        (json!({ "kind": "household", "name": " " }), "name"),
        (
            json!({ "kind": "household", "name": "X", "members": [{ "customer": "cus_06cmtxq5x9f3t8dw1s2r7vne4k" }] }),
            "members[0].customer",
        ),
    ] {
        let refused = world.post(&Who::Local, "/api/v1/groups", body).await;
        assert_eq!(
            refused.json()["errors"][0]["field"],
            field,
            "{}",
            refused.text
        );
    }
    world.end().await;
});

on_both!(
    the_rhythm_is_counted_by_the_clock_of_a_zone,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let ann = world.customer("ann@example.com", "Ann").await;
        let now = bed.env.now().to_jiff();
        let ago = |days: i64| {
            (now - jiff::Span::new().hours(24 * days))
                .strftime("%Y-%m-%dT18:00:00Z")
                .to_string()
        };
        let touch = |number: i64, at: String| {
            json!({ "event": "Order Completed", "message_id": format!("o{number}"), "at": at,
                "identities": [{ "kind": "email", "value": "ann@example.com" }],
                "properties": { "order_id": format!("A{number}"), "total": 10, "currency": "EUR" } })
        };
        let touches = json!({ "touches": [touch(1, ago(20)), touch(2, ago(20)), touch(3, ago(200)), touch(4, ago(500))] });
        world
            .post(&Who::Local, "/api/v1/touches", touches)
            .await
            .good();
        let path = format!("/api/v1/customers/{ann}");
        world.patch(&Who::Local, &path, json!({})).await.good();
        let rhythm = world
            .get(
                &Who::Local,
                &format!("{path}/rhythm?time_zone=Asia/Shanghai"),
            )
            .await
            .good();
        let sum = |name: &str, field: &str| -> i64 {
            let all = rhythm[name].as_array().unwrap().iter();
            all.map(|one| one[field].as_i64().unwrap()).sum()
        };
        assert_eq!(rhythm["weeks"].as_array().unwrap().len(), 53);
        assert_eq!(
            sum("weeks", "touches"),
            4,
            "three orders of this year, and how she was made"
        );
        assert_eq!(rhythm["months"].as_array().unwrap().len(), 13);
        assert_eq!(sum("months", "orders"), 3);
        // Six in the evening by UTC is two at night in Shanghai.
        let nights: i64 = rhythm["hours"]
            .as_array()
            .unwrap()
            .iter()
            .map(|day| day[2].as_i64().unwrap())
            .sum();
        assert_eq!(nights, 2, "two orders of one hour are one mark: {rhythm}");
        let refused = world
            .get(&Who::Local, &format!("{path}/rhythm?time_zone=Mars"))
            .await;
        assert_eq!(refused.json()["errors"][0]["field"], "time_zone");
        world.end().await;
    }
);
