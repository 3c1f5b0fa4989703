//! Which identities are one customer: all links in the order they came, each accepted unless a rule forbids it.
//!
//! Pure. It is what the reader does link by link, done over a whole neighbourhood: when a merge is undone or an identity
//! turns out to be context, the neighbourhood is replayed, so it ends as if the merge, or the context links, had never
//! been. The method is Kruskal's (1956) with constraints: a union-find over points, edges in a fixed order.

use std::collections::{BTreeMap, HashMap};

use kernel::{CustomerId, IdentityId, IdentityKind, Timestamp};

use super::effects::{Link, LinkRule, LinkState};
use super::rules::{Counts, Standing, names_customer, window_refusal};

/// An identity as the replay sees it.
#[derive(Clone, Debug)]
pub struct Point {
    /// Which.
    pub id: IdentityId,
    /// Its kind.
    pub kind: IdentityKind,
    /// The app or page its limit is counted within.
    pub qualifier: i64,
    /// When it was first seen.
    pub first_at: Timestamp,
    /// Whether many share it: then no link of it joins.
    pub context: bool,
    /// The customer that began with it, and when.
    pub founded: Option<(CustomerId, Timestamp)>,
}

/// Two identities that must not end in one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cannot {
    /// One.
    pub a: IdentityId,
    /// The other.
    pub b: IdentityId,
    /// Where a person lifted it: links after this ordinal, and the person's own at it, are free of it.
    pub lifted: Option<i64>,
}

impl Cannot {
    fn binds(&self, link: &Link) -> bool {
        self.lifted.is_none_or(|lifted| {
            link.ordinal < lifted || link.ordinal == lifted && link.rule != LinkRule::Person
        })
    }
}

/// The place of a link in the order. A person's stands behind all that had been read when it was made.
#[must_use]
pub const fn order(link: &Link) -> (i64, i64, Timestamp, IdentityId, IdentityId) {
    (
        link.ordinal,
        link.rule as i64,
        link.first_at,
        link.a,
        link.b,
    )
}

/// One customer that came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its identities, sorted.
    pub members: Vec<IdentityId>,
    /// The customer it is; none when nothing in it ever founded one.
    pub customer: Option<CustomerId>,
    /// Whether something names it.
    pub known: bool,
}

/// What a replay came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The customers, by their smallest identity.
    pub parts: Vec<Part>,
    /// Each link with its state now.
    pub links: Vec<Link>,
    /// Each link that joined two customers: its place in `links`, who goes on, who is merged into it.
    pub merges: Vec<(usize, CustomerId, CustomerId)>,
}

struct Group {
    members: Vec<IdentityId>,
    counts: Counts,
    held: Vec<(IdentityKind, Timestamp)>,
    known: bool,
    standing: Option<Standing>,
}

/// Replays `links` over `points`. Links must have both ends among the points; undone ones stay undone.
#[must_use]
pub fn replay(points: &[Point], links: &[Link], cannot: &[Cannot]) -> Outcome {
    let mut groups: Vec<Group> = Vec::with_capacity(points.len());
    let mut place: HashMap<IdentityId, usize> = HashMap::with_capacity(points.len());
    let mut context: HashMap<IdentityId, bool> = HashMap::with_capacity(points.len());
    for point in points {
        let known = names_customer(point.kind) && !point.context;
        let standing = point
            .founded
            .filter(|_| !point.context)
            .map(|(id, created_at)| Standing {
                known,
                created_at,
                id,
            });
        place.insert(point.id, groups.len());
        context.insert(point.id, point.context);
        let (counts, held) = (
            Counts::one(point.kind, point.qualifier),
            vec![(point.kind, point.first_at)],
        );
        groups.push(Group {
            members: vec![point.id],
            counts,
            held,
            known,
            standing,
        });
    }
    let mut links = links.to_vec();
    links.sort_by_key(order);
    let mut outcome = Outcome::default();
    for (index, link) in links.iter_mut().enumerate() {
        if link.rule != LinkRule::Person {
            link.merge = None;
        }
        if link.state == LinkState::Undone {
            continue;
        }
        let (Some(&left), Some(&right)) = (place.get(&link.a), place.get(&link.b)) else {
            continue;
        };
        if left == right {
            (link.state, link.reason) = (LinkState::Joins, None);
            continue;
        }
        if let Some(reason) = forbidden(
            link,
            &context,
            &place,
            &groups[left],
            &groups[right],
            cannot,
        ) {
            (link.state, link.reason) = (LinkState::Refused, Some(reason));
            continue;
        }
        (link.state, link.reason) = (LinkState::Joins, None);
        if let Some((survivor, other)) = unite(&mut groups, &mut place, left, right, link) {
            outcome.merges.push((index, survivor, other));
        }
    }
    let mut parts: BTreeMap<IdentityId, Part> = BTreeMap::new();
    for group in groups.iter_mut().filter(|group| !group.members.is_empty()) {
        group.members.sort_unstable();
        let customer = group.standing.map(|standing| standing.id);
        let members = std::mem::take(&mut group.members);
        if context.get(&members[0]) != Some(&true) {
            parts.insert(
                members[0],
                Part {
                    members,
                    customer,
                    known: group.known,
                },
            );
        }
    }
    outcome.parts = parts.into_values().collect();
    outcome.links = links;
    outcome
}

fn forbidden(
    link: &Link,
    context: &HashMap<IdentityId, bool>,
    place: &HashMap<IdentityId, usize>,
    left: &Group,
    right: &Group,
    cannot: &[Cannot],
) -> Option<String> {
    if [link.a, link.b]
        .iter()
        .any(|end| context.get(end) == Some(&true))
    {
        return Some("context".into());
    }
    // A person may see what a limit cannot.
    let by_rule = link.rule != LinkRule::Person;
    let counts = by_rule.then(|| left.counts.clone().with(&right.counts));
    if let Some(reason) = counts.as_ref().and_then(Counts::refusal) {
        return Some(reason);
    }
    let (here, there) = (place.get(&link.a), place.get(&link.b));
    let split = cannot.iter().filter(|one| one.binds(link)).any(|one| {
        let (a, b) = (place.get(&one.a), place.get(&one.b));
        a.is_some() && b.is_some() && ((a, b) == (here, there) || (b, a) == (here, there))
    });
    if split {
        return Some("cannot_link".into());
    }
    counts
        .filter(Counts::needs_window)
        .and_then(|_| window_refusal(&[left.held.as_slice(), right.held.as_slice()].concat()))
}

/// Puts two groups together; answers who goes on and who is merged, when both were customers.
fn unite(
    groups: &mut [Group],
    place: &mut HashMap<IdentityId, usize>,
    left: usize,
    right: usize,
    link: &Link,
) -> Option<(CustomerId, CustomerId)> {
    let (big, small) = if groups[left].members.len() >= groups[right].members.len() {
        (left, right)
    } else {
        (right, left)
    };
    let moved = std::mem::take(&mut groups[small].members);
    for member in &moved {
        place.insert(*member, big);
    }
    let (counts, known) = (
        std::mem::take(&mut groups[small].counts),
        groups[small].known,
    );
    let held = std::mem::take(&mut groups[small].held);
    let (of_left, of_right) = (groups[left].standing, groups[right].standing);
    let group = &mut groups[big];
    group.members.extend(moved);
    group.counts = std::mem::take(&mut group.counts).with(&counts);
    group.held.extend(held);
    group.known |= known;
    let known = group.known;
    let (standing, merged) = match (of_left, of_right) {
        (Some(left), Some(right)) => {
            // A person names the survivor: the first end of the link.
            let left_goes_on = if link.rule == LinkRule::Person {
                true
            } else {
                left.outlives(&right)
            };
            let (survivor, other) = if left_goes_on {
                (left, right)
            } else {
                (right, left)
            };
            (Some(survivor), Some((survivor.id, other.id)))
        }
        (left, right) => (left.or(right), None),
    };
    group.standing = standing.map(|standing| Standing { known, ..standing });
    merged
}
