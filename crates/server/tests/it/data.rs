//! What is behind the numbers of the first page: volumes, trends, sources that fail, merges in doubt; and taking imports back.

use axum::body::Body;
use axum::http::Request;

use super::*;

/// Imports a file; answers its last line.
async fn import(world: &World, holds: &str, name: &str, text: &str) -> Value {
    let path = format!("/api/v1/imports?holds={holds}&name={name}");
    let request = Request::post(path)
        .body(Body::from(text.to_owned()))
        .unwrap();
    let answer = world.send(&Who::Local, request).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let last = answer.text.lines().last().unwrap();
    let last: Value = serde_json::from_str(last).unwrap();
    assert_eq!(last["done"], true, "{last}");
    last
}

/// Waits until the readers have read all there is, and what they decided meanwhile.
async fn settle(world: &World) {
    loop {
        let head = *world.app.ledger().head().borrow();
        for reader in [
            identity::graph::NAME,
            ::customers::reader::NAME,
            ::customers::places::NAME,
        ] {
            let mut progress = world.app.ledger().progress(reader);
            progress.wait_for(|seq| *seq >= head).await.unwrap();
        }
        if *world.app.ledger().head().borrow() == head {
            return;
        }
    }
}

/// Takes an import back and waits for its end.
async fn undo(world: &World, import: &Value) -> Value {
    let path = format!("/api/v1/imports/{}", import["import"].as_str().unwrap());
    let asked = world
        .ask(&Who::Local, Method::POST, &format!("{path}/undo"), None)
        .await;
    assert_eq!(asked.status, 202, "{}", asked.text);
    for _ in 0..600 {
        let now = world.get(&Who::Local, &path).await.good();
        if !now["undo"]["ended_at"].is_null() {
            return now;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!(
        "it was not taken back: {:?}",
        world.get(&Who::Local, &path).await
    );
}

/// What there is, without what is new each time it is asked.
async fn state(world: &World) -> Vec<Value> {
    settle(world).await;
    let list = world.get(&Who::Local, "/api/v1/customers?limit=200").await;
    let mut all = list.good()["data"].as_array().unwrap().clone();
    all.sort_by_key(|one| one["id"].as_str().unwrap().to_owned());
    all
}

async fn whole(world: &World) {
    settle(world).await;
    let path = "/api/v1/doctor?verify_readers=true";
    let found = world
        .ask(&Who::Local, Method::POST, path, None)
        .await
        .good();
    assert_eq!(found["well"], true, "{found:#}");
}

on_both!(
    an_import_taken_back_leaves_what_was_there,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        world.customer("ann@example.com", "Ann Lee").await;
        world.customer("bob@example.com", "Bob Chen").await;
        let visit = json!({ "touches": [{ "message_id": "v1", "event": "Store Visited", "identities":
            [{ "kind": "email", "value": "ann@example.com" }, { "kind": "phone", "value": "+8613900000001" }] }] });
        world
            .post(&Who::Local, "/api/v1/touches", visit)
            .await
            .good();
        let before = state(&world).await;
        assert_eq!(before.len(), 2);

        // Ann's name is wrong, her card is Bob's too, and a crowd shares one device.
        let mut people = String::from("email,card,device,name\n");
        people.push_str("ann@example.com,88001,kiosk-1,Nobody At All\n");
        people.push_str("bob@example.com,88001,kiosk-1,Bob Chen\n");
        for number in 0..350 {
            people.push_str(&format!(
                "new{number}@example.com,99{number:03},kiosk-1,New {number}\n"
            ));
        }
        let first = import(&world, "customers", "people.csv", &people).await;
        assert_eq!(first["accepted"], 352);
        let orders = "email,order_id,total,currency,at\nann@example.com,A1,120.50,CNY,2026-01-02T03:04:05Z\nnew1@example.com,A2,7,CNY,2026-01-02T03:04:05Z\n";
        let second = import(&world, "orders", "orders.csv", orders).await;
        let between = state(&world).await;
        assert!(between.len() > 100, "{}", between.len());
        whole(&world).await;

        let undone = undo(&world, &second).await;
        assert_eq!(undone["undo"]["touches"], 2);
        whole(&world).await;
        let spent = state(&world).await;
        assert!(spent.iter().all(|one| one["orders"] == 0));

        let undone = undo(&world, &first).await;
        assert_eq!(undone["undo"]["touches"], 352);
        assert_eq!(undone["undo"]["actor"], "local");
        assert_eq!(state(&world).await, before);
        whole(&world).await;
        let touches = world
            .get(&Who::Local, "/api/v1/touches?limit=500")
            .await
            .good();
        assert_eq!(touches["data"].as_array().unwrap().len(), 3);
        let gone = between
            .iter()
            .find(|one| !before.iter().any(|held| held["id"] == one["id"]))
            .unwrap();
        let path = format!("/api/v1/customers/{}", gone["id"].as_str().unwrap());
        assert_eq!(
            world.get(&Who::Local, &path).await.problem(404),
            "not_found"
        );

        // The file comes again, and is taken again; and taking back twice changes nothing.
        let again = import(&world, "customers", "people.csv", &people).await;
        assert_eq!(
            (again["accepted"].clone(), again["repeated"].clone()),
            (json!(352), json!(0))
        );
        whole(&world).await;
        assert_eq!(undo(&world, &first).await["undo"]["touches"], 352);
        undo(&world, &again).await;
        assert_eq!(state(&world).await, before);
        whole(&world).await;
        world.end().await;
    }
);

on_both!(
    what_came_after_an_import_stays_when_it_is_taken_back,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let first = import(
            &world,
            "customers",
            "people.csv",
            "email,phone,name\nann@example.com,+8613900000001,Ann Lee\n",
        )
        .await;
        settle(&world).await;
        // The same file a second time brings nothing, so taking that one back takes nothing.
        let twice = import(
            &world,
            "customers",
            "people.csv",
            "email,phone,name\nann@example.com,+8613900000001,Ann Lee\n",
        )
        .await;
        assert_eq!(twice["repeated"], 1);
        assert_eq!(undo(&world, &twice).await["undo"]["touches"], 0);
        let visit = json!({ "touches": [{ "message_id": "v1", "event": "Called", "identities":
            [{ "kind": "phone", "value": "+8613900000001" }] }] });
        world
            .post(&Who::Local, "/api/v1/touches", visit)
            .await
            .good();
        settle(&world).await;
        let known = state(&world).await[0]["id"].as_str().unwrap().to_owned();
        undo(&world, &first).await;
        whole(&world).await;
        let left = state(&world).await;
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!(left[0]["identities"].as_array().unwrap().len(), 1);
        assert_eq!(left[0]["identities"][0]["kind"], "phone");
        assert_eq!(
            (left[0]["name"].clone(), left[0]["touches"].clone()),
            (Value::Null, json!(1))
        );
        // An address from before still leads to whom it was about.
        let path = format!("/api/v1/customers/{known}");
        assert_eq!(
            world.get(&Who::Local, &path).await.good()["id"],
            left[0]["id"]
        );
        world.end().await;
    }
);

on_both!(
    volumes_and_trends_come_from_kept_numbers,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let made = world
            .post(
                &Who::Local,
                "/api/v1/touchpoints",
                json!({ "name": "Counter", "channel": "store" }),
            )
            .await
            .good();
        let touch = |number: i32| {
            json!({ "message_id": format!("m{number}"), "event": "Greeted", "touchpoint": made["id"],
        "identities": [{ "kind": "email", "value": format!("v{number}@example.com") }] })
        };
        let touches: Vec<Value> = (0..5).map(touch).collect();
        world
            .post(
                &Who::Local,
                "/api/v1/touches",
                json!({ "touches": touches }),
            )
            .await
            .good();
        settle(&world).await;
        let path = "/api/v1/touchpoint-volumes?days=28";
        let volumes = world.get(&Who::Local, path).await.good();
        let counter = volumes["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["touchpoint"] == made["id"])
            .unwrap()
            .clone();
        assert_eq!(
            (
                counter["touches"].clone(),
                counter["touches_before"].clone()
            ),
            (json!(5), json!(0))
        );
        assert_eq!(counter["parts"].as_array().unwrap().len(), 12);
        assert_eq!(counter["parts"][11], 5);
        assert!(counter["last_at"].is_string());
        let wrong = world
            .get(&Who::Local, "/api/v1/touchpoint-volumes?days=3")
            .await;
        assert_eq!(wrong.problem(400), "invalid");

        let trend = world.get(&Who::Local, "/api/v1/figures/trend").await.good();
        let days = trend["days"].as_array().unwrap();
        assert_eq!(days.len(), 14);
        assert_eq!(
            (
                days[13]["touches"].clone(),
                days[13]["customers_new"].clone()
            ),
            (json!(5), json!(5))
        );
        let sum = |name: &str| -> i64 {
            let hours = trend[name].as_array().unwrap();
            hours.iter().map(|hour| hour.as_i64().unwrap()).sum()
        };
        assert_eq!((sum("today"), sum("last_week")), (5, 0));
        let wrong = world.get(&Who::Local, "/api/v1/figures/trend?days=2").await;
        assert_eq!(wrong.problem(400), "invalid");
        world.end().await;
    }
);

on_both!(
    what_waits_for_a_person_is_listed_and_settled,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (source, key) = world.source("Web shop").await;
        let refused = world
            .post(
                &Who::Nobody,
                "/v1/track",
                json!({ "writeKey": key, "userId": "u1" }),
            )
            .await;
        assert_eq!(refused.status, 400);
        let failing = world
            .get(&Who::Local, "/api/v1/failing-sources")
            .await
            .good();
        assert_eq!(failing["data"][0]["source"]["id"], source);
        assert_eq!(failing["data"][0]["refused"], 1);
        assert_eq!(failing["data"][0]["newest"]["field"], "event");

        // One user id is all that a customer may have.
        let with = |user: &str, message: &str| {
            json!({ "message_id": message, "event": "Paid", "identities":
        [{ "kind": "user_id", "value": user }, { "kind": "email", "value": "shared@example.com" }] })
        };
        let touches = json!({ "touches": [with("u-1", "p1"), with("u-2", "p2")] });
        world
            .post(&Who::Local, "/api/v1/touches", touches)
            .await
            .good();
        settle(&world).await;
        let doubtful = world
            .get(&Who::Local, "/api/v1/doubtful-merges")
            .await
            .good();
        let link = doubtful["data"][0].clone();
        assert!(link["reason"].is_string(), "{doubtful}");
        assert_ne!(link["one"]["customer"], link["other"]["customer"]);
        let count = async |code: &str| {
            let today = world.get(&Who::Local, "/api/v1/figures/today").await.good();
            let waiting = today["attention"].as_array().unwrap().clone();
            waiting
                .iter()
                .find(|one| one["code"] == code)
                .map_or(0, |one| one["count"].as_i64().unwrap())
        };
        assert_eq!(
            (
                count("doubtful_links").await,
                count("failing_sources").await
            ),
            (1, 1)
        );
        let ends = json!({ "one": link["one"]["identity"], "other": link["other"]["identity"] });
        let path = "/api/v1/doubtful-merges/keep-apart";
        for _ in 0..2 {
            let answer = world.post(&Who::Local, path, ends.clone()).await;
            assert_eq!(answer.status, 204, "{}", answer.text);
        }
        assert_eq!(count("doubtful_links").await, 0);
        whole(&world).await;
        let nobody = json!({ "one": link["one"]["identity"], "other": link["one"]["identity"] });
        assert_eq!(
            world.post(&Who::Local, path, nobody).await.problem(404),
            "not_found"
        );
        world.end().await;
    }
);
