//! Signing in and out, one's own password and sessions, CSRF and the lock.

use company::Role;

use super::*;

const GOOD: &str = "jade-Lantern-41-rivers";

on_both!(
    a_first_password_is_set_without_the_old_one,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (_, token) = world.person("han@example.com", Role::Agent).await;
        let (browser, session) = world.sign_in(json!({ "one_time_token": token })).await;
        assert_eq!(session["needs_password"], true);
        assert!(
            session["permissions"]
                .as_array()
                .unwrap()
                .contains(&json!("customers:read"))
        );
        assert_eq!(
            world
                .post(
                    &Who::Nobody,
                    "/api/v1/session",
                    json!({ "one_time_token": token })
                )
                .await
                .problem(401),
            "unauthorized"
        );
        let weak = world
            .post(
                &browser,
                "/api/v1/session/password",
                json!({ "new_password": "password1234" }),
            )
            .await;
        assert_eq!(weak.problem(400), "invalid");
        assert_eq!(weak.json()["errors"][0]["field"], "new_password");
        let set = world
            .post(
                &browser,
                "/api/v1/session/password",
                json!({ "new_password": GOOD }),
            )
            .await
            .good();
        assert_eq!(set["needs_password"], false);
        // From now on the old one is asked.
        let without = world
            .post(
                &browser,
                "/api/v1/session/password",
                json!({ "new_password": "another-Lantern-7-hills" }),
            )
            .await;
        assert_eq!(without.json()["errors"][0]["field"], "old_password");
        let wrong =
            json!({ "old_password": "not it at all", "new_password": "another-Lantern-7-hills" });
        assert_eq!(
            world
                .post(&browser, "/api/v1/session/password", wrong)
                .await
                .problem(400),
            "invalid"
        );
        let (other, _) = world
            .sign_in(json!({ "email": "Han@example.com", "password": GOOD }))
            .await;
        let right = json!({ "old_password": GOOD, "new_password": "another-Lantern-7-hills" });
        world
            .post(&browser, "/api/v1/session/password", right)
            .await
            .good();
        assert_eq!(
            world.get(&other, "/api/v1/session").await.problem(401),
            "unauthorized",
            "other sessions end"
        );
        world.get(&browser, "/api/v1/session").await.good();
        world.end().await;
    }
);

on_both!(
    a_forgotten_password_is_set_anew_by_an_address,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (id, token) = world.person("han@example.com", Role::Agent).await;
        let (browser, _) = world.sign_in(json!({ "one_time_token": token })).await;
        world
            .post(
                &browser,
                "/api/v1/session/password",
                json!({ "new_password": GOOD }),
            )
            .await
            .good();
        let path = format!("/api/v1/users/{id}/one-time-address");
        let made = world.ask(&Who::Local, Method::POST, &path, None).await;
        assert_eq!(made.status, 201);
        let (again, session) = world
            .sign_in(json!({ "one_time_token": made.good()["one_time_token"] }))
            .await;
        assert_eq!(session["needs_password"], true);
        world
            .post(
                &again,
                "/api/v1/session/password",
                json!({ "new_password": "another-Lantern-7-hills" }),
            )
            .await
            .good();
        let more = world
            .post(
                &again,
                "/api/v1/session/password",
                json!({ "new_password": GOOD }),
            )
            .await;
        assert_eq!(
            more.json()["errors"][0]["field"],
            "old_password",
            "once is enough"
        );
        world.end().await;
    }
);

on_both!(
    what_changes_something_carries_the_csrf_token,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (_, token) = world.person("han@example.com", Role::Owner).await;
        let (browser, _) = world.sign_in(json!({ "one_time_token": token })).await;
        let Who::Browser(cookie, _) = &browser else {
            unreachable!()
        };
        for csrf in ["", "wrong"] {
            let forged = Who::Browser(cookie.clone(), csrf.into());
            assert_eq!(
                world
                    .post(
                        &forged,
                        "/api/v1/units",
                        json!({ "kind": "shop", "name": "A" })
                    )
                    .await
                    .problem(403),
                "csrf"
            );
            assert_eq!(
                world
                    .ask(&forged, Method::DELETE, "/api/v1/session", None)
                    .await
                    .problem(403),
                "csrf"
            );
            world.get(&forged, "/api/v1/units").await.good();
        }
        assert_eq!(
            world
                .post(
                    &browser,
                    "/api/v1/units",
                    json!({ "kind": "shop", "name": "A" })
                )
                .await
                .status,
            201
        );
        let changed = world
            .patch(
                &browser,
                "/api/v1/session",
                json!({ "locale": "zh-CN", "name": "韩梅梅" }),
            )
            .await
            .good();
        assert_eq!(changed["user"]["name"], "韩梅梅");
        let roles = world.get(&browser, "/api/v1/roles").await.good();
        assert!(
            roles["data"][0]["sentence"]
                .as_str()
                .unwrap()
                .contains("全部权限")
        );
        let out = world
            .ask(&browser, Method::DELETE, "/api/v1/session", None)
            .await;
        assert_eq!(out.status, 204);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(
            world.get(&browser, "/api/v1/session").await.problem(401),
            "unauthorized"
        );
        world.end().await;
    }
);

on_both!(ones_own_sessions_are_listed_and_ended, async |bed: &Bed| {
    let world = World::new(bed).await;
    let (_, token) = world.person("han@example.com", Role::Agent).await;
    let (first, _) = world.sign_in(json!({ "one_time_token": token })).await;
    world
        .post(
            &first,
            "/api/v1/session/password",
            json!({ "new_password": GOOD }),
        )
        .await
        .good();
    let (second, _) = world
        .sign_in(json!({ "email": "han@example.com", "password": GOOD }))
        .await;
    let sessions = world.get(&second, "/api/v1/sessions").await.good();
    let sessions = sessions["data"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let other = sessions
        .iter()
        .find(|session| session["current"] == false)
        .unwrap();
    let path = format!("/api/v1/sessions/{}", other["id"].as_str().unwrap());
    assert_eq!(
        world.ask(&second, Method::DELETE, &path, None).await.status,
        204
    );
    assert_eq!(
        world
            .ask(&second, Method::DELETE, &path, None)
            .await
            .problem(404),
        "not_found"
    );
    assert_eq!(
        world.get(&first, "/api/v1/session").await.problem(401),
        "unauthorized"
    );
    world.end().await;
});

on_both!(
    ten_wrong_passwords_lock_and_a_colleague_unlocks,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let (id, token) = world.person("han@example.com", Role::Agent).await;
        let (browser, _) = world.sign_in(json!({ "one_time_token": token })).await;
        world
            .post(
                &browser,
                "/api/v1/session/password",
                json!({ "new_password": GOOD }),
            )
            .await
            .good();
        let wrong = json!({ "email": "han@example.com", "password": "never-was-7-hills" });
        for _ in 0..9 {
            assert_eq!(
                world
                    .post(&Who::Nobody, "/api/v1/session", wrong.clone())
                    .await
                    .problem(401),
                "unauthorized"
            );
        }
        assert_eq!(
            world
                .post(&Who::Nobody, "/api/v1/session", wrong)
                .await
                .problem(429),
            "locked"
        );
        let right = json!({ "email": "han@example.com", "password": GOOD });
        assert_eq!(
            world
                .post(&Who::Nobody, "/api/v1/session", right.clone())
                .await
                .problem(429),
            "locked"
        );
        let unlocked = world
            .ask(
                &Who::Local,
                Method::POST,
                &format!("/api/v1/users/{id}/unlock"),
                None,
            )
            .await
            .good();
        assert_eq!(unlocked["locked_until"], Value::Null);
        world.sign_in(right).await;
        let nobody = json!({ "email": "nobody@example.com", "password": GOOD });
        assert_eq!(
            world
                .post(&Who::Nobody, "/api/v1/session", nobody)
                .await
                .problem(401),
            "unauthorized"
        );
        assert_eq!(
            world
                .post(
                    &Who::Nobody,
                    "/api/v1/session",
                    json!({ "email": "han@example.com" })
                )
                .await
                .problem(400),
            "invalid"
        );
        world.end().await;
    }
);

on_both!(a_disabled_person_is_out_at_once, async |bed: &Bed| {
    let world = World::new(bed).await;
    let (id, token) = world.person("han@example.com", Role::Agent).await;
    let (browser, _) = world.sign_in(json!({ "one_time_token": token })).await;
    world
        .ask(
            &Who::Local,
            Method::POST,
            &format!("/api/v1/users/{id}/disable"),
            None,
        )
        .await
        .good();
    assert_eq!(
        world.get(&browser, "/api/v1/customers").await.problem(401),
        "unauthorized"
    );
    let listed = world.get(&Who::Local, "/api/v1/users").await.good();
    assert!(listed["data"].as_array().unwrap().is_empty());
    let listed = world
        .get(&Who::Local, "/api/v1/users?disabled=true&role=agent")
        .await
        .good();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    let enabled = world
        .ask(
            &Who::Local,
            Method::POST,
            &format!("/api/v1/users/{id}/enable"),
            None,
        )
        .await
        .good();
    assert_eq!(enabled["disabled_at"], Value::Null);
    world.end().await;
});
