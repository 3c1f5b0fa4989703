//! The graph as the tests see it, and what brings it there.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use identity::graph::replay::{Cannot, Point, replay};
use identity::graph::{Link, LinkRule, LinkState, manual};
use kernel::{CustomerId, Error, IdentityId, IdentityKind, MergeId, Result, Timestamp};
use ledger::{Ledger, NewTouch};
use store::{Store, Tx, params, seal};
use testing::{Bed, Source};

use IdentityKind::{AnonymousId, Device, Email, Phone, UserId};

/// Everybody there is in these tests: few enough that they meet.
pub const ALPHABET: &[(IdentityKind, &str)] = &[
    (UserId, "member-1"),
    (UserId, "member-2"),
    (UserId, "member-3"),
    (UserId, "member-4"),
    (Phone, "+8613912345601"),
    (Phone, "+8613912345602"),
    (Phone, "+8613912345603"),
    (Phone, "+8613912345604"),
    (Email, "one@shop.cn"),
    (Email, "two@shop.cn"),
    (Email, "three@shop.cn"),
    (AnonymousId, "visitor-1"),
    (AnonymousId, "visitor-2"),
    (Device, "device-1"),
];

/// A touch at a minute with the letters of the alphabet at these places.
#[derive(Clone, Debug)]
pub struct Meeting {
    pub minute: i64,
    pub letters: Vec<usize>,
}

pub fn touch(store: &Store, number: usize, meeting: &Meeting) -> NewTouch {
    let letters: Vec<_> = meeting
        .letters
        .iter()
        .map(|letter| ALPHABET[*letter])
        .collect();
    let touch = Source::fixed(1).touch(store, &format!("message-{number}"), &letters);
    let at = touch.at.plus_seconds(meeting.minute * 60);
    testing::touches::at(touch, at)
}

/// Appends touches and reads all of them.
pub async fn told(ledger: &Ledger, source: Source, said: &[&[(IdentityKind, &str)]]) {
    for identities in said {
        let number = ledger.head().borrow().to_string();
        let touch = source.touch(ledger.store(), &format!("told-{number}"), identities);
        ledger.append(vec![touch]).await.unwrap();
        testing::read_identities(ledger, 100).await.unwrap();
    }
}

/// Who is one with whom, and what was decided of each link: in words, without ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Each customer's identities, and whether it is known.
    pub customers: BTreeMap<BTreeSet<String>, bool>,
    pub links: BTreeMap<(String, String, String), (LinkState, Option<String>)>,
    pub context: BTreeSet<String>,
    pub cannot: BTreeSet<(String, String)>,
}

impl State {
    pub fn together(&self, one: &str, other: &str) -> bool {
        self.customers
            .keys()
            .any(|part| part.contains(one) && part.contains(other))
    }

    pub fn parts(&self) -> Vec<Vec<&str>> {
        self.customers
            .keys()
            .map(|part| part.iter().map(String::as_str).collect())
            .collect()
    }

    /// What became of the link between two.
    pub fn link(&self, one: &str, other: &str) -> (LinkState, Option<&str>) {
        let (_, (state, reason)) = self
            .links
            .iter()
            .find(|((a, b, _), _)| {
                (a, b) == (&one.to_owned(), &other.to_owned())
                    || (b, a) == (&one.to_owned(), &other.to_owned())
            })
            .unwrap_or_else(|| panic!("no link between {one} and {other}"));
        (*state, reason.as_deref())
    }
}

pub async fn read<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
) -> T {
    store.read(work).await.unwrap()
}

/// The value of every identity.
pub async fn words(store: &Store) -> BTreeMap<IdentityId, String> {
    let keyring = store.keyring().clone();
    read(store, move |tx| {
        async move {
            let mut words = BTreeMap::new();
            for mut row in tx
                .query("SELECT id, key, sealed FROM identities", &[])
                .await?
            {
                let (id, key): (IdentityId, i64) = (row.take(0)?, row.take(1)?);
                let keys = keyring.get(tx, [key]).await?;
                let plain = seal::open(&keys[&key], "identity", &row.take::<Vec<u8>>(2)?)?;
                words.insert(id, String::from_utf8(plain).unwrap());
            }
            Ok(words)
        }
        .boxed()
    })
    .await
}

pub async fn identity(store: &Store, word: &str) -> IdentityId {
    let words = words(store).await;
    *words
        .iter()
        .find(|(_, known)| *known == word)
        .unwrap_or_else(|| panic!("nobody was seen with {word}"))
        .0
}

pub async fn customer(store: &Store, word: &str) -> Option<CustomerId> {
    let id = identity(store, word).await;
    read(store, move |tx| {
        async move {
            tx.query_one("SELECT customer FROM identities WHERE id = $1", params![id])
                .await?
                .take(0)
        }
        .boxed()
    })
    .await
}

pub async fn state(store: &Store) -> State {
    let words = words(store).await;
    read(store, move |tx| {
        async move {
            let sql = "SELECT i.id, i.customer, c.known, i.context FROM identities i LEFT JOIN customers c ON c.id = i.customer";
            let (mut parts, mut context) = (BTreeMap::<CustomerId, (BTreeSet<String>, bool)>::new(), BTreeSet::new());
            for mut row in tx.query(sql, &[]).await? {
                let word = words[&row.take(0)?].clone();
                if let Some(customer) = row.take::<Option<CustomerId>>(1)? {
                    let part = parts.entry(customer).or_default();
                    part.0.insert(word.clone());
                    part.1 = row.take(2)?;
                }
                if row.take(3)? {
                    context.insert(word);
                }
            }
            let mut links = BTreeMap::new();
            for link in stored_links(tx).await? {
                let (a, b) = (words[&link.a].clone(), words[&link.b].clone());
                let pair = if link.rule == LinkRule::SeenTogether && b < a { (b, a) } else { (a, b) };
                links.insert((pair.0, pair.1, format!("{:?}", link.rule)), (link.state, link.reason));
            }
            let mut cannot = BTreeSet::new();
            for one in stored_cannot(tx).await?.into_iter().filter(|one| one.lifted.is_none()) {
                let (a, b) = (words[&one.a].clone(), words[&one.b].clone());
                cannot.insert(if a < b { (a, b) } else { (b, a) });
            }
            Ok(State {
                customers: parts.into_values().collect(),
                links,
                context,
                cannot,
            })
        }
        .boxed()
    })
    .await
}

async fn stored_links(tx: &mut Tx) -> Result<Vec<Link>> {
    let sql = "SELECT a, b, rule, ordinal, source, first_at, last_day, state, reason, merge FROM links ORDER BY a, b, rule";
    tx.query(sql, &[])
        .await?
        .iter_mut()
        .map(manual::read_link)
        .collect()
}

async fn stored_cannot(tx: &mut Tx) -> Result<Vec<Cannot>> {
    let rows = tx
        .query(
            "SELECT a, b, lifted_ordinal FROM cannot_links ORDER BY a, b",
            &[],
        )
        .await?;
    let read = |mut row: store::Row| {
        Ok(Cannot {
            a: row.take(0)?,
            b: row.take(1)?,
            lifted: row.take(2)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Every row of the graph, as it lies in the tables.
pub async fn rows(store: &Store) -> Vec<String> {
    read(store, |tx| {
        async move {
            let mut out = Vec::new();
            for sql in [
                "SELECT id, kind, context, customer, founded, degree FROM identities ORDER BY id",
                "SELECT id, founder, known, merged_into, created_at FROM customers ORDER BY id",
                "SELECT a, b, rule, ordinal, source, first_at, last_day, state, reason, merge FROM links ORDER BY a, b, rule",
                "SELECT id, survivor, other, a, b, rule, seq, at, actor, reason, undone_at, undone_by FROM merges ORDER BY id",
                "SELECT a, b, merge, at, actor, lifted_at, lifted_by, lifted_ordinal FROM cannot_links ORDER BY a, b",
            ] {
                let table = sql.split(" FROM ").nth(1).unwrap_or_default().split(' ').next().unwrap_or_default();
                for row in tx.query(sql, &[]).await? {
                    out.push(format!("{table} {:?}", row.values()));
                }
            }
            Ok(out)
        }
        .boxed()
    })
    .await
}

/// The living graph is what a replay of all its links, in their order, comes to.
pub async fn is_what_a_replay_makes(store: &Store) {
    let (points, links, cannot, customers) = read(store, |tx| {
        async move {
            let sql = "SELECT i.id, i.kind, i.qualifier, i.first_at, i.context, i.founded, c.created_at, i.customer, d.known
                       FROM identities i LEFT JOIN customers c ON c.id = i.founded LEFT JOIN customers d ON d.id = i.customer ORDER BY i.id";
            let (mut points, mut customers) = (Vec::new(), BTreeMap::<CustomerId, (Vec<IdentityId>, bool)>::new());
            for mut row in tx.query(sql, &[]).await? {
                let id = row.take(0)?;
                points.push(Point {
                    id,
                    kind: row.take(1)?,
                    qualifier: row.take(2)?,
                    first_at: row.take(3)?,
                    context: row.take(4)?,
                    founded: row.take::<Option<CustomerId>>(5)?.zip(row.take::<Option<Timestamp>>(6)?),
                });
                if let Some(customer) = row.take::<Option<CustomerId>>(7)? {
                    let part = customers.entry(customer).or_default();
                    part.0.push(id);
                    part.1 = row.take(8)?;
                }
            }
            Ok((points, stored_links(tx).await?, stored_cannot(tx).await?, customers))
        }
        .boxed()
    })
    .await;
    // What the reader has not come to is nobody's yet.
    let mut points = points;
    points.retain(|point| {
        let linked = || {
            links
                .iter()
                .any(|link| [link.a, link.b].contains(&point.id))
        };
        let belongs = || {
            customers
                .values()
                .any(|(members, _)| members.contains(&point.id))
        };
        point.context || point.founded.is_some() || belongs() || linked()
    });
    let outcome = replay(&points, &links, &cannot);
    let mut made: Vec<_> = outcome
        .parts
        .into_iter()
        .map(|part| (part.members, part.known, part.customer))
        .collect();
    let mut living: Vec<_> = customers
        .into_iter()
        .map(|(id, (members, known))| (members, known, Some(id)))
        .collect();
    made.sort();
    living.sort();
    assert_eq!(living, made, "customers, living and replayed");
    let decided = |links: &[Link]| -> BTreeMap<_, _> {
        links
            .iter()
            .map(|link| {
                (
                    (link.a, link.b, link.rule as i64),
                    (link.state, link.reason.clone()),
                )
            })
            .collect()
    };
    assert_eq!(
        decided(&links),
        decided(&outcome.links),
        "links, living and replayed"
    );
}

pub async fn rebuild(ledger: &Ledger) {
    let again = ledger.clone();
    ledger
        .store()
        .write_locked(move |tx| {
            let ledger = again.clone();
            async move { identity::graph::rebuild(tx, &ledger).await }.boxed()
        })
        .await
        .unwrap();
}

pub async fn merge(ledger: &Ledger, one: CustomerId, other: CustomerId) -> Result<manual::Merged> {
    let again = ledger.clone();
    ledger
        .store()
        .write_locked(move |tx| {
            let ledger = again.clone();
            async move { manual::merge(tx, &ledger, one, other, "usr_tester", "the same person").await }.boxed()
        })
        .await
}

pub async fn undo(ledger: &Ledger, merge: MergeId) -> Result<manual::Merged> {
    let again = ledger.clone();
    ledger
        .store()
        .write_locked(move |tx| {
            let ledger = again.clone();
            async move { manual::undo(tx, &ledger, merge, "usr_tester").await }.boxed()
        })
        .await
}

pub async fn mark(ledger: &Ledger, identity: IdentityId, context: bool) {
    let again = ledger.clone();
    ledger
        .store()
        .write_locked(move |tx| {
            let ledger = again.clone();
            async move { manual::mark_context(tx, &ledger, identity, context, "usr_tester").await }
                .boxed()
        })
        .await
        .unwrap();
}

/// The merges that hold, oldest link first: id and the two ends of the link.
pub async fn merges(store: &Store) -> Vec<(MergeId, IdentityId, IdentityId)> {
    read(store, |tx| {
        async move {
            let sql = "SELECT id, a, b FROM merges WHERE undone_at IS NULL ORDER BY seq, a, b";
            tx.query(sql, &[])
                .await?
                .into_iter()
                .map(|mut row| Ok((row.take(0)?, row.take(1)?, row.take(2)?)))
                .collect()
        }
        .boxed()
    })
    .await
}

/// Follows the ledger as the identity reader does, and fails once it has done its work.
pub struct Failing(pub identity::graph::Reader);

impl ledger::reader::Reader for Failing {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn apply<'t>(
        &'t self,
        tx: &'t mut Tx,
        entries: &'t [std::sync::Arc<ledger::Entry>],
    ) -> BoxFuture<'t, Result<()>> {
        async move {
            self.0.apply(tx, entries).await?;
            Err(Error::Unavailable("the test says so".into()))
        }
        .boxed()
    }
}

/// A bed's ledger with nothing in it.
pub async fn fresh(bed: &Bed) -> Ledger {
    bed.wipe().await;
    bed.ledger().await
}
