//! The OpenAPI document: what the routes say of themselves, and what is true of all of them and said here once.
//!
//! An operation is called by its place and its function: `customers_notes_create`. Clients make names of that, so no two may be
//! called the same; a route whose function says too little or too much names itself with `operation_id`.
//!
//! Said here: problems are `application/problem+json`; every route may answer 401, 403 and 503; one that reads something 400; one with
//! a body 413 and 415; one that takes an `Idempotency-Key` 409.

use serde_json::{Map, Value, json};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

/// What only documents carry.
pub(super) fn beginning() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Rapport")
        .version("1")
        .description(Some("One program in which a company meets its customers. Problems are RFC 9457; lists come in pages with an opaque cursor."))
        .build();
    let mut document = OpenApiBuilder::new().info(info).build();
    let mut components = utoipa::openapi::Components::new();
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
    );
    components.add_security_scheme(
        "session",
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::caller::COOKIE))),
    );
    document.components = Some(components);
    document.security = Some(vec![
        utoipa::openapi::SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        utoipa::openapi::SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
    ]);
    document
}

/// The whole document.
pub(super) fn finished(document: &OpenApi) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let paths = document
        .get_mut("paths")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                of_all(path, method, operation);
            }
        }
    }
    document
}

fn of_all(path: &str, method: &str, operation: &mut Map<String, Value>) {
    if let Some(Value::String(name)) = operation.get_mut("operationId") {
        *name = operation_id(path, name);
    }
    let has_body = operation.contains_key("requestBody");
    let takes_key =
        method == "post" && crate::idempotent::takes_key(&axum::http::Method::POST, path);
    if takes_key {
        let key = json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "The same key with the same request is answered again, and done once, for a day.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" },
        });
        if let Some(list) = operation
            .entry("parameters")
            .or_insert_with(|| json!([]))
            .as_array_mut()
        {
            list.push(key);
        }
    }
    let reads = has_body || operation.contains_key("parameters");
    let Some(responses) = operation
        .entry("responses")
        .or_insert_with(|| json!({}))
        .as_object_mut()
    else {
        return;
    };
    let mut may = |status: &str, what: &str, so: bool| {
        if so && !responses.contains_key(status) {
            let content = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
            responses.insert(
                status.to_owned(),
                json!({ "description": what, "content": content }),
            );
        }
    };
    may("400", "Something in the request is wrong", reads);
    may("401", "Nobody is signed in", true);
    may("403", "The caller may not", true);
    may(
        "409",
        "The key was used for another request, or that one is being done",
        takes_key,
    );
    may("413", "The body is too large", has_body);
    may("415", "The body is not JSON", has_body);
    may("503", "The database does not answer; try again", true);
    for response in responses.values_mut() {
        problem_as_one(response);
    }
}

/// The fixed parts of the path, then what the function is called unless the last part says so already.
fn operation_id(path: &str, name: &str) -> String {
    let fixed = path.trim_start_matches("/api/v1/").split('/');
    let place: Vec<String> = fixed
        .filter(|part| !part.starts_with('{'))
        .map(|part| part.replace('-', "_"))
        .collect();
    let says_its_place = |first: &String| {
        name.strip_prefix(first.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    };
    if place.first().is_some_and(says_its_place) {
        return name.to_owned();
    }
    let last = place.last().filter(|last| last.as_str() != name);
    let said = last.map(|_| name.to_owned());
    place.into_iter().chain(said).collect::<Vec<_>>().join("_")
}

/// Routes name the shape of a refusal; that it has a media type of its own is known here.
fn problem_as_one(response: &mut Value) {
    let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else {
        return;
    };
    let is_problem = content
        .get("application/json")
        .and_then(|json| json.pointer("/schema/$ref"))
        == Some(&json!("#/components/schemas/Problem"));
    if is_problem && let Some(body) = content.remove("application/json") {
        content.insert("application/problem+json".to_owned(), body);
    }
}
