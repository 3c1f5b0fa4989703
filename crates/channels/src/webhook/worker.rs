//! The worker: takes what is due, sends it, writes down what became of it, and sleeps until something is due or it is woken.
//!
//! One endpoint never holds up another: each has a few places, and one that fails again and again is left alone for a while,
//! longer each time, then asked with a single message before the others follow.

use std::collections::HashMap;
use std::time::Duration;

use kernel::{Env, Result, Timestamp, WebhookId};
use ledger::Ledger;
use tokio::sync::watch;
use tokio::task::{Id, JoinError, JoinSet};

use super::client::{Client, LONGEST_TRY, Message, Outcome};
use super::due::{Claimed, Due};
use super::{Webhooks, body, due, signature};

/// Messages under way at one endpoint, and at all of them.
const PLACES: usize = 8;
const ALL_PLACES: usize = 64;
/// So many failures after another, and an endpoint is left alone for a while.
const PATIENCE: u32 = 5;
const LONGEST_REST_SECONDS: i64 = 600;
/// How often it looks although nobody woke it: another node may have planned something.
const LOOK_EVERY: Duration = Duration::from_secs(30);
const PURGE_EVERY_SECONDS: i64 = 3_600;

/// Delivers until `stop` turns true. `longest` is how long one try may take; nothing: the usual.
pub async fn run(
    ledger: Ledger,
    webhooks: Webhooks,
    longest: Option<Duration>,
    mut stop: watch::Receiver<bool>,
) {
    let client = match Client::new(
        webhooks.clone(),
        longest.map_or(LONGEST_TRY, |longest| longest.min(LONGEST_TRY)),
    ) {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(webhooks.error = %error, "webhooks cannot be sent");
            return;
        }
    };
    let mut worker = Worker {
        ledger,
        client,
        lanes: HashMap::new(),
        running: JoinSet::new(),
        owners: HashMap::new(),
        purge_at: Timestamp(0),
    };
    while !*stop.borrow() {
        let next = match worker.fill().await {
            Ok(next) => next,
            Err(error) => {
                tracing::warn!(webhooks.error = %error, "webhooks could not be looked for and will be again");
                Some(worker.env().now().plus_seconds(5))
            }
        };
        let sleep = worker.until(next);
        tokio::select! {
            () = webhooks.woken() => {}
            Some(ended) = worker.running.join_next_with_id() => worker.ended(ended),
            () = tokio::time::sleep(sleep) => {}
            _ = stop.changed() => {}
        }
        while let Some(ended) = worker.running.try_join_next_with_id() {
            worker.ended(ended);
        }
    }
    // What is under way and not heard of is tried again with the same id.
    worker.running.abort_all();
}

/// The places of one endpoint.
#[derive(Default)]
struct Lane {
    busy: usize,
    failures: u32,
    rests_until: Timestamp,
}

struct Worker {
    ledger: Ledger,
    client: Client,
    lanes: HashMap<WebhookId, Lane>,
    /// Each answers whether the endpoint did well.
    running: JoinSet<bool>,
    /// Whose they are.
    owners: HashMap<Id, WebhookId>,
    purge_at: Timestamp,
}

impl Worker {
    fn env(&self) -> &Env {
        self.ledger.store().env()
    }

    fn until(&self, next: Option<Timestamp>) -> Duration {
        let now = self.env().now();
        let micros = next.map_or(i64::MAX, |next| next.0.saturating_sub(now.0));
        Duration::from_micros(u64::try_from(micros).unwrap_or(0)).min(LOOK_EVERY)
    }

    /// Starts what is due, as far as there are places; answers when something will be due.
    async fn fill(&mut self) -> Result<Option<Timestamp>> {
        self.purge().await?;
        let store = self.ledger.store().clone();
        let endpoints = store.read(|tx| Box::pin(due::endpoints(tx))).await?;
        self.lanes
            .retain(|id, lane| lane.busy > 0 || endpoints.contains(id));
        let mut next = None;
        let mut soonest =
            |at: Timestamp| next = Some(next.map_or(at, |next: Timestamp| next.min(at)));
        // Where places are short, those with the fewest under way come first.
        let mut order: Vec<(usize, WebhookId)> = endpoints
            .into_iter()
            .map(|id| (self.busy(id), id))
            .collect();
        order.sort_unstable();
        for (_, webhook) in order {
            let free = self.free(webhook);
            if free == 0 {
                // The end of one that is under way looks again; a rest has an end of its own.
                if let Some(lane) = self.lanes.get(&webhook).filter(|lane| lane.busy == 0) {
                    soonest(lane.rests_until);
                }
                continue;
            }
            let now = self.env().now();
            let claimed =
                store.write_locked(move |tx| Box::pin(due::claim(tx, now, webhook, free as i64)));
            let Some(claimed) = claimed.await? else {
                continue;
            };
            if claimed.due.len() < free
                && let Some(at) = claimed.next
            {
                soonest(at);
            }
            self.start(webhook, claimed).await?;
        }
        Ok(next)
    }

    fn busy(&self, webhook: WebhookId) -> usize {
        self.lanes.get(&webhook).map_or(0, |lane| lane.busy)
    }

    fn free(&self, webhook: WebhookId) -> usize {
        let all = ALL_PLACES.saturating_sub(self.running.len());
        let Some(lane) = self.lanes.get(&webhook) else {
            return all.min(PLACES);
        };
        let places = match lane.failures {
            0..PATIENCE => PLACES,
            _ if lane.rests_until > self.env().now() => 0,
            _ => 1,
        };
        places.saturating_sub(lane.busy).min(all)
    }

    async fn start(&mut self, webhook: WebhookId, claimed: Claimed) -> Result<()> {
        if claimed.due.is_empty() {
            return Ok(());
        }
        let (ledger, due) = (self.ledger.clone(), claimed.due.clone());
        let store = self.ledger.store().clone();
        let bodies = store
            .read(move |tx| Box::pin(async move { body::bodies(tx, &ledger, &due).await }))
            .await?;
        for (due, body) in claimed.due.into_iter().zip(bodies) {
            let (client, ledger) = (self.client.clone(), self.ledger.clone());
            let (url, secrets) = (claimed.url.clone(), claimed.secrets.clone());
            self.lanes.entry(webhook).or_default().busy += 1;
            let task = self.running.spawn(async move {
                let at = ledger.store().env().now();
                let outcome = match body {
                    Some(body) => {
                        let (id, timestamp) =
                            (due.id.to_string(), at.0.div_euclid(Timestamp::SECOND));
                        match signature::header(&secrets, &id, timestamp, &body) {
                            Ok(signature) => {
                                client
                                    .send(Message {
                                        url,
                                        id,
                                        timestamp,
                                        signature,
                                        body,
                                    })
                                    .await
                            }
                            Err(error) => untried(error.to_string()),
                        }
                    }
                    None => untried("what it tells of is not there any more".into()),
                };
                let well = outcome
                    .status
                    .is_some_and(|status| status < 300 || status == 410);
                written(&ledger, due, at, outcome).await && well
            });
            self.owners.insert(task.id(), webhook);
        }
        Ok(())
    }

    fn ended(&mut self, ended: Result<(Id, bool), JoinError>) {
        let (task, well) = ended.unwrap_or_else(|error| {
            tracing::error!(webhooks.error = %error, "a delivery was broken off");
            (error.id(), false)
        });
        let Some(webhook) = self.owners.remove(&task) else {
            return;
        };
        let now = self.env().now();
        let lane = self.lanes.entry(webhook).or_default();
        lane.busy = lane.busy.saturating_sub(1);
        lane.failures = if well {
            0
        } else {
            lane.failures.saturating_add(1)
        };
        if lane.failures >= PATIENCE {
            let rest = 5_i64 << (lane.failures - PATIENCE).min(10);
            lane.rests_until = now.plus_seconds(rest.min(LONGEST_REST_SECONDS));
        }
    }

    async fn purge(&mut self) -> Result<()> {
        let now = self.env().now();
        if now < self.purge_at {
            return Ok(());
        }
        self.purge_at = now.plus_seconds(PURGE_EVERY_SECONDS);
        let store = self.ledger.store().clone();
        while store
            .write_locked(move |tx| Box::pin(due::purge(tx, now)))
            .await?
            > 0
        {}
        Ok(())
    }
}

fn untried(error: String) -> Outcome {
    Outcome {
        status: None,
        latency: Duration::ZERO,
        error: Some(error),
        answer: None,
        retry_after: None,
    }
}

/// Writes an outcome down; where that fails, the delivery is tried again once its claim lapses.
async fn written(ledger: &Ledger, due: Due, at: Timestamp, outcome: Outcome) -> bool {
    let env = ledger.store().env().clone();
    let store = ledger.store().clone();
    let recorded = store
        .write_locked(move |tx| {
            let (env, due, outcome) = (env.clone(), due.clone(), outcome.clone());
            Box::pin(async move { due::record(tx, &env, &due, at, &outcome).await })
        })
        .await;
    if let Err(error) = &recorded {
        tracing::warn!(webhooks.error = %error, "what became of a delivery could not be written down");
    }
    recorded.is_ok()
}
