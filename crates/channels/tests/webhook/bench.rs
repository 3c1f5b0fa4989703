//! What every test needs around webhooks: the readers at work, the worker, and a few questions.

use std::sync::Arc;
use std::time::Duration;

use channels::webhook::attempts::{self, Attempt};
use channels::webhook::deliveries::{self, Delivery};
use channels::webhook::endpoints::{self, NewWebhook, Webhook};
use channels::webhook::{self, Kind, Planner, Webhooks};
use company::Caller;
use kernel::{IdentityKind, Paging, WebhookId};
use ledger::Ledger;
use ledger::reader::{Reader, run};
use store::Store;
use testing::{Bed, Source};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Longest try in tests.
pub const LONGEST: Duration = Duration::from_millis(400);

pub struct Bench {
    pub store: Store,
    pub ledger: Ledger,
    pub webhooks: Webhooks,
    tasks: Vec<JoinHandle<()>>,
    stop: watch::Sender<bool>,
}

impl Bench {
    /// Starts the readers and the worker on this store.
    pub async fn start(store: &Store) -> Self {
        let ledger = Ledger::open(store.clone()).await.unwrap();
        let webhooks = Webhooks::default();
        webhooks.allow_private(true);
        let stop = watch::Sender::new(false);
        let readers: Vec<Arc<dyn Reader>> = vec![
            Arc::new(identity::graph::Reader::new(ledger.clone())),
            Arc::new(customers::reader::Reader::new(ledger.clone())),
            Arc::new(Planner::new(ledger.clone(), webhooks.clone())),
        ];
        let mut tasks: Vec<JoinHandle<()>> = readers
            .into_iter()
            .map(|reader| {
                tokio::spawn(run(ledger.clone(), reader, "test".into(), stop.subscribe()))
            })
            .collect();
        let worker = webhook::run(
            ledger.clone(),
            webhooks.clone(),
            Some(LONGEST),
            stop.subscribe(),
        );
        tasks.push(tokio::spawn(worker));
        Self {
            store: store.clone(),
            ledger,
            webhooks,
            tasks,
            stop,
        }
    }

    /// Ends as a program that is killed: nothing is finished.
    pub async fn kill(self) {
        for task in &self.tasks {
            task.abort();
        }
        for task in self.tasks {
            let _aborted = task.await;
        }
    }

    pub async fn end(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            task.await.unwrap();
        }
    }

    pub async fn endpoint(&self, url: &str, kinds: &[Kind]) -> (Webhook, String) {
        let (env, webhooks) = (self.store.env().clone(), self.webhooks.clone());
        let new = NewWebhook {
            name: "Test".into(),
            url: url.into(),
            kinds: kinds.to_vec(),
        };
        let made = self.store.write(move |tx| {
            let (env, webhooks, new) = (env.clone(), webhooks.clone(), new.clone());
            Box::pin(
                async move { endpoints::create(tx, &env, &webhooks, &Caller::local(), &new).await },
            )
        });
        let (webhook, secret) = made.await.unwrap();
        (webhook, secret.reveal())
    }

    pub async fn webhook(&self, id: WebhookId) -> Webhook {
        let found = self.store.read(move |tx| Box::pin(endpoints::get(tx, id)));
        found.await.unwrap().unwrap()
    }

    /// Appends touches, numbered from `first`, each of another customer.
    pub async fn touches(&self, first: usize, count: usize) {
        let source = Source::fixed(1);
        let touches = (first..first + count).map(|number| {
            let phone = phone(number);
            source.touch(
                &self.store,
                &format!("m{number}"),
                &[(IdentityKind::Phone, &phone)],
            )
        });
        self.ledger.append(touches.collect()).await.unwrap();
    }

    /// All deliveries, oldest first.
    pub async fn deliveries(&self, id: WebhookId) -> Vec<Delivery> {
        let paging = Paging {
            limit: Some(500),
            cursor: None,
        };
        let found = self.store.read(move |tx| {
            Box::pin(async move { deliveries::list(tx, &Caller::local(), id, None, &paging).await })
        });
        let mut found = found.await.unwrap().data;
        found.sort_by_key(|delivery| (delivery.seq, delivery.id));
        found
    }

    pub async fn attempts(&self, delivery: &Delivery) -> Vec<Attempt> {
        let (webhook, id) = (delivery.webhook_id, delivery.id);
        let found = self.store.read(move |tx| {
            Box::pin(async move { attempts::list(tx, &Caller::local(), webhook, id).await })
        });
        found.await.unwrap()
    }

    /// Waits until every delivery of the endpoint is as the test wants it.
    pub async fn settled(
        &self,
        id: WebhookId,
        wanted: impl Fn(&[Delivery]) -> bool,
    ) -> Vec<Delivery> {
        for _ in 0..600 {
            let found = self.deliveries(id).await;
            if wanted(&found) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("deliveries do not settle: {:?}", self.deliveries(id).await);
    }

    /// Lets the clock go on, and whoever sleeps look at it.
    pub fn later(&self, bed: &Bed, seconds: i64) {
        bed.clock.advance_seconds(seconds);
        self.webhooks.wake();
    }
}

/// The number of a customer: believable, and not their neighbour's.
pub fn phone(number: usize) -> String {
    format!("+86139{:08}", 24_681_357 + number * 7_919)
}
