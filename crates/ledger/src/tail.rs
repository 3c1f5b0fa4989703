//! The newest entries in memory, so that readers that keep up never read the disk.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::RwLock;

use crate::Entry;

/// Entries kept; the bytes of their texts are bounded as well, because one entry may hold 32 KB.
const MOST_ENTRIES: usize = 16_384;
const MOST_BYTES: usize = 24 << 20;

#[derive(Default)]
pub(crate) struct Tail {
    window: Arc<RwLock<Window>>,
}

#[derive(Default)]
struct Window {
    entries: VecDeque<Arc<Entry>>,
    bytes: usize,
    /// What stands here or before may have been changed by another node, and is read from the disk.
    floor: i64,
}

impl Clone for Tail {
    fn clone(&self) -> Self {
        Self {
            window: self.window.clone(),
        }
    }
}

impl Tail {
    /// Adds committed entries. A gap before them empties the window: it must hold every entry between its ends.
    pub(crate) fn push(&self, entries: Vec<Arc<Entry>>) {
        let mut window = self.window.write();
        let floor = window.floor;
        for entry in entries.into_iter().filter(|entry| entry.seq > floor) {
            if window
                .entries
                .back()
                .is_some_and(|last| last.seq + 1 != entry.seq)
            {
                window.entries.clear();
                window.bytes = 0;
            }
            window.bytes += weight(&entry);
            window.entries.push_back(entry);
        }
        while window.entries.len() > MOST_ENTRIES || window.bytes > MOST_BYTES {
            let Some(oldest) = window.entries.pop_front() else {
                break;
            };
            window.bytes -= weight(&oldest);
        }
    }

    /// Forgets all, when what is on disk was changed.
    pub(crate) fn clear(&self) {
        let mut window = self.window.write();
        window.entries.clear();
        window.bytes = 0;
    }

    /// Forgets all up to `seq`, also what is still on its way here, because another node changed something on disk.
    pub(crate) fn forget_up_to(&self, seq: i64) {
        let mut window = self.window.write();
        window.floor = window.floor.max(seq);
        window.entries.clear();
        window.bytes = 0;
    }

    /// The entries after `seq`, if the window reaches back that far; `None` sends the reader to the disk.
    pub(crate) fn after(&self, seq: i64, up_to: i64, limit: usize) -> Option<Vec<Arc<Entry>>> {
        let window = self.window.read();
        let first = window.entries.front()?.seq;
        if seq + 1 < first || seq >= window.entries.back()?.seq {
            return None;
        }
        let skip = usize::try_from(seq + 1 - first).ok()?;
        Some(
            window
                .entries
                .range(skip..)
                .take(limit)
                .take_while(|entry| entry.seq <= up_to)
                .cloned()
                .collect(),
        )
    }
}

fn weight(entry: &Entry) -> usize {
    300 + entry.properties.as_ref().map_or(0, |text| text.len())
        + entry.personal.text().map_or(0, str::len)
}
