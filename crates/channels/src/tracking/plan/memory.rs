//! What is known of the plan, in memory, so that an event is compared with it and nothing is asked of the database.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kernel::TouchType;
use parking_lot::{RwLock, RwLockReadGuard};

use super::{Rule, Types};
use crate::tracking::personal::{self, Verdict};

/// The most names of events of one type of touch whose properties are remembered.
const MOST_EVENTS: usize = 5_000;
/// The most properties of one event that are remembered.
const MOST_PROPERTIES: usize = 400;
/// The most properties of all events together.
const MOST_IN_ALL: usize = 100_000;
/// The longest path that is remembered, in bytes.
const LONGEST_PATH: usize = 200;

/// Something seen for the first time: a property of an event, with a type or a look it did not have before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Observed {
    /// The type of touch.
    pub kind: TouchType,
    /// The name of the event; empty for identify, group and alias.
    pub event: String,
    /// Where: names joined by dots, `[]` for the items of a list. Traits begin with `traits.`.
    pub path: String,
    /// The type it had, one of them.
    pub types: Types,
    /// Whether it went into the personal half.
    pub personal: bool,
}

/// The plan of one company. Shared by all that take events in.
#[derive(Default)]
pub struct Plan {
    events: RwLock<Events>,
}

/// For each type of touch, its events by name.
#[derive(Clone, Default)]
pub(in crate::tracking) struct Events {
    of: [HashMap<Box<str>, Arc<Shape>, ahash::RandomState>; 6],
    properties: usize,
}

impl Events {
    pub(in crate::tracking) fn shape(&self, kind: TouchType, event: &str) -> Option<&Shape> {
        self.of.get(place(kind))?.get(event).map(|shape| &**shape)
    }

    fn is_full(&self, kind: TouchType) -> bool {
        self.of
            .get(place(kind))
            .is_none_or(|events| events.len() >= MOST_EVENTS)
    }

    pub(super) fn shape_mut(&mut self, kind: TouchType, event: &str) -> Option<&mut Shape> {
        let full = self.is_full(kind);
        let events = self.of.get_mut(place(kind))?;
        if full && !events.contains_key(event) {
            return None;
        }
        Some(Arc::make_mut(events.entry(event.into()).or_default()))
    }
}

fn place(kind: TouchType) -> usize {
    usize::try_from(kind.code() - 1).unwrap_or(usize::MAX)
}

/// What is known of one event.
#[derive(Clone, Default)]
pub(in crate::tracking) struct Shape {
    pub(super) properties: HashMap<Box<str>, Known, ahash::RandomState>,
    pub(super) rule: Option<Rule>,
}

/// What is known of one property.
#[derive(Clone, Copy)]
pub(in crate::tracking) struct Known {
    /// What its name says, so that it is not taken apart again.
    pub(in crate::tracking) verdict: Verdict,
    /// What a person said: personal or not.
    pub(in crate::tracking) mark: Option<bool>,
    open: Types,
    personal: Types,
}

impl Known {
    pub(super) fn of(path: &str) -> Self {
        let name = path
            .rsplit('.')
            .next()
            .unwrap_or(path)
            .trim_end_matches("[]");
        Self {
            verdict: personal::of_name(name),
            mark: None,
            open: Types::default(),
            personal: Types::default(),
        }
    }

    fn seen(&mut self, personal: bool) -> &mut Types {
        if personal {
            &mut self.personal
        } else {
            &mut self.open
        }
    }
}

impl Shape {
    pub(in crate::tracking) fn known(&self, path: &str) -> Option<&Known> {
        self.properties.get(path)
    }

    pub(in crate::tracking) fn rule(&self) -> Option<&Rule> {
        self.rule.as_ref()
    }

    pub(super) fn known_mut(&mut self, path: &str) -> Option<&mut Known> {
        if self.properties.len() >= MOST_PROPERTIES && !self.properties.contains_key(path) {
            return None;
        }
        Some(
            self.properties
                .entry(path.into())
                .or_insert_with(|| Known::of(path)),
        )
    }
}

impl Plan {
    /// A plan that knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(in crate::tracking) fn events(&self) -> RwLockReadGuard<'_, Events> {
        self.events.read()
    }

    /// Remembers what was kept, so that it does not come out again.
    pub fn learn(&self, observed: &[Observed]) {
        let mut events = self.events.write();
        for one in observed {
            if events.properties >= MOST_IN_ALL {
                return;
            }
            let Some(shape) = events.shape_mut(one.kind, &one.event) else {
                continue;
            };
            let before = shape.properties.len();
            if let Some(known) = shape.known_mut(&one.path) {
                let types = known.seen(one.personal);
                *types = types.with(one.types);
            }
            events.properties += usize::from(
                events
                    .shape(one.kind, &one.event)
                    .is_some_and(|shape| shape.properties.len() > before),
            );
        }
    }

    /// Takes another's place: what was loaded anew after a mark or a rule changed, here or on another node.
    pub fn replace(&self, other: Self) {
        *self.events.write() = other.events.into_inner();
    }

    /// Gives an event a rule in memory alone, for tests and for trying one out.
    pub fn ruled(&mut self, kind: TouchType, event: &str, rule: Rule) {
        self.change(kind, event, |shape| shape.rule = Some(rule));
    }

    pub(super) fn change(&mut self, kind: TouchType, event: &str, change: impl FnOnce(&mut Shape)) {
        if let Some(shape) = self.events.get_mut().shape_mut(kind, event) {
            change(shape);
        }
    }
}

/// Gathers what one batch shows for the first time.
pub(in crate::tracking) struct Recorder<'p> {
    events: &'p Events,
    fresh: HashSet<Observed, ahash::RandomState>,
}

impl<'p> Recorder<'p> {
    pub(in crate::tracking) fn new(events: &'p Events) -> Self {
        Self {
            events,
            fresh: HashSet::default(),
        }
    }

    pub(in crate::tracking) fn shape(&self, kind: TouchType, event: &str) -> Option<&'p Shape> {
        self.events.shape(kind, event)
    }

    /// Notes a property, if that it looks so is news.
    pub(in crate::tracking) fn note(
        &mut self,
        of: (TouchType, &str),
        shape: Option<&Shape>,
        path: &str,
        types: Types,
        personal: bool,
    ) {
        if self.events.properties >= MOST_IN_ALL {
            return;
        }
        let news = match shape {
            Some(shape) => match shape.known(path) {
                Some(known) => !(if personal { known.personal } else { known.open }).has(types),
                None => shape.properties.len() < MOST_PROPERTIES,
            },
            None => !self.events.is_full(of.0),
        };
        // PostgreSQL keeps no text with a NUL in it.
        if news
            && path.len() <= LONGEST_PATH
            && !path.contains('\0')
            && self.fresh.len() < MOST_EVENTS
        {
            let (kind, event) = (of.0, of.1.to_owned());
            self.fresh.insert(Observed {
                kind,
                event,
                path: path.to_owned(),
                types,
                personal,
            });
        }
    }

    pub(in crate::tracking) fn finish(self) -> Vec<Observed> {
        let mut fresh: Vec<Observed> = self.fresh.into_iter().collect();
        fresh.sort_unstable();
        fresh
    }
}
