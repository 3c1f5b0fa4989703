//! Moving what is in the write-ahead log into the database file, beside the writer rather than in its way.
//!
//! SQLite would do it in the commit that crosses a bound, and every request would wait for it. Here a thread with a connection
//! of its own does the bulk while the writer goes on, and once more what was written meanwhile, until little is left; the writer
//! moves that itself, so that nothing remains in the log and it begins anew. Were that never so, the log would grow without end.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc;

use kernel::Result;
use rusqlite::Connection;
use rusqlite::hooks::Wal;
use rusqlite::wal::CheckpointMode;

use super::sqlite::explain;

/// From so many pages in the log on, the thread begins.
const BEGIN: i64 = 8_000;
/// So many pages the writer moves itself, once the thread has moved those before them: some milliseconds' worth.
const REST: i64 = 1_000;
/// From so many on the writer waits for all of it: a log of half a gigabyte.
const LIMIT: i64 = 128_000;

/// Nothing was asked of the thread.
const IDLE: i64 = -1;
/// The thread is at work.
const AT_WORK: i64 = -2;

/// Takes over from SQLite what the connection `writer` would do; `beside` is a second one to the same file. The thread ends
/// when the writer is closed.
pub(super) fn start(
    writer: &mut Connection,
    beside: Connection,
) -> Result<std::thread::JoinHandle<()>> {
    let (ask, asked) = mpsc::channel();
    // How many pages of the log the thread has moved, once it has; or one of the states above.
    let moved = Arc::new(AtomicI64::new(IDLE));
    let state = moved.clone();
    let hook = move |log: &mut Wal, pages: i32| {
        after_commit(log, i64::from(pages), &state, &ask);
        Ok(())
    };
    writer.wal_hook(Some(hook)).map_err(explain)?;
    let thread = std::thread::Builder::new()
        .name("store-checkpoint".into())
        .spawn(move || {
            while asked.recv().is_ok() {
                moved.store(move_log(&beside), Ordering::Release);
            }
        })?;
    Ok(thread)
}

/// Runs in the writer, after each commit; `pages` is how long the log is.
fn after_commit(log: &mut Wal, pages: i64, state: &AtomicI64, ask: &mpsc::Sender<()>) {
    match state.load(Ordering::Acquire) {
        AT_WORK => {}
        moved if moved >= 0 && pages - moved <= REST || pages >= LIMIT => {
            state.store(IDLE, Ordering::Release);
            // Whoever still reads an older state keeps a part of the log: the next one moves it.
            if let Err(error) = log.checkpoint_v2(CheckpointMode::PASSIVE) {
                tracing::warn!(store.error = %error, "the log of the database was not moved and will be later");
            }
        }
        // Each time less is left, as long as moving is quicker than writing.
        moved if moved >= 0 || pages >= BEGIN => {
            state.store(AT_WORK, Ordering::Release);
            if ask.send(()).is_err() {
                state.store(IDLE, Ordering::Release);
            }
        }
        _ => {}
    }
}

/// Moves what can be moved without anybody's waiting; answers how many pages of the log are moved.
fn move_log(beside: &Connection) -> i64 {
    let moved = beside.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(2));
    moved.unwrap_or_else(|error| {
        tracing::warn!(store.error = %error, "the log of the database was not moved and will be later");
        IDLE
    })
}
