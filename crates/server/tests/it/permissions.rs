//! Who may do what: every operation of the document, asked by every role.

use company::{Permission, Role};

use super::*;

/// What each operation takes. One that is missing here fails the test, so that nobody forgets to think of it.
fn needed(operation: &str) -> Option<Permission> {
    use Permission as P;
    let permission = match operation {
        "GET /api/v1/customers" | "GET /api/v1/customers/{id}" => P::CustomersRead,
        "GET /api/v1/customers/{id}/timeline" | "GET /api/v1/customers/{id}/identities" => {
            P::CustomersRead
        }
        "GET /api/v1/customers/{id}/graph" | "GET /api/v1/customers/{id}/rhythm" => {
            P::CustomersRead
        }
        "GET /api/v1/customers/{id}/merge/preview" => P::CustomersMerge,
        "POST /api/v1/groups" => P::CustomersWrite,
        "GET /api/v1/customers/{id}/merges"
        | "GET /api/v1/merges"
        | "GET /api/v1/customers/{id}/notes" => P::CustomersRead,
        "GET /api/v1/customers/{id}/memberships" | "GET /api/v1/customers/{id}/quality" => {
            P::CustomersRead
        }
        "GET /api/v1/doubtful-merges" => P::CustomersRead,
        "POST /api/v1/doubtful-merges/keep-apart" => P::CustomersMerge,
        "GET /api/v1/quality/customers" | "GET /api/v1/attributes" => P::CustomersRead,
        "POST /api/v1/customers"
        | "PATCH /api/v1/customers/{id}"
        | "POST /api/v1/customers/tags"
        | "POST /api/v1/customers/tags/{run}/undo" => P::CustomersWrite,
        "GET /api/v1/tags"
        | "GET /api/v1/customers/count"
        | "GET /api/v1/views"
        | "POST /api/v1/views" => P::CustomersRead,
        "PATCH /api/v1/views/{id}" | "DELETE /api/v1/views/{id}" => P::CustomersRead,
        "POST /api/v1/customers/{id}/notes" | "PATCH /api/v1/customers/{id}/notes/{note}" => {
            P::CustomersWrite
        }
        "DELETE /api/v1/customers/{id}/notes/{note}" => P::CustomersWrite,
        "PUT /api/v1/customers/{id}/memberships/{group}"
        | "DELETE /api/v1/customers/{id}/memberships/{group}" => P::CustomersWrite,
        "DELETE /api/v1/customers/{id}" => P::CustomersErase,
        "GET /api/v1/customers/{id}/export" => P::CustomersExport,
        "POST /api/v1/customers/{id}/merge" | "POST /api/v1/merges/{id}/undo" => P::CustomersMerge,
        "GET /api/v1/customers/{id}/consents" => P::ConsentRead,
        "POST /api/v1/customers/{id}/consents" => P::ConsentWrite,
        "GET /api/v1/touches" => P::TouchesRead,
        "POST /api/v1/touches" => P::TouchesWrite,
        "GET /api/v1/stream" => P::StreamRead,
        "GET /api/v1/figures/today" | "GET /api/v1/figures/trend" | "GET /api/v1/quality" => {
            P::FiguresRead
        }
        "GET /api/v1/sources"
        | "GET /api/v1/sources/{id}"
        | "GET /api/v1/failing-sources"
        | "GET /api/v1/sources/{id}/refusals" => P::SourcesRead,
        "POST /api/v1/sources"
        | "PATCH /api/v1/sources/{id}"
        | "POST /api/v1/sources/{id}/rotate" => P::SourcesWrite,
        "GET /api/v1/touchpoints"
        | "GET /api/v1/touchpoint-volumes"
        | "GET /api/v1/touchpoints/{id}" => P::TouchpointsRead,
        "POST /api/v1/touchpoints" | "PATCH /api/v1/touchpoints/{id}" => P::TouchpointsWrite,
        "GET /api/v1/units" | "GET /api/v1/units/{id}" => P::UnitsRead,
        "POST /api/v1/units" | "PATCH /api/v1/units/{id}" => P::UnitsWrite,
        "GET /api/v1/users" | "GET /api/v1/users/{id}" => P::PeopleRead,
        "POST /api/v1/users" | "PATCH /api/v1/users/{id}" | "POST /api/v1/users/{id}/disable" => {
            P::PeopleWrite
        }
        "POST /api/v1/users/{id}/enable"
        | "POST /api/v1/users/{id}/unlock"
        | "POST /api/v1/users/{id}/one-time-address" => P::PeopleWrite,
        "GET /api/v1/tokens" | "GET /api/v1/tokens/{id}" => P::TokensRead,
        "POST /api/v1/tokens" | "POST /api/v1/tokens/{id}/revoke" => P::TokensWrite,
        "GET /api/v1/event-types" => P::PlanRead,
        "PATCH /api/v1/event-types" | "PUT /api/v1/event-types/rule" => P::PlanWrite,
        "GET /api/v1/settings" => P::SettingsRead,
        "PATCH /api/v1/settings"
        | "PUT /api/v1/attributes/{name}"
        | "DELETE /api/v1/attributes/{name}" => P::SettingsWrite,
        "POST /api/v1/demo" | "POST /api/v1/doctor" => P::SettingsWrite,
        "GET /api/v1/audit" | "POST /api/v1/audit/verify" => P::AuditRead,
        _ => return by_resource(operation),
    };
    Some(permission)
}

/// Resources whose reading and writing are one permission each.
fn by_resource(operation: &str) -> Option<Permission> {
    use Permission as P;
    let (method, path) = operation.split_once(' ')?;
    let resource = path.strip_prefix("/api/v1/")?.split('/').next()?;
    let read = method == "GET";
    Some(match resource {
        "imports" => {
            if read {
                P::ImportsRead
            } else {
                P::ImportsWrite
            }
        }
        "exports" => P::CustomersExport,
        "webhooks" => {
            if read {
                P::WebhooksRead
            } else {
                P::WebhooksWrite
            }
        }
        "forms" => {
            if read {
                P::FormsRead
            } else {
                P::FormsWrite
            }
        }
        "backups" => P::BackupWrite,
        _ => return None,
    })
}

/// What anybody signed in may ask, and what asks for a browser.
fn is_for_all(path: &str) -> bool {
    path == "/api/v1/roles"
        || path.starts_with("/api/v1/session")
        || path.starts_with("/api/v1/preferences")
}

/// A path with ids of the right form that name nothing.
fn filled(path: &str) -> String {
    let resource = path.split('/').nth(3).unwrap_or_default();
    let prefix = match resource {
        "customers" => "cus",
        "merges" => "mrg",
        "sources" => "src",
        "touchpoints" => "tpt",
        "units" => "unt",
        "users" => "usr",
        "tokens" => "tok",
        "imports" => "imp",
        "webhooks" => "whk",
        "forms" => "frm",
        "views" => "viw",
        _ => "ses",
    };
    let nobody = "06cmtxq5x9f3t8dw1s2r7vne4k";
    let path = path.replace("{id}", &format!("{prefix}_{nobody}"));
    let path = path
        .replace("{note}", &format!("not_{nobody}"))
        .replace("{group}", &format!("cus_{nobody}"))
        .replace("{run}", &format!("tgr_{nobody}"));
    path.split('/')
        .map(|part| if part.starts_with('{') { "x" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

on_both!(each_role_is_refused_what_it_may_not, async |bed: &Bed| {
    let world = World::new(bed).await;
    let document = server::openapi();
    let operations: Vec<(String, Method)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| (path.clone(), method.to_uppercase().parse().unwrap()))
        })
        .collect();
    assert!(operations.len() > 60, "{}", operations.len());
    let mut callers = Vec::new();
    for role in Role::ALL {
        callers.push((*role, world.program(*role).await));
    }
    for (path, method) in &operations {
        let operation = format!("{method} {path}");
        let address = filled(path);
        if *method != Method::POST || path != "/api/v1/session" {
            let answer = world
                .ask(&Who::Nobody, method.clone(), &address, None)
                .await;
            assert_eq!(answer.problem(401), "unauthorized", "{operation}");
        }
        if is_for_all(path) {
            continue;
        }
        let permission =
            needed(&operation).unwrap_or_else(|| panic!("what does {operation} take?"));
        for (role, caller) in &callers {
            // What streams without an end, or takes long, is not begun by those who may.
            if role.permissions().contains(permission)
                && ["/api/v1/stream", "/api/v1/doctor", "/api/v1/backups"].contains(&path.as_str())
            {
                continue;
            }
            let answer = world.ask(caller, method.clone(), &address, None).await;
            if role.permissions().contains(permission) {
                assert!(
                    ![401, 403].contains(&answer.status.as_u16()),
                    "{role} may {operation}: {} {}",
                    answer.status,
                    answer.text
                );
                assert!(
                    answer.status.as_u16() < 500,
                    "{role} {operation}: {} {}",
                    answer.status,
                    answer.text
                );
            } else {
                assert_eq!(
                    answer.problem(403),
                    "forbidden",
                    "{role} may not {operation}"
                );
            }
        }
    }
    world.end().await;
});

on_both!(
    personal_values_are_shown_for_a_reason_alone,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let id = world.customer("ann.lee@example.com", "Ann Lee").await;
        let agent = world.program(Role::Agent).await;
        let path = format!("/api/v1/customers/{id}");
        let masked = world.get(&agent, &path).await.good();
        assert_ne!(masked["identities"][0]["value"], "ann.lee@example.com");
        assert_ne!(masked["name"], "Ann Lee");
        let revealing = |reason: &str| {
            axum::http::Request::get(&path)
                .header("x-reveal-reason", reason)
                .body(axum::body::Body::empty())
                .unwrap()
        };
        let plain = world
            .send(&agent, revealing("she called about order 17"))
            .await
            .good();
        assert_eq!(plain["identities"][0]["value"], "ann.lee@example.com");
        assert_eq!(plain["name"], "Ann Lee");
        let analyst = world.program(Role::Analyst).await;
        assert_eq!(
            world
                .send(&analyst, revealing("curious"))
                .await
                .problem(403),
            "forbidden"
        );
        assert_eq!(
            world.send(&agent, revealing(" ")).await.problem(400),
            "invalid"
        );
        let log = world
            .get(&Who::Local, "/api/v1/audit?action=customers.reveal")
            .await
            .good();
        assert_eq!(log["data"].as_array().unwrap().len(), 1);
        assert_eq!(log["data"][0]["actor_name"], "agent");
        world.end().await;
    }
);
