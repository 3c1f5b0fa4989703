//! Merge and undo over HTTP.

use company::Role;

use super::*;

on_both!(a_merge_is_made_shown_and_taken_back, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann Lee").await;
    let bob = world.customer("bob@example.com", "Bob Chen").await;
    let supervisor = world.program(Role::Supervisor).await;
    let merged = world
        .post(
            &supervisor,
            &format!("/api/v1/customers/{ann}/merge"),
            json!({ "other": bob, "reason": "same card" }),
        )
        .await
        .good();
    assert_eq!(
        (merged["survivor"].as_str(), merged["other"].as_str()),
        (Some(ann.as_str()), Some(bob.as_str()))
    );
    let shown = world
        .get(&supervisor, &format!("/api/v1/customers/{bob}"))
        .await
        .good();
    assert_eq!(shown["id"], ann);
    assert_eq!(shown["merged_from"], json!([bob]));
    let identities = world
        .get(&supervisor, &format!("/api/v1/customers/{ann}/identities"))
        .await
        .good();
    assert_eq!(identities["data"].as_array().unwrap().len(), 2);
    assert_eq!(identities["links"][0]["rule"], "person");
    for path in [
        format!("/api/v1/customers/{ann}/merges"),
        "/api/v1/merges".to_owned(),
    ] {
        let merges = world.get(&supervisor, &path).await.good();
        let first = &merges["data"][0];
        assert_eq!(
            (
                first["id"].clone(),
                first["actor_name"].clone(),
                first["reason"].clone()
            ),
            (
                merged["id"].clone(),
                json!("supervisor"),
                json!("same card")
            )
        );
        assert!(
            first["other_name"]
                .as_str()
                .is_some_and(|name| name.starts_with('B') && name.contains('*')),
            "{first}"
        );
    }
    let again = world
        .post(
            &supervisor,
            &format!("/api/v1/customers/{ann}/merge"),
            json!({ "other": bob }),
        )
        .await;
    assert_eq!(again.problem(409), "already_one");
    let undo = format!("/api/v1/merges/{}/undo", merged["id"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(
            world
                .ask(&supervisor, Method::POST, &undo, None)
                .await
                .good()["id"],
            merged["id"]
        );
    }
    let back = world
        .get(&supervisor, &format!("/api/v1/customers/{bob}"))
        .await
        .good();
    assert_eq!(
        (back["id"].as_str(), back["merged_from"].clone()),
        (Some(bob.as_str()), json!([]))
    );
    let merges = world
        .get(&supervisor, &format!("/api/v1/customers/{bob}/merges"))
        .await
        .good();
    assert_eq!(merges["data"][0]["undone_by_name"], "supervisor");
    world.end().await;
});

on_both!(a_merge_that_cannot_be_is_refused, async |bed: &Bed| {
    let world = World::new(bed).await;
    let ann = world.customer("ann@example.com", "Ann").await;
    let path = format!("/api/v1/customers/{ann}/merge");
    assert_eq!(
        world
            .post(&Who::Local, &path, json!({ "other": ann }))
            .await
            .problem(409),
        "already_one"
    );
    let nobody = "cus_06cmtxq5x9f3t8dw1s2r7vne4k";
    assert_eq!(
        world
            .post(&Who::Local, &path, json!({ "other": nobody }))
            .await
            .problem(400),
        "invalid"
    );
    assert_eq!(
        world
            .post(&Who::Local, &path, json!({ "other": "x" }))
            .await
            .problem(400),
        "invalid_body"
    );
    let other = format!("/api/v1/customers/{nobody}/merge");
    assert_eq!(
        world
            .post(&Who::Local, &other, json!({ "other": ann }))
            .await
            .problem(404),
        "not_found"
    );
    let long = "x".repeat(501);
    assert_eq!(
        world
            .post(
                &Who::Local,
                &path,
                json!({ "other": nobody, "reason": long })
            )
            .await
            .problem(400),
        "invalid"
    );
    let undo = "/api/v1/merges/mrg_06cmtxq5x9f3t8dw1s2r7vne4k/undo";
    assert_eq!(
        world
            .ask(&Who::Local, Method::POST, undo, None)
            .await
            .problem(404),
        "not_found"
    );
    world.end().await;
});
