//! Lists of customers over HTTP: filters that combine, orders, saved views, tags of many, exports.

use company::Role;

use super::*;

/// The ids of a page, and where the next begins.
async fn listed(world: &World, query: &str) -> (Vec<String>, Option<String>) {
    let path = format!("/api/v1/customers?{query}");
    let page = world.get(&Who::Local, &path).await.good();
    let ids = page["data"].as_array().unwrap().iter();
    (
        ids.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect(),
        page["next_cursor"].as_str().map(str::to_owned),
    )
}

/// All ids that a list comes to, page by page.
async fn all(world: &World, query: &str, limit: usize) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let at = cursor.map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
        let (page, next) = listed(world, &format!("{query}&limit={limit}{at}")).await;
        assert!(page.len() <= limit);
        ids.extend(page);
        cursor = next;
        if cursor.is_none() {
            return ids;
        }
    }
}

async fn edit(world: &World, id: &str, change: Value) {
    let path = format!("/api/v1/customers/{id}");
    world.patch(&Who::Local, &path, change).await.good();
}

/// A touch of whoever has this address.
async fn touch(world: &World, email: &str, at: &str, event: &str, properties: Value) {
    let body = json!({
        "type": "track", "event": event, "at": at, "properties": properties,
        "identities": [{ "kind": "email", "value": email }],
    });
    let body = json!({ "touches": [body] });
    let told = world.post(&Who::Local, "/api/v1/touches", body).await;
    assert!(told.status.is_success(), "{}", told.text);
}

/// Until the readers have come to what was told.
async fn settled(world: &World, email: &str, touches: i64) {
    let path = format!("/api/v1/customers?kind=all&identity=email:{email}");
    for _ in 0..400 {
        let page = world.get(&Who::Local, &path).await.good();
        if page["data"][0]["touches"] == touches {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("the touches of {email} were not counted");
}

on_both!(filters_combine, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann Lee").await;
    let bob = world.customer("bob@example.com", "Bob Lee").await;
    let shop = world.customer("shop@example.com", "Lee & Sons").await;
    edit(&world, &ann, json!({ "add_tags": ["vip"] })).await;
    edit(&world, &bob, json!({ "add_tags": ["vip", "new"] })).await;
    edit(
        &world,
        &shop,
        json!({ "kind": "organisation", "add_tags": ["new"] }),
    )
    .await;
    let order = json!({ "order_id": "o-1", "total": "120.50", "currency": "CNY" });
    touch(
        &world,
        "bob@example.com",
        "2026-01-02T08:00:00Z",
        "Order Completed",
        order,
    )
    .await;
    settled(&world, "bob@example.com", 2).await;
    let said = json!({ "state": "given", "purpose": "marketing", "channel": "sms", "basis": "consent", "method": "form" });
    let path = format!("/api/v1/customers/{ann}/consents");
    world.post(&Who::Local, &path, said).await.good();

    let mut expected: Vec<(&str, Vec<&String>)> = vec![
        ("kind=known", vec![&ann, &bob, &shop]),
        ("kind=anonymous", vec![]),
        ("tag=vip", vec![&ann, &bob]),
        ("tag=vip&tag=new", vec![&ann, &bob, &shop]),
        ("tag=vip&q=lee", vec![&ann, &bob]),
        ("tag=new&q=ann", vec![]),
        ("q=lee&sort=created", vec![&ann, &bob, &shop]),
        ("customer_kind=organisation", vec![&shop]),
        ("customer_kind=person&tag=new", vec![&bob]),
        ("orders_min=1", vec![&bob]),
        ("spend_min=120.50&currency=CNY", vec![&bob]),
        ("spend_min=120.51&currency=CNY", vec![]),
        ("spend_min=1&currency=USD", vec![]),
        ("consent=marketing", vec![&ann]),
        ("consent=marketing:sms", vec![&ann]),
        ("consent=marketing:email", vec![]),
        ("consent=research", vec![]),
        ("first_touch_until=2026-01-03T00:00:00Z", vec![&bob]),
        (
            "first_touch_from=2026-01-02T08:00:00Z&first_touch_until=2026-01-02T08:00:01Z&sort=first_touch",
            vec![&bob],
        ),
        ("last_touch_until=36500d", vec![]),
        ("channel=other", vec![&ann, &bob, &shop]),
        ("channel=weibo", vec![]),
        (
            "channel=weibo&channel=other&tag=vip&orders_min=1",
            vec![&bob],
        ),
        ("finding=any", vec![]),
    ];
    let only = format!("customer={ann}&customer={shop}");
    expected.push((&only, vec![&ann, &shop]));
    for (query, mut ids) in expected {
        ids.sort();
        let mut found = all(&world, query, 2).await;
        found.sort();
        assert_eq!(found.iter().collect::<Vec<_>>(), ids, "{query}");
        let counted = world
            .get(&Who::Local, &format!("/api/v1/customers/count?{query}"))
            .await
            .good();
        assert_eq!(
            (counted["count"].as_u64(), counted["next_cursor"].is_null()),
            (Some(ids.len() as u64), true),
            "{query}"
        );
        let lines = world
            .get(&Who::Local, &format!("/api/v1/exports/customers?{query}"))
            .await;
        assert_eq!(lines.status, 200, "{query}: {}", lines.text);
        assert_eq!(lines.text.lines().count(), ids.len(), "{query}");
    }
    // What was agreed to can be taken back.
    let back = json!({ "state": "withdrawn", "purpose": "marketing", "basis": "consent", "method": "sms_reply" });
    world.post(&Who::Local, &path, back).await.good();
    assert!(all(&world, "consent=marketing", 9).await.is_empty());
    assert!(all(&world, "consent=marketing:sms", 9).await.is_empty());
    world.end().await;
});

on_both!(
    what_cannot_be_asked_is_refused_by_name,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        for (query, field) in [
            ("kind=nobody", "kind"),
            ("customer_kind=dog", "customer_kind"),
            ("channel=fax", "channel"),
            ("last_touch_from=yesterday", "last_touch_from"),
            ("first_touch_until=3w", "first_touch_until"),
            ("orders_min=some", "orders_min"),
            ("spend_min=10", "currency"),
            ("spend_min=ten&currency=CNY", "spend_min"),
            ("currency=yuan&spend_min=1", "currency"),
            ("attribute=level", "attribute"),
            ("attribute=city=Lyon", "attribute"),
            ("consent=Marketing!", "consent"),
            ("consent=marketing:fax", "consent"),
            ("finding=bad", "finding"),
            ("finding=wrong:name", "finding"),
            ("customer=nobody", "customer"),
            ("sort=name", "sort"),
            ("order=up", "order"),
            ("tag=", "tag"),
            ("limit=few", "limit"),
            ("cursor=AQAJY3VzdG9tZXJz", "cursor"),
        ] {
            let path = format!("/api/v1/customers?{query}");
            let answer = world.get(&Who::Local, &path).await;
            assert_eq!(answer.problem(400), "invalid", "{query}");
            assert_eq!(
                answer.json()["errors"][0]["field"],
                field,
                "{query}: {}",
                answer.text
            );
        }
        // Of an order, only its own cursors.
        for number in 0..3 {
            world
                .customer(&format!("c{number}@example.com"), "Cee")
                .await;
        }
        let (_, cursor) = listed(&world, "limit=1&sort=orders").await;
        let path = format!("/api/v1/customers?limit=1&cursor={}", cursor.unwrap());
        let answer = world.get(&Who::Local, &path).await;
        assert_eq!(
            answer.json()["errors"][0]["field"],
            "cursor",
            "{}",
            answer.text
        );
        world.end().await;
    }
);

on_both!(
    open_attributes_are_filtered_and_sealed_ones_are_not,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let define = async |name: &str, body: Value| {
            let path = format!("/api/v1/attributes/{name}");
            world
                .ask(&Who::Local, Method::PUT, &path, Some(body))
                .await
                .good()
        };
        define("level", json!({ "type": "choice", "label_zh": "等级", "label_en": "Level", "personal": false, "choices": ["gold", "silver"] })).await;
        define(
            "likes",
            json!({ "type": "list", "label_zh": "喜好", "label_en": "Likes", "personal": false }),
        )
        .await;
        define(
            "age",
            json!({ "type": "number", "label_zh": "年龄", "label_en": "Age", "personal": true }),
        )
        .await;
        let ann = world.customer("ann@example.com", "Ann").await;
        let bob = world.customer("bob@example.com", "Bob").await;
        edit(
            &world,
            &ann,
            json!({ "attributes": { "level": "gold", "likes": ["tea", "jade"], "age": 40 } }),
        )
        .await;
        edit(
            &world,
            &bob,
            json!({ "attributes": { "level": "silver", "likes": ["tea"] } }),
        )
        .await;
        assert_eq!(
            all(&world, "attribute=level=gold", 9).await,
            std::slice::from_ref(&ann)
        );
        assert_eq!(all(&world, "attribute=likes=tea", 1).await.len(), 2);
        assert_eq!(
            all(&world, "attribute=likes=tea&attribute=level=silver", 9).await,
            std::slice::from_ref(&bob)
        );
        // Only what is shown now counts.
        edit(&world, &ann, json!({ "attributes": { "level": "silver" } })).await;
        assert!(all(&world, "attribute=level=gold", 9).await.is_empty());
        let sealed = world
            .get(&Who::Local, "/api/v1/customers?attribute=age=40")
            .await;
        assert_eq!(sealed.problem(400), "invalid");
        assert!(sealed.text.contains("sealed"), "{}", sealed.text);
        world.end().await;
    }
);

on_both!(every_order_goes_through_all_of_them, async |bed: &Bed| {
    let world = World::new(bed).await;
    for number in 0..7 {
        let email = format!("c{number}@example.com");
        world.customer(&email, "Cee").await;
        for order in 0..number % 3 {
            let body =
                json!({ "order_id": format!("o-{number}-{order}"), "total": 5, "currency": "CNY" });
            let at = format!("2026-0{}-1{number}T08:00:00Z", 1 + order);
            touch(&world, &email, &at, "Order Completed", body).await;
        }
        settled(&world, &email, 1 + number % 3).await;
    }
    let one = json!({ "type": "page", "identities": [{ "kind": "device", "value": "tablet-7" }] });
    let body = json!({ "touches": [one] });
    world
        .post(&Who::Local, "/api/v1/touches", body)
        .await
        .good();
    for _ in 0..400 {
        if all(&world, "kind=anonymous", 9).await.len() == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    let keys = |row: &Value, sort: &str| match sort {
        "orders" => format!("{:05}", row["orders"].as_i64().unwrap()),
        "created" => row["id"].as_str().unwrap().to_owned(),
        sort => row[format!("{sort}_at")].as_str().unwrap().to_owned(),
    };
    for sort in ["last_touch", "first_touch", "orders", "created"] {
        for order in ["asc", "desc"] {
            for (kind, count) in [("all", 8), ("known", 7), ("anonymous", 1)] {
                let query = format!("sort={sort}&order={order}&kind={kind}");
                let whole = world
                    .get(&Who::Local, &format!("/api/v1/customers?{query}&limit=50"))
                    .await
                    .good();
                let rows = whole["data"].as_array().unwrap();
                assert_eq!(rows.len(), count, "{query}");
                let mut sorted: Vec<String> = rows.iter().map(|row| keys(row, sort)).collect();
                let told = sorted.clone();
                sorted.sort();
                if order == "desc" {
                    sorted.reverse();
                }
                assert_eq!(told, sorted, "{query}");
                let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
                for limit in [1, 3] {
                    assert_eq!(all(&world, &query, limit).await, ids, "{query} by {limit}");
                }
            }
        }
    }
    world.end().await;
});

on_both!(many_are_tagged_in_pieces_and_put_back, async |bed: &Bed| {
    let world = World::new(bed).await;
    let mut ids = Vec::new();
    for number in 0..5 {
        ids.push(
            world
                .customer(&format!("c{number}@example.com"), "Cee")
                .await,
        );
    }
    edit(&world, &ids[0], json!({ "add_tags": ["spring", "old"] })).await;
    let tags = json!({ "filter": { "q": "cee" }, "add": ["spring"], "remove": ["old"] });
    let done = world
        .post(&Who::Local, "/api/v1/customers/tags", tags.clone())
        .await
        .good();
    assert_eq!(
        (done["customers"].as_u64(), done["changed"].as_u64()),
        (Some(5), Some(5))
    );
    assert!(done["next_cursor"].is_null());
    assert_eq!(all(&world, "tag=spring", 9).await.len(), 5);
    assert!(all(&world, "tag=old", 9).await.is_empty());
    let in_use = world.get(&Who::Local, "/api/v1/tags").await.good();
    assert_eq!(in_use["data"], json!(["spring"]));
    // Whoever is so already is left alone, and the record keeps no name that was searched for.
    let again = world
        .post(&Who::Local, "/api/v1/customers/tags", tags)
        .await
        .good();
    assert_eq!(again["changed"], 0);
    let log = world
        .get(&Who::Local, "/api/v1/audit?action=customer.tag")
        .await;
    assert!(!log.text.contains("cee"), "{}", log.text);
    let path = format!(
        "/api/v1/customers/tags/{}/undo",
        done["run"].as_str().unwrap()
    );
    let undone = world.post(&Who::Local, &path, json!({})).await.good();
    assert_eq!(
        (undone["changed"].as_u64(), undone["more"].as_bool()),
        (Some(5), Some(false))
    );
    assert_eq!(all(&world, "tag=spring", 9).await, [ids[0].clone()]);
    assert_eq!(all(&world, "tag=old", 9).await, [ids[0].clone()]);
    let undone = world.post(&Who::Local, &path, json!({})).await.good();
    assert_eq!(undone["changed"], 0);

    let both = json!({ "customers": [ids[0]], "add": ["x"], "remove": ["x"] });
    let both = world
        .post(&Who::Local, "/api/v1/customers/tags", both)
        .await;
    assert_eq!(both.json()["errors"][0]["field"], "add[0]", "{}", both.text);
    let two = json!({ "customers": [ids[0]], "filter": {}, "add": ["x"] });
    let two = world.post(&Who::Local, "/api/v1/customers/tags", two).await;
    assert_eq!(
        two.json()["errors"][0]["field"],
        "customers",
        "{}",
        two.text
    );
    world.end().await;
});

on_both!(a_long_run_goes_on_where_it_was, async |bed: &Bed| {
    let world = World::new(bed).await;
    let touches: Vec<_> = (0..230)
        .map(|number| json!({ "type": "track", "event": "Seen", "identities": [{ "kind": "user_id", "value": format!("u-{number:03}") }] }))
        .collect();
    let touches = json!({ "touches": touches });
    world
        .post(&Who::Local, "/api/v1/touches", touches)
        .await
        .good();
    for _ in 0..400 {
        let counted = world
            .get(&Who::Local, "/api/v1/customers/count")
            .await
            .good();
        if counted["count"] == 230 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    let first = json!({ "filter": {}, "add": ["all"] });
    let first = world
        .post(&Who::Local, "/api/v1/customers/tags", first)
        .await
        .good();
    assert_eq!(
        (first["changed"].as_u64(), first["next_cursor"].is_string()),
        (Some(200), true)
    );
    let rest = json!({ "filter": {}, "add": ["all"], "run": first["run"], "cursor": first["next_cursor"] });
    let rest = world
        .post(&Who::Local, "/api/v1/customers/tags", rest)
        .await
        .good();
    assert_eq!(
        (rest["changed"].as_u64(), rest["next_cursor"].is_null()),
        (Some(30), true)
    );
    assert_eq!(rest["run"], first["run"]);
    let path = format!(
        "/api/v1/customers/tags/{}/undo",
        first["run"].as_str().unwrap()
    );
    let mut back = 0;
    loop {
        let undone = world.post(&Who::Local, &path, json!({})).await.good();
        back += undone["changed"].as_u64().unwrap();
        if undone["more"] == false {
            break;
        }
    }
    assert_eq!(back, 230);
    assert!(all(&world, "tag=all", 50).await.is_empty());
    world.end().await;
});

on_both!(
    views_are_ones_own_until_they_are_shared,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (agent, marketer, auditor) = (
            world.program(Role::Agent).await,
            world.program(Role::Marketer).await,
            world.program(Role::Auditor).await,
        );
        let view = json!({ "name": " Gold in Lyon ", "filter": { "tag": ["gold"], "sort": "orders" }, "columns": ["customer", "orders"] });
        let made = world.post(&agent, "/api/v1/views", view).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.good();
        assert_eq!(
            (made["name"].as_str(), made["mine"].as_bool()),
            (Some("Gold in Lyon"), Some(true))
        );
        assert_eq!(made["filter"], json!({ "tag": ["gold"], "sort": "orders" }));
        let path = format!("/api/v1/views/{}", made["id"].as_str().unwrap());
        let count = async |who: &Who| {
            world.get(who, "/api/v1/views").await.good()["data"]
                .as_array()
                .unwrap()
                .len()
        };
        assert_eq!((count(&agent).await, count(&marketer).await), (1, 0));
        assert_eq!(
            world
                .patch(&marketer, &path, json!({ "name": "Mine" }))
                .await
                .problem(404),
            "not_found"
        );
        assert_eq!(
            world
                .patch(&agent, &path, json!({ "shared": true }))
                .await
                .problem(403),
            "forbidden"
        );
        let shared = json!({ "name": "Everybody", "shared": true });
        assert_eq!(
            world
                .post(&agent, "/api/v1/views", shared.clone())
                .await
                .problem(403),
            "forbidden"
        );

        let shared = world.post(&marketer, "/api/v1/views", shared).await.good();
        assert_eq!((count(&agent).await, count(&auditor).await), (2, 1));
        let path = format!("/api/v1/views/{}", shared["id"].as_str().unwrap());
        assert_eq!(
            world
                .patch(&agent, &path, json!({ "name": "Ours" }))
                .await
                .problem(403),
            "forbidden"
        );
        let owner = world.program(Role::Owner).await;
        let changed = world
            .patch(
                &owner,
                &path,
                json!({ "name": "Ours", "filter": { "kind": "all" } }),
            )
            .await
            .good();
        assert_eq!(
            (changed["name"].as_str(), changed["filter"]["kind"].as_str()),
            (Some("Ours"), Some("all"))
        );
        assert_eq!(
            world
                .ask(&agent, Method::DELETE, &path, None)
                .await
                .problem(403),
            "forbidden"
        );
        assert_eq!(
            world
                .ask(&marketer, Method::DELETE, &path, None)
                .await
                .status,
            204
        );
        assert_eq!(count(&auditor).await, 0);

        for (body, field) in [
            (json!({ "name": " " }), "name"),
            (json!({ "name": "x", "filter": { "q": "ann" } }), "filter.q"),
            (
                json!({ "name": "x", "filter": { "consent": "?" } }),
                "filter.consent",
            ),
            (json!({ "name": "x", "columns": ["a\nb"] }), "columns[0]"),
        ] {
            let answer = world.post(&agent, "/api/v1/views", body).await;
            assert_eq!(answer.problem(400), "invalid");
            assert_eq!(
                answer.json()["errors"][0]["field"],
                field,
                "{}",
                answer.text
            );
        }
        world.end().await;
    }
);

on_both!(preferences_are_ones_own, async |bed: &Bed| {
    let world = World::new(bed).await;
    let (agent, analyst) = (
        world.program(Role::Agent).await,
        world.program(Role::Analyst).await,
    );
    let path = "/api/v1/preferences/customers.columns";
    let kept = json!({ "value": ["customer", "orders"] });
    assert_eq!(
        world
            .ask(&agent, Method::PUT, path, Some(kept))
            .await
            .status,
        204
    );
    let of = async |who: &Who| world.get(who, "/api/v1/preferences").await.good()["data"].clone();
    assert_eq!(
        of(&agent).await,
        json!({ "customers.columns": ["customer", "orders"] })
    );
    assert_eq!(of(&analyst).await, json!({}));
    let gone = world
        .ask(&agent, Method::PUT, path, Some(json!({ "value": null })))
        .await;
    assert_eq!((gone.status.as_u16(), of(&agent).await), (204, json!({})));
    let other = world
        .ask(
            &agent,
            Method::PUT,
            "/api/v1/preferences/other",
            Some(json!({ "value": 1 })),
        )
        .await;
    assert_eq!(other.problem(400), "invalid");
    world.end().await;
});

on_both!(a_selection_is_exported, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann").await;
    world.customer("bob@example.com", "Bob").await;
    let body = json!({ "format": "csv", "filter": { "customer": [ann] } });
    let file = world
        .post(&Who::Local, "/api/v1/exports/customers", body)
        .await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"customers.csv\""
    );
    assert_eq!(file.text.lines().count(), 2, "{}", file.text);
    assert!(
        file.text.contains(&ann) && !file.text.contains("ann@example.com"),
        "{}",
        file.text
    );
    let agent = world.program(Role::Agent).await;
    let refused = world
        .post(&agent, "/api/v1/exports/customers", json!({}))
        .await;
    assert_eq!(refused.problem(403), "forbidden");
    let wrong = world
        .post(
            &Who::Local,
            "/api/v1/exports/customers",
            json!({ "filter": { "consent": "?" } }),
        )
        .await;
    assert_eq!(wrong.problem(400), "invalid");
    world.end().await;
});
