//! Two programs on one PostgreSQL: what one of them erases, the other does not have in memory any more.

use company::Role;
use testing::{Engine, run};

use super::*;

const SECRET: &str = "ann.secret@example.com";

async fn tell(world: &World, number: usize, email: &str) {
    let touch = json!({ "message_id": format!("m{number}"), "event": "Called", "identities": [{ "kind": "email", "value": email }],
        "properties": { "contact": format!("{email} asks") } });
    world
        .post(
            &Who::Local,
            "/api/v1/touches",
            json!({ "touches": [touch] }),
        )
        .await
        .good();
}

async fn all_touches(world: &World) -> Value {
    let headers =
        axum::http::Request::get("/api/v1/touches?limit=500").header("x-reveal-reason", "a test");
    let request = headers.body(axum::body::Body::empty()).unwrap();
    world.send(&Who::Local, request).await.good()
}

#[test]
fn what_one_node_erases_no_other_shows() {
    run(Engine::Postgres, async |bed: &Bed| {
        let here = World::new(bed).await;
        let there = World::on(bed.open_again().await.unwrap(), bed).await;
        // Each of them keeps the newest entries and the keys it used: the other one's too, once they were shown.
        for number in 0..10 {
            tell(&here, number, SECRET).await;
            tell(&there, 10 + number, SECRET).await;
            tell(&there, 20 + number, "bob@example.com").await;
        }
        let id = here.customer(SECRET, "Ann Secret").await;
        for world in [&here, &there] {
            let shown = all_touches(world).await;
            assert_eq!(
                shown
                    .to_string()
                    .matches("ann.secret@example.com asks")
                    .count(),
                20
            );
            let path = format!("/api/v1/customers/{id}");
            assert_eq!(world.get(&Who::Local, &path).await.status, 200);
        }
        tell(&there, 40, SECRET).await;
        let path = format!("/api/v1/customers/{id}?reason=asked");
        here.ask(&Who::Local, Method::DELETE, &path, None)
            .await
            .good();
        for world in [&there, &here] {
            let shown = all_touches(world).await;
            let text = shown.to_string();
            assert!(!text.contains("ann.secret"), "{text}");
            let erased = shown["data"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|touch| touch["erased"] == true);
            assert!(erased.count() >= 21);
            assert!(text.contains("bob@example.com asks"));
            for path in ["", "/timeline", "/identities", "/export"] {
                let answer = world
                    .get(&Who::Local, &format!("/api/v1/customers/{id}{path}"))
                    .await;
                assert_eq!(answer.problem(404), "not_found", "{path}");
            }
            let files = ["touches", "customers"].map(|what| format!("/api/v1/exports/{what}"));
            for file in files {
                let request = axum::http::Request::get(&file).header("x-reveal-reason", "a test");
                let answer = world
                    .send(
                        &Who::Local,
                        request.body(axum::body::Body::empty()).unwrap(),
                    )
                    .await;
                assert!(
                    answer.status == 200 && !answer.text.contains("ann.secret"),
                    "{file}"
                );
            }
        }
        let Who::Token(token) = there.program(Role::Owner).await else {
            unreachable!()
        };
        let streamed = super::stream::events(&there, &token, ("after", "0".into()), 30).await;
        assert!(streamed.len() >= 30);
        // The same address begins anew, on either; whichever of them reads the ledger, it comes to it in a moment.
        tell(&there, 50, SECRET).await;
        let mut shown = 0;
        for _ in 0..200 {
            let text = all_touches(&there).await.to_string();
            shown = text.matches("ann.secret@example.com asks").count();
            if shown > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(shown, 1);
        there.app.stop().await;
        here.end().await;
    });
}
