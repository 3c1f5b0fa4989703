//! Counting touches, by day and in all, for the identities they are anchored at, and noting at which touchpoints.

use std::collections::{BTreeSet, HashMap};

use kernel::{IdentityId, Result, Timestamp};
use ledger::Entry;
use store::{ColumnType, Tx};

#[derive(Default)]
struct Numbers {
    touches: i64,
    hours: i64,
    channels: i64,
    first_at: i64,
    last_at: i64,
}

/// Adds the touches to the numbers of their anchors.
pub(crate) async fn add(tx: &mut Tx, touches: &[&Entry]) -> Result<()> {
    let mut days: HashMap<(IdentityId, i64, i64), Numbers, ahash::RandomState> = HashMap::default();
    let mut totals: HashMap<IdentityId, Numbers, ahash::RandomState> = HashMap::default();
    let mut places: BTreeSet<(IdentityId, i64)> = BTreeSet::new();
    for touch in touches {
        let Some(anchor) = touch.anchor else { continue };
        places.extend(touch.touchpoint.map(|touchpoint| (anchor, touchpoint)));
        let channel = touch.channel.map_or(0, kernel::Channel::code);
        let day = days.entry((anchor, touch.at.day(), channel)).or_default();
        day.touches += 1;
        day.hours |=
            1 << (touch.at.micros().rem_euclid(Timestamp::DAY) / (3_600 * Timestamp::SECOND));
        let total = totals.entry(anchor).or_insert_with(|| Numbers {
            first_at: i64::MAX,
            last_at: i64::MIN,
            ..Numbers::default()
        });
        total.touches += 1;
        total.channels |= 1 << channel;
        total.first_at = total.first_at.min(touch.at.0);
        total.last_at = total.last_at.max(touch.at.0);
    }
    let places = places
        .into_iter()
        .map(|(id, touchpoint)| vec![id.into(), touchpoint.into()])
        .collect();
    tx.insert_many("identity_touchpoints", PLACE_COLUMNS, places, PLACE_TAIL)
        .await?;
    let mut days: Vec<_> = days.into_iter().collect();
    days.sort_unstable_by_key(|(key, _)| *key);
    let rows = days
        .into_iter()
        .map(|((id, day, channel), n)| {
            vec![
                id.into(),
                day.into(),
                channel.into(),
                n.touches.into(),
                n.hours.into(),
            ]
        })
        .collect();
    tx.insert_many("day_numbers", DAY_COLUMNS, rows, DAY_TAIL)
        .await?;
    let mut totals: Vec<_> = totals.into_iter().collect();
    totals.sort_unstable_by_key(|(id, _)| *id);
    let rows = totals
        .into_iter()
        .map(|(id, n)| {
            vec![
                id.into(),
                n.touches.into(),
                n.first_at.into(),
                n.last_at.into(),
                n.channels.into(),
            ]
        })
        .collect();
    tx.insert_many("identity_numbers", TOTAL_COLUMNS, rows, TOTAL_TAIL)
        .await
}

const PLACE_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("touchpoint", ColumnType::Int),
];
// Somebody who comes again to where they were costs a look, and no write.
const PLACE_TAIL: &str = "ON CONFLICT (identity, touchpoint) DO NOTHING";
const DAY_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("day", ColumnType::Int),
    ("channel", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("hours", ColumnType::Int),
];
const DAY_TAIL: &str = "ON CONFLICT (identity, day, channel) DO UPDATE SET
    touches = day_numbers.touches + excluded.touches, hours = day_numbers.hours | excluded.hours";
const TOTAL_COLUMNS: &[(&str, ColumnType)] = &[
    ("identity", ColumnType::Int),
    ("touches", ColumnType::Int),
    ("first_at", ColumnType::Int),
    ("last_at", ColumnType::Int),
    ("channels", ColumnType::Int),
];
const TOTAL_TAIL: &str = "ON CONFLICT (identity) DO UPDATE SET touches = identity_numbers.touches + excluded.touches,
    first_at = CASE WHEN excluded.first_at < identity_numbers.first_at THEN excluded.first_at ELSE identity_numbers.first_at END,
    last_at = CASE WHEN excluded.last_at > identity_numbers.last_at THEN excluded.last_at ELSE identity_numbers.last_at END,
    channels = identity_numbers.channels | excluded.channels";
