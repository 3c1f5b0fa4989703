//! Long transfers over the API, with progress: the demo company.

use std::io::{IsTerminal, Write};

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

use crate::api::Api;
use crate::args::{Common, Export, Import};
use crate::{Failure, Outcome};

/// Makes the demo company.
pub async fn demo(api: &Api, common: &Common, customers: u32, seed: u64) -> Outcome {
    let body = Body::from(json!({ "customers": customers, "seed": seed }).to_string());
    let answer = api.send(Method::POST, "/api/v1/demo", Some("application/json"), body).await?;
    let (mut rest, mut last) = (String::new(), Value::Null);
    answer
        .pieces(|piece| {
            rest.push_str(&String::from_utf8_lossy(&piece));
            while let Some(end) = rest.find('\n') {
                let line: String = rest.drain(..=end).collect();
                last = serde_json::from_str(&line).map_err(Failure::new)?;
                if std::io::stderr().is_terminal() {
                    eprint!("\r{} touches", last["touches"]);
                    std::io::stderr().flush()?;
                }
            }
            Ok(())
        })
        .await?;
    if last["done"] != true {
        return Err(Failure::new(last["error"].as_str().unwrap_or("the demo company was not made to its end")));
    }
    if common.json {
        println!("{last}");
    } else {
        println!("{} touches made, {} were there already", last["touches"], last["repeated"]);
    }
    Ok(())
}

pub async fn import(_api: &Api, _common: &Common, _import: &Import) -> Outcome { Err(Failure::new("import")) }
pub async fn export(_api: &Api, _export: &Export) -> Outcome { Err(Failure::new("export")) }
