//! The replay by itself: what it may depend on, and what it must obey.

use std::collections::{BTreeMap, HashMap};

use identity::graph::replay::{Cannot, Outcome, Point, replay};
use identity::graph::{Link, LinkRule, LinkState};
use identity::trust;
use kernel::{CustomerId, IdentityId, IdentityKind, Timestamp};
use proptest::prelude::*;

fn graph() -> impl Strategy<Value = (Vec<Point>, Vec<Link>, Vec<Cannot>)> {
    (3..14_usize).prop_flat_map(|size| {
        let points =
            proptest::collection::vec((0..4_usize, 0..3_i64, any::<bool>(), 0..8_u8), size);
        let links =
            proptest::collection::vec((0..size, 0..size, 0..12_i64, 0..10_u8, 0..8_u8), 0..24);
        let cannot = proptest::collection::vec(
            (0..size, 0..size, proptest::option::weighted(0.2, 0..12_i64)),
            0..3,
        );
        (points, links, cannot).prop_map(|(points, links, cannot)| {
            let points: Vec<Point> = points
                .into_iter()
                .enumerate()
                .map(|(place, raw)| point(place, raw))
                .collect();
            let mut unique = BTreeMap::new();
            for (a, b, ordinal, rule, state) in links.into_iter().filter(|(a, b, ..)| a != b) {
                let link = link(a.min(b), a.max(b), ordinal, rule, state);
                unique.insert((link.a, link.b, link.rule as i64), link);
            }
            let cannot = cannot.into_iter().filter(|(a, b, _)| a != b);
            let cannot = cannot.map(|(a, b, lifted)| Cannot {
                a: id(a.min(b)),
                b: id(a.max(b)),
                lifted,
            });
            (points, unique.into_values().collect(), cannot.collect())
        })
    })
}

const fn id(place: usize) -> IdentityId {
    IdentityId(place as i64 + 1)
}

fn point(place: usize, (kind, day, founded, context): (usize, i64, bool, u8)) -> Point {
    let kinds = [
        IdentityKind::UserId,
        IdentityKind::Phone,
        IdentityKind::AnonymousId,
        IdentityKind::Unionid,
    ];
    Point {
        id: id(place),
        kind: kinds[kind],
        qualifier: 0,
        first_at: Timestamp(day * Timestamp::DAY),
        context: context == 0,
        founded: founded.then(|| (CustomerId([place as u8 + 1; 16]), Timestamp(day))),
    }
}

fn link(a: usize, b: usize, ordinal: i64, rule: u8, state: u8) -> Link {
    Link {
        a: id(a),
        b: id(b),
        rule: if rule == 0 {
            LinkRule::Person
        } else {
            LinkRule::SeenTogether
        },
        ordinal,
        source: None,
        first_at: Timestamp(0),
        last_day: 0,
        state: if state == 0 {
            LinkState::Undone
        } else {
            LinkState::Joins
        },
        reason: None,
        merge: None,
    }
}

fn place(outcome: &Outcome) -> HashMap<IdentityId, usize> {
    let parts = outcome.parts.iter().enumerate();
    parts
        .flat_map(|(part, members)| members.members.iter().map(move |id| (*id, part)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_it_is_told_in_does_not_matter((points, links, cannot) in graph(), seed in any::<u64>()) {
        let told = replay(&points, &links, &cannot);
        let (mut points, mut links, mut cannot) = (points, links, cannot);
        let turn = |length: usize| (seed as usize) % length.max(1);
        let by = (turn(points.len()), turn(links.len()));
        points.rotate_left(by.0);
        links.reverse();
        links.rotate_left(by.1);
        cannot.reverse();
        prop_assert_eq!(told, replay(&points, &links, &cannot));
    }

    #[test]
    fn what_it_came_to_it_comes_to_again((points, links, cannot) in graph()) {
        let once = replay(&points, &links, &cannot);
        prop_assert_eq!(&once, &replay(&points, &once.links, &cannot));
    }

    #[test]
    fn everybody_is_in_one_customer_and_context_in_none((points, links, cannot) in graph()) {
        let outcome = replay(&points, &links, &cannot);
        let place = place(&outcome);
        let members: usize = outcome.parts.iter().map(|part| part.members.len()).sum();
        prop_assert_eq!(members, place.len());
        for point in &points {
            prop_assert_eq!(place.contains_key(&point.id), !point.context);
        }
        for link in &outcome.links {
            let (a, b) = (place.get(&link.a), place.get(&link.b));
            match link.state {
                LinkState::Joins => prop_assert!(a.is_some() && a == b),
                LinkState::Refused => prop_assert!(link.reason.is_some()),
                LinkState::Undone => {}
            }
        }
        // Members hold together by accepted links alone.
        for part in &outcome.parts {
            let joins = |link: &&Link| link.state == LinkState::Joins && part.members.contains(&link.a);
            prop_assert!(outcome.links.iter().filter(joins).count() + 1 >= part.members.len());
        }
    }

    #[test]
    fn cannot_links_are_obeyed((points, links, cannot) in graph()) {
        let place = place(&replay(&points, &links, &cannot));
        for one in cannot.iter().filter(|one| one.lifted.is_none()) {
            let (a, b) = (place.get(&one.a), place.get(&one.b));
            prop_assert!(a.is_none() || b.is_none() || a != b);
        }
    }

    #[test]
    fn limits_and_windows_are_obeyed_but_by_people((points, links, cannot) in graph()) {
        let links: Vec<Link> = links.into_iter().filter(|link| link.rule == LinkRule::SeenTogether).collect();
        for part in replay(&points, &links, &cannot).parts {
            let members = &part.members;
            let held = |kind| {
                let of = move |point: &&Point| point.kind == kind && members.contains(&point.id);
                points.iter().filter(of)
            };
            for kind in IdentityKind::ALL {
                let rule = trust::rule(*kind);
                prop_assert!(held(*kind).count() <= rule.limit as usize);
                if let Some(window) = rule.window {
                    for first in held(*kind) {
                        let end = first.first_at.0 + i64::from(window.days) * Timestamp::DAY;
                        let within = held(*kind).filter(|point| point.first_at >= first.first_at && point.first_at.0 < end).count();
                        prop_assert!(within <= usize::from(window.limit));
                    }
                }
            }
        }
    }

    #[test]
    fn a_merge_joins_two_that_began_apart((points, links, cannot) in graph()) {
        let outcome = replay(&points, &links, &cannot);
        let place = place(&outcome);
        for (link, survivor, other) in &outcome.merges {
            prop_assert_ne!(survivor, other);
            prop_assert_eq!(outcome.links[*link].state, LinkState::Joins);
            let part = &outcome.parts[place[&outcome.links[*link].a]];
            let founders = points.iter().filter(|point| part.members.contains(&point.id)).filter_map(|point| point.founded);
            let founders: Vec<CustomerId> = founders.map(|(customer, _)| customer).collect();
            prop_assert!(founders.contains(survivor) && founders.contains(other));
        }
    }
}
