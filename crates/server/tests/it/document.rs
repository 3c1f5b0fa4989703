//! The committed description of the API is what the program says of itself.

use super::*;

#[test]
fn the_committed_document_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(
        committed == server::openapi(),
        "docs/openapi.json is stale: cargo run -p rapport -- openapi > docs/openapi.json"
    );
}

#[test]
fn every_operation_says_what_it_is_and_how_it_refuses() {
    let document = server::openapi();
    let mut names = std::collections::HashMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = format!("{method} {path}");
            let id = operation["operationId"].as_str().unwrap();
            let first = path.split('/').nth(3).unwrap().replace('-', "_");
            assert!(id.starts_with(&first), "{name} is called {id}");
            if let Some(other) = names.insert(id, name.clone()) {
                panic!("{name} and {other} are both called {id}: give one an operation_id");
            }
            assert!(
                operation["summary"]
                    .as_str()
                    .is_some_and(|text| text.ends_with('.')),
                "{name} has no sentence"
            );
            assert!(operation["tags"][0].is_string(), "{name} has no tag");
            for (status, response) in operation["responses"].as_object().unwrap() {
                let refusal = status.starts_with('4') || status.starts_with('5');
                let content = response["content"].as_object();
                assert!(!refusal || content.is_some_and(|content| content.contains_key("application/problem+json")), "{name} {status}");
            }
            assert!(
                operation["responses"]["401"].is_object(),
                "{name} may answer 401"
            );
        }
    }
}

#[test]
fn permissions_and_cursors_are_described_as_they_are_written() {
    let document = server::openapi();
    let described = &document["components"]["schemas"]["Permission"]["enum"];
    let written: Vec<&str> = company::Permission::ALL
        .iter()
        .map(|permission| permission.as_str())
        .collect();
    assert_eq!(*described, json!(written));
    let defined = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    for name in text
        .split("#/components/schemas/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(
            defined.contains_key(name),
            "{name} is named and not defined"
        );
    }
    assert!(defined.contains_key("Cursor"));
}
