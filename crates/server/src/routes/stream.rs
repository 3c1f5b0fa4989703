//! The live stream: what was committed after a place, then everything as it comes, over SSE or a WebSocket.
//!
//! A client names the last `seq` it has (`after`, or `Last-Event-ID`); nothing between is missed, because the stream reads the
//! ledger, not a broadcast. Without a place it begins now. Touches are sent once it is known whose they are.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use customers::show::Reveal;
use customers::sight::Sight;
use customers::touch::{self, Touch};
use futures_util::StreamExt;
use kernel::{Result, TouchType};
use ledger::Entry;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::{Allowed, STREAM_READ};
use crate::input::Query;
use crate::metrics::OpenStream;
use crate::problem::{Answer, Problem};

/// Entries sent from one read of the ledger.
const CHUNK: usize = 500;

/// Where a stream begins.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// The last `seq` the client has; without it the stream begins with what comes next.
    #[param(minimum = 0)]
    after: Option<i64>,
}

/// One thing that is streamed.
#[derive(Serialize)]
struct Item {
    seq: i64,
    kind: &'static str,
    data: serde_json::Value,
}

struct Follower {
    app: App,
    seq: i64,
    reveal: Reveal,
    sight: Sight,
    progress: watch::Receiver<i64>,
    stop: watch::Receiver<bool>,
    ready: VecDeque<Item>,
    _open: OpenStream,
}

/// Streams touches and decisions, over SSE, or over a WebSocket when the request asks for one. Who is held to a unit hears of its touches alone.
#[utoipa::path(get, path = "/api/v1/stream", tag = "touches", params(StreamQuery),
    responses((status = 200, description = "Server-sent events: `id` is the seq, `event` touch, merge, undo or another decision", content_type = "text/event-stream", body = String),
        (status = 101, description = "A WebSocket of JSON texts {seq, kind, data}"),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn stream(
    State(app): State<App>,
    caller: Allowed<STREAM_READ>,
    Query(query): Query<StreamQuery>,
    headers: HeaderMap,
    request: Request,
) -> Answer<Response> {
    let resumed = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok());
    let progress = app.ledger().progress(customers::reader::NAME);
    let seq = match query.after.or(resumed) {
        Some(seq) if seq < 0 => {
            return Err(kernel::Error::invalid("after", "is not a seq: 0 or more").into());
        }
        Some(seq) => seq,
        None => app.store().read(|tx| Box::pin(ledger::head(tx))).await?,
    };
    let follower = Follower {
        seq,
        reveal: caller.reveal(),
        sight: caller.sight(),
        progress,
        stop: app.stopping(),
        ready: VecDeque::new(),
        _open: app.inner.metrics.stream_opened(),
        app,
    };
    let (mut parts, _) = request.into_parts();
    if headers
        .get("upgrade")
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
    {
        let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &())
            .await
            .map_err(|error| Problem::new(error.status(), "bad_upgrade", error.body_text()))?;
        return Ok(upgrade.on_upgrade(move |socket| over_socket(follower, socket)));
    }
    let events = futures_util::stream::unfold(follower, |mut follower| async move {
        let item = follower.next().await?;
        let event = Event::default()
            .id(item.seq.to_string())
            .event(item.kind)
            .data(item.data.to_string());
        Some((Ok::<_, Infallible>(event), follower))
    })
    .fuse();
    let mut response = Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response();
    // Proxies that buffer would hold the stream back.
    response.headers_mut().insert(
        "x-accel-buffering",
        axum::http::HeaderValue::from_static("no"),
    );
    Ok(response)
}

async fn over_socket(mut follower: Follower, mut socket: WebSocket) {
    loop {
        tokio::select! {
            item = follower.next() => {
                let Some(item) = item else { break };
                let Ok(text) = serde_json::to_string(&item) else { break };
                if socket.send(Message::text(text)).await.is_err() {
                    return;
                }
            }
            heard = socket.recv() => match heard {
                // Pings are answered by the socket itself; a client has nothing else to say.
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
    let _the_client_may_have_left = socket.send(Message::Close(None)).await;
}

impl Follower {
    /// The next item; `None` when the program stops. Safe to drop while it waits.
    async fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if *self.stop.borrow() {
                return None;
            }
            self.progress.mark_unchanged();
            match self.read().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(stream.error = %error, "a stream could not read and will try again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            }
            tokio::select! {
                _ = self.progress.changed() => {}
                _ = self.stop.changed() => {}
                () = tokio::time::sleep(Duration::from_secs(30)) => {}
            }
        }
    }

    /// Reads the next entries; whether there were any.
    async fn read(&mut self) -> Result<bool> {
        let (ledger, seq, reveal) = (self.app.ledger().clone(), self.seq, self.reveal);
        let sight = self.sight.clone();
        let (last, items) = self
            .app
            .store()
            .read(move |tx| {
                let (ledger, sight) = (ledger.clone(), sight.clone());
                Box::pin(async move {
                    let up_to = ledger::reader::cursor_of(tx, customers::reader::NAME).await?;
                    if up_to <= seq {
                        return Ok((seq, Vec::new()));
                    }
                    let mut entries = ledger.after(tx, seq, up_to, CHUNK).await?;
                    let last = entries.last().map_or(seq, |entry| entry.seq);
                    // What was decided belongs to no unit.
                    sight.keep(tx, &mut entries).await?;
                    let touches = touch::shown(tx, &ledger, &entries, reveal).await?;
                    Ok((last, items(&entries, touches)?))
                })
            })
            .await?;
        let went = last > self.seq;
        self.seq = last;
        self.ready.extend(items);
        Ok(went)
    }
}

fn items(entries: &[Arc<Entry>], touches: Vec<Touch>) -> Result<Vec<Item>> {
    let mut items = Vec::with_capacity(entries.len());
    for touch in touches {
        items.push(Item {
            seq: touch.seq,
            kind: "touch",
            data: serde_json::to_value(touch).map_err(kernel::Error::internal)?,
        });
    }
    for entry in entries {
        let kind = match entry.kind {
            TouchType::Merged => "merge",
            TouchType::Unmerged => "undo",
            TouchType::Erased => "erasure",
            _ => continue,
        };
        // What was decided about whom is read with permission of its own; here it is only said that it was.
        let data = serde_json::json!({ "id": entry.id, "seq": entry.seq, "at": entry.at, "type": entry.kind, "actor": entry.actor });
        items.push(Item {
            seq: entry.seq,
            kind,
            data,
        });
    }
    items.sort_by_key(|item| item.seq);
    Ok(items)
}
