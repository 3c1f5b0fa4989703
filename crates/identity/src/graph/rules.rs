//! What may be one customer: the questions of [`crate::trust`] that the graph asks.

use kernel::{CustomerId, IdentityId, IdentityKind, Timestamp};

use crate::trust;

/// No customer holds more identities than this, whatever links them.
pub const CAP: usize = trust::CLUSTER_CAP as usize;

/// Whether an identifier of this kind says who somebody is; until one does, the customer is anonymous.
#[must_use]
pub const fn names_customer(kind: IdentityKind) -> bool {
    !matches!(
        kind,
        IdentityKind::AnonymousId
            | IdentityKind::Device
            | IdentityKind::Order
            | IdentityKind::Plate
    )
}

/// How many identities of each kind, and within each app or page, a customer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by: Vec<(IdentityKind, i64, u32)>,
    total: u32,
}

impl Counts {
    /// One identity of a kind.
    #[must_use]
    pub fn one(kind: IdentityKind, qualifier: i64) -> Self {
        Self {
            by: vec![(kind, qualifier, 1)],
            total: 1,
        }
    }

    /// Counts `count` more of a kind.
    pub fn add(&mut self, kind: IdentityKind, qualifier: i64, count: u32) {
        match self
            .by
            .iter_mut()
            .find(|(held, within, _)| (*held, *within) == (kind, qualifier))
        {
            Some((_, _, number)) => *number += count,
            None => self.by.push((kind, qualifier, count)),
        }
        self.total += count;
    }

    /// Both together.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (kind, qualifier, count) in &other.by {
            self.add(*kind, *qualifier, *count);
        }
        self
    }

    /// Why a customer may not hold these, if it may not.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        if self.total > trust::CLUSTER_CAP {
            return Some(format!("cap:{CAP}"));
        }
        // The first by kind, so that the reason does not depend on the order in which they were counted.
        let broken = self
            .by
            .iter()
            .filter(|(kind, _, count)| *count > trust::rule(*kind).limit);
        broken
            .map(|(kind, _, _)| *kind)
            .min()
            .map(|kind| format!("limit:{kind}:{}", trust::rule(kind).limit))
    }

    /// Whether so many of a kind are held that [`window_refusal`] has to look at when they came.
    #[must_use]
    pub fn needs_window(&self) -> bool {
        self.by.iter().any(|(kind, _, count)| {
            trust::rule(*kind)
                .window
                .is_some_and(|window| *count > u32::from(window.limit))
        })
    }
}

/// Why a customer may not have gained these at these times, if it may not.
#[must_use]
pub fn window_refusal(held: &[(IdentityKind, Timestamp)]) -> Option<String> {
    IdentityKind::ALL.iter().find_map(|kind| {
        let window = trust::rule(*kind).window?;
        let limit = usize::from(window.limit);
        let mut times: Vec<i64> = held
            .iter()
            .filter(|(of, _)| of == kind)
            .map(|(_, at)| at.0)
            .collect();
        times.sort_unstable();
        let span = i64::from(window.days) * Timestamp::DAY;
        let crowded = times
            .windows(limit + 1)
            .any(|some| some[limit] - some[0] < span);
        crowded.then(|| format!("window:{kind}:{limit}/{}d", window.days))
    })
}

/// What decides which of two customers goes on: the known one, then the older, then the smaller id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether something names it.
    pub known: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// Which it is.
    pub id: CustomerId,
}

impl Standing {
    /// Whether this one goes on when both turn out to be one.
    #[must_use]
    pub fn outlives(&self, other: &Self) -> bool {
        (!self.known, self.created_at, self.id) < (!other.known, other.created_at, other.id)
    }
}

/// The order of two identities in a link: the smaller number first.
#[must_use]
pub fn ordered(a: IdentityId, b: IdentityId) -> (IdentityId, IdentityId) {
    if a <= b { (a, b) } else { (b, a) }
}
