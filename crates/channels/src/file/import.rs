//! Importing: a file comes in as a stream, its rows are read on one thread and appended in chunks, several in flight.
//!
//! Each chunk is one transaction: its touches, what the tracking plan had not seen, and how far the import had come when the chunk
//! was sent off. Who sent the file hears of every reject and, four times a second, how far it is; when nobody listens any more
//! the import stops.

mod content;
mod run;

use std::io::{self, Read};
use std::ops::Deref;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kernel::{Currency, Error, ImportId, Result, TouchpointId};
use ledger::Ledger;
use tokio::sync::mpsc;

use self::content::Announced;
use self::run::Running;
use super::register::{self, Counts, New};
use super::row::{Reader, Setting};
use super::{Format, Holds, Mapping, Pair, Reject, Source, guess};
use crate::tracking::Origin;
use crate::tracking::plan::Plan;

/// What is to be imported.
pub struct Request {
    /// What the rows are.
    pub holds: Holds,
    /// The form of the file.
    pub format: Format,
    /// Which column is what; empty: a guess.
    pub mapping: Vec<Pair>,
    /// The name of the file.
    pub name: Option<String>,
    /// The zone of times that say none, by its IANA name.
    pub time_zone: String,
    /// The SHA-256 of the content, when who sends it knows: what lets a stopped import go on.
    pub digest: Option<[u8; 32]>,
    /// The bytes of the content, when who sends it knows: a cut-off file is not taken for its end.
    pub size: Option<u64>,
    /// Reads and checks, and keeps nothing.
    pub dry_run: bool,
    /// Who sends it.
    pub actor: String,
}

/// Where rows are said to come from, and how they are read there.
pub struct Place {
    /// The source and touchpoint of the touches.
    pub origin: Origin,
    /// The id of the touchpoint.
    pub touchpoint: TouchpointId,
    /// The currency of amounts that say none.
    pub currency: Currency,
    /// How identifiers are read.
    pub context: identity::normal::Context,
}

/// What is told of an import while it goes on.
#[derive(Clone, Debug)]
pub enum News {
    /// It began, or goes on after so many rows.
    Begun {
        /// The import; none for a dry run.
        import: Option<ImportId>,
        /// Which column is what.
        mapping: Mapping,
        /// Rows that an earlier run had done.
        resumed_at: u64,
    },
    /// How far it is.
    Progress(Counts),
    /// A row was refused.
    Reject(Reject),
    /// It is done.
    Done {
        /// The import; none for a dry run.
        import: Option<ImportId>,
        /// What became of the rows.
        counts: Counts,
        /// The first rows as they were read, of a dry run: touches without what is personal.
        samples: Vec<serde_json::Value>,
    },
    /// It was stopped.
    Failed {
        /// The import; none for a dry run.
        import: Option<ImportId>,
        /// What became of the rows so far.
        counts: Counts,
        /// Why.
        reason: String,
    },
}

impl News {
    /// The line of JSON that tells it.
    #[must_use]
    pub fn line(&self) -> String {
        let counted = |counts: &Counts| serde_json::json!({"rows": counts.rows, "accepted": counts.accepted, "repeated": counts.repeated, "rejected": counts.rejected});
        let mut value = match self {
            Self::Begun {
                mapping,
                resumed_at,
                ..
            } => {
                serde_json::json!({"mapping": mapping.0.iter().map(ToString::to_string).collect::<Vec<_>>(), "resumed_at": resumed_at})
            }
            Self::Progress(counts) => counted(counts),
            Self::Reject(reject) => serde_json::json!({ "reject": reject }),
            Self::Done { counts, .. } | Self::Failed { counts, .. } => counted(counts),
        };
        match self {
            Self::Begun { import, .. } => value["import"] = serde_json::json!(import),
            Self::Done {
                import, samples, ..
            } => {
                value["done"] = true.into();
                value["import"] = serde_json::json!(import);
                if import.is_none() {
                    value["dry_run"] = true.into();
                    value["samples"] = samples.clone().into();
                }
            }
            Self::Failed { import, reason, .. } => {
                value["done"] = false.into();
                value["import"] = serde_json::json!(import);
                value["failed"] = reason.clone().into();
            }
            Self::Progress(_) | Self::Reject(_) => {}
        }
        let mut line = value.to_string();
        line.push('\n');
        line
    }
}

/// Opens the file and begins: an error is of the request as a whole. What becomes of the rows is told by the receiver; dropping
/// it stops the import.
pub async fn begin<P>(
    ledger: Ledger,
    plan: P,
    request: Request,
    place: Place,
    input: Box<dyn Read + Send>,
) -> Result<mpsc::Receiver<News>>
where
    P: Deref<Target = Plan> + Clone + Send + Sync + 'static,
{
    let zone = TimeZone::get(&request.time_zone).map_err(|_| {
        Error::invalid("timezone", "is not an IANA time zone such as Asia/Shanghai")
    })?;
    let (announced, input) = Announced::of(request.size, request.digest, input);
    let format = request.format;
    let source = tokio::task::spawn_blocking(move || Source::open(format, Box::new(input)))
        .await
        .map_err(Error::internal)?;
    let mut source = source.map_err(|error| unreadable(&error))?;
    let mapping = mapping(&request, &mut source)?;
    let now = ledger.store().env().now();
    let fresh = ImportId::new(ledger.store().env());
    let (import, before) = if request.dry_run {
        (None, Counts::default())
    } else {
        let (id, counts) = note(&ledger, fresh, &request, &place, &mapping).await?;
        (Some(id), counts)
    };
    let setting = Setting {
        holds: request.holds,
        origin: place.origin,
        zone,
        currency: place.currency,
        context: place.context,
        keyring: ledger.store().keyring().clone(),
        received_at: now,
    };
    let id = import.unwrap_or(fresh);
    let reader = Reader::new(setting, plan.clone(), id, source.columns(), &mapping);
    let (news, told) = mpsc::channel(256);
    let (chunks, ready) = mpsc::channel(2);
    let done = before.rows;
    let running = Running::new(ledger, plan, import, before, news);
    let pace = running.pace();
    let work = move || run::work(source, &reader, done, &chunks, &pace);
    let worker = tokio::task::spawn_blocking(work);
    let begun = News::Begun {
        import,
        mapping,
        resumed_at: done,
    };
    tokio::spawn(running.run(begun, ready, worker, announced));
    Ok(told)
}

/// Takes up what was stopped, or notes a new import.
async fn note(
    ledger: &Ledger,
    fresh: ImportId,
    request: &Request,
    place: &Place,
    mapping: &Mapping,
) -> Result<(ImportId, Counts)> {
    let (holds, format, source) = (request.holds, request.format, place.origin.source);
    let resume_key = request.digest.map(|digest| {
        let how = format!("{holds}|{format}|{mapping}|{}|{source}", request.time_zone);
        let whole = [digest.as_slice(), how.as_bytes()].concat();
        ledger.store().keyring().blind("import", &whole)
    });
    let (touchpoint, now) = (place.touchpoint, ledger.store().env().now());
    let texts = Arc::new((
        request.name.clone(),
        mapping.clone(),
        request.time_zone.clone(),
        request.actor.clone(),
    ));
    ledger
        .store()
        .write(move |tx| {
            let texts = texts.clone();
            Box::pin(async move {
                let (name, mapping, time_zone, actor) = &*texts;
                let new = New {
                    name: name.as_deref(),
                    holds,
                    format,
                    touchpoint,
                    source,
                    mapping,
                    time_zone,
                    resume_key,
                    actor,
                    now,
                };
                register::begin(tx, fresh, &new).await
            })
        })
        .await
}

fn unreadable(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::Other => {
            Error::invalid("file", error.to_string())
        }
        _ => Error::invalid("file", format!("cannot be read: {error}")),
    }
}

fn mapping(request: &Request, source: &mut Source) -> Result<Mapping> {
    if source.columns().is_empty() {
        return Err(Error::invalid(
            "file",
            "is empty: it has neither columns nor rows",
        ));
    }
    if request.mapping.is_empty() {
        let guessed = guess::mapping(request.holds, source.columns(), source.samples());
        return match guessed.check(request.holds) {
            Ok(()) => Ok(guessed),
            Err(error) => Err(Error::invalid(
                "map",
                format!(
                    "is not given, and a guess from the columns ({}) {}",
                    source.columns().join(", "),
                    error.message
                ),
            )),
        };
    }
    let mapping = Mapping(request.mapping.clone());
    mapping.check(request.holds)?;
    for pair in &mapping.0 {
        if !source.columns().contains(&pair.column) {
            if !source.may_have_more() {
                let columns = source.columns().join(", ");
                return Err(Error::invalid(
                    "map",
                    format!(
                        "names the column '{}', which the file has not; it has: {columns}",
                        pair.column
                    ),
                ));
            }
            source.add_column(&pair.column);
        }
    }
    Ok(mapping)
}
