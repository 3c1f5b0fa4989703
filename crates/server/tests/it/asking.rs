//! A server without a listener: requests go into its router, answers come out.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use server::App;
use testing::Bed;
use tower::ServiceExt;

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A server and its clock.
pub struct Asking {
    pub app: App,
    public: Router,
    local: Router,
}

impl Asking {
    pub async fn new(bed: &Bed) -> Self {
        let app = App::start(bed.store.clone(), bed.env.clone())
            .await
            .unwrap();
        Self {
            public: server::router(&app),
            local: server::local_router(&app),
            app,
        }
    }

    /// As the owner, over the socket in the data folder.
    pub async fn own(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
        answered(&self.local, request.body(body).unwrap()).await
    }

    /// As anybody, from an address.
    pub async fn from(&self, address: [u8; 4], mut request: Request<Body>) -> Answer {
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from((address, 40_000))));
        answered(&self.public, request).await
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.from([203, 0, 113, 7], request.body(body.into()).unwrap())
            .await
    }

    /// Waits until the readers have come to the newest entry.
    pub async fn caught_up(&self) {
        caught_up(&self.app).await;
    }
}

/// Waits until the readers have come to the newest entry, those among them that they wrote themselves.
pub async fn caught_up(app: &App) {
    let mut seen = 0;
    loop {
        let head = app
            .store()
            .read(|tx| Box::pin(ledger::head(tx)))
            .await
            .unwrap();
        if head == seen {
            return;
        }
        seen = head;
        for reader in server::readers::all(app) {
            let mut progress = app.ledger().progress(reader.name());
            tokio::time::timeout(
                Duration::from_secs(20),
                progress.wait_for(|seq| *seq >= head),
            )
            .await
            .unwrap()
            .unwrap();
        }
    }
}

async fn answered(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
