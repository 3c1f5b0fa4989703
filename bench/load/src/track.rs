//! `track`: batches of events over several kept-alive connections, at full speed or at a given rate, each resent until
//! the server accepts it, as SDKs do.
//!
//! At a rate, latency counts from the moment a batch was due, so a server that stalls is not spared the waiting ones.
//! With `--ack-log`, every message id of an accepted batch is written to a file, one a line: what a server must still
//! hold after whatever happens to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use hdrhistogram::Histogram;

use crate::Failure;
use crate::clock;
use crate::events::{Batch, Crowd};
use crate::http::{Answer, Client, Server};
use crate::report::{Report, histogram, rounded};
use crate::watch::Watch;

/// Longest pause before a refused batch is sent again.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

#[derive(Args)]
pub struct Options {
    /// Address of the server, http://HOST:PORT.
    #[arg(long)]
    pub url: String,
    /// Write key of the source.
    #[arg(long)]
    pub key: String,
    /// Connections kept open.
    #[arg(long, default_value_t = 8)]
    pub connections: u64,
    /// Events a request.
    #[arg(long, default_value_t = 100)]
    pub batch: usize,
    /// Events a second over all connections; without it, as fast as the server takes them.
    #[arg(long)]
    pub rate: Option<u64>,
    /// How long to send; SIGTERM ends it earlier.
    #[arg(long, default_value_t = 60)]
    pub seconds: u64,
    /// How long to go on with batches that were refused or lost once the time is over.
    #[arg(long, default_value_t = 10)]
    pub drain: u64,
    /// People who send.
    #[arg(long, default_value_t = 200_000)]
    pub users: u64,
    /// The same seed sends the same events.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where to write the message ids that were accepted.
    #[arg(long)]
    pub ack_log: Option<PathBuf>,
    /// Process of the server, to watch its memory.
    #[arg(long)]
    pub pid: Option<u32>,
    /// How long to wait at the end until identities are resolved.
    #[arg(long, default_value_t = 30)]
    pub settle: u64,
    /// First part of the figures' names.
    #[arg(long, default_value = "tracking")]
    pub name: String,
    /// State of the caches, as the figures tell it.
    #[arg(long, default_value = "warm")]
    pub cache: String,
}

/// What all connections count together.
struct Tally {
    accepted: u64,
    requests: u64,
    retries: u64,
    broken: u64,
    dropped: u64,
    refused: BTreeMap<u16, u64>,
    times: Histogram<u64>,
    ack_log: Option<BufWriter<File>>,
    stop: bool,
}

type Shared = Rc<RefCell<Tally>>;

/// Sends the load and prints what came of it.
pub async fn run(options: Options) -> Result<(), Failure> {
    let server = Server::parse(&options.url)?;
    let ack_log = options.ack_log.as_ref().map(File::create).transpose()?;
    let tally = Rc::new(RefCell::new(Tally {
        accepted: 0,
        requests: 0,
        retries: 0,
        broken: 0,
        dropped: 0,
        refused: BTreeMap::new(),
        times: histogram(),
        ack_log: ack_log.map(BufWriter::new),
        stop: false,
    }));
    let watch = Watch::start(server.clone(), "identity", options.pid);
    let cpu_before = cpu_seconds();
    let started = Instant::now();
    let senders: Vec<_> = (0..options.connections)
        .map(|index| {
            tokio::task::spawn_local(sender(Sender::new(
                &options, &server, index, &tally, started,
            )))
        })
        .collect();
    let progress = tokio::task::spawn_local(progress(tally.clone(), options.pid));
    wait(Duration::from_secs(options.seconds)).await;
    tally.borrow_mut().stop = true;
    let elapsed = started.elapsed();
    let accepted_in_time = tally.borrow().accepted;
    let seen_under_load = watch.seen();
    for sender in senders {
        sender.await?;
    }
    progress.abort();
    let caught_up = watch.caught_up(Duration::from_secs(options.settle)).await;

    let report = Report::new(&options.name, &options.cache);
    let mut tally = tally.borrow_mut();
    if let Some(log) = &mut tally.ack_log {
        log.flush()?;
    }
    let seconds = elapsed.as_secs_f64();
    report.figure(
        "touches_per_second",
        (accepted_in_time as f64 / seconds).round(),
        "touches/s",
    );
    report.figure("touches", tally.accepted, "touches");
    report.figure("requests", tally.requests, "requests");
    report.figure("retries", tally.retries, "requests");
    report.figure("broken_connections", tally.broken, "requests");
    report.figure("given_up", tally.dropped, "requests");
    for (status, count) in &tally.refused {
        report.figure(&format!("refused.{status}"), *count, "requests");
    }
    report.latencies("request", &tally.times);
    if seen_under_load.lag_entries.is_some() || seen_under_load.rss.last().is_some() {
        watch.report(&report);
    }
    if seen_under_load.lag_entries.is_some() {
        let value = caught_up.map(|time| rounded(time.as_secs_f64()));
        report.figure("identity_lag.gone_after", value, "s");
    }
    report.figure(
        "generator_cpu",
        rounded((cpu_seconds() - cpu_before) / seconds),
        "cores",
    );
    Ok(())
}

/// Waits for the end of the time or for SIGTERM.
async fn wait(time: Duration) {
    use tokio::signal::unix::{SignalKind, signal};
    let sleep = tokio::time::sleep(time);
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            () = sleep => {}
            _ = terminated.recv() => {}
        },
        Err(_) => sleep.await,
    }
}

/// One connection with its people.
struct Sender {
    client: Client,
    head: Vec<u8>,
    server: Server,
    headers: String,
    crowd: Crowd,
    batch: usize,
    /// Time between two batches and the moment of the first one, where a rate is asked for.
    schedule: Option<(Duration, Instant)>,
    drain: Duration,
    tally: Shared,
}

impl Sender {
    fn new(
        options: &Options,
        server: &Server,
        index: u64,
        tally: &Shared,
        started: Instant,
    ) -> Self {
        let schedule = options.rate.map(|rate| {
            let apart = options.batch as f64 * options.connections as f64 / rate.max(1) as f64;
            let first = started
                + Duration::from_secs_f64(apart * index as f64 / options.connections as f64);
            (Duration::from_secs_f64(apart), first)
        });
        Self {
            client: Client::new(server.clone()),
            head: Vec::new(),
            server: server.clone(),
            headers: tracking_headers(&options.key),
            crowd: Crowd::new(
                options.users,
                index,
                options.connections,
                options.seed,
                &options.key,
            ),
            batch: options.batch,
            schedule,
            drain: Duration::from_secs(options.drain),
            tally: tally.clone(),
        }
    }

    async fn attempt(&mut self, batch: &Batch) -> std::io::Result<Answer> {
        self.head = self
            .server
            .head("POST", "/v1/batch", &self.headers, batch.body.len());
        self.client.send(&[&self.head, &batch.body]).await
    }
}

/// The headers of a stock server SDK.
pub fn tracking_headers(key: &str) -> String {
    let credentials = STANDARD.encode(format!("{key}:"));
    format!(
        "Authorization: Basic {credentials}\r\nContent-Type: application/json\r\nUser-Agent: analytics-node/3.1.0\r\n"
    )
}

async fn sender(mut sender: Sender) {
    while !sender.tally.borrow().stop {
        let due = match &mut sender.schedule {
            None => Instant::now(),
            Some((apart, next)) => {
                let due = *next;
                *next += *apart;
                clock::until(due).await
            }
        };
        let batch = sender.crowd.batch(sender.batch, clock::now());
        deliver(&mut sender, batch, due).await;
    }
}

/// Sends one batch until it is accepted, or until it is certain that it never will be.
async fn deliver(sender: &mut Sender, mut batch: Batch, due: Instant) {
    let mut pause = Duration::from_millis(50);
    let mut stopped_at = None;
    loop {
        batch.stamp(clock::now());
        let outcome = sender.attempt(&batch).await;
        let patience = sender.drain;
        let retry_after = match sender.tally.borrow_mut().judge(outcome, &batch, due) {
            Verdict::Over => return,
            Verdict::Again { retry_after } => retry_after,
        };
        if sender.tally.borrow().stop
            && stopped_at.get_or_insert_with(Instant::now).elapsed() > patience
        {
            sender.tally.borrow_mut().dropped += 1;
            return;
        }
        sender.tally.borrow_mut().retries += 1;
        tokio::time::sleep(retry_after.unwrap_or(pause).min(LONGEST_PAUSE)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// What an attempt's outcome means for its batch.
enum Verdict {
    Over,
    Again { retry_after: Option<Duration> },
}

impl Tally {
    fn judge(&mut self, outcome: std::io::Result<Answer>, batch: &Batch, due: Instant) -> Verdict {
        self.requests += 1;
        let Ok(answer) = outcome else {
            self.broken += 1;
            return Verdict::Again { retry_after: None };
        };
        if answer.status == 200 {
            self.accept(batch, due);
            return Verdict::Over;
        }
        let count = self.refused.entry(answer.status).or_default();
        *count += 1;
        if *count == 1 {
            eprintln!(
                "first {}: {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
        }
        if !worth_retrying(answer.status) {
            self.dropped += 1;
            return Verdict::Over;
        }
        Verdict::Again {
            retry_after: answer.retry_after.map(Duration::from_secs),
        }
    }

    fn accept(&mut self, batch: &Batch, due: Instant) {
        self.accepted += batch.ids.len() as u64;
        let micros = due.elapsed().as_micros().min(u128::from(u64::MAX)) as u64;
        self.times.saturating_record(micros);
        if let Some(log) = &mut self.ack_log {
            for id in &batch.ids {
                if writeln!(log, "{id}").is_err() {
                    eprintln!("the log of accepted messages cannot be written");
                    std::process::exit(1);
                }
            }
        }
    }
}

/// The statuses that stock SDKs try again.
fn worth_retrying(status: u16) -> bool {
    matches!(status, 408 | 410 | 429 | 460) || (status >= 500 && !matches!(status, 501 | 505 | 511))
}

/// One line a second on stderr.
async fn progress(tally: Shared, pid: Option<u32>) {
    let mut before = 0;
    for second in 1u64.. {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let tally = tally.borrow();
        let rss = pid.and_then(crate::watch::rss).unwrap_or(0.0);
        eprintln!(
            "{second:>4} s  {:>9} accepted  {:>7}/s  {:>5} retries  {rss:>6.0} MB",
            tally.accepted,
            tally.accepted - before,
            tally.retries
        );
        before = tally.accepted;
    }
}

/// Processor seconds that the generator itself has used.
fn cpu_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else {
        return 0.0;
    };
    // The command's name may hold spaces; the fields are counted after its closing parenthesis. Ticks are 1/100 s.
    let after = stat.rsplit_once(") ").map_or("", |parts| parts.1);
    let ticks: f64 = after
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks / 100.0
}
