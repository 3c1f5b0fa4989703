//! Tracking batches in the words of a stock server SDK (@segment/analytics-node): 600 to 900 bytes an event, a shop's mix
//! of page views, shopping events and sign-ins.
//!
//! A person browses anonymously until the first `identify`; from then on every event carries both identifiers, and
//! 4 of 10 people ever sign in. Each crowd owns its people, so one person's events are never sent out of order.

use std::fmt::Write;

use jiff::Timestamp;

use crate::clock::iso;
use crate::people;
use crate::rng::{Rng, mix, uuid};

const PAGES: [&str; 8] = [
    "/",
    "/search",
    "/category/tea",
    "/category/kitchen",
    "/cart",
    "/checkout",
    "/account",
    "/stores/shanghai-jingan",
];
const AGENTS: [&str; 3] = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 14; V2324A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36",
];
const LOCALES: [&str; 3] = ["zh-CN", "en-GB", "de-DE"];

/// Where the 24 characters of `sentAt` stand in every body.
const SENT_AT: std::ops::Range<usize> = 11..35;

/// One request's worth of events.
#[derive(Default)]
pub struct Batch {
    /// The request body.
    pub body: Vec<u8>,
    /// Message ids in the order of the body.
    pub ids: Vec<String>,
}

impl Batch {
    /// Stamps the moment of sending, as SDKs do before each attempt.
    pub fn stamp(&mut self, at: Timestamp) {
        self.body[SENT_AT].copy_from_slice(iso(at).as_bytes());
    }
}

/// The people of one connection and what is known of them so far.
pub struct Crowd {
    rng: Rng,
    /// This crowd's people are `first`, `first + step`, `first + 2 * step` …
    first: u64,
    step: u64,
    size: u64,
    known: Vec<bool>,
    write_key: String,
}

impl Crowd {
    /// Crowd number `index` of `crowds`, which share `users` people among them.
    pub fn new(users: u64, index: u64, crowds: u64, seed: u64, write_key: &str) -> Self {
        let size = (users / crowds).max(1);
        Self {
            rng: Rng::new(mix(seed) ^ mix(index + 1)),
            first: index,
            step: crowds,
            size,
            known: vec![false; size as usize],
            write_key: write_key.to_owned(),
        }
    }

    /// Makes the next batch of `count` events, dated `now`.
    pub fn batch(&mut self, count: usize, now: Timestamp) -> Batch {
        let stamp = iso(now);
        let mut body = String::with_capacity(count * 900 + 200);
        let mut ids = Vec::with_capacity(count);
        _ = write!(
            body,
            r#"{{"sentAt":"{stamp}","writeKey":"{}","batch":["#,
            self.write_key
        );
        for index in 0..count {
            if index > 0 {
                body.push(',');
            }
            let id = format!(
                "node-next-{}-{}",
                now.as_millisecond(),
                uuid(self.rng.next(), self.rng.next())
            );
            self.event(&mut body, &stamp, &id);
            ids.push(id);
        }
        body.push_str("]}");
        Batch {
            body: body.into_bytes(),
            ids,
        }
    }

    /// Writes one event. Some people come far more often than others, so a number is drawn and squared.
    fn event(&mut self, body: &mut String, stamp: &str, id: &str) {
        let draw = self.rng.below(1 << 20) as f64 / (1u64 << 20) as f64;
        let slot = ((draw * draw) * self.size as f64) as u64;
        let person = self.first + slot * self.step;
        let signs_in = mix(person) % 10 < 4;
        let dice = self.rng.below(100);
        _ = write!(body, r#"{{"messageId":"{id}","timestamp":"{stamp}","#);
        if dice < 8 && signs_in {
            self.known[slot as usize] = true;
            identifiers(body, person, true);
            identify(body, person);
        } else {
            identifiers(body, person, self.known[slot as usize]);
            if dice < 45 {
                self.page(body);
            } else {
                self.track(body, dice);
            }
        }
        self.context(body, person);
        body.push('}');
    }

    fn page(&mut self, body: &mut String) {
        let path = self.rng.pick(&PAGES);
        _ = write!(
            body,
            r#""type":"page","name":"{path}","properties":{{"path":"{path}","url":"https://shop.example{path}","title":"Rapport tea house {path}","referrer":"https://www.search.example/?q=oolong+tea+pot","width":1170,"height":2532}},"#
        );
    }

    fn track(&mut self, body: &mut String, dice: u64) {
        let product = self.rng.below(5000);
        let cents = 990 + product * 7 % 40_000;
        let (whole, part) = (cents / 100, cents % 100);
        if dice >= 97 {
            let order = self.rng.next() >> 24;
            _ = write!(
                body,
                r#""type":"track","event":"Order Completed","properties":{{"order_id":"R{order}","currency":"CNY","revenue":{whole}.{part:02},"shipping":8,"products":[{{"product_id":"p-{product}","name":"Tea pot no. {product}","price":{whole}.{part:02},"quantity":1}}]}},"#
            );
        } else {
            let event = self.rng.pick(&[
                "Product Viewed",
                "Product Added",
                "Product List Viewed",
                "Coupon Entered",
            ]);
            _ = write!(
                body,
                r#""type":"track","event":"{event}","properties":{{"product_id":"p-{product}","sku":"SKU-{product:06}","category":"kitchen","name":"Tea pot no. {product}","brand":"Mountain Spring","price":{whole}.{part:02},"currency":"CNY","quantity":1,"position":3}},"#
            );
        }
    }

    fn context(&mut self, body: &mut String, person: u64) {
        let agent = AGENTS[(mix(person ^ 9) % 3) as usize];
        let locale = LOCALES[(mix(person ^ 5) % 3) as usize];
        let path = self.rng.pick(&PAGES);
        let (a, b) = (person >> 8 & 255, person & 255);
        _ = write!(
            body,
            r#""integrations":{{}},"context":{{"library":{{"name":"@segment/analytics-node","version":"3.1.0"}},"ip":"203.0.{a}.{b}","userAgent":"{agent}","locale":"{locale}","page":{{"path":"{path}","url":"https://shop.example{path}"}},"campaign":{{"source":"newsletter","medium":"email","name":"autumn"}}}},"_metadata":{{"nodeVersion":"v20.20.2","jsRuntime":"node"}}"#
        );
    }
}

fn identifiers(body: &mut String, person: u64, known: bool) {
    _ = write!(body, r#""anonymousId":"{}","#, people::anonymous_id(person));
    if known {
        _ = write!(body, r#""userId":"{}","#, people::user_id(person));
    }
}

fn identify(body: &mut String, person: u64) {
    _ = write!(
        body,
        r#""type":"identify","traits":{{"email":"{}","phone":"{}","name":"{}","city":"{}","newsletter":true,"plan":"member"}},"#,
        people::email(person),
        people::phone(person),
        people::name(person),
        people::city(person)
    );
}
