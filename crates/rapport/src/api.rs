//! Speaking the API as the owner of the data folder: to the server that holds it, or to a router in this process.

use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use kernel::Env;
use serde_json::Value;
use tokio::net::UnixStream;
use tower::ServiceExt;

use crate::args::{Common, USUAL_LISTEN};
use crate::folder::{self, Held};
use crate::{Failure, Outcome};

/// Somebody who answers API requests.
pub struct Api {
    peer: Peer,
}

enum Peer {
    Server {
        socket: PathBuf,
        address: PathBuf,
    },
    Here {
        router: Router,
        app: server::App,
        _held: Held,
    },
}

/// An answer whose body has not been read yet.
pub struct Answer {
    status: StatusCode,
    body: Body,
}

impl Api {
    /// Finds the server that holds the folder, or holds it itself.
    pub async fn open(common: &Common) -> Outcome<Self> {
        let Some(held) = folder::hold(&common.data)? else {
            return Ok(Self {
                peer: Peer::Server {
                    socket: folder::socket(&common.data),
                    address: folder::address(&common.data),
                },
            });
        };
        let env = Env::system();
        let store = store::Store::open(folder::options(common, &env)?, env.clone()).await?;
        let app = server::App::start(store, env).await?;
        server::backup::keep_erasures_in(&app, held.path()).await?;
        Ok(Self {
            peer: Peer::Here {
                router: server::local_router(&app),
                app,
                _held: held,
            },
        })
    }

    /// Asks, with a body of any length.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Body,
    ) -> Outcome<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost");
        if let Some(kind) = content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        self.ask(request.body(body).map_err(Failure::new)?).await
    }

    /// Asks with headers of one's own.
    pub async fn ask(&self, request: Request<Body>) -> Outcome<Answer> {
        match &self.peer {
            Peer::Here { router, .. } => {
                let response = router
                    .clone()
                    .oneshot(request)
                    .await
                    .map_err(Failure::new)?;
                let (head, body) = response.into_parts();
                Ok(Answer {
                    status: head.status,
                    body,
                })
            }
            Peer::Server { socket, .. } => {
                let stream = UnixStream::connect(socket).await.map_err(|error| {
                    Failure::new(format_args!("another process holds the data folder, but its socket {} does not answer: {error}", socket.display()))
                })?;
                let (mut sender, connection) =
                    hyper::client::conn::http1::handshake(TokioIo::new(stream))
                        .await
                        .map_err(Failure::new)?;
                tokio::spawn(connection);
                let (head, body) = sender
                    .send_request(request)
                    .await
                    .map_err(Failure::new)?
                    .into_parts();
                Ok(Answer {
                    status: head.status,
                    body: Body::new(body),
                })
            }
        }
    }

    /// Asks with JSON, and reads the answer as JSON.
    pub async fn json(&self, method: Method, path: &str, body: Option<&Value>) -> Outcome<Value> {
        let (kind, body) = match body {
            Some(value) => (Some("application/json"), Body::from(value.to_string())),
            None => (None, Body::empty()),
        };
        self.send(method, path, kind, body).await?.json().await
    }

    /// Where browsers reach the server, or will once it is started as usual.
    #[must_use]
    pub fn address(&self) -> String {
        let noted = match &self.peer {
            Peer::Server { address, .. } => std::fs::read_to_string(address).ok(),
            Peer::Here { .. } => None,
        };
        noted.unwrap_or_else(|| format!("http://{USUAL_LISTEN}"))
    }

    /// Ends what was started here, with everything acknowledged on disk.
    pub async fn close(self) {
        if let Peer::Here { app, .. } = self.peer {
            app.stop().await;
        }
    }
}

impl Answer {
    /// The whole answer as JSON; a problem becomes a failure that says what it says.
    pub async fn json(self) -> Outcome<Value> {
        let status = self.status;
        let bytes = self.body.collect().await.map_err(Failure::new)?.to_bytes();
        let value: Value = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes)
                .map_err(|_| Failure::new(String::from_utf8_lossy(&bytes)))?
        };
        if status.is_success() {
            Ok(value)
        } else {
            Err(refused(status, &value))
        }
    }

    /// The answer piece by piece.
    pub async fn pieces(self, mut each: impl FnMut(Bytes) -> Outcome) -> Outcome {
        if !self.status.is_success() {
            return self.json().await.map(|_| ());
        }
        let mut body = self.body;
        while let Some(frame) = body.frame().await {
            if let Ok(piece) = frame.map_err(Failure::new)?.into_data() {
                each(piece)?;
            }
        }
        Ok(())
    }
}

fn refused(status: StatusCode, problem: &Value) -> Failure {
    let detail = problem
        .get("detail")
        .and_then(Value::as_str)
        .unwrap_or("the server refused");
    let code = if status.is_client_error() { 2 } else { 1 };
    Failure {
        code,
        message: detail.to_owned(),
    }
}
