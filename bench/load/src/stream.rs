//! `stream`: the time from a touch's acceptance (the 200 of the tracking API) to its arrival at another client's event
//! stream. A touch that arrives before its sender has the answer counts as 0.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use clap::Args;
use hdrhistogram::Histogram;
use serde::Deserialize;

use crate::Failure;
use crate::clock;
use crate::events::Crowd;
use crate::http::{Client, Connection, Server};
use crate::report::{Report, histogram};
use crate::track::tracking_headers;

#[derive(Args)]
pub struct Options {
    /// Address of the server, http://HOST:PORT.
    #[arg(long)]
    url: String,
    /// Write key of the source.
    #[arg(long)]
    key: String,
    /// API token that may read the stream.
    #[arg(long)]
    token: String,
    /// Touches a second.
    #[arg(long, default_value_t = 2000)]
    rate: u64,
    /// Touches a request.
    #[arg(long, default_value_t = 10)]
    batch: usize,
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    #[arg(long, default_value_t = 4)]
    connections: u64,
    #[arg(long, default_value_t = 20_000)]
    users: u64,
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// First part of the figures' names.
    #[arg(long, default_value = "stream")]
    name: String,
    /// State of the caches, as the figures tell it.
    #[arg(long, default_value = "warm")]
    cache: String,
}

/// What is known of a touch on its way.
#[derive(Default)]
struct Way {
    accepted: Option<Instant>,
    arrived: Option<Instant>,
}

struct Tally {
    ways: HashMap<String, Way>,
    times: Histogram<u64>,
    sent: u64,
    arrived: u64,
    repeated: u64,
    failed: u64,
}

impl Tally {
    /// Notes one end of the way; with both known, the time between them is recorded.
    fn note(&mut self, id: &str, end: impl FnOnce(&mut Way)) {
        let Some(way) = self.ways.get_mut(id) else {
            return;
        };
        end(way);
        if let (Some(accepted), Some(arrived)) = (way.accepted, way.arrived) {
            let time = arrived.saturating_duration_since(accepted);
            self.times.saturating_record(time.as_micros() as u64);
        }
    }
}

#[derive(Deserialize)]
struct Touch {
    message_id: Option<String>,
}

/// Listens and sends, and prints how long the way takes.
pub async fn run(options: Options) -> Result<(), Failure> {
    let options = Rc::new(options);
    let server = Server::parse(&options.url)?;
    let tally = Rc::new(RefCell::new(Tally {
        ways: HashMap::new(),
        times: histogram(),
        sent: 0,
        arrived: 0,
        repeated: 0,
        failed: 0,
    }));
    let listener =
        tokio::task::spawn_local(listen(open(&server, &options.token).await?, tally.clone()));
    let started = Instant::now();
    let senders: Vec<_> = (0..options.connections)
        .map(|index| {
            tokio::task::spawn_local(send(
                options.clone(),
                server.clone(),
                index,
                started,
                tally.clone(),
            ))
        })
        .collect();
    for sender in senders {
        sender.await?;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    listener.abort();

    let report = Report::new(&options.name, &options.cache);
    let tally = tally.borrow();
    report.figure(
        "touches_per_second",
        (tally.sent as f64 / options.seconds.max(1) as f64).round(),
        "touches/s",
    );
    report.latencies("accepted_to_arrival", &tally.times);
    report.figure("sent", tally.sent, "touches");
    report.figure(
        "missed",
        tally.sent.saturating_sub(tally.arrived),
        "touches",
    );
    report.figure("repeated", tally.repeated, "touches");
    report.figure("failed", tally.failed, "requests");
    Ok(())
}

async fn open(server: &Server, token: &str) -> Result<Connection, Failure> {
    let headers = format!("Authorization: Bearer {token}\r\nAccept: text/event-stream\r\n");
    let mut connection = server.connect().await?;
    let status = connection
        .open_stream(&server.head("GET", "/api/v1/stream", &headers, 0))
        .await?;
    if status != 200 {
        return Err(format!("the stream answers {status}").into());
    }
    Ok(connection)
}

async fn listen(mut connection: Connection, tally: Rc<RefCell<Tally>>) {
    let mut line = Vec::new();
    while connection
        .line(&mut line)
        .await
        .is_ok_and(|length| length > 0)
    {
        let Some(data) = line.strip_prefix(b"data:") else {
            continue;
        };
        let Ok(Touch {
            message_id: Some(id),
        }) = serde_json::from_slice(data)
        else {
            continue;
        };
        let now = Instant::now();
        let mut tally = tally.borrow_mut();
        match tally.ways.get(&id) {
            None => continue,
            Some(way) if way.arrived.is_some() => tally.repeated += 1,
            Some(_) => {
                tally.arrived += 1;
                tally.note(&id, |way| way.arrived = Some(now));
            }
        }
    }
}

async fn send(
    options: Rc<Options>,
    server: Server,
    index: u64,
    started: Instant,
    tally: Rc<RefCell<Tally>>,
) {
    let mut crowd = Crowd::new(
        options.users,
        index,
        options.connections,
        options.seed,
        &options.key,
    );
    let headers = tracking_headers(&options.key);
    let mut client = Client::new(server.clone());
    let apart = Duration::from_secs_f64(
        (options.batch as u64 * options.connections) as f64 / options.rate.max(1) as f64,
    );
    let mut due = started + apart.mul_f64(index as f64 / options.connections as f64);
    let end = started + Duration::from_secs(options.seconds);
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        due += apart;
        let batch = crowd.batch(options.batch, clock::now());
        {
            let mut tally = tally.borrow_mut();
            tally
                .ways
                .extend(batch.ids.iter().map(|id| (id.clone(), Way::default())));
        }
        let head = server.head("POST", "/v1/batch", &headers, batch.body.len());
        let outcome = client.send(&[&head, &batch.body]).await;
        let now = Instant::now();
        let mut tally = tally.borrow_mut();
        if outcome.is_ok_and(|answer| answer.status == 200) {
            tally.sent += batch.ids.len() as u64;
            for id in &batch.ids {
                tally.note(id, |way| way.accepted = Some(now));
            }
        } else {
            tally.failed += 1;
        }
    }
}
