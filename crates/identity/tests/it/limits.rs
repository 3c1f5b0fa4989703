//! A merge that would break a limit drops its weakest link, and says so.

use identity::graph::LinkState::{Joins, Refused};
use identity::graph::replay::Point;
use identity::graph::{Link, LinkRule, replay::replay, rules};
use kernel::IdentityKind::{AnonymousId, Email, Order, Phone, UserId};
use kernel::{IdentityId, Timestamp};
use testing::{Bed, Source, on_both};

use crate::state::{fresh, is_what_a_replay_makes, state, told};

on_both!(two_accounts_on_one_phone_stay_two, async |bed: &Bed| {
    let ledger = fresh(bed).await;
    let phone = (Phone, "+8613912345601");
    told(
        &ledger,
        Source::fixed(1),
        &[
            &[(UserId, "member-1"), phone],
            &[(UserId, "member-2"), phone],
            &[(UserId, "member-2"), (Email, "two@shop.cn")],
        ],
    )
    .await;
    let state = state(&bed.store).await;
    assert_eq!(
        state.parts(),
        [
            vec!["+8613912345601", "member-1"],
            vec!["member-2", "two@shop.cn"]
        ]
    );
    assert_eq!(state.link("member-1", "+8613912345601"), (Joins, None));
    assert_eq!(
        state.link("member-2", "+8613912345601"),
        (Refused, Some("limit:user_id:1"))
    );
    is_what_a_replay_makes(&bed.store).await;
});

on_both!(
    a_touch_that_names_old_and_new_leaves_nobody_out,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let visitor = (AnonymousId, "visitor-1");
        told(
            &ledger,
            Source::fixed(1),
            &[
                &[visitor],
                &[
                    (UserId, "member-1"),
                    (Phone, "+8613912345601"),
                    (Email, "one@shop.cn"),
                    visitor,
                ],
            ],
        )
        .await;
        let state = state(&bed.store).await;
        assert_eq!(
            state.parts(),
            [vec![
                "+8613912345601",
                "member-1",
                "one@shop.cn",
                "visitor-1"
            ]]
        );
        assert!(state.customers.values().all(|known| *known));
        is_what_a_replay_makes(&bed.store).await;
    }
);

on_both!(nobody_gains_four_phones_within_a_day, async |bed: &Bed| {
    let ledger = fresh(bed).await;
    let phones = [
        "+8613912345601",
        "+8613912345602",
        "+8613912345603",
        "+8613912345604",
    ];
    for phone in phones {
        told(
            &ledger,
            Source::fixed(1),
            &[&[(UserId, "member-1"), (Phone, phone)]],
        )
        .await;
    }
    let before = state(&bed.store).await;
    assert_eq!(
        before.link("member-1", phones[3]),
        (Refused, Some("window:phone:3/1d"))
    );
    bed.clock.advance_seconds(90_000);
    told(
        &ledger,
        Source::fixed(1),
        &[&[(UserId, "member-1"), (Phone, "+8613912345605")]],
    )
    .await;
    assert!(
        state(&bed.store)
            .await
            .together("member-1", "+8613912345605"),
        "a day later"
    );
    is_what_a_replay_makes(&bed.store).await;
});

on_both!(
    a_visitor_number_of_another_source_is_another_visitor,
    async |bed: &Bed| {
        let ledger = fresh(bed).await;
        let visitor = (AnonymousId, "visitor-1");
        told(
            &ledger,
            Source::fixed(1),
            &[&[(UserId, "member-1"), visitor]],
        )
        .await;
        told(
            &ledger,
            Source::fixed(2),
            &[&[(UserId, "member-2"), visitor]],
        )
        .await;
        assert_eq!(
            state(&bed.store).await.parts(),
            [["member-1", "visitor-1"], ["member-2", "visitor-1"]]
        );
    }
);

#[test]
fn no_customer_grows_past_the_cap() {
    // Orders have the widest limit; several kinds together come to the cap.
    let kinds = [
        (Order, 1_900),
        (AnonymousId, 190),
        (kernel::IdentityKind::Device, 45),
    ];
    let mut points = vec![point(1, UserId)];
    // Two such people would together be more than the cap allows.
    let mut links = Vec::new();
    for person in 0..2 {
        let first = points.len() as i64;
        points.push(point(first + 1, Email));
        for (kind, count) in kinds {
            for _ in 0..count / 2 + 1 {
                let id = points.len() as i64 + 1;
                points.push(point(id, kind));
                links.push(link(first + 1, id, links.len() as i64));
            }
        }
        links.push(link(1, first + 1, 1_000_000 + person));
    }
    let outcome = replay(&points, &links, &[]);
    assert!(
        outcome
            .parts
            .iter()
            .all(|part| part.members.len() <= rules::CAP)
    );
}

fn point(id: i64, kind: kernel::IdentityKind) -> Point {
    Point {
        id: IdentityId(id),
        kind,
        qualifier: 0,
        first_at: Timestamp(id * 2 * Timestamp::DAY),
        context: false,
        founded: None,
    }
}

fn link(a: i64, b: i64, ordinal: i64) -> Link {
    Link {
        a: IdentityId(a),
        b: IdentityId(b),
        rule: LinkRule::SeenTogether,
        ordinal,
        source: None,
        first_at: Timestamp(0),
        last_day: 0,
        state: Joins,
        reason: None,
        merge: None,
    }
}
