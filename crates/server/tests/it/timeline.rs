//! The timeline over HTTP: both ways from any place, filtered, and searched with honest bounds.

use super::*;

const START: i64 = 1_767_225_600; // 2026-01-01

fn at(second: i64) -> String {
    kernel::Timestamp((START + second) * 1_000_000)
        .to_jiff()
        .to_string()
}

/// Tells of touches, and waits until the readers have come to them.
async fn tell(world: &World, customer: &str, touches: Vec<Value>) {
    for some in touches.chunks(1_000) {
        world
            .post(&Who::Local, "/api/v1/touches", json!({ "touches": some }))
            .await
            .good();
    }
    world
        .patch(
            &Who::Local,
            &format!("/api/v1/customers/{customer}"),
            json!({}),
        )
        .await
        .good();
}

/// Somebody of two identities, whose touches interleave: number n happens n minutes after the start.
async fn somebody(world: &World, touches: i64) -> String {
    let identities = json!([{ "kind": "email", "value": "ann@example.com" }, { "kind": "phone", "value": "13812345678" }]);
    let made = world
        .post(
            &Who::Local,
            "/api/v1/customers",
            json!({ "identities": identities }),
        )
        .await
        .good();
    let id = made["id"].as_str().unwrap().to_owned();
    let told = (0..touches)
        .map(|number| {
            let identity = &identities[usize::from(number % 3 == 0)];
            json!({
                "message_id": format!("m{number}"), "at": at(number * 60), "identities": [identity],
                "type": if number % 10 == 0 { "page" } else { "track" }, "event": if number == 7 { "Kettle Bought" } else { "Looked" },
                "properties": { "number": number, "title": if number == 3 { "Blue 茶壶" } else { "Cup" } },
            })
        })
        .collect();
    tell(world, &id, told).await;
    id
}

fn numbers(page: &Value) -> Vec<i64> {
    let touches = page["data"].as_array().unwrap().iter();
    touches
        .filter_map(|touch| touch["properties"]["number"].as_i64())
        .collect()
}

/// Follows a cursor to its end; answers what was found, page by page.
async fn follow(
    world: &World,
    path: &str,
    field: &str,
    first: Option<String>,
) -> (Vec<Vec<i64>>, usize) {
    let (mut pages, mut cursor, mut searched) = (Vec::new(), first, 0);
    loop {
        let cursor_part = cursor
            .as_ref()
            .map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
        let page = world
            .get(&Who::Local, &format!("{path}{cursor_part}"))
            .await
            .good();
        pages.push(numbers(&page));
        searched += usize::from(page["searched_to"].is_string());
        match page[field].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return (pages, searched),
        }
        assert!(pages.len() < 500, "it never ends");
    }
}

on_both!(
    a_timeline_is_read_both_ways_from_any_place,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let id = somebody(&world, 130).await;
        let path = format!("/api/v1/customers/{id}/timeline?limit=20");
        let newest = world.get(&Who::Local, &path).await.good();
        assert!(newest["previous_cursor"].is_null(), "nothing is newer");
        assert!(newest["searched_to"].is_null());
        let (older, _) = follow(&world, &path, "next_cursor", None).await;
        assert_eq!(older.concat(), (0..130).rev().collect::<Vec<_>>());

        let from = format!("{path}&at={}", at(60 * 60 + 30));
        let middle = world.get(&Who::Local, &from).await.good();
        assert_eq!(numbers(&middle), (41..=60).rev().collect::<Vec<_>>());
        let previous = middle["previous_cursor"].as_str().unwrap().to_owned();
        let (newer, _) = follow(&world, &path, "previous_cursor", Some(previous)).await;
        let newer: Vec<i64> = newer.into_iter().rev().flatten().collect();
        assert_eq!(newer, (61..130).rev().collect::<Vec<_>>());
        let next = middle["next_cursor"].as_str().unwrap();
        let below = world
            .get(&Who::Local, &format!("{path}&cursor={next}"))
            .await
            .good();
        assert_eq!(numbers(&below)[0], 40);
        let back = below["previous_cursor"].as_str().unwrap();
        let back = world
            .get(&Who::Local, &format!("{path}&cursor={back}"))
            .await
            .good();
        assert_eq!(numbers(&back), numbers(&middle), "there and back again");

        let before_all = world
            .get(&Who::Local, &format!("{path}&at=2000-01-01T00:00:00Z"))
            .await
            .good();
        assert!(numbers(&before_all).is_empty());
        let up = before_all["previous_cursor"].as_str().unwrap();
        let up = world
            .get(&Who::Local, &format!("{path}&cursor={up}"))
            .await
            .good();
        assert_eq!(numbers(&up), (0..20).rev().collect::<Vec<_>>());
        world.end().await;
    }
);

on_both!(a_timeline_is_filtered_and_searched, async |bed: &Bed| {
    let world = World::new(bed).await;
    let id = somebody(&world, 60).await;
    let touchpoint = json!({ "channel": "voice", "name": "Hotline North" });
    world
        .post(&Who::Local, "/api/v1/touchpoints", touchpoint)
        .await
        .good();
    let call = json!({ "message_id": "call", "at": at(86_400 * 3), "event": "Called", "touchpoint": "Hotline North",
                           "identities": [{ "kind": "email", "value": "ann@example.com" }], "properties": { "number": 900 } });
    tell(&world, &id, vec![call]).await;
    let path = format!("/api/v1/customers/{id}/timeline?limit=5");
    for (query, found) in [
        ("channel=voice", vec![900]),
        ("channel=voice,web&type=track", vec![900]),
        ("type=page", vec![50, 40, 30, 20, 10, 0]),
        ("q=kettle", vec![7]),
        ("q=%E8%8C%B6%E5%A3%B6", vec![3]),
        ("q=blue&channel=voice", vec![]),
        ("q=hotline%20NORTH", vec![900]),
        (
            "q=%E8%B4%AD%E4%B9%B0&event=Kettle%20Bought,Nothing",
            vec![7],
        ),
        ("q=ann@example.com", vec![]),
        ("channel=email", vec![]),
    ] {
        let (pages, _) = follow(&world, &format!("{path}&{query}"), "next_cursor", None).await;
        assert_eq!(pages.concat(), found, "{query}");
    }
    let from = format!("{path}&type=page&at={}", at(0));
    let first = world.get(&Who::Local, &from).await.good();
    let up = first["previous_cursor"].as_str().unwrap().to_owned();
    let (newer, _) = follow(
        &world,
        &format!("{path}&type=page"),
        "previous_cursor",
        Some(up),
    )
    .await;
    let newer: Vec<i64> = newer.into_iter().rev().flatten().collect();
    assert_eq!(newer, vec![50, 40, 30, 20, 10]);
    for (query, field) in [
        ("channel=fax", "channel"),
        ("type=call", "type"),
        ("at=yesterday", "at"),
        ("cursor=x", "cursor"),
    ] {
        let refused = world.get(&Who::Local, &format!("{path}&{query}")).await;
        assert!(refused.text.contains(field), "{query}: {}", refused.text);
        refused.problem(400);
    }
    let long = "x".repeat(201);
    let refused = world.get(&Who::Local, &format!("{path}&q={long}")).await;
    assert_eq!(refused.json()["errors"][0]["field"], "q");
    world.end().await;
});

on_both!(
    a_search_says_how_far_it_came_and_goes_on,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let id = somebody(&world, 9_000).await;
        let path = format!("/api/v1/customers/{id}/timeline?limit=20");
        let (pages, searched) =
            follow(&world, &format!("{path}&q=blue"), "next_cursor", None).await;
        assert_eq!(pages.concat(), vec![3]);
        assert!(pages.len() > 1 && searched == pages.len() - 1, "{pages:?}");
        // A channel with nothing on it is known to be empty from the counts by day.
        let started = std::time::Instant::now();
        let (pages, _) = follow(&world, &format!("{path}&channel=sms"), "next_cursor", None).await;
        assert!(pages.len() == 1 && pages[0].is_empty());
        tracing::info!("an empty channel took {:?}", started.elapsed());
        world.end().await;
    }
);
