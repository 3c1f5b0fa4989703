//! Answers that are sent while they are made, to callers that take them compressed, as every browser does.

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt;

use super::*;

on_both!(
    lines_and_files_come_whole_to_a_browser,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let Who::Token(token) = world.program(company::Role::Owner).await else {
            panic!("a program has a token")
        };
        let import =
            "/api/v1/imports?holds=customers&format=csv&name=c.csv&dry_run=true".to_owned();
        let export = "/api/v1/exports/touches?format=csv".to_owned();
        let file = "name,phone\nLin,13912345678\n";
        for (method, address, sent) in [(Method::POST, import, file), (Method::GET, export, "")] {
            let request = Request::builder()
                .method(&method)
                .uri(&address)
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_TYPE, "application/octet-stream")
                .header(header::ACCEPT_ENCODING, "gzip")
                .body(Body::from(sent))
                .unwrap();
            let answer = world.router().oneshot(request).await.unwrap();
            assert!(
                answer.status().is_success(),
                "{address}: {}",
                answer.status()
            );
            let compressed = answer.headers().contains_key(header::CONTENT_ENCODING);
            let body = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
            if method == Method::POST {
                // Progress is not held back until a compressor's block is full.
                assert!(!compressed);
                assert!(String::from_utf8_lossy(&body).contains(r#""done":true"#));
            } else {
                assert!(compressed);
                assert!(!body.is_empty());
            }
        }
        world.end().await;
    }
);
