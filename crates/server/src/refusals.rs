//! The newest refusals of each source, in memory, for whoever debugs a source: why an event was not kept.

use std::collections::{HashMap, VecDeque};

use channels::tracking::Refused;
use kernel::Timestamp;
use parking_lot::Mutex;
use serde::Serialize;
use utoipa::ToSchema;

/// Kept for each source.
const MOST: usize = 100;

/// One refused event, without its values.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Refusal {
    /// When.
    pub at: Timestamp,
    /// The source's own id of it.
    pub message_id: Option<String>,
    /// Which field is wrong.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// The newest refusals.
#[derive(Default)]
pub struct Refusals(Mutex<HashMap<i64, VecDeque<Refusal>>>);

impl Refusals {
    pub(crate) fn note(&self, source: i64, at: Timestamp, refused: &[Refused]) {
        let mut all = self.0.lock();
        let list = all.entry(source).or_default();
        for one in refused.iter().take(MOST) {
            if list.len() == MOST {
                list.pop_front();
            }
            list.push_back(Refusal {
                at,
                message_id: one.message_id.clone(),
                field: one.field.clone(),
                message: one.message.clone(),
            });
        }
    }

    /// The sources of which something was refused since a moment: how many of those that are kept, and the newest.
    #[must_use]
    pub fn since(&self, moment: Timestamp) -> Vec<(i64, usize, Refusal)> {
        let all = self.0.lock();
        let mut failing: Vec<(i64, usize, Refusal)> = all
            .iter()
            .filter_map(|(source, list)| {
                let newest = list.back().filter(|one| one.at >= moment)?;
                let count = list.iter().filter(|one| one.at >= moment).count();
                Some((*source, count, newest.clone()))
            })
            .collect();
        failing.sort_by_key(|(source, _, newest)| (std::cmp::Reverse(newest.at), *source));
        failing
    }

    /// The refusals of a source, the newest first.
    #[must_use]
    pub fn of(&self, source: i64) -> Vec<Refusal> {
        self.0
            .lock()
            .get(&source)
            .map(|list| list.iter().rev().cloned().collect())
            .unwrap_or_default()
    }
}
