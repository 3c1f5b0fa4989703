//! Consent: what customers agreed to and what they took back, entry by entry.
//!
//! Purpose: the ledger of consents, and the one question that everything outgoing asks: [`allowed`].
//! Invariants:
//! - an entry is never changed; what a customer agreed to is what the newest entry over all its identities says;
//! - a withdrawal wins over every older grant, whichever identity it came with, and over one of the same moment;
//! - silence is no consent: without an entry nothing is allowed;
//! - an entry is in force in the transaction that records it, and is a decision of the ledger, so a rebuild makes it again.
//!
//! To add a legal basis: a variant of [`Basis`]. Purposes are words that a company chooses; separate consents (sensitive data,
//! sharing with others, sending abroad) are purposes of their own.

mod standing;

use kernel::{Channel, ConsentId, CustomerId, Error, IdentityId, Result, Timestamp, TouchType};
use ledger::{Decision, Entry, Ledger};
use serde::{Deserialize, Serialize};
use store::{Store, Tx, Value, params};

use crate::edit::keys_of;
use crate::subject;

pub use standing::{Standing, StandingChange, Standings, if_one, of};

/// The longest evidence.
const LONGEST_EVIDENCE: usize = 10_000;

/// Why data may be used (GDPR article 6, PIPL article 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The customer agreed.
    Consent,
    /// A contract with the customer needs it.
    Contract,
    /// A law demands it.
    LegalObligation,
    /// Somebody's life depends on it.
    VitalInterest,
    /// A task in the public interest.
    PublicTask,
    /// An interest that outweighs the customer's; not in China.
    LegitimateInterest,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConsentState)]
pub enum State {
    /// It was given.
    Given,
    /// It was taken back, or objected to.
    Withdrawn,
}

/// Who gave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The customer.
    #[default]
    Oneself,
    /// A parent or guardian: under 14 in China.
    Guardian,
}

/// An entry as it is offered.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NewConsent {
    /// Given or withdrawn.
    pub state: State,
    /// What for: small letters, digits and underscores, such as `marketing`.
    pub purpose: String,
    /// On which channel; null for every one.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// On what legal basis.
    pub basis: Basis,
    /// Who answers for it, when it is not the company itself.
    #[serde(default)]
    pub controller: String,
    /// The version of the notice that was shown.
    #[serde(default)]
    pub notice_version: Option<String>,
    /// The language it was shown in.
    #[serde(default)]
    pub notice_language: Option<String>,
    /// How: `form`, `agent`, `sms_reply`, `import` …
    pub method: String,
    /// By whom.
    #[serde(default)]
    pub given_by: GivenBy,
    /// Until when it holds.
    #[serde(default)]
    pub valid_until: Option<Timestamp>,
    /// What shows it, such as the words that were ticked; kept sealed.
    #[serde(skip_serializing, default)]
    pub evidence: Option<String>,
    /// When it was given or taken back; now, unless it is told later.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// An entry of the ledger of consents.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// The identity it came with.
    pub identity: IdentityId,
    /// What it says.
    #[serde(flatten)]
    pub said: NewConsent,
    /// What shows it; null once erased.
    pub evidence: Option<String>,
    /// Who recorded it.
    pub actor: String,
}

/// The answer to whether something is allowed, and the entry that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Verdict {
    /// Whether it is.
    pub allowed: bool,
    /// `given`, `withdrawn`, `expired` or `silence`.
    pub because: &'static str,
    /// The entry.
    pub consent: Option<ConsentId>,
}

#[derive(Serialize, Deserialize)]
struct Recorded {
    id: ConsentId,
    #[serde(flatten)]
    said: NewConsent,
}

/// Whom a consent is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A customer, as a person here speaks of it.
    Customer(CustomerId),
    /// The identity it came with: the number that answered STOP, the mailbox whose link was clicked.
    Identity(IdentityId),
}

/// Records an entry; it is in force at once.
pub async fn record(
    tx: &mut Tx,
    ledger: &Ledger,
    of: Of,
    said: NewConsent,
    actor: &str,
) -> Result<ConsentId> {
    check(&said)?;
    let store = ledger.store();
    let (identity, number, key) = match of {
        Of::Customer(customer) => {
            let subject = subject::of(tx, store, customer).await?;
            (subject.identity, subject.number, subject.key)
        }
        Of::Identity(identity) => {
            let keys = keys_of(tx, store, vec![identity.0]).await?;
            let (number, key) = keys
                .get(&identity)
                .copied()
                .ok_or(Error::NotFound("identity"))?;
            (identity, number, key)
        }
    };
    let now = store.env().now();
    let id = ConsentId::new(store.env());
    let recorded = Recorded {
        id,
        said: NewConsent {
            at: Some(said.at.unwrap_or(now).min(now)),
            ..said
        },
    };
    let evidence = recorded
        .said
        .evidence
        .as_ref()
        .map(|text| serde_json::json!({ "evidence": text }).to_string());
    let decision = Decision {
        kind: TouchType::Consent,
        at: now,
        actor: actor.to_owned(),
        anchor: Some(identity),
        properties: serde_json::to_string(&recorded).map_err(Error::internal)?,
        personal: evidence.map(|text| (number, key, text)),
    };
    let seq = ledger.decide(tx, vec![decision]).await?;
    keep(tx, store, identity, seq, recorded, actor).await?;
    Ok(id)
}

fn check(said: &NewConsent) -> Result<()> {
    let word = |text: &str| {
        !text.is_empty()
            && text.len() <= 60
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if !word(&said.purpose) {
        return Err(Error::invalid(
            "purpose",
            "is not a word of small letters, digits and underscores, such as marketing",
        ));
    }
    if !word(&said.method) {
        return Err(Error::invalid(
            "method",
            "is not a word of small letters, digits and underscores, such as form",
        ));
    }
    if said.controller.len() > 200
        || [&said.notice_version, &said.notice_language]
            .into_iter()
            .flatten()
            .any(|text| text.len() > 100)
    {
        return Err(Error::invalid(
            "notice_version",
            "the notice or the controller is told in too many words",
        ));
    }
    if said
        .evidence
        .as_ref()
        .is_some_and(|text| text.len() > LONGEST_EVIDENCE)
    {
        return Err(Error::invalid(
            "evidence",
            format!("is longer than {LONGEST_EVIDENCE} bytes"),
        ));
    }
    Ok(())
}

/// Carries out what the reader finds recorded.
pub(crate) async fn take(tx: &mut Tx, store: &Store, entry: &Entry) -> Result<()> {
    let (TouchType::Consent, Some(identity), Some(text)) = (
        entry.kind,
        entry.identities.first(),
        entry.properties.as_deref(),
    ) else {
        return Ok(());
    };
    let mut recorded: Recorded = serde_json::from_str(text).map_err(Error::internal)?;
    if let Some(personal) = entry.personal.text() {
        let personal: serde_json::Value =
            serde_json::from_str(personal).map_err(Error::internal)?;
        recorded.said.evidence = personal["evidence"].as_str().map(str::to_owned);
    }
    keep(
        tx,
        store,
        *identity,
        entry.seq,
        recorded,
        entry.actor.as_deref().unwrap_or_default(),
    )
    .await
}

async fn keep(
    tx: &mut Tx,
    store: &Store,
    identity: IdentityId,
    seq: i64,
    recorded: Recorded,
    actor: &str,
) -> Result<()> {
    let said = recorded.said;
    let (number, sealed) = match &said.evidence {
        Some(text) => match keys_of(tx, store, vec![identity.0]).await?.get(&identity) {
            Some((number, key)) => (
                Value::from(*number),
                Value::from(store.keyring().seal(key, "evidence", text.as_bytes())?),
            ),
            None => (Value::Null, Value::Null),
        },
        None => (Value::Null, Value::Null),
    };
    let sql = "INSERT INTO consents (id, identity, seq, at, state, purpose, channel, basis, controller, notice_version,
               notice_language, method, given_by, valid_until, actor, key, evidence)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (id) DO NOTHING";
    let values = params![
        recorded.id,
        identity,
        seq,
        said.at.unwrap_or_default(),
        word(&said.state)?,
        said.purpose,
        said.channel,
        word(&said.basis)?,
        said.controller,
        said.notice_version,
        said.notice_language,
        said.method,
        word(&said.given_by)?,
        said.valid_until,
        actor,
        number,
        sealed
    ];
    tx.execute(sql, values).await.map(|_| ())
}

/// The word that stands for a variant, on the wire and in the table.
fn word<T: Serialize>(variant: &T) -> Result<String> {
    match serde_json::to_value(variant).map_err(Error::internal)? {
        serde_json::Value::String(word) => Ok(word),
        _ => Err(Error::internal("a variant has no word")),
    }
}

fn variant<T: serde::de::DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(Error::internal)
}

/// Whether a customer may be contacted for a purpose on a channel. Asked in the transaction that claims the message.
pub async fn allowed(
    tx: &mut Tx,
    customer: CustomerId,
    purpose: &str,
    channel: Channel,
    now: Timestamp,
) -> Result<Verdict> {
    let root = identity::graph::manual::root(tx, customer).await?;
    let sql = "SELECT c.id, c.state, c.valid_until FROM consents c JOIN identities i ON i.id = c.identity
               WHERE i.customer = $1 AND c.purpose = $2 AND (c.channel IS NULL OR c.channel = $3) AND c.at <= $4
               ORDER BY c.at DESC, CASE WHEN c.state = 'withdrawn' THEN 0 ELSE 1 END, c.seq DESC LIMIT 1";
    let row = match root {
        Some(root) => {
            tx.query_opt(sql, params![root, purpose, channel, now])
                .await?
        }
        None => None,
    };
    let Some(mut row) = row else {
        return Ok(Verdict {
            allowed: false,
            because: "silence",
            consent: None,
        });
    };
    let consent = Some(row.take(0)?);
    let state: State = variant(row.take(1)?)?;
    let until: Option<Timestamp> = row.take(2)?;
    let because = match state {
        State::Withdrawn => "withdrawn",
        State::Given if until.is_some_and(|until| until <= now) => "expired",
        State::Given => "given",
    };
    Ok(Verdict {
        allowed: because == "given",
        because,
        consent,
    })
}
