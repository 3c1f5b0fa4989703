//! A program on a store of its own, and somebody who asks it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use company::Role;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::App;
use testing::Bed;
use tower::ServiceExt;

/// Who asks.
#[derive(Clone, Debug)]
pub enum Who {
    /// Whoever can open the socket in the data folder.
    Local,
    /// A program.
    Token(String),
    /// A browser, with its cookie and its CSRF token.
    Browser(String, String),
    /// Nobody.
    Nobody,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text))
    }

    /// The body of an answer of success.
    pub fn good(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        if self.text.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// The code of a problem with this status; its shape is looked at as well.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let problem = self.json();
        assert_eq!(problem["status"], status);
        for field in ["type", "title", "detail", "code"] {
            assert!(
                problem[field].as_str().is_some_and(|text| !text.is_empty()),
                "{field} of {problem}"
            );
        }
        problem["code"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }
}

/// The program.
pub struct World {
    pub app: App,
    open: Router,
    local: Router,
}

impl World {
    pub async fn new(bed: &Bed) -> Self {
        Self::on(bed.store.clone(), bed).await
    }

    /// One more program, on a store of its own.
    pub async fn on(store: store::Store, bed: &Bed) -> Self {
        let app = App::start(store, bed.env.clone()).await.unwrap();
        Self {
            open: server::router(&app),
            local: server::local_router(&app),
            app,
        }
    }

    /// Ends the readers, so that the store can be closed.
    pub async fn end(self) {
        self.app.stop().await;
    }

    /// The routes as they are served on the open port.
    pub fn router(&self) -> Router {
        self.open.clone()
    }

    pub async fn send(&self, who: &Who, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        match who {
            Who::Token(token) => {
                headers.insert(
                    header::AUTHORIZATION,
                    format!("Bearer {token}").parse().unwrap(),
                );
            }
            Who::Browser(cookie, csrf) => {
                headers.insert(header::COOKIE, cookie.parse().unwrap());
                if !csrf.is_empty() {
                    headers.insert("x-csrf-token", csrf.parse().unwrap());
                }
            }
            Who::Local | Who::Nobody => {}
        }
        let router = if matches!(who, Who::Local) {
            &self.local
        } else {
            &self.open
        };
        let (head, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn ask(&self, who: &Who, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(who, request.body(body).unwrap()).await
    }

    pub async fn get(&self, who: &Who, path: &str) -> Answer {
        self.ask(who, Method::GET, path, None).await
    }

    pub async fn post(&self, who: &Who, path: &str, body: Value) -> Answer {
        self.ask(who, Method::POST, path, Some(body)).await
    }

    pub async fn patch(&self, who: &Who, path: &str, body: Value) -> Answer {
        self.ask(who, Method::PATCH, path, Some(body)).await
    }

    /// A program with this role.
    pub async fn program(&self, role: Role) -> Who {
        let made = self
            .post(
                &Who::Local,
                "/api/v1/tokens",
                json!({ "name": role.as_str(), "role": role }),
            )
            .await
            .good();
        Who::Token(made["token"].as_str().unwrap().to_owned())
    }

    /// Somebody new with this role, and the token of their one-time address.
    pub async fn person(&self, email: &str, role: Role) -> (String, String) {
        let made = self
            .post(
                &Who::Local,
                "/api/v1/users",
                json!({ "email": email, "name": "Han Meimei", "role": role }),
            )
            .await
            .good();
        (
            made["id"].as_str().unwrap().to_owned(),
            made["one_time_token"].as_str().unwrap().to_owned(),
        )
    }

    /// Signs in; answers the browser and what the session says.
    pub async fn sign_in(&self, proof: Value) -> (Who, Value) {
        let answer = self.post(&Who::Nobody, "/api/v1/session", proof).await;
        let cookie = answer
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let session = answer.good();
        (
            Who::Browser(cookie, session["csrf_token"].as_str().unwrap().to_owned()),
            session,
        )
    }

    /// A source and its write key.
    pub async fn source(&self, name: &str) -> (String, String) {
        let made = self
            .post(&Who::Local, "/api/v1/sources", json!({ "name": name }))
            .await
            .good();
        (
            made["id"].as_str().unwrap().to_owned(),
            made["write_key"].as_str().unwrap().to_owned(),
        )
    }

    /// A customer known by this email address.
    pub async fn customer(&self, email: &str, name: &str) -> String {
        let body = json!({ "identities": [{ "kind": "email", "value": email }], "name": name });
        let made = self
            .post(&Who::Local, "/api/v1/customers", body)
            .await
            .good();
        made["id"].as_str().unwrap().to_owned()
    }

    /// Waits until what was told is counted too: an answer comes as soon as the customer can be read.
    pub async fn caught_up(&self) {
        crate::asking::caught_up(&self.app).await;
    }
}
