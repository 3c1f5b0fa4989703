//! How a customer stands to everything it was ever asked, for the screen and the export.

use std::collections::BTreeMap;

use kernel::{Channel, CustomerId, Error, Result, Timestamp};
use serde::Serialize;
use store::{Store, Tx, params, seal};

use super::{Consent, NewConsent, State, Verdict, variant};

/// How a customer stands to one purpose on one channel.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Standing {
    /// What for.
    pub purpose: String,
    /// On which channel; null where no channel was spoken of apart.
    pub channel: Option<Channel>,
    /// Whether it is allowed now.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// How a customer stands, and every entry that led there.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Standings {
    /// How it stands now.
    pub now: Vec<Standing>,
    /// Every entry over all its identities, the newest first.
    pub history: Vec<Consent>,
}

/// How a customer stands to everything it was ever asked.
pub async fn of(
    tx: &mut Tx,
    store: &Store,
    customer: CustomerId,
    now: Timestamp,
) -> Result<Standings> {
    let history = history(tx, store, customer).await?;
    let mut standings = Vec::new();
    for (purpose, channel) in asked(&history) {
        let verdict = judge(&history, &purpose, channel, now);
        standings.push(Standing {
            purpose,
            channel,
            verdict,
        });
    }
    Ok(Standings {
        now: standings,
        history,
    })
}

/// Everything these entries speak of: purposes, and channels where they are spoken of apart.
fn asked(history: &[Consent]) -> Vec<(String, Option<Channel>)> {
    let asked: BTreeMap<(String, i64), Option<Channel>> = history
        .iter()
        .map(|one| {
            (
                (
                    one.said.purpose.clone(),
                    one.said.channel.map_or(0, Channel::code),
                ),
                one.said.channel,
            )
        })
        .collect();
    asked
        .into_iter()
        .map(|((purpose, _), channel)| (purpose, channel))
        .collect()
}

/// What a merge would change of how a customer stands to one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StandingChange {
    /// What for.
    pub purpose: String,
    /// On which channel; null where no channel was spoken of apart.
    pub channel: Option<Channel>,
    /// How the customer that goes on stands now.
    pub before: Verdict,
    /// How it would stand.
    pub after: Verdict,
}

/// How standing would change for one customer if another's entries were its own too.
pub async fn if_one(
    tx: &mut Tx,
    store: &Store,
    survivor: CustomerId,
    other: CustomerId,
    now: Timestamp,
) -> Result<Vec<StandingChange>> {
    let before = history(tx, store, survivor).await?;
    let mut after = before.clone();
    after.extend(history(tx, store, other).await?);
    after.sort_by_key(|one| {
        let is_given = one.said.state == State::Given;
        (std::cmp::Reverse(one.said.at), is_given)
    });
    let changes = asked(&after).into_iter().map(|(purpose, channel)| {
        let before = judge(&before, &purpose, channel, now);
        let after = judge(&after, &purpose, channel, now);
        StandingChange {
            purpose,
            channel,
            before,
            after,
        }
    });
    Ok(changes
        .filter(|change| change.before.because != change.after.because)
        .collect())
}

/// The same rule as [`allowed`], over entries that were read, the newest first.
fn judge(history: &[Consent], purpose: &str, channel: Option<Channel>, now: Timestamp) -> Verdict {
    let counts = |one: &&Consent| {
        one.said.purpose == purpose
            && (one.said.channel.is_none() || one.said.channel == channel)
            && one.said.at.is_some_and(|at| at <= now)
    };
    match history.iter().find(counts) {
        None => Verdict {
            allowed: false,
            because: "silence",
            consent: None,
        },
        Some(one) => {
            let expired = one.said.valid_until.is_some_and(|until| until <= now);
            let because = match one.said.state {
                State::Withdrawn => "withdrawn",
                State::Given if expired => "expired",
                State::Given => "given",
            };
            Verdict {
                allowed: because == "given",
                because,
                consent: Some(one.id),
            }
        }
    }
}

async fn history(tx: &mut Tx, store: &Store, customer: CustomerId) -> Result<Vec<Consent>> {
    let sql = "SELECT c.id, c.identity, c.at, c.state, c.purpose, c.channel, c.basis, c.controller, c.notice_version, c.notice_language,
               c.method, c.given_by, c.valid_until, c.actor, c.key, c.evidence
               FROM consents c JOIN identities i ON i.id = c.identity WHERE i.customer = $1
               ORDER BY c.at DESC, CASE WHEN c.state = 'withdrawn' THEN 0 ELSE 1 END, c.seq DESC";
    let mut read = Vec::new();
    for mut row in tx.query(sql, params![customer]).await? {
        let said = NewConsent {
            at: row.take(2)?,
            state: variant(row.take(3)?)?,
            purpose: row.take(4)?,
            channel: row.take(5)?,
            basis: variant(row.take(6)?)?,
            controller: row.take(7)?,
            notice_version: row.take(8)?,
            notice_language: row.take(9)?,
            method: row.take(10)?,
            given_by: variant(row.take(11)?)?,
            valid_until: row.take(12)?,
            evidence: None,
        };
        let consent = Consent {
            id: row.take(0)?,
            identity: row.take(1)?,
            said,
            evidence: None,
            actor: row.take(13)?,
        };
        read.push((
            consent,
            row.take::<Option<i64>>(14)?,
            row.take::<Option<Vec<u8>>>(15)?,
        ));
    }
    let keys = store
        .keyring()
        .get(
            tx,
            read.iter()
                .filter_map(|(_, number, _)| *number)
                .collect::<Vec<_>>(),
        )
        .await?;
    let mut history = Vec::with_capacity(read.len());
    for (mut consent, number, sealed) in read {
        if let (Some(key), Some(sealed)) = (number.and_then(|number| keys.get(&number)), sealed) {
            consent.evidence = Some(
                String::from_utf8(seal::open(key, "evidence", &sealed)?)
                    .map_err(Error::internal)?,
            );
        }
        history.push(consent);
    }
    Ok(history)
}
