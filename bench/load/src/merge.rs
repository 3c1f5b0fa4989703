//! `merge`: gives two customers a long history each over the tracking API, then times their merge and its undo.

use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Value, json};

use crate::Failure;
use crate::clock;
use crate::http::{Client, Server, encode};
use crate::report::{Report, histogram, millis};
use crate::rng::{Rng, uuid};
use crate::track::tracking_headers;
use crate::watch::Watch;

/// Touches a request while the histories are made.
const BATCH: u64 = 200;

#[derive(Args)]
pub struct Options {
    /// Address of the server, http://HOST:PORT.
    #[arg(long)]
    url: String,
    /// Write key of the source.
    #[arg(long)]
    key: String,
    /// API token that may read and merge customers.
    #[arg(long)]
    token: String,
    /// Touches of each of the two.
    #[arg(long, default_value_t = 100_000)]
    touches: u64,
    /// How often the two are merged and parted again.
    #[arg(long, default_value_t = 5)]
    rounds: u64,
    #[arg(long, default_value_t = 11)]
    seed: u64,
    /// First part of the figures' names.
    #[arg(long, default_value = "merge")]
    name: String,
    /// State of the caches, as the figures tell it.
    #[arg(long, default_value = "warm")]
    cache: String,
}

/// Makes the histories, merges, undoes, and prints how long each took.
pub async fn run(options: Options) -> Result<(), Failure> {
    let server = Server::parse(&options.url)?;
    let mut client = Client::new(server.clone());
    let users = [
        format!("merge-{}-a", options.seed),
        format!("merge-{}-b", options.seed),
    ];
    for user in &users {
        history(&options, &server, &mut client, user).await?;
    }
    let watch = Watch::start(server.clone(), "identity", None);
    if watch.caught_up(Duration::from_secs(120)).await.is_none() {
        return Err("the identity reader did not catch up".into());
    }
    let headers = format!("Authorization: Bearer {}\r\n", options.token);
    let mut ids = Vec::new();
    for user in &users {
        ids.push(customer(&mut client, &headers, user).await?);
    }
    let (mut merging, mut undoing) = (histogram(), histogram());
    for _ in 0..options.rounds {
        let body = json!({"other": ids[1], "reason": "measuring"}).to_string();
        let path = format!("/api/v1/customers/{}/merge", ids[0]);
        let started = Instant::now();
        let merged = call(&mut client, &path, &headers, &body).await?;
        merging.saturating_record(started.elapsed().as_micros() as u64);
        let id = merged["id"].as_str().ok_or("a merge without an id")?;
        let started = Instant::now();
        call(
            &mut client,
            &format!("/api/v1/merges/{id}/undo"),
            &headers,
            "{}",
        )
        .await?;
        undoing.saturating_record(started.elapsed().as_micros() as u64);
        // Parting gives the second customer back, under its own id or another one.
        ids[1] = customer(&mut client, &headers, &users[1]).await?;
    }
    let report = Report::new(&options.name, &options.cache);
    report.figure("touches_each", options.touches, "touches");
    for (name, times) in [("merge", &merging), ("undo", &undoing)] {
        report.figure(
            &format!("{name}.median"),
            millis(times.value_at_quantile(0.5)),
            "ms",
        );
        report.figure(&format!("{name}.max"), millis(times.max()), "ms");
    }
    Ok(())
}

async fn history(
    options: &Options,
    server: &Server,
    client: &mut Client,
    user: &str,
) -> Result<(), Failure> {
    let headers = tracking_headers(&options.key);
    let mut rng =
        Rng::new(options.seed ^ user.len() as u64 ^ u64::from(user.as_bytes()[user.len() - 1]));
    let mut left = options.touches;
    while left > 0 {
        let count = left.min(BATCH);
        let stamp = clock::iso(clock::now());
        let events: Vec<Value> = (0..count)
            .map(|_| {
                json!({
                    "type": "track", "event": "Product Viewed", "userId": user, "timestamp": stamp,
                    "messageId": uuid(rng.next(), rng.next()), "properties": {"product_id": rng.below(5000)},
                })
            })
            .collect();
        let body = json!({"batch": events, "sentAt": stamp}).to_string();
        let head = server.head("POST", "/v1/batch", &headers, body.len());
        let answer = client.send(&[&head, body.as_bytes()]).await?;
        match answer.status {
            200 => left -= count,
            429 | 503 => tokio::time::sleep(Duration::from_millis(200)).await,
            status => {
                return Err(format!(
                    "tracking answers {status}: {}",
                    String::from_utf8_lossy(&answer.body)
                )
                .into());
            }
        }
    }
    Ok(())
}

async fn customer(client: &mut Client, headers: &str, user: &str) -> Result<String, Failure> {
    let path = format!(
        "/api/v1/customers?identity={}",
        encode(&format!("user_id:{user}"))
    );
    let answer = client.get(&path, headers).await?;
    let list: Value = serde_json::from_slice(&answer.body)?;
    let id = list["data"][0]["id"].as_str();
    Ok(id
        .ok_or_else(|| format!("{user} is no customer: {list}"))?
        .to_owned())
}

async fn call(
    client: &mut Client,
    path: &str,
    headers: &str,
    body: &str,
) -> Result<Value, Failure> {
    let answer = client.post(path, headers, body.as_bytes()).await?;
    if !(200..300).contains(&answer.status) {
        return Err(format!(
            "{path}: {} {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        )
        .into());
    }
    Ok(serde_json::from_slice(&answer.body)?)
}
