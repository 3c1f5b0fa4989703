//! `rapport doctor`: is all well?

use axum::http::Method;

use crate::api::Api;
use crate::args::{Common, Doctor};
use crate::{Failure, Outcome};

/// Asks for the findings, and fails when one of them is bad.
pub async fn run(common: &Common, doctor: &Doctor) -> Outcome {
    let api = Api::open(common).await?;
    let path = if doctor.verify_readers {
        "/api/v1/doctor?verify_readers=true"
    } else {
        "/api/v1/doctor"
    };
    let found = api.json(Method::POST, path, None).await;
    api.close().await;
    let found = found?;
    if common.json {
        println!("{found}");
    } else {
        for finding in found["findings"].as_array().into_iter().flatten() {
            let mark = if finding["well"] == true {
                "ok  "
            } else {
                "BAD "
            };
            println!(
                "{mark} {}: {}",
                finding["name"].as_str().unwrap_or("?"),
                finding["detail"].as_str().unwrap_or("")
            );
        }
    }
    if found["well"] == true {
        Ok(())
    } else {
        Err(Failure::new("something is not well"))
    }
}
