//! Exports: all touches or customers as a file, streamed with bounded memory and masked like every screen.
//!
//! Touches are read by `seq` up to where the ledger stood at the beginning; customers by id. Each step is a snapshot of its own,
//! so a long export holds nothing up; what comes in meanwhile is left for the next one.

use std::borrow::Cow;
use std::io::{self, Write};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use channels::file::Format;
use channels::file::out::{Column, Kind, Value, Writer};
use company::{Caller, audit};
use customers::list::{Filter, Scope, Wanted};
use customers::show::{self, Customer, Reveal};
use customers::sight::Sight;
use customers::touch::{self, Touch};
use futures_util::StreamExt;
use kernel::{CustomerId, Error};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::{IntoParams, ToSchema};

use super::listing::{self, Asked};
use crate::app::App;
use crate::caller::{Allowed, CUSTOMERS_EXPORT};
use crate::input::{Json, Query};
use crate::problem::{Answer, Problem};

/// Touches read at a time.
const TOUCHES: usize = 500;
/// Customers read at a time.
const CUSTOMERS: i64 = 200;
/// How long an export waits until it is known whose the newest touches are.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes gathered before they are sent.
const PIECE: usize = 64 << 10;

/// In which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `jsonl` (the default), `csv` or `parquet`.
    #[param(inline)]
    pub(super) format: Option<Format>,
}

/// In which form, and which customers.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CustomersExport {
    /// `jsonl` (the default), `csv` or `parquet`.
    #[schema(inline)]
    format: Option<Format>,
    /// Which customers, all of them without one; in the order in which they began, whatever order it says.
    filter: Filter,
}

pub(super) const fn column(name: &'static str, kind: Kind) -> Column {
    Column {
        name: Cow::Borrowed(name),
        kind,
    }
}

const TOUCH_COLUMNS: &[Column] = &[
    column("id", Kind::Text),
    column("message_id", Kind::Text),
    column("seq", Kind::Int),
    column("source", Kind::Text),
    column("touchpoint", Kind::Text),
    column("channel", Kind::Text),
    column("type", Kind::Text),
    column("event", Kind::Text),
    column("customer_id", Kind::Text),
    column("identities", Kind::Json),
    column("at", Kind::Time),
    column("received_at", Kind::Time),
    column("properties", Kind::Json),
    column("traits", Kind::Json),
    column("context", Kind::Json),
    column("erased", Kind::Bool),
];

fn touch_row(touch: Touch) -> Vec<Value> {
    let word = |word: Option<String>| Value::from(word);
    vec![
        Value::Text(touch.id.to_string()),
        word(touch.message_id),
        Value::Int(touch.seq),
        word(touch.source.map(|id| id.to_string())),
        word(touch.touchpoint.map(|id| id.to_string())),
        word(touch.channel.map(|channel| channel.to_string())),
        Value::Text(touch.kind.to_string()),
        word(touch.event),
        word(touch.customer_id.map(|id| id.to_string())),
        text(&touch.identities),
        Value::Time(touch.at),
        Value::Time(touch.received_at),
        text(&touch.properties),
        text(&touch.traits),
        text(&touch.context),
        Value::Bool(touch.erased),
    ]
}

const CUSTOMER_COLUMNS: &[Column] = &[
    column("id", Kind::Text),
    column("kind", Kind::Text),
    column("known", Kind::Bool),
    column("name", Kind::Text),
    column("created_at", Kind::Time),
    column("first_touch_at", Kind::Time),
    column("last_touch_at", Kind::Time),
    column("touches", Kind::Int),
    column("orders", Kind::Int),
    column("spend", Kind::Json),
    column("channels", Kind::Json),
    column("tags", Kind::Json),
    column("identities", Kind::Json),
    column("attributes", Kind::Json),
    column("merged_from", Kind::Json),
];

fn customer_row(customer: Customer) -> Vec<Value> {
    let time = |at: Option<kernel::Timestamp>| at.map_or(Value::Null, Value::Time);
    vec![
        Value::Text(customer.id.to_string()),
        Value::Text(customer.kind),
        Value::Bool(customer.known),
        Value::from(customer.name),
        Value::Time(customer.created_at),
        time(customer.first_touch_at),
        time(customer.last_touch_at),
        Value::Int(customer.touches),
        Value::Int(customer.orders),
        text(&customer.spend),
        text(&customer.channels),
        text(&customer.tags),
        text(&customer.identities),
        text(&customer.attributes),
        text(&customer.merged_from),
    ]
}

pub(super) fn text(value: &impl Serialize) -> Value {
    serde_json::to_string(value).map_or(Value::Null, Value::Json)
}

/// Exports all touches, in the order of commit.
#[utoipa::path(get, path = "/api/v1/exports/touches", tag = "exports", params(ExportQuery, ("X-Reveal-Reason" = Option<String>, Header, description = "Why values are to be plain; it takes a permission and is kept")),
    responses((status = 200, description = "The file", content((String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"))), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn touches(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_EXPORT>,
    Query(query): Query<ExportQuery>,
) -> Answer<Response> {
    let format = query.format.unwrap_or(Format::Jsonl);
    note(&app, &caller, "touches", format, caller.reveal()).await?;
    let up_to = settled(&app).await?;
    let (rows, reveal, sight) = (
        Rows::open(format, TOUCH_COLUMNS),
        caller.reveal(),
        caller.sight(),
    );
    Ok(answer("touches", format, rows, |rows| async move {
        let (mut seq, ledger) = (0, app.ledger().clone());
        loop {
            let (ledger, sight) = (ledger.clone(), sight.clone());
            let (last, touches) = app
                .store()
                .read(move |tx| {
                    Box::pin(async move {
                        let mut entries = ledger.after(tx, seq, up_to, TOUCHES).await?;
                        let last = entries.last().map(|entry| entry.seq);
                        sight.keep(tx, &mut entries).await?;
                        Ok((last, touch::shown(tx, &ledger, &entries, reveal).await?))
                    })
                })
                .await?;
            let Some(last) = last else { return Ok(()) };
            seq = last;
            rows.send(touches.into_iter().map(touch_row).collect())
                .await?;
        }
    }))
}

/// Exports the customers that a filter lists, all of them without one, in the order in which they began.
#[utoipa::path(get, path = "/api/v1/exports/customers", tag = "exports", params(ExportQuery, Filter, ("X-Reveal-Reason" = Option<String>, Header, description = "Why values are to be plain; it takes a permission and is kept")),
    responses((status = 200, description = "The file", content((String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"))), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn customers(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_EXPORT>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Answer<Response> {
    let asked = Asked::of(pairs)?;
    let format = asked.get("format").map(str::parse).transpose()?;
    let export = CustomersExport {
        format,
        filter: asked.filter,
    };
    let shown = (caller.sight(), caller.reveal());
    send_customers(app, &caller, export, shown).await
}

/// The same, for a filter that is too long for an address, such as a list of customers.
#[utoipa::path(post, path = "/api/v1/exports/customers", tag = "exports", operation_id = "exports_some_customers", request_body = CustomersExport,
    params(("X-Reveal-Reason" = Option<String>, Header, description = "Why values are to be plain; it takes a permission and is kept")),
    responses((status = 200, description = "The file", content((String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"))), (status = 400, body = Problem)))]
pub async fn some_customers(
    State(app): State<App>,
    caller: Allowed<CUSTOMERS_EXPORT>,
    Json(export): Json<CustomersExport>,
) -> Answer<Response> {
    let shown = (caller.sight(), caller.reveal());
    send_customers(app, &caller, export, shown).await
}

async fn send_customers(
    app: App,
    caller: &Caller,
    export: CustomersExport,
    (sight, reveal): (Sight, Reveal),
) -> Answer<Response> {
    let format = export.format.unwrap_or(Format::Jsonl);
    let mut filter = export.filter;
    let scope = *filter.kind.get_or_insert(Scope::All);
    // Whatever is wrong with the filter is told now, not in the middle of a file.
    let (now, asked, seen) = (app.env().now(), filter.clone(), sight.clone());
    app.store()
        .read(move |tx| Box::pin(async move { Wanted::of(tx, &asked, seen, now).await }))
        .await?;
    note(&app, caller, "customers", format, reveal).await?;
    settled(&app).await?;
    let rows = Rows::open(format, CUSTOMER_COLUMNS);
    Ok(answer("customers", format, rows, move |rows| async move {
        let (mut after, mut cursor) = (CustomerId([0; 16]), None);
        loop {
            // Without a filter also those are taken out whom no touch is anchored at, which no list shows.
            let (ids, last) = if filter.is_plain() {
                let ids = next_of_all(&app, after, scope, sight.clone()).await?;
                after = ids.last().copied().unwrap_or(after);
                let last = ids.is_empty();
                (ids, last)
            } else {
                let piece = CUSTOMERS as usize;
                let found =
                    listing::steadily(&app, filter.clone(), sight.clone(), cursor, piece).await?;
                cursor = found.1;
                (found.0, cursor.is_none())
            };
            let store = app.store().clone();
            let customers = app
                .store()
                .read(move |tx| {
                    Box::pin(async move { show::customers(tx, &store, &ids, reveal).await })
                })
                .await?;
            rows.send(customers.into_iter().map(customer_row).collect())
                .await?;
            if last {
                return Ok(());
            }
        }
    }))
}

/// The next of all customers, by id.
async fn next_of_all(
    app: &App,
    after: CustomerId,
    scope: Scope,
    sight: Sight,
) -> kernel::Result<Vec<CustomerId>> {
    let (least, most) = match scope {
        Scope::Known => (1, 1),
        Scope::Anonymous => (0, 0),
        Scope::All => (0, 1),
    };
    app.store()
        .read(move |tx| {
            Box::pin(async move {
                let mut values = store::params![after, least, most, CUSTOMERS].to_vec();
                let seen = sight.of_customers("customers.id", &mut values);
                let sql = format!(
                    "SELECT id FROM customers WHERE id > $1 AND known >= $2 AND known <= $3 AND merged_into IS NULL
                     AND erased_at IS NULL{seen} ORDER BY id LIMIT $4"
                );
                let ids = tx.query(&sql, &values).await?;
                ids.into_iter().map(|mut row| row.take(0)).collect()
            })
        })
        .await
}

/// The `seq` an export goes up to: where the ledger stands now. Waits a little until the readers have come there as well.
pub(super) async fn settled(app: &App) -> Answer<i64> {
    let head = app.store().read(|tx| Box::pin(ledger::head(tx))).await?;
    let mut progress = app.ledger().progress(customers::reader::NAME);
    let deadline = tokio::time::sleep(PATIENCE);
    tokio::pin!(deadline);
    loop {
        progress.mark_unchanged();
        let read = app
            .store()
            .read(|tx| Box::pin(ledger::reader::cursor_of(tx, customers::reader::NAME)))
            .await?;
        if read >= head {
            return Ok(head);
        }
        tokio::select! {
            () = &mut deadline => return Ok(head),
            _ = progress.changed() => {}
        }
    }
}

pub(super) async fn note(
    app: &App,
    caller: &Caller,
    what: &str,
    format: Format,
    reveal: Reveal,
) -> Answer<()> {
    let (env, actor, what) = (app.env().clone(), caller.actor.clone(), what.to_owned());
    let detail = serde_json::json!({"format": format, "plain": reveal == Reveal::Plain});
    app.store()
        .write(move |tx| {
            let (env, actor) = (env.clone(), actor.clone());
            let (what, detail) = (what.clone(), detail.clone());
            Box::pin(async move { audit::record(tx, &env, &actor, "export", what, detail).await })
        })
        .await?;
    Ok(())
}

/// Rows on their way to the thread that writes the file.
pub(super) struct Rows {
    sender: mpsc::Sender<Vec<Vec<Value>>>,
    body: mpsc::Receiver<io::Result<Bytes>>,
    failed: mpsc::Sender<io::Result<Bytes>>,
}

/// Where rows are sent.
pub(super) struct Sender(mpsc::Sender<Vec<Vec<Value>>>);

impl Sender {
    pub(super) async fn send(&self, rows: Vec<Vec<Value>>) -> kernel::Result<()> {
        // No rows at all are the sign of the end, which is not theirs to give.
        if rows.is_empty() {
            return Ok(());
        }
        self.0
            .send(rows)
            .await
            .map_err(|_| Error::Unavailable("who asked for the export is gone".into()))
    }
}

impl Rows {
    pub(super) fn open(format: Format, columns: impl Into<Cow<'static, [Column]>>) -> Self {
        let columns = columns.into();
        let (sender, mut rows) = mpsc::channel::<Vec<Vec<Value>>>(2);
        let (pieces, body) = mpsc::channel(4);
        let failed = pieces.clone();
        tokio::task::spawn_blocking(move || {
            let written = (|| {
                let out = Outgoing {
                    pieces: pieces.clone(),
                    held: Vec::with_capacity(PIECE),
                };
                let mut writer = Writer::new(format, columns, out)?;
                while let Some(some) = rows.blocking_recv() {
                    match some.is_empty() {
                        // The sign that all were sent: without it, a failed export would look like a short one.
                        true => return writer.finish()?.flush(),
                        false => some.into_iter().try_for_each(|row| writer.row(row))?,
                    }
                }
                Err(io::Error::other("the export was stopped"))
            })();
            if let Err(error) = written {
                let _nobody_may_listen = pieces.blocking_send(Err(error));
            }
        });
        Self {
            sender,
            body,
            failed,
        }
    }
}

/// Bytes of a file on their way out.
struct Outgoing {
    pieces: mpsc::Sender<io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        self.pieces
            .blocking_send(Ok(piece.into()))
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// The answer whose rows `send` brings. A failure on the way cuts the answer off, so that nobody takes it for a whole file.
pub(super) fn answer<F>(
    what: &str,
    format: Format,
    rows: Rows,
    send: impl FnOnce(Sender) -> F,
) -> Response
where
    F: Future<Output = kernel::Result<()>> + Send + 'static,
{
    let Rows {
        sender,
        body,
        failed,
    } = rows;
    let end = sender.clone();
    let sending = send(Sender(sender));
    tokio::spawn(async move {
        match sending.await {
            Ok(()) => drop(end.send(Vec::new()).await),
            Err(error) => {
                tracing::warn!(export.error = %error, "an export was stopped");
                let _nobody_may_listen = failed
                    .send(Err(io::Error::other("the export was stopped")))
                    .await;
            }
        }
    });
    let pieces = futures_util::stream::unfold(body, |mut body| async move {
        body.recv().await.map(|piece| (piece, body))
    })
    // Whoever compresses asks once more after the end.
    .fuse();
    let name = format!("attachment; filename=\"{what}.{format}\"");
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}
