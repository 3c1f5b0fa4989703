//! The timeline: all touches of a customer that somebody sees, of every channel, read from any place in either direction.
//!
//! Invariants: a page is found by keys, so that it costs the same however long the customer's life; a part with a filter looks at
//! no more than [`MOST_LOOKED_AT`] touches and says how far it came; what is personal is never searched, for that would tell
//! it to who may not see it.
//!
//! To add a filter: a field of [`Filter`], what it needs in [`Row`], its line in [`Wanted::holds`].

mod text;

use std::collections::{HashMap, HashSet};

use kernel::{Channel, CustomerId, Result, Timestamp, TouchType};
use ledger::{Entry, Ledger};
use store::{Store, Tx, params};

use crate::sight::Sight;
use crate::subject;
use text::Text;

/// A search looks at so many touches before it says how far it came.
pub const MOST_LOOKED_AT: usize = 4_000;
/// And reads so many rows, where many identities interleave.
const MOST_READ: usize = 24_000;
/// The place behind every touch.
const NEWEST: Place = (i64::MAX, i64::MAX);

/// What of the timeline is wanted; what is empty is everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these channels.
    pub channels: Vec<Channel>,
    /// Only these types of touch.
    pub kinds: Vec<TouchType>,
    /// Only what holds this text: in the event, in an open property, in the touchpoint's name.
    pub text: Option<String>,
    /// Or what is of one of these events, whatever the text: whoever searches may know an event by another word.
    pub events: Vec<String>,
}

impl Filter {
    fn is_open(&self) -> bool {
        self.channels.is_empty() && self.kinds.is_empty() && self.text.is_none()
    }
}

/// A place in a timeline: a time and a `seq`.
pub type Place = (i64, i64);

/// Which way a timeline is read from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what happened before it.
    Older,
    /// To what happened after it.
    Newer,
}

/// A part of a timeline.
#[derive(Clone, Debug)]
pub struct Part {
    /// The touches, the newest first.
    pub entries: Vec<Entry>,
    /// Where to go on; none when there is nothing further this way.
    pub rest: Option<Place>,
}

/// A part of the timeline of a customer: what is wanted of it and seen, from a place on.
pub async fn part(
    tx: &mut Tx,
    ledger: &Ledger,
    customer: CustomerId,
    (filter, sight): (&Filter, &Sight),
    (place, way): (Option<Place>, Way),
    limit: usize,
) -> Result<Part> {
    let identities = subject::identities(tx, customer).await?;
    let walk = Walk {
        place: place.unwrap_or(NEWEST),
        way,
        limit,
        identities,
    };
    let mut wanted = if filter.is_open() && sight.is_all() {
        None
    } else {
        Some(Wanted::new(tx, ledger, filter, sight).await?)
    };
    let (found, rest) = walk.run(tx, wanted.as_mut()).await?;
    Ok(Part {
        entries: entries(tx, ledger.store(), found).await?,
        rest,
    })
}

/// The entries with these numbers, opened, the newest first.
async fn entries(tx: &mut Tx, store: &Store, seqs: Vec<i64>) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {} FROM ledger WHERE seq = ANY($1)", ledger::COLUMNS);
    let mut rows = tx.query(&sql, params![seqs]).await?;
    let mut entries = rows
        .iter_mut()
        .map(ledger::from_row)
        .collect::<Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.seq)));
    ledger::open(store, tx, &mut entries).await?;
    Ok(entries)
}

/// What a filter looks at of one touch.
struct Row {
    place: Place,
    channel: Option<Channel>,
    kind: Option<TouchType>,
    event: Option<i64>,
    touchpoint: Option<i64>,
    properties: Option<String>,
}

/// A filter made ready: names of events and touchpoints as their numbers.
struct Wanted<'f> {
    filter: &'f Filter,
    ledger: &'f Ledger,
    /// The touchpoints whose touches are seen; none: all.
    seen: Option<HashSet<i64>>,
    text: Option<Text>,
    events: HashMap<i64, bool>,
}

impl<'f> Wanted<'f> {
    async fn new(
        tx: &mut Tx,
        ledger: &'f Ledger,
        filter: &'f Filter,
        sight: &Sight,
    ) -> Result<Self> {
        let text = match &filter.text {
            Some(text) => Some(Text::new(tx, text).await?),
            None => None,
        };
        Ok(Self {
            filter,
            ledger,
            seen: sight.touchpoints(tx).await?,
            text,
            events: HashMap::new(),
        })
    }

    async fn holds(&mut self, tx: &mut Tx, row: &Row) -> Result<bool> {
        if let Some(seen) = &self.seen
            && !row.touchpoint.is_some_and(|number| seen.contains(&number))
        {
            return Ok(false);
        }
        let channels = &self.filter.channels;
        if !channels.is_empty() && !row.channel.is_some_and(|one| channels.contains(&one)) {
            return Ok(false);
        }
        let kinds = &self.filter.kinds;
        if !kinds.is_empty() && !row.kind.is_some_and(|one| kinds.contains(&one)) {
            return Ok(false);
        }
        let Some(text) = &self.text else {
            return Ok(true);
        };
        if text.is_of_touchpoint(row.touchpoint) {
            return Ok(true);
        }
        if let Some(number) = row.event {
            if !self.events.contains_key(&number) {
                let name = self.ledger.event_name(tx, number).await?;
                let named =
                    text.is_in(&name) || self.filter.events.iter().any(|one| **one == *name);
                self.events.insert(number, named);
            }
            if self.events.get(&number) == Some(&true) {
                return Ok(true);
            }
        }
        Ok(row
            .properties
            .as_deref()
            .is_some_and(|body| text.is_in_body(body)))
    }
}

/// A walk along the touches of several identities at once, which interleave in time.
struct Walk {
    place: Place,
    way: Way,
    limit: usize,
    identities: Vec<i64>,
}

impl Walk {
    /// The numbers of the touches that are wanted, and where to go on.
    async fn run(
        mut self,
        tx: &mut Tx,
        mut wanted: Option<&mut Wanted<'_>>,
    ) -> Result<(Vec<i64>, Option<Place>)> {
        let (mut found, mut looked, mut read) = (Vec::new(), 0, 0);
        // The place of the last one taken: where to go on when one more is found.
        let mut taken = self.place;
        let mut first = true;
        loop {
            if let Some(wanted) = wanted.as_deref()
                && !(first && self.place == NEWEST)
                && !self.leap(tx, &wanted.filter.channels).await?
            {
                return Ok((found, None));
            }
            first = false;
            let (rows, horizon, count) = self.rows(tx, wanted.as_deref()).await?;
            read += count;
            for row in rows {
                looked += 1;
                let holds = match wanted.as_deref_mut() {
                    Some(wanted) => wanted.holds(tx, &row).await?,
                    None => true,
                };
                if holds {
                    if found.len() == self.limit {
                        return Ok((found, Some(taken)));
                    }
                    found.push(row.place.1);
                    taken = row.place;
                }
            }
            let Some(horizon) = horizon else {
                return Ok((found, None));
            };
            self.place = horizon;
            if wanted.is_some() && (looked >= MOST_LOOKED_AT || read >= MOST_READ) {
                return Ok((found, Some(horizon)));
            }
        }
    }

    /// Leaps over the days on which nothing happened on these channels; false when there is no such day left. The counts by day
    /// may be a moment behind, so the newest touches are looked at before.
    async fn leap(&mut self, tx: &mut Tx, channels: &[Channel]) -> Result<bool> {
        if channels.is_empty() {
            return Ok(true);
        }
        let codes: Vec<i64> = channels.iter().map(|channel| channel.code()).collect();
        let day = Timestamp(self.place.0).day();
        let sql = match self.way {
            Way::Older => {
                "SELECT MAX(day) FROM day_numbers WHERE identity = ANY($1) AND channel = ANY($2) AND day <= $3 AND touches > 0"
            }
            Way::Newer => {
                "SELECT MIN(day) FROM day_numbers WHERE identity = ANY($1) AND channel = ANY($2) AND day >= $3 AND touches > 0"
            }
        };
        let mut row = tx
            .query_one(sql, params![self.identities.clone(), codes, day])
            .await?;
        let Some(day) = row.take::<Option<i64>>(0)? else {
            return Ok(false);
        };
        self.place = match self.way {
            Way::Older => self.place.min(((day + 1) * Timestamp::DAY, 0)),
            Way::Newer => self.place.max((day * Timestamp::DAY - 1, i64::MAX)),
        };
        Ok(true)
    }

    /// The next touches in their order; where more may follow; how many rows were read. Each identity's touches are one range
    /// of an index; those beyond the nearest end of a range are left, for another identity may have some between.
    async fn rows(
        &self,
        tx: &mut Tx,
        wanted: Option<&Wanted<'_>>,
    ) -> Result<(Vec<Row>, Option<Place>, usize)> {
        let sql = match (wanted, self.way) {
            (None, Way::Older) => {
                "SELECT at, seq FROM ledger WHERE anchor = $1 AND (at, seq) < ($2, $3) ORDER BY at DESC, seq DESC LIMIT $4"
            }
            (None, Way::Newer) => {
                "SELECT at, seq FROM ledger WHERE anchor = $1 AND (at, seq) > ($2, $3) ORDER BY at, seq LIMIT $4"
            }
            (Some(_), Way::Older) => {
                "SELECT at, seq, channel, type, event, touchpoint, properties FROM ledger
                 WHERE anchor = $1 AND (at, seq) < ($2, $3) ORDER BY at DESC, seq DESC LIMIT $4"
            }
            (Some(_), Way::Newer) => {
                "SELECT at, seq, channel, type, event, touchpoint, properties FROM ledger
                 WHERE anchor = $1 AND (at, seq) > ($2, $3) ORDER BY at, seq LIMIT $4"
            }
        };
        let each = self.each(wanted.is_some());
        let sets: Vec<Vec<store::Value>> = self
            .identities
            .iter()
            .map(|identity| params![*identity, self.place.0, self.place.1, each as i64].to_vec())
            .collect();
        let (mut rows, mut horizon, mut count) = (Vec::new(), None::<Place>, 0);
        for answer in tx.query_many(sql, &sets).await? {
            let full = answer.len() == each;
            count += answer.len();
            for mut row in answer {
                let place = (row.take(0)?, row.take(1)?);
                let mut one = Row {
                    place,
                    channel: None,
                    kind: None,
                    event: None,
                    touchpoint: None,
                    properties: None,
                };
                if wanted.is_some() {
                    one.channel = row.take(2)?;
                    one.kind = Some(row.take(3)?);
                    one.event = row.take(4)?;
                    one.touchpoint = row.take(5)?;
                    one.properties = row.take(6)?;
                }
                rows.push(one);
            }
            if let Some(last) = rows.last().filter(|_| full).map(|row| row.place) {
                horizon = Some(horizon.map_or(last, |held| self.nearer(held, last)));
            }
        }
        if let Some(horizon) = horizon {
            rows.retain(|row| self.nearer(row.place, horizon) == row.place);
        }
        rows.sort_by(|one, other| match self.way {
            Way::Older => other.place.cmp(&one.place),
            Way::Newer => one.place.cmp(&other.place),
        });
        Ok((rows, horizon, count))
    }

    /// How many rows are asked of each identity: what makes a page when there are few, a share of it when there are many.
    fn each(&self, filtered: bool) -> usize {
        let identities = self.identities.len().max(1);
        if filtered {
            (4_000 / identities).clamp(8, 1_000)
        } else {
            (16 * (self.limit + 1) / identities).clamp(8, self.limit + 1)
        }
    }

    /// Which of two places comes first on the way.
    fn nearer(&self, one: Place, other: Place) -> Place {
        match self.way {
            Way::Older => one.max(other),
            Way::Newer => one.min(other),
        }
    }
}
