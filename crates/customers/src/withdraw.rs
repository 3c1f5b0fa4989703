//! Taking touches back: what an import brought by mistake counts nowhere any more.
//!
//! Purpose: some touches of the import at a time are marked in the ledger, the graph is brought to what is left, and what was
//! counted and told through them is counted and told again from the touches that stand.
//! Invariants: a step is one transaction, begun when the readers have read all of the import; afterwards everything kept is what
//! a rebuild would make of the ledger; what people here wrote of a customer stays with its identities, and is there again when
//! they are seen again.

use std::collections::BTreeSet;

use identity::graph::{self, withdraw as graph_withdraw};
use kernel::{CustomerId, IdentityId, Result};
use ledger::{Entry, Ledger, reader, reanchor};
use store::{Tx, params};

use crate::edit::{Rows, members};
use crate::figures::Counting;
use crate::reader::NAME;
use crate::{count, facts, orders, places, profile, quality};

/// Touches of one identity that are read again at a time.
const PAGE: i64 = 500;

/// What is counted and told again. What people here said of the identity stays.
const EMPTIED: [&str; 6] = [
    "DELETE FROM identity_touchpoints WHERE identity = ANY($1)",
    "DELETE FROM day_numbers WHERE identity = ANY($1)",
    "DELETE FROM identity_numbers WHERE identity = ANY($1)",
    "DELETE FROM name_tokens WHERE identity = ANY($1) AND decided = 0",
    "DELETE FROM memberships WHERE member = ANY($1) AND decided = 0",
    "DELETE FROM facts WHERE identity = ANY($1) AND source <> 0",
];

/// Keeps the readers out, and says whether they have read all up to `seq` and no touches are being moved meanwhile.
pub async fn ready(tx: &mut Tx, seq: i64) -> Result<bool> {
    for name in [graph::NAME, NAME, places::NAME] {
        tx.execute(
            "UPDATE readers SET seq = seq WHERE name = $1",
            params![name],
        )
        .await?;
    }
    let moving = "SELECT COUNT(*) FROM reanchor_jobs WHERE finished_at IS NULL";
    let moving: i64 = tx.query_one(moving, &[]).await?.take(0)?;
    Ok(moving == 0 && reader::cursor_of(tx, NAME).await? >= seq)
}

/// Takes these touches back. Only when [`ready`] said so in the same transaction.
pub async fn step(tx: &mut Tx, ledger: &Ledger, touches: &[Entry], actor: &str) -> Result<()> {
    if touches.is_empty() {
        return Ok(());
    }
    ledger::withdraw::take_back(ledger, tx, touches).await?;
    let anchors: BTreeSet<IdentityId> = touches.iter().filter_map(|touch| touch.anchor).collect();
    let mut about: BTreeSet<IdentityId> = own(tx, touches).await?;
    about.extend(&anchors);
    let list: Vec<i64> = anchors.iter().map(|id| id.0).collect();
    let mut affected: BTreeSet<CustomerId> = profile::customers_of(tx, list.clone())
        .await?
        .into_iter()
        .collect();

    for sql in EMPTIED {
        tx.execute(sql, params![list.clone()]).await?;
    }
    let ordered = orders::take_back(tx, touches).await?;
    let left = again(tx, ledger, &about, &anchors).await?;
    let mut figures = Counting::default();
    touches.iter().for_each(|touch| figures.take_back(touch));
    figures.keep(tx).await?;
    places::take_back(tx, touches).await?;

    affected.extend(graph_withdraw::withdraw(tx, ledger, touches, &left, actor).await?);
    affected.extend(profile::customers_of(tx, list.into_iter().chain(ordered).collect()).await?);
    profile::renew(tx, affected.iter().copied().collect()).await?;
    quality::renew(tx, ledger.store(), &affected).await
}

/// The identities of the touches that are somebody's own.
async fn own(tx: &mut Tx, touches: &[Entry]) -> Result<BTreeSet<IdentityId>> {
    let ids: BTreeSet<i64> = touches
        .iter()
        .flat_map(|touch| touch.identities.iter().map(|id| id.0))
        .collect();
    let sql = "SELECT id FROM identities WHERE id = ANY($1) AND context = 0 AND key IS NOT NULL";
    tx.query(sql, params![ids.into_iter().collect::<Vec<_>>()])
        .await?
        .into_iter()
        .map(|mut row| row.take(0))
        .collect()
}

/// Reads the touches that are left of these identities, up to where the readers stand: counts and tells again those of
/// `anchors`, and answers what all of them still say of who is who.
async fn again(
    tx: &mut Tx,
    ledger: &Ledger,
    about: &BTreeSet<IdentityId>,
    anchors: &BTreeSet<IdentityId>,
) -> Result<graph_withdraw::Left> {
    let decided = reader::cursor_of(tx, graph::NAME).await?;
    let counted = reader::cursor_of(tx, NAME).await?;
    let mut left = graph_withdraw::Left::default();
    for identity in about {
        let mut place = (i64::MIN, 0);
        loop {
            let touches = reanchor::anchored_at(ledger, tx, *identity, place, PAGE).await?;
            let Some(last) = touches.last() else { break };
            place = (last.at.0, last.seq);
            let whole = i64::try_from(touches.len()).unwrap_or(i64::MAX) < PAGE;
            touches
                .iter()
                .filter(|touch| touch.seq <= decided)
                .for_each(|touch| left.see(touch));
            if anchors.contains(identity) {
                let touches: Vec<&Entry> = touches
                    .iter()
                    .filter(|touch| touch.seq <= counted)
                    .collect();
                tell(tx, ledger, &touches).await?;
            }
            if whole {
                break;
            }
        }
    }
    Ok(left)
}

async fn tell(tx: &mut Tx, ledger: &Ledger, touches: &[&Entry]) -> Result<()> {
    count::add(tx, touches).await?;
    let (mut told, mut rows) = (Vec::new(), Rows::default());
    for touch in touches {
        told.extend(facts::told_by(touch)?);
        members::told(ledger.store().keyring(), &mut rows, touch);
    }
    facts::keep(tx, ledger.store(), told).await?;
    rows.write(tx, ledger.store()).await
}
