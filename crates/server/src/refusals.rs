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
