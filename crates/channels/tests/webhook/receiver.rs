//! A receiver: it keeps what it is told, and answers as the test wants.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use parking_lot::Mutex;
use tokio::sync::Notify;

/// One request.
#[derive(Clone, Debug)]
pub struct Told {
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Told {
    pub fn id(&self) -> String {
        self.headers["webhook-id"].to_str().unwrap().to_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Whether the crate of Standard Webhooks accepts it.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let peer = standardwebhooks::Webhook::new(secret).unwrap();
        let of = |name: &str| self.headers[name].to_str().unwrap();
        let at = of("webhook-timestamp").parse().unwrap();
        // The clock of the test stands, so only the time is left out of what it checks.
        let signed = peer.sign(of("webhook-id"), at, &self.body).unwrap();
        of("webhook-signature").split(' ').any(|one| one == signed)
    }
}

/// How a request is answered.
#[derive(Clone, Copy, Debug)]
pub struct Reply(pub u16, pub Duration);

#[derive(Clone, Default)]
pub struct Receiver {
    told: Arc<Mutex<Vec<Told>>>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    usual: Arc<Mutex<Option<Reply>>>,
    more: Arc<Notify>,
    pub url: String,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let receiver = Self {
            url,
            ..Self::default()
        };
        let router = axum::Router::new()
            .route("/hook", axum::routing::post(hear))
            .with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// Answers the next requests so, in this order, before the usual answer.
    pub fn answer(&self, replies: &[Reply]) {
        self.replies.lock().extend(replies);
    }

    /// Answers so from now on.
    pub fn answer_always(&self, reply: Reply) {
        *self.usual.lock() = Some(reply);
    }

    pub fn told(&self) -> Vec<Told> {
        self.told.lock().clone()
    }

    pub fn ids(&self) -> BTreeSet<String> {
        self.told.lock().iter().map(Told::id).collect()
    }

    /// Waits until it was told so many things.
    pub async fn heard(&self, count: usize) -> Vec<Told> {
        let waited = tokio::time::timeout(Duration::from_secs(30), async {
            loop {
                let more = self.more.notified();
                tokio::pin!(more);
                more.as_mut().enable();
                if self.told.lock().len() >= count {
                    return;
                }
                more.await;
            }
        });
        if waited.await.is_err() {
            panic!("{} of {count} were told", self.told.lock().len());
        }
        self.told()
    }
}

async fn hear(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let usual = receiver.usual.lock().unwrap_or(Reply(200, Duration::ZERO));
    let reply = receiver.replies.lock().pop_front().unwrap_or(usual);
    receiver.told.lock().push(Told { headers, body });
    receiver.more.notify_waiters();
    tokio::time::sleep(reply.1).await;
    (StatusCode::from_u16(reply.0).unwrap(), "as the test wants")
}
