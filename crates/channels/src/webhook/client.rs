//! The one that speaks HTTP: requests with a body and a signature go out, a status and the first bytes of an answer come back.
//!
//! Names are resolved here and addresses that are not public are left out at that moment, so that a name cannot be pointed
//! elsewhere between the check and the connection. Redirects are not followed.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http_body_util::{BodyExt, Full};
use hyper::{Request, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use kernel::{Error, Result};

use super::{Webhooks, address};

/// How long one try may take, from the name to the end of the answer.
pub(super) const LONGEST_TRY: Duration = Duration::from_secs(15);
const LONGEST_CONNECT: Duration = Duration::from_secs(5);
/// Bytes of an answer that are kept.
const ANSWER: usize = 1_024;

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub status: Option<u16>,
    pub latency: Duration,
    pub error: Option<String>,
    pub answer: Option<String>,
    /// How long the endpoint asked to be left alone.
    pub retry_after: Option<Duration>,
}

/// What is sent.
pub(super) struct Message {
    pub url: String,
    pub id: String,
    pub timestamp: i64,
    pub signature: String,
    pub body: Bytes,
}

/// Sends messages, and keeps a few connections open. Cheap to clone.
#[derive(Clone)]
pub(super) struct Client {
    pool: Pool<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>,
    webhooks: Webhooks,
    longest: Duration,
}

impl Client {
    pub(super) fn new(webhooks: Webhooks, longest: Duration) -> Result<Self> {
        let mut plain = HttpConnector::new_with_resolver(Resolver(webhooks.clone()));
        plain.enforce_http(false);
        plain.set_connect_timeout(Some(LONGEST_CONNECT));
        plain.set_nodelay(true);
        // The machine's own authorities, so that a company's own is believed; the usual ones where the machine has none.
        let builder = HttpsConnectorBuilder::new();
        let builder = match builder
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
        {
            Ok(builder) => builder,
            Err(error) => {
                tracing::info!(webhooks.error = %error, "the machine has no certificates of authorities; the built-in ones are believed");
                HttpsConnectorBuilder::new()
                    .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
                    .map_err(Error::internal)?
            }
        };
        let connector = builder.https_or_http().enable_http1().wrap_connector(plain);
        let pool = Pool::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(20))
            .pool_max_idle_per_host(4)
            .build(connector);
        Ok(Self {
            pool,
            webhooks,
            longest,
        })
    }

    /// Sends one message. Every failure is an outcome.
    pub(super) async fn send(&self, message: Message) -> Outcome {
        let started = Instant::now();
        let sent = tokio::time::timeout(self.longest, self.exchange(message)).await;
        let latency = started.elapsed();
        match sent {
            Ok(Ok(outcome)) => Outcome { latency, ..outcome },
            Ok(Err(error)) => failed(error, latency),
            Err(_) => failed(
                format!("no answer within {} s", self.longest.as_secs_f32()),
                latency,
            ),
        }
    }

    async fn exchange(&self, message: Message) -> Result<Outcome, String> {
        let uri = address::check(&message.url, self.webhooks.allows_private())
            .map_err(|error| error.to_string())?;
        let request = Request::post(uri)
            .header(header::CONTENT_TYPE, "application/json")
            .header(
                header::USER_AGENT,
                concat!("Rapport/", env!("CARGO_PKG_VERSION")),
            )
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.signature)
            .body(Full::new(message.body))
            .map_err(|error| error.to_string())?;
        let response = self
            .pool
            .request(request)
            .await
            .map_err(|error| deepest(&error))?;
        let (head, mut body) = response.into_parts();
        let retry_after = head
            .headers
            .get(header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let mut answer = Vec::new();
        while answer.len() < ANSWER {
            match body.frame().await {
                Some(Ok(frame)) => {
                    answer.extend_from_slice(frame.data_ref().unwrap_or(&Bytes::new()))
                }
                // The status is the answer; a body that breaks off changes nothing.
                Some(Err(_)) | None => break,
            }
        }
        answer.truncate(ANSWER);
        let answer = String::from_utf8_lossy(&answer).replace('\0', "\u{fffd}");
        Ok(Outcome {
            status: Some(head.status.as_u16()),
            latency: Duration::ZERO,
            error: None,
            answer: Some(answer).filter(|text| !text.is_empty()),
            retry_after: retry_after.map(Duration::from_secs),
        })
    }
}

fn failed(error: String, latency: Duration) -> Outcome {
    Outcome {
        status: None,
        latency,
        error: Some(error),
        answer: None,
        retry_after: None,
    }
}

/// The cause that says most: the outer ones only say that sending failed.
fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(cause) = error.source() {
        error = cause;
    }
    error.to_string()
}

/// Resolves names to the addresses that requests may go to.
#[derive(Clone)]
pub(super) struct Resolver(Webhooks);

impl tower_service::Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = std::io::Error;
    type Future = BoxFuture<'static, std::io::Result<Self::Response>>;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let allow_private = self.0.allows_private();
        async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found
                .filter(|address| allow_private || address::is_public(address.ip()))
                .collect();
            if allowed.is_empty() {
                return Err(std::io::Error::other(
                    "the name stands for an address that only a private network can reach",
                ));
            }
            Ok(allowed.into_iter())
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_stands_for_a_private_address_is_refused() {
        let client = Client::new(Webhooks::default(), LONGEST_TRY).unwrap();
        let message = Message {
            url: "https://localhost:1/".into(),
            id: "dlv_1".into(),
            timestamp: 1,
            signature: String::new(),
            body: Bytes::new(),
        };
        let outcome = client.send(message).await;
        assert!(outcome.error.unwrap().contains("private network"));
    }
}
