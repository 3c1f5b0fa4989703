//! The audit record: who changed what, and the proof that nothing in it was changed.

use axum::extract::State;
use company::audit::{self, Entry, Filter};
use kernel::page::Paging;
use kernel::{Cursor, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::caller::{AUDIT_READ, Allowed};
use crate::input::Query;
use crate::problem::Answer;

/// Which entries are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Of this actor: `usr_…`, `tok_…`, `local` or `system`.
    actor: Option<String>,
    /// Of this action, such as `user.create`; with a dot at its end, of all that begin so, such as `user.`.
    action: Option<String>,
    /// Of this object: an id, or a word.
    object: Option<String>,
    /// At this moment or later.
    from: Option<Timestamp>,
    /// Before this moment.
    until: Option<Timestamp>,
    /// Rows in the page: 1 to 500, 50 by default.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

/// An entry, with what its actor is called.
#[derive(Serialize, ToSchema)]
pub struct AuditEntry {
    #[serde(flatten)]
    entry: Entry,
    /// The name of the person or the token.
    actor_name: Option<String>,
}

/// A page of entries.
#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    data: Vec<AuditEntry>,
    next_cursor: Option<Cursor>,
}

/// Lists what was changed, the newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(AuditQuery), responses((status = 200, body = AuditPage)))]
pub async fn list(
    State(app): State<App>,
    _caller: Allowed<AUDIT_READ>,
    Query(query): Query<AuditQuery>,
) -> Answer<axum::Json<AuditPage>> {
    let paging = Paging {
        limit: query.limit.map(|limit| limit as usize),
        cursor: query.cursor,
    };
    let filter = Filter {
        actor: query.actor,
        action: query.action,
        object: query.object,
        from: query.from,
        until: query.until,
    };
    let page = app
        .store()
        .read(move |tx| {
            Box::pin(async move {
                let page = audit::list(tx, &filter, &paging).await?;
                let names = super::actors::names(
                    tx,
                    page.data.iter().map(|entry| entry.actor.clone()).collect(),
                )
                .await?;
                let data = page
                    .data
                    .into_iter()
                    .map(|entry| AuditEntry {
                        actor_name: names.get(&entry.actor).cloned(),
                        entry,
                    })
                    .collect();
                Ok(AuditPage {
                    data,
                    next_cursor: page.next_cursor,
                })
            })
        })
        .await?;
    Ok(axum::Json(page))
}

/// What verifying found.
#[derive(Serialize, ToSchema)]
pub struct AuditVerified {
    /// Whether every entry is as it was written, and none is missing.
    intact: bool,
    /// Entries that are as they were written.
    entries: i64,
    /// The hash of the last of them, to be compared with one that was noted elsewhere.
    head: String,
    /// The first place where the chain is broken.
    broken_at: Option<i64>,
    /// All of that in a line.
    summary: String,
}

/// Proves that no entry was changed or left out.
#[utoipa::path(post, path = "/api/v1/audit/verify", tag = "audit", responses((status = 200, body = AuditVerified)))]
pub async fn verify(
    State(app): State<App>,
    _caller: Allowed<AUDIT_READ>,
) -> Answer<axum::Json<AuditVerified>> {
    let found = audit::verify(app.store()).await?;
    let summary = match (found.broken_at, &found.reason) {
        (None, _) => format!("intact: {} entries, head {}", found.entries, found.head),
        (Some(at), reason) => format!(
            "broken at entry {at}: {}; {} entries before it are intact, head {}",
            reason.as_deref().unwrap_or("it is not as it was written"),
            found.entries,
            found.head
        ),
    };
    Ok(axum::Json(AuditVerified {
        intact: found.broken_at.is_none(),
        entries: found.entries,
        head: found.head,
        broken_at: found.broken_at,
        summary,
    }))
}
