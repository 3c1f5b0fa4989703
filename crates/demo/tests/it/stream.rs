use std::collections::{HashMap, HashSet};

use demo::{Company, Settings, generate};
use kernel::{Timestamp, TouchType};
use sha2::{Digest, Sha256};

use crate::{china_day, end, settings, touches};

fn hash(settings: Settings) -> String {
    let mut hash = Sha256::new();
    for touch in generate(settings) {
        let identities: Vec<String> = touch
            .identities
            .iter()
            .map(|(kind, value)| format!("{kind}:{value}"))
            .collect();
        hash.update(format!(
            "{} {} {} {:?} {} {identities:?} {} {} {}\n",
            touch.source_key,
            touch.message_id,
            touch.kind,
            touch.event,
            touch.at.micros(),
            serde_json::Value::Object(touch.properties),
            serde_json::Value::Object(touch.traits),
            touch.person
        ));
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn a_seed_always_makes_the_same_company() {
    // A new value here means that every demo made before differs from those made from now on.
    assert_eq!(hash(settings(300)), "e6e7e21f9b9e981e");
    assert_ne!(
        hash(Settings {
            seed: 2,
            ..settings(300)
        }),
        hash(settings(300))
    );
}

#[test]
fn a_person_does_not_depend_on_how_many_there_are() {
    let of_first = |customers: u32| -> Vec<_> {
        generate(settings(customers))
            .filter(|touch| touch.person < 64)
            .collect()
    };
    assert_eq!(of_first(64), of_first(900));
}

#[test]
fn the_year_is_told_in_order_and_ends_where_it_should() {
    let touches = touches(1500);
    assert!(touches.is_sorted_by_key(|touch| touch.at));
    assert!(
        touches
            .iter()
            .all(|touch| touch.at < end() && touch.at >= end().plus_micros(-365 * Timestamp::DAY))
    );
    let ids: HashSet<_> = touches.iter().map(|touch| &touch.message_id).collect();
    assert_eq!(ids.len(), touches.len());
    assert!(ids.iter().all(|id| id.len() < 100));
    assert!(
        touches
            .iter()
            .all(|touch| touch.kind.is_touch() && !touch.identities.is_empty())
    );
    assert!(
        touches
            .iter()
            .all(|touch| touch.event.is_some() == (touch.kind == TouchType::Track))
    );
}

#[test]
fn every_source_is_known_and_used() {
    let known: HashSet<String> = Company::demo()
        .sources
        .into_iter()
        .map(|source| source.key)
        .collect();
    let used: HashSet<String> = touches(4000)
        .into_iter()
        .map(|touch| touch.source_key)
        .collect();
    assert_eq!(used, known);
}

#[test]
fn every_type_of_the_tracking_api_comes_up() {
    let mut seen: HashMap<TouchType, u32> = HashMap::new();
    for touch in generate(settings(4000)) {
        *seen.entry(touch.kind).or_default() += 1;
    }
    for kind in TouchType::ALL.iter().filter(|kind| kind.is_touch()) {
        assert!(
            seen.get(kind).is_some_and(|count| *count > 20),
            "{kind} in {seen:?}"
        );
    }
}

#[test]
fn the_default_is_about_four_hundred_thousand_touches_in_little_memory() {
    let mut count = 0_u32;
    let mut people = HashSet::new();
    for touch in generate(Settings::until(end())) {
        count += 1;
        people.insert(touch.person);
    }
    assert!((370_000..430_000).contains(&count), "{count}");
    assert!(people.len() == 20_000, "{}", people.len());
    // The high-water mark of this process, which nextest gives to this test alone.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak_kib = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?
            .trim()
            .trim_end_matches(" kB")
            .parse::<u64>()
            .ok()
    });
    assert!(peak_kib.is_none_or(|kib| kib < 200 * 1024), "{peak_kib:?}");
}

#[test]
fn the_first_touch_of_a_hundred_thousand_customers_is_not_kept_waiting_by_the_last() {
    let first: Vec<_> = generate(settings(100_000)).take(1000).collect();
    assert_eq!(first.len(), 1000);
    // Planning one window must not have told the year: the first thousand lie within its first days.
    assert!(first[999].at.micros() - first[0].at.micros() < 7 * Timestamp::DAY);
}

#[test]
fn seasons_and_rhythms_show() {
    let mut orders_online: HashMap<i64, u32> = HashMap::new();
    let (mut weekend, mut weekdays, mut night, mut evening) = (0_u32, 0_u32, 0_u32, 0_u32);
    for touch in generate(settings(8000)) {
        let china = touch.source_key == "web-cn" || touch.source_key.starts_with("app-");
        if touch.event == Some("Order Completed") && china {
            *orders_online.entry(china_day(&touch)).or_default() += 1;
        }
        if touch.source_key == "web-cn" {
            match (touch.at.micros() / 3_600_000_000 + 8).rem_euclid(24) {
                2..=4 => night += 1,
                20..=22 => evening += 1,
                _ => {}
            }
        }
        if touch.source_key == "pos-sh-jingan" {
            if (china_day(&touch) + 3).rem_euclid(7) >= 5 {
                weekend += 1
            } else {
                weekdays += 1
            }
        }
    }
    let day = |text: &str| {
        Timestamp::parse(&format!("{text}T00:00:00Z"))
            .unwrap()
            .day()
    };
    let mean = |from: i64, days: i64| {
        (from..from + days)
            .map(|day| f64::from(orders_online.get(&day).copied().unwrap_or(0)))
            .sum::<f64>()
            / days as f64
    };
    let ordinary = mean(day("2026-08-01"), 45);
    assert!(mean(day("2026-11-11"), 1) > 3.0 * ordinary, "Double 11");
    assert!(mean(day("2026-06-18"), 1) > 2.0 * ordinary, "6·18");
    assert!(
        mean(day("2026-02-17"), 5) < 0.8 * ordinary,
        "Spring Festival"
    );
    assert!(
        mean(day("2026-02-03"), 10) > 1.2 * ordinary,
        "before the Spring Festival"
    );
    assert!(
        f64::from(weekend) / 2.0 > 1.4 * f64::from(weekdays) / 5.0,
        "{weekend} {weekdays}"
    );
    assert!(evening > 5 * night, "{evening} {night}");
}

#[test]
fn christmas_is_kept_in_europe() {
    let mut by_month: HashMap<i8, u32> = HashMap::new();
    for touch in generate(settings(8000)).filter(|touch| touch.event == Some("Order Completed")) {
        if touch.properties["currency"] != "EUR" && touch.properties["currency"] != "USD" {
            continue;
        }
        let month = touch.at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).month();
        *by_month.entry(month).or_default() += 1;
    }
    assert!(
        by_month[&12] > by_month[&3] && by_month[&12] > by_month[&9] * 5 / 4,
        "{by_month:?}"
    );
}
