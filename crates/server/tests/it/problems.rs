//! Every refusal has one shape, and every answer the headers that keep browsers careful.

use axum::body::Body;
use axum::http::{Request, header};
use company::Role;

use super::*;

on_both!(refusals_have_one_shape, async |bed: &Bed| {
    let world = World::new(bed).await;
    let owner = world.program(Role::Owner).await;
    assert_eq!(
        world.get(&owner, "/api/v1/nothing").await.problem(404),
        "not_found"
    );
    assert_eq!(world.get(&owner, "/api").await.problem(404), "not_found");
    assert_eq!(
        world
            .get(&owner, "/api/v1/customers/nobody")
            .await
            .problem(404),
        "not_found"
    );
    let refused = world.ask(&owner, Method::PUT, "/api/v1/units", None).await;
    assert_eq!(refused.problem(405), "method_not_allowed");
    assert!(
        refused.header("allow").contains("GET"),
        "{:?}",
        refused.headers
    );
    let plain = Request::post("/api/v1/units")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(
        world.send(&owner, plain).await.problem(415),
        "unsupported_media_type"
    );
    let large = json!({ "kind": "shop", "name": "x".repeat(1 << 20) });
    assert_eq!(
        world
            .post(&owner, "/api/v1/units", large)
            .await
            .problem(413),
        "too_large"
    );
    let broken = Request::post("/api/v1/units")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{"))
        .unwrap();
    assert_eq!(
        world.send(&owner, broken).await.problem(400),
        "invalid_body"
    );
    assert_eq!(
        world
            .post(
                &owner,
                "/api/v1/units",
                json!({ "kind": "shop", "name": "A", "colour": 1 })
            )
            .await
            .problem(400),
        "invalid_body"
    );
    assert_eq!(
        world
            .get(&owner, "/api/v1/units?limit=many")
            .await
            .problem(400),
        "invalid_query"
    );
    assert_eq!(
        world
            .get(&owner, "/api/v1/units?cursor=!")
            .await
            .problem(400),
        "invalid_query"
    );
    let wrong = world
        .post(
            &owner,
            "/api/v1/units",
            json!({ "kind": "shop", "name": " " }),
        )
        .await;
    assert_eq!(wrong.problem(400), "invalid");
    assert_eq!(wrong.json()["errors"][0]["field"], "name");
    world.end().await;
});

on_both!(answers_are_careful, async |bed: &Bed| {
    let world = World::new(bed).await;
    let owner = world.program(Role::Owner).await;
    let answer = world.get(&owner, "/api/v1/roles").await;
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-frame-options"), "DENY");
    assert_eq!(answer.header("strict-transport-security"), "");
    let behind = Request::get("/api/v1/roles")
        .header("x-forwarded-proto", "https")
        .body(Body::empty())
        .unwrap();
    assert!(
        world
            .send(&owner, behind)
            .await
            .header("strict-transport-security")
            .contains("max-age")
    );
    assert_eq!(world.get(&Who::Nobody, "/healthz").await.text, "ok\n");
    assert_eq!(world.get(&Who::Nobody, "/readyz").await.text, "ready\n");
    assert!(
        world
            .get(&Who::Nobody, "/metrics")
            .await
            .text
            .contains("rapport_ledger_head")
    );
    assert!(
        world
            .get(&Who::Nobody, "/api/docs")
            .await
            .text
            .contains("<html")
    );
    assert_eq!(
        world.get(&Who::Nobody, "/api/openapi.json").await.json(),
        server::openapi()
    );
    assert_eq!(
        world
            .get(&Who::Token("rpt_none".into()), "/api/v1/roles")
            .await
            .problem(401),
        "unauthorized"
    );
    world.end().await;
});
