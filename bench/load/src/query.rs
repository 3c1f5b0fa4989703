//! `query`: what screens ask for, at a steady rate: a customer page (the customer and the first page of the timeline), an
//! exact identifier, and the beginning of a name. Latency counts from the moment a request was due.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use hdrhistogram::Histogram;
use serde_json::Value;

use crate::Failure;
use crate::clock;
use crate::http::{Answer, Client, Server, encode};
use crate::people;
use crate::report::{Report, histogram};
use crate::rng::Rng;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ask {
    Page,
    Exact,
    Prefix,
    All,
}

#[derive(Args)]
pub struct Options {
    /// Address of the server, http://HOST:PORT.
    #[arg(long)]
    url: String,
    /// API token that may read customers.
    #[arg(long)]
    token: String,
    /// What to ask for.
    #[arg(long, value_enum, default_value = "all")]
    ask: Ask,
    /// Requests a second.
    #[arg(long, default_value_t = 200)]
    rate: u64,
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Connections kept open.
    #[arg(long, default_value_t = 16)]
    connections: u64,
    /// People to ask about: those that `rows` and `track` wrote.
    #[arg(long, default_value_t = 1_000_000)]
    users: u64,
    /// Customers whose pages are opened, over and over.
    #[arg(long, default_value_t = 500)]
    sample: u64,
    /// Rows of a page of the timeline, and of a list of customers.
    #[arg(long, default_value_t = 50)]
    limit: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// First part of the figures' names.
    #[arg(long, default_value = "query")]
    name: String,
    /// State of the caches, as the figures tell it.
    #[arg(long, default_value = "warm")]
    cache: String,
}

/// Times and failures of the three questions, in the order page, exact, prefix.
struct Tally {
    times: [Histogram<u64>; 3],
    asked: [u64; 3],
    failed: u64,
    empty: u64,
}

const QUESTIONS: [&str; 3] = ["customer_page", "exact_identifier", "name_prefix"];

/// Finds some customers, asks at the given rate, and prints the percentiles.
pub async fn run(options: Options) -> Result<(), Failure> {
    let options = Rc::new(options);
    let server = Server::parse(&options.url)?;
    let headers = format!("Authorization: Bearer {}\r\n", options.token);
    let customers = Rc::new(find_customers(&options, &server, &headers).await?);
    let tally = Rc::new(RefCell::new(Tally {
        times: [histogram(), histogram(), histogram()],
        asked: [0; 3],
        failed: 0,
        empty: 0,
    }));
    let started = Instant::now();
    let askers: Vec<_> = (0..options.connections)
        .map(|index| {
            let asker = Asker {
                client: Client::new(server.clone()),
                headers: headers.clone(),
                rng: Rng::new(options.seed * 1000 + index),
                customers: customers.clone(),
                options: options.clone(),
                tally: tally.clone(),
            };
            tokio::task::spawn_local(asker.run(index, started))
        })
        .collect();
    for asker in askers {
        asker.await?;
    }
    let report = Report::new(&options.name, &options.cache);
    let tally = tally.borrow();
    let asked: u64 = tally.asked.iter().sum();
    report.figure(
        "requests_per_second",
        (asked as f64 / started.elapsed().as_secs_f64()).round(),
        "requests/s",
    );
    for (name, times) in QUESTIONS.iter().zip(&tally.times) {
        report.latencies(name, times);
    }
    report.figure("failed", tally.failed, "requests");
    report.figure("empty", tally.empty, "requests");
    Ok(())
}

/// The ids of customers whose pages will be opened.
async fn find_customers(
    options: &Options,
    server: &Server,
    headers: &str,
) -> Result<Vec<String>, Failure> {
    if matches!(options.ask, Ask::Exact | Ask::Prefix) {
        return Ok(Vec::new());
    }
    let mut client = Client::new(server.clone());
    let mut rng = Rng::new(options.seed);
    let mut found = Vec::new();
    for _ in 0..options.sample {
        let person = rng.below(options.users);
        let path = format!(
            "/api/v1/customers?identity={}",
            encode(&format!("user_id:{}", people::user_id(person)))
        );
        let answer = client.get(&path, headers).await?;
        if answer.status != 200 {
            return Err(format!(
                "{path}: {} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            )
            .into());
        }
        let list: Value = serde_json::from_slice(&answer.body)?;
        found.extend(list["data"][0]["id"].as_str().map(str::to_owned));
    }
    if found.is_empty() {
        return Err("none of the people asked for is a customer of this server".into());
    }
    Ok(found)
}

struct Asker {
    client: Client,
    headers: String,
    rng: Rng,
    customers: Rc<Vec<String>>,
    options: Rc<Options>,
    tally: Rc<RefCell<Tally>>,
}

impl Asker {
    async fn run(mut self, index: u64, started: Instant) {
        let apart = Duration::from_secs_f64(
            self.options.connections as f64 / self.options.rate.max(1) as f64,
        );
        let mut due = started + apart.mul_f64(index as f64 / self.options.connections as f64);
        let end = started + Duration::from_secs(self.options.seconds);
        while due < end {
            self.ask_once(clock::until(due).await).await;
            due += apart;
        }
    }

    async fn ask_once(&mut self, due: Instant) {
        let question = match self.options.ask {
            Ask::Page => 0,
            Ask::Exact => 1,
            Ask::Prefix => 2,
            Ask::All => self.rng.below(3) as usize,
        };
        let outcome = match question {
            0 => self.page().await,
            1 => self.exact().await,
            _ => self.prefix().await,
        };
        let mut tally = self.tally.borrow_mut();
        tally.asked[question] += 1;
        match outcome {
            Ok(answer) if answer.status == 200 => {
                tally.times[question].saturating_record(due.elapsed().as_micros() as u64);
                tally.empty += u64::from(answer.body.starts_with(br#"{"data":[]"#));
            }
            Ok(answer) => {
                tally.failed += 1;
                if tally.failed == 1 {
                    eprintln!(
                        "first failure: {} {}",
                        answer.status,
                        String::from_utf8_lossy(&answer.body)
                    );
                }
            }
            Err(error) => {
                tally.failed += 1;
                eprintln!("failure: {error}");
            }
        }
    }

    async fn page(&mut self) -> std::io::Result<Answer> {
        let id = &self.customers[self.rng.below(self.customers.len() as u64) as usize];
        let customer = self
            .client
            .get(&format!("/api/v1/customers/{id}"), &self.headers)
            .await?;
        if customer.status != 200 {
            return Ok(customer);
        }
        let path = format!(
            "/api/v1/customers/{id}/timeline?limit={}",
            self.options.limit
        );
        self.client.get(&path, &self.headers).await
    }

    async fn exact(&mut self) -> std::io::Result<Answer> {
        let person = self.rng.below(self.options.users);
        let identity = encode(&format!("user_id:{}", people::user_id(person)));
        let path = format!("/api/v1/customers?identity={identity}");
        self.client.get(&path, &self.headers).await
    }

    async fn prefix(&mut self) -> std::io::Result<Answer> {
        let prefix = people::name_prefix(self.rng.below(self.options.users));
        let path = format!(
            "/api/v1/customers?q={}&limit={}",
            encode(&prefix),
            self.options.limit
        );
        self.client.get(&path, &self.headers).await
    }
}
