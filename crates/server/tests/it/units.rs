//! Who is held to a unit sees the customers who had a touch there, and the touches there; everything else is not found.

use company::Role;

use super::*;

/// A brand with two shops, a customer of each, one of both, and one of no unit.
struct Chain {
    world: World,
    brand: String,
    west: String,
    ann: String,
    bob: String,
    cat: String,
    dan: String,
}

const ANN: &str = "ann@example.com";
const BOB: &str = "bob@example.com";
const CAT: &str = "cat@example.com";
const DAN: &str = "dan@example.com";

impl Chain {
    async fn new(bed: &Bed) -> Self {
        let world = World::new(bed).await;
        let brand = unit(&world, "Brand", "brand", None).await;
        let west = unit(&world, "West", "shop", Some(&brand)).await;
        let east = unit(&world, "East", "shop", Some(&brand)).await;
        for (name, unit) in [("West shop", &west), ("East shop", &east)] {
            let place = json!({ "name": name, "channel": "store", "unit": unit });
            world
                .post(&Who::Local, "/api/v1/touchpoints", place)
                .await
                .good();
        }
        let touch = |number: i64, email: &str, touchpoint: Option<&str>| {
            json!({ "message_id": format!("m{number}"), "event": "Visited", "touchpoint": touchpoint,
                "identities": [{ "kind": "email", "value": email }] })
        };
        let touches = [
            touch(1, ANN, Some("West shop")),
            touch(2, BOB, Some("East shop")),
            touch(3, CAT, Some("West shop")),
            touch(4, CAT, Some("East shop")),
            touch(5, DAN, None),
        ];
        world
            .post(
                &Who::Local,
                "/api/v1/touches",
                json!({ "touches": touches }),
            )
            .await
            .good();
        let mut ids = Vec::new();
        for (email, name) in [
            (ANN, "Ann Lee"),
            (BOB, "Bob Wang"),
            (CAT, "Cat Lee"),
            (DAN, "Dan Lee"),
        ] {
            ids.push(world.customer(email, name).await);
        }
        let [ann, bob, cat, dan] = ids.try_into().unwrap();
        Self {
            world,
            brand,
            west,
            ann,
            bob,
            cat,
            dan,
        }
    }

    /// A program with this role, held to this unit.
    async fn program(&self, role: Role, unit: &str) -> Who {
        let new = json!({ "name": role.as_str(), "role": role, "unit": unit });
        let made = self
            .world
            .post(&Who::Local, "/api/v1/tokens", new)
            .await
            .good();
        Who::Token(made["token"].as_str().unwrap().to_owned())
    }

    /// The customers of an answer, in the order of their ids.
    async fn ids(&self, who: &Who, path: &str) -> Vec<String> {
        let mut ids: Vec<String> = self.world.get(who, path).await.good()["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    }
}

async fn unit(world: &World, name: &str, kind: &str, parent: Option<&str>) -> String {
    let new = json!({ "name": name, "kind": kind, "parent": parent });
    let made = world.post(&Who::Local, "/api/v1/units", new).await.good();
    made["id"].as_str().unwrap().to_owned()
}

fn sorted<const N: usize>(ids: [&String; N]) -> Vec<String> {
    let mut ids = ids.map(Clone::clone).to_vec();
    ids.sort();
    ids
}

on_both!(lists_and_searches_show_the_unit_alone, async |bed: &Bed| {
    let chain = Chain::new(bed).await;
    let (ann, bob, cat) = (&chain.ann, &chain.bob, &chain.cat);
    let west = chain.program(Role::Store, &chain.west).await;
    let brand = chain.program(Role::Store, &chain.brand).await;
    let none = Vec::<String>::new();
    for (path, of_west, of_brand) in [
        (
            "/api/v1/customers",
            sorted([ann, cat]),
            sorted([ann, bob, cat]),
        ),
        (
            "/api/v1/customers?kind=all&limit=200",
            sorted([ann, cat]),
            sorted([ann, bob, cat]),
        ),
        (
            "/api/v1/customers?q=lee",
            sorted([ann, cat]),
            sorted([ann, cat]),
        ),
        (
            "/api/v1/customers?q=bob@example.com",
            none.clone(),
            sorted([bob]),
        ),
        (
            "/api/v1/customers?identity=email:ann@example.com",
            sorted([ann]),
            sorted([ann]),
        ),
        (
            "/api/v1/customers?identity=email:bob@example.com",
            none.clone(),
            sorted([bob]),
        ),
        (
            "/api/v1/customers?identity=email:dan@example.com",
            none.clone(),
            none.clone(),
        ),
        (
            "/api/v1/quality/customers?code=missing&attribute=phone",
            none.clone(),
            none.clone(),
        ),
    ] {
        assert_eq!(chain.ids(&west, path).await, of_west, "{path}");
        assert_eq!(chain.ids(&brand, path).await, of_brand, "{path}");
    }
    let all = chain.ids(&Who::Local, "/api/v1/customers").await;
    assert_eq!(all, sorted([ann, bob, cat, &chain.dan]));
    // Pages of one go on to the end.
    let first = chain
        .world
        .get(&west, "/api/v1/customers?limit=1")
        .await
        .good();
    let next = first["next_cursor"].as_str().unwrap();
    let second = chain
        .world
        .get(&west, &format!("/api/v1/customers?limit=1&cursor={next}"))
        .await
        .good();
    assert_ne!(first["data"][0]["id"], second["data"][0]["id"]);
    chain.world.end().await;
});

on_both!(
    one_customer_is_found_by_its_unit_alone,
    async |bed: &Bed| {
        let chain = Chain::new(bed).await;
        let world = &chain.world;
        let west = chain.program(Role::Supervisor, &chain.west).await;
        for part in [
            "",
            "/timeline",
            "/identities",
            "/merges",
            "/notes",
            "/memberships",
            "/consents",
            "/quality",
            "/export",
        ] {
            for (id, seen) in [
                (&chain.ann, true),
                (&chain.cat, true),
                (&chain.bob, false),
                (&chain.dan, false),
            ] {
                let answer = world
                    .get(&west, &format!("/api/v1/customers/{id}{part}"))
                    .await;
                if seen {
                    assert_eq!(answer.status, 200, "{part} {}", answer.text);
                } else {
                    assert_eq!(answer.problem(404), "not_found", "{part}");
                }
            }
        }
        // Of a customer of two shops each sees what happened there.
        let timeline = format!("/api/v1/customers/{}/timeline", chain.cat);
        let names = |answer: Value| -> Vec<String> {
            answer["data"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|touch| touch["message_id"].as_str().map(str::to_owned))
                .collect()
        };
        assert_eq!(names(world.get(&west, &timeline).await.good()), ["m3"]);
        assert_eq!(
            names(
                world
                    .get(&west, &format!("{timeline}?channel=store"))
                    .await
                    .good()
            ),
            ["m3"]
        );
        assert_eq!(
            names(world.get(&Who::Local, &timeline).await.good()).len(),
            2
        );
        let export = world
            .get(&west, &format!("/api/v1/customers/{}/export", chain.cat))
            .await
            .good();
        let touches = names(json!({ "data": export["touches"] }));
        assert_eq!(touches, ["m3"]);
        chain.world.end().await;
    }
);

on_both!(nobody_changes_what_is_not_seen, async |bed: &Bed| {
    let chain = Chain::new(bed).await;
    let world = &chain.world;
    let west = chain.program(Role::Admin, &chain.west).await;
    let bob = &chain.bob;
    let of_bob = |part: &str| format!("/api/v1/customers/{bob}{part}");
    let group = format!("/memberships/{}", chain.ann);
    let consent = json!({ "state": "given", "purpose": "marketing", "basis": "consent", "controller": "us", "method": "agent", "given_by": "oneself" });
    for (method, path, body) in [
        (Method::PATCH, of_bob(""), json!({ "name": "Rob" })),
        (Method::DELETE, of_bob("?reason=asked"), Value::Null),
        (Method::POST, of_bob("/notes"), json!({ "body": "tall" })),
        (Method::PUT, of_bob(&group), json!({})),
        (Method::DELETE, of_bob(&group), Value::Null),
        (Method::POST, of_bob("/consents"), consent),
        (
            Method::POST,
            of_bob("/merge"),
            json!({ "other": chain.ann }),
        ),
        (
            Method::POST,
            format!("/api/v1/customers/{}/merge", chain.ann),
            json!({ "other": bob }),
        ),
        (
            Method::POST,
            "/api/v1/customers/tags".to_owned(),
            json!({ "customers": [chain.ann, bob], "add": ["vip"] }),
        ),
    ] {
        let body = Some(body).filter(|body| !body.is_null());
        let answer = world.ask(&west, method.clone(), &path, body).await;
        assert_eq!(answer.problem(404), "not_found", "{method} {path}");
    }
    let kept = world.get(&Who::Local, &of_bob("")).await.good();
    assert!(
        kept["name"].is_string() && kept["tags"] == json!([]),
        "{kept}"
    );
    // What is seen is changed as by anybody.
    let ann = format!("/api/v1/customers/{}", chain.ann);
    world
        .patch(&west, &ann, json!({ "add_tags": ["vip"] }))
        .await
        .good();
    world
        .post(&west, &format!("{ann}/notes"), json!({ "body": "tall" }))
        .await
        .good();
    chain.world.end().await;
});

on_both!(what_is_told_in_a_unit_is_seen_there, async |bed: &Bed| {
    let chain = Chain::new(bed).await;
    let world = &chain.world;
    let west = chain.program(Role::Store, &chain.west).await;
    let eve =
        json!({ "identities": [{ "kind": "email", "value": "eve@example.com" }], "name": "Eve" });
    let made = world.post(&west, "/api/v1/customers", eve).await.good();
    let eve = made["id"].as_str().unwrap().to_owned();
    assert_eq!(
        world
            .get(&west, &format!("/api/v1/customers/{eve}"))
            .await
            .status,
        200
    );
    // Who comes from another shop is known here from now on; what happened there is not.
    let bob = json!({ "identities": [{ "kind": "email", "value": BOB }] });
    let found = world.post(&west, "/api/v1/customers", bob).await;
    assert_eq!(found.status, 200, "{}", found.text);
    assert_eq!(found.good()["id"], json!(chain.bob));
    let timeline = format!("/api/v1/customers/{}/timeline", chain.bob);
    let seen = world.get(&west, &timeline).await.good();
    assert_eq!(seen["data"].as_array().unwrap().len(), 1);
    assert_eq!(seen["data"][0]["type"], "identify");
    // A touch cannot be told of another's place.
    let there = json!({ "touches": [{ "event": "Visited", "touchpoint": "East shop", "identities": [{ "kind": "email", "value": ANN }] }] });
    assert_eq!(
        world
            .post(&west, "/api/v1/touches", there)
            .await
            .problem(400),
        "invalid"
    );
    let named = json!({ "touches": [{ "event": "Visited", "properties": { "touchpoint": "East shop" }, "message_id": "n1",
        "identities": [{ "kind": "email", "value": ANN }] }] });
    world.post(&west, "/api/v1/touches", named).await.good();
    let listed = world.get(&west, "/api/v1/touches?limit=500").await.good();
    assert!(
        listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|touch| touch["message_id"] == "n1")
    );
    chain.world.end().await;
});

on_both!(
    touches_streams_and_files_hold_the_unit_alone,
    async |bed: &Bed| {
        let chain = Chain::new(bed).await;
        let world = &chain.world;
        let west = chain.program(Role::Supervisor, &chain.west).await;
        let mut found = Vec::new();
        let mut path = "/api/v1/touches?limit=1".to_owned();
        loop {
            let page = world.get(&west, &path).await.good();
            found.extend(
                page["data"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|touch| touch["message_id"].clone()),
            );
            let Some(next) = page["next_cursor"].as_str() else {
                break;
            };
            path = format!("/api/v1/touches?limit=1&cursor={next}");
        }
        assert_eq!(found, [json!("m1"), json!("m3")]);
        let lines = |text: String| -> Vec<Value> {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect()
        };
        let touches = lines(world.get(&west, "/api/v1/exports/touches").await.text);
        let names: Vec<_> = touches
            .iter()
            .map(|touch| touch["message_id"].clone())
            .collect();
        assert_eq!(names, [json!("m1"), json!("m3")]);
        let customers = lines(world.get(&west, "/api/v1/exports/customers").await.text);
        let mut ids: Vec<_> = customers
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        assert_eq!(ids, sorted([&chain.ann, &chain.cat]));
        let Who::Token(token) = west else {
            unreachable!()
        };
        let seen = super::stream::events(world, &token, ("after", "0".into()), 2).await;
        assert_eq!(
            seen.iter()
                .map(|(_, name)| name.as_str())
                .collect::<Vec<_>>(),
            ["m1", "m3"]
        );
        chain.world.end().await;
    }
);

on_both!(
    merges_move_what_is_seen_and_undos_take_it_back,
    async |bed: &Bed| {
        let chain = Chain::new(bed).await;
        let world = &chain.world;
        let west = chain.program(Role::Supervisor, &chain.west).await;
        let (ann, bob) = (&chain.ann, &chain.bob);
        let of = |id: &str| format!("/api/v1/customers/{id}");
        let merged = world
            .post(
                &Who::Local,
                &format!("{}/merge", of(bob)),
                json!({ "other": ann, "reason": "one person" }),
            )
            .await
            .good();
        let elsewhere = world
            .post(
                &Who::Local,
                &format!("{}/merge", of(&chain.dan)),
                json!({ "other": world.customer("fay@example.com", "Fay").await }),
            )
            .await
            .good();
        // The survivor is seen, because it was in the shop as the other.
        assert_eq!(world.get(&west, &of(bob)).await.good()["id"], json!(bob));
        assert_eq!(world.get(&west, &of(ann)).await.good()["id"], json!(bob));
        let listed = chain.ids(&west, "/api/v1/merges").await;
        assert_eq!(listed, [merged["id"].as_str().unwrap()]);
        let undo = |merge: &Value| format!("/api/v1/merges/{}/undo", merge["id"].as_str().unwrap());
        assert_eq!(
            world
                .post(&west, &undo(&elsewhere), json!({}))
                .await
                .problem(404),
            "not_found"
        );
        world.post(&west, &undo(&merged), json!({})).await.good();
        world.post(&west, &undo(&merged), json!({})).await.good();
        assert_eq!(world.get(&west, &of(bob)).await.problem(404), "not_found");
        assert_eq!(world.get(&west, &of(ann)).await.status, 200);
        let report = server::verify::readers(&world.app).await.unwrap();
        assert!(report.equal, "{report:?}");
        chain.world.end().await;
    }
);

on_both!(what_is_seen_follows_the_register, async |bed: &Bed| {
    let chain = Chain::new(bed).await;
    let world = &chain.world;
    let west = chain.program(Role::Store, &chain.west).await;
    let places = world
        .get(&Who::Local, "/api/v1/touchpoints?limit=200")
        .await
        .good();
    let east = places["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|place| place["name"] == "East shop")
        .unwrap()["id"]
        .clone();
    world
        .patch(
            &Who::Local,
            &format!("/api/v1/touchpoints/{}", east.as_str().unwrap()),
            json!({ "unit": chain.west }),
        )
        .await
        .good();
    assert_eq!(
        chain.ids(&west, "/api/v1/customers").await,
        sorted([&chain.ann, &chain.bob, &chain.cat])
    );
    chain.world.end().await;
});
