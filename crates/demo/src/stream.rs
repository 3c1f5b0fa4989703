//! The stream: all beats in order of time, told one at a time.
//!
//! Invariant: memory does not grow with the customers. The year is cut into windows that hold about [`BEATS_AT_ONCE`] beats; each
//! is planned for everybody, sorted and told, and the plan forgotten. Touches are never kept, people only while they are busy.

use kernel::Timestamp;

use crate::calendar::Calendar;
use crate::habits::Habits;
use crate::person::Person;
use crate::plan::{Beat, Planner};
use crate::scene::Scene;
use crate::tell::tell;
use crate::{Settings, Touch};

/// About how many beats a window holds: 32 bytes each.
const BEATS_AT_ONCE: u64 = 1_000_000;

/// About how many beats a person's year has.
const BEATS_A_PERSON: u64 = 24;

/// How many people are remembered; a person drawn again is the same, so forgetting one costs only the drawing.
const PEOPLE_REMEMBERED: usize = 16_384;

/// The touches of the demo company, oldest first.
pub struct Touches {
    settings: Settings,
    planner: Planner,
    beats: std::vec::IntoIter<Beat>,
    windows: std::vec::IntoIter<std::ops::Range<i64>>,
    people: Vec<Option<Box<Person>>>,
}

impl Touches {
    pub(crate) fn new(settings: Settings) -> Self {
        let end = settings.end.micros();
        let start = end - 365 * Timestamp::DAY;
        let calendar = Calendar::new(
            start.div_euclid(Timestamp::DAY),
            end.div_euclid(Timestamp::DAY),
        );
        let count = (u64::from(settings.customers) * BEATS_A_PERSON)
            .div_ceil(BEATS_AT_ONCE)
            .max(1) as i64;
        let edge = |place: i64| start + (end - start) / count * place;
        let windows: Vec<_> = (0..count)
            .map(|place| {
                edge(place)..if place + 1 == count {
                    end
                } else {
                    edge(place + 1)
                }
            })
            .collect();
        let mut people = Vec::new();
        people.resize_with(PEOPLE_REMEMBERED.min(settings.customers as usize), || None);
        Self {
            planner: Planner {
                seed: settings.seed,
                year: start..end,
                calendar,
            },
            settings,
            beats: Vec::new().into_iter(),
            windows: windows.into_iter(),
            people,
        }
    }

    /// The next beat; plans the next window when this one is told.
    fn next_beat(&mut self) -> Option<Beat> {
        loop {
            if let Some(beat) = self.beats.next() {
                return Some(beat);
            }
            let window = self.windows.next()?;
            let mut beats = Vec::new();
            for person in 0..self.settings.customers {
                let habits = Habits::draw(self.settings.seed, person);
                self.planner.plan(&habits, &window, &mut beats);
            }
            beats.sort_unstable_by_key(|beat| (beat.at, beat.person, beat.story, beat.step));
            self.beats = beats.into_iter();
        }
    }
}

impl Iterator for Touches {
    type Item = Touch;

    fn next(&mut self) -> Option<Touch> {
        let beat = self.next_beat()?;
        let place = beat.person as usize % self.people.len();
        let remembered = self.people[place]
            .take()
            .filter(|person| person.index == beat.person);
        let person =
            remembered.unwrap_or_else(|| Box::new(Person::draw(self.settings.seed, beat.person)));
        let touch = tell(Scene::new(
            self.settings.seed,
            self.planner.calendar.first_day(),
            beat,
            &person,
        ));
        self.people[place] = Some(person);
        Some(touch)
    }
}
