//! What a server says of itself while it is under load: how far its readers are behind, and the memory it holds.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::http::Server;
use crate::report::{Report, rounded};

/// Time between two looks.
const PERIOD: Duration = Duration::from_millis(250);

/// What the looks found so far.
#[derive(Default, Clone)]
pub struct Seen {
    /// Entries the reader was behind at the last look.
    pub lag_entries: Option<f64>,
    /// Seconds the reader was behind at the last look.
    pub lag_seconds: Option<f64>,
    /// The furthest it was behind, in seconds.
    pub worst_seconds: f64,
    /// The furthest it was behind, in entries.
    pub worst_entries: f64,
    /// Resident memory at each look, in megabytes.
    pub rss: Vec<f64>,
    /// Looks that the server did not answer.
    pub unanswered: u64,
}

/// A watch that looks until it is dropped.
pub struct Watch {
    seen: Rc<RefCell<Seen>>,
    task: tokio::task::JoinHandle<()>,
    server: Server,
    reader: String,
}

impl Watch {
    /// Starts to watch the reader named `reader`, and the memory of process `pid` where one is given.
    pub fn start(server: Server, reader: &str, pid: Option<u32>) -> Self {
        let seen = Rc::new(RefCell::new(Seen::default()));
        let task = tokio::task::spawn_local(look_on(
            server.clone(),
            reader.to_owned(),
            pid,
            seen.clone(),
        ));
        Self {
            seen,
            task,
            server,
            reader: reader.to_owned(),
        }
    }

    /// What was seen up to now.
    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until the reader has nothing left to read and says how long that took; none where it never came, or the
    /// server has no such metric.
    pub async fn caught_up(&self, patience: Duration) -> Option<Duration> {
        let started = Instant::now();
        while started.elapsed() < patience {
            if let Some((entries, _)) = lag(&self.server, &self.reader).await
                && entries == Some(0.0)
            {
                return Some(started.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// Prints lag and memory.
    pub fn report(&self, report: &Report) {
        let seen = self.seen();
        if seen.lag_entries.is_some() {
            report.figure("identity_lag.max_entries", seen.worst_entries, "entries");
        }
        if seen.lag_seconds.is_some() {
            report.figure("identity_lag.max", rounded(seen.worst_seconds), "s");
        }
        if let (Some(last), quarter) = (seen.rss.last(), seen.rss.get(seen.rss.len() / 4)) {
            let most = seen.rss.iter().copied().fold(0.0, f64::max);
            report.figure("server_rss.max", rounded(most), "MB");
            report.figure("server_rss.end", rounded(*last), "MB");
            report.figure(
                "server_rss.at_quarter",
                rounded(*quarter.unwrap_or(last)),
                "MB",
            );
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn look_on(server: Server, reader: String, pid: Option<u32>, seen: Rc<RefCell<Seen>>) {
    loop {
        let found = lag(&server, &reader).await;
        {
            let mut seen = seen.borrow_mut();
            match found {
                Some((entries, seconds)) => {
                    seen.worst_entries = seen.worst_entries.max(entries.unwrap_or(0.0));
                    seen.worst_seconds = seen.worst_seconds.max(seconds.unwrap_or(0.0));
                    seen.lag_entries = entries;
                    seen.lag_seconds = seconds;
                }
                None => seen.unanswered += 1,
            }
            seen.rss.extend(pid.and_then(rss));
        }
        tokio::time::sleep(PERIOD).await;
    }
}

/// How far the reader is behind, in entries and in seconds; none where the server does not answer.
async fn lag(server: &Server, reader: &str) -> Option<(Option<f64>, Option<f64>)> {
    let answer = server.get("/metrics", "Connection: close\r\n").await.ok()?;
    let text = String::from_utf8_lossy(&answer.body);
    let of = |name: &str| metric(&text, name, &format!(r#"reader="{reader}""#));
    Some((
        of("rapport_reader_lag_entries"),
        of("rapport_reader_lag_seconds"),
    ))
}

/// The value of the first line of a metric that carries a label.
fn metric(text: &str, name: &str, label: &str) -> Option<f64> {
    let line = text
        .lines()
        .find(|line| line.starts_with(name) && line.contains(label))?;
    line.rsplit_once(' ')?.1.parse().ok()
}

/// Resident memory of a process in megabytes.
pub fn rss(pid: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1.024 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_readers_own_line() {
        let text = "# TYPE rapport_reader_lag_entries gauge\n\
                    rapport_reader_lag_entries{reader=\"customers\"} 7\n\
                    rapport_reader_lag_entries{reader=\"identity\"} 3\n";
        let found = metric(text, "rapport_reader_lag_entries", "reader=\"identity\"");
        assert_eq!(found, Some(3.0));
        assert_eq!(
            metric(text, "rapport_reader_lag_seconds", "reader=\"identity\""),
            None
        );
    }
}
