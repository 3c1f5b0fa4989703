//! The live stream, resumed over server-sent events and over a WebSocket: nothing is missed, nothing comes twice.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use company::Role;
use futures_util::StreamExt;
use http_body_util::BodyExt;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tower::ServiceExt;

use super::*;

async fn tell(world: &World, from: i64, to: i64) {
    let touches: Vec<Value> = (from..to)
        .map(|number| json!({ "message_id": format!("m{number}"), "event": "Called", "identities": [{ "kind": "email", "value": "ann@example.com" }] }))
        .collect();
    world
        .post(
            &Who::Local,
            "/api/v1/touches",
            json!({ "touches": touches }),
        )
        .await
        .good();
}

/// The message ids and places of the next touches over server-sent events after `after`.
pub(crate) async fn events(
    world: &World,
    token: &str,
    resume: (&str, String),
    wanted: usize,
) -> Vec<(i64, String)> {
    let (name, value) = resume;
    let path = if name == "after" {
        format!("/api/v1/stream?after={value}")
    } else {
        "/api/v1/stream".to_owned()
    };
    let mut request = Request::get(path).header("authorization", format!("Bearer {token}"));
    if name == "last-event-id" {
        request = request.header("last-event-id", value);
    }
    let response = world
        .router()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let (mut body, mut text, mut seen) = (response.into_body(), String::new(), Vec::new());
    while seen.len() < wanted {
        let frame = tokio::time::timeout(Duration::from_secs(20), body.frame())
            .await
            .expect("an event comes")
            .unwrap()
            .unwrap();
        text.push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
        while let Some((event, rest)) = text.split_once("\n\n") {
            let field = |name: &str| {
                event
                    .lines()
                    .find_map(|line| line.strip_prefix(name))
                    .map(|value| value.trim().to_owned())
            };
            if field("event:").as_deref() == Some("touch") {
                let data: Value = serde_json::from_str(&field("data:").unwrap()).unwrap();
                seen.push((
                    field("id:").unwrap().parse().unwrap(),
                    data["message_id"].as_str().unwrap().to_owned(),
                ));
            }
            text = rest.to_owned();
        }
    }
    seen
}

on_both!(
    server_sent_events_go_on_where_they_were,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let Who::Token(token) = world.program(Role::Agent).await else {
            unreachable!()
        };
        tell(&world, 0, 5).await;
        let first = events(&world, &token, ("after", "0".into()), 3).await;
        tell(&world, 5, 8).await;
        let rest = events(
            &world,
            &token,
            ("last-event-id", first.last().unwrap().0.to_string()),
            5,
        )
        .await;
        let names: Vec<&str> = first
            .iter()
            .take(3)
            .chain(&rest)
            .map(|(_, name)| name.as_str())
            .collect();
        let after = first[2].0;
        assert!(rest.iter().all(|(seq, _)| *seq > after));
        assert_eq!(names, ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7"]);
        let refused = world
            .get(&Who::Token(token), "/api/v1/stream?after=-1")
            .await;
        assert_eq!(refused.problem(400), "invalid");
        world.end().await;
    }
);

on_both!(
    a_web_socket_goes_on_where_it_was_and_hears_merges,
    async |bed: &Bed| {
        let world = World::new(bed).await;
        let Who::Token(token) = world.program(Role::Agent).await else {
            unreachable!()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = world.router();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await });
        tell(&world, 0, 3).await;
        let mut last = 0;
        for (from, to) in [(0, 3), (3, 6)] {
            if from > 0 {
                tell(&world, from, to).await;
            }
            let mut request = format!("ws://{address}/api/v1/stream?after={last}")
                .into_client_request()
                .unwrap();
            request
                .headers_mut()
                .insert("authorization", format!("Bearer {token}").parse().unwrap());
            let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
            for number in from..to {
                let item = next(&mut socket).await;
                assert_eq!(
                    (item["kind"].as_str(), item["data"]["message_id"].as_str()),
                    (Some("touch"), Some(format!("m{number}").as_str()))
                );
                last = item["seq"].as_i64().unwrap();
            }
            if to == 6 {
                let ann = world.customer("ann@example.com", "Ann").await;
                let bob = world.customer("bob@example.com", "Bob").await;
                world
                    .post(
                        &Who::Local,
                        &format!("/api/v1/customers/{ann}/merge"),
                        json!({ "other": bob }),
                    )
                    .await
                    .good();
                let kinds = [
                    next(&mut socket).await,
                    next(&mut socket).await,
                    next(&mut socket).await,
                ]
                .map(|item| item["kind"].clone());
                assert_eq!(kinds, [json!("touch"), json!("touch"), json!("merge")]);
            }
        }
        serving.abort();
        world.end().await;
    }
);

async fn next<S>(socket: &mut tokio_tungstenite::WebSocketStream<S>) -> Value
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    loop {
        let message = tokio::time::timeout(Duration::from_secs(20), socket.next())
            .await
            .expect("an item comes")
            .unwrap()
            .unwrap();
        if let Ok(text) = message.to_text()
            && message.is_text()
        {
            return serde_json::from_str(text).unwrap();
        }
    }
}
