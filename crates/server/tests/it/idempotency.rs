//! A POST with the same key is done once.

use axum::body::Body;
use axum::http::{Request, header};
use company::Role;

use super::*;

async fn keyed(world: &World, who: &Who, key: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header("idempotency-key", key)
        .header(header::CONTENT_TYPE, "application/json");
    world
        .send(who, request.body(Body::from(body.to_string())).unwrap())
        .await
}

on_both!(the_same_key_is_answered_again, async |bed: &Bed| {
    let world = World::new(bed).await;
    let owner = world.program(Role::Owner).await;
    let body = json!({ "kind": "shop", "name": "徐汇店" });
    let first = keyed(&world, &owner, "one", "/api/v1/units", &body).await;
    assert_eq!(
        (first.status.as_u16(), first.header("idempotent-replayed")),
        (201, String::new())
    );
    let second = keyed(&world, &owner, "one", "/api/v1/units", &body).await;
    assert_eq!(
        (
            second.status.as_u16(),
            second.header("idempotent-replayed").as_str()
        ),
        (201, "true")
    );
    assert_eq!(first.json(), second.json());
    assert_eq!(second.header("content-type"), "application/json");
    assert_eq!(
        world.get(&owner, "/api/v1/units").await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let other = json!({ "kind": "shop", "name": "静安店" });
    assert_eq!(
        keyed(&world, &owner, "one", "/api/v1/units", &other)
            .await
            .problem(409),
        "idempotency_key_reused"
    );
    // Keys are each caller's own.
    let admin = world.program(Role::Admin).await;
    assert_eq!(
        keyed(&world, &admin, "one", "/api/v1/units", &other)
            .await
            .status,
        201
    );
    world.end().await;
});

on_both!(a_refusal_gives_the_key_free, async |bed: &Bed| {
    let world = World::new(bed).await;
    let owner = world.program(Role::Owner).await;
    let wrong = json!({ "kind": "shop", "name": "" });
    assert_eq!(
        keyed(&world, &owner, "two", "/api/v1/units", &wrong)
            .await
            .problem(400),
        "invalid"
    );
    let right = json!({ "kind": "shop", "name": "A" });
    assert_eq!(
        keyed(&world, &owner, "two", "/api/v1/units", &right)
            .await
            .status,
        201
    );
    let store = world.program(Role::Store).await;
    assert_eq!(
        keyed(&world, &store, "two", "/api/v1/units", &right)
            .await
            .problem(403),
        "forbidden"
    );
    assert_eq!(
        keyed(&world, &Who::Nobody, "two", "/api/v1/units", &right)
            .await
            .problem(401),
        "unauthorized"
    );
    assert_eq!(
        keyed(&world, &owner, &"k".repeat(256), "/api/v1/units", &right)
            .await
            .problem(400),
        "invalid"
    );
    let large = json!({ "kind": "shop", "name": "x".repeat(1 << 20) });
    assert_eq!(
        keyed(&world, &owner, "three", "/api/v1/units", &large)
            .await
            .problem(413),
        "too_large"
    );
    world.end().await;
});

on_both!(many_at_once_make_one, async |bed: &Bed| {
    let world = World::new(bed).await;
    let owner = world.program(Role::Owner).await;
    let body = json!({ "kind": "shop", "name": "A" });
    let asked = (0..8).map(|_| keyed(&world, &owner, "same", "/api/v1/units", &body));
    for answer in futures_util::future::join_all(asked).await {
        // Either it is the answer, or it was still being made.
        assert!(
            answer.status == 201 || answer.problem(409) == "idempotency_in_progress",
            "{}",
            answer.text
        );
    }
    assert_eq!(
        world.get(&owner, "/api/v1/units").await.good()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    world.end().await;
});
