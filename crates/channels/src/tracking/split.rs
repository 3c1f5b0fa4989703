//! An event split into what is personal and what is not; the layout of both is told in [`super`].

mod context;

use std::borrow::Cow;

use kernel::TouchType;

use super::json::{Json, Kind, quote};
use super::personal::{Verdict, looks_personal, names_things, of_name, of_sibling};
use super::plan::{JsonType, Recorder, Shape, Types};

/// Names of properties that Rapport itself gives; a source's own property of that name is left out.
const OURS: &[&str] = &["$refused_identities", "$plan", "$without_identity"];

/// The two halves of an event, each the text of a JSON object, or nothing where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// What is not personal.
    pub properties: Option<String>,
    /// What is.
    pub personal: Option<String>,
}

/// The parts of an event that are split.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts<'t> {
    pub properties: Option<Json<'t>>,
    pub traits: Option<Json<'t>>,
    pub context: [Option<Json<'t>>; 2],
    pub integrations: [Option<Json<'t>>; 2],
}

impl<'t> Parts<'t> {
    /// A member of the context: the event's own first, then the batch's.
    pub(super) fn around(&self, name: &str) -> Option<Json<'t>> {
        self.context
            .iter()
            .flatten()
            .find_map(|context| context.get(name))
    }
}

/// Splits one event.
pub(super) struct Splitter<'r, 'p> {
    recorder: &'r mut Recorder<'p>,
    shape: Option<&'p Shape>,
    kind: TouchType,
    event: &'r str,
    path: String,
    open: String,
    personal: String,
    /// Inside a list, whose whole goes to the personal half when anything in it does.
    in_list: bool,
    found: bool,
}

impl<'r, 'p> Splitter<'r, 'p> {
    pub(super) fn new(
        recorder: &'r mut Recorder<'p>,
        shape: Option<&'p Shape>,
        kind: TouchType,
        event: &'r str,
    ) -> Self {
        Self {
            recorder,
            shape,
            kind,
            event,
            path: String::new(),
            open: String::with_capacity(512),
            personal: String::with_capacity(512),
            in_list: false,
            found: false,
        }
    }

    /// Splits the parts; `extra` are members that Rapport adds to the properties, as JSON with a comma between.
    pub(super) fn split(mut self, parts: &Parts<'_>, extra: &str) -> Halves {
        self.open.push('{');
        self.personal.push('{');
        let group = self.kind == TouchType::Group;
        self.within("properties", |splitter| {
            if let Some(properties) = parts.properties {
                splitter.properties(properties, group);
            }
            if !extra.is_empty() {
                comma(&mut splitter.open);
                splitter.open.push_str(extra);
            }
            if let Some(traits) = parts.traits.filter(|_| group) {
                splitter.within("traits", |splitter| splitter.traits([Some(traits), None]));
            }
        });
        let own = parts.traits.filter(|_| !group);
        let around = parts.around("traits");
        self.within("traits", |splitter| splitter.traits([own, around]));
        self.within("context", |splitter| splitter.context(parts.context));
        self.within("integrations", |splitter| {
            for (name, value) in laid_over(parts.integrations) {
                splitter.put_open(&name.written(), value);
            }
        });
        Halves {
            properties: finished(self.open),
            personal: finished(self.personal),
        }
    }

    /// An object of this name in both halves, and in none where it holds nothing.
    fn within(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let before = (self.open.len(), self.personal.len());
        begin(&mut self.open, name);
        begin(&mut self.personal, name);
        write(self);
        end(&mut self.open, before.0);
        end(&mut self.personal, before.1);
    }

    fn properties(&mut self, properties: Json<'_>, group: bool) {
        let page = matches!(self.kind, TouchType::Page | TouchType::Screen);
        let things = page || has_thing(properties);
        for (name, value) in properties.members() {
            let name = name.written();
            if OURS.contains(&&*name) || group && matches!(&*name, "groupId" | "traits") {
                continue;
            }
            self.property(&name, value, things);
        }
    }

    fn property(&mut self, name: &str, value: Json<'_>, beside_things: bool) {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let known = self.shape.and_then(|shape| shape.known(&self.path));
        let verdict = known.map_or_else(|| of_name(name), |known| known.verdict);
        let mark = known.and_then(|known| known.mark);
        let decided = mark.or_else(|| decide(verdict, value, beside_things));
        self.note(value, decided == Some(true));
        match (decided, value.kind()) {
            (Some(true), _) => self.put_personal(name, value),
            (Some(false), _) => self.put_open(name, value),
            (None, Kind::List) => self.list(name, value, names_things(name)),
            (None, _) => self.object(name, value),
        }
        self.path.truncate(before);
    }

    fn object(&mut self, name: &str, value: Json<'_>) {
        let before = (self.open.len(), self.personal.len());
        name_of(&mut self.open, name);
        self.open.push('{');
        if !self.in_list {
            begin(&mut self.personal, name);
        }
        let things = names_things(name) || has_thing(value);
        for (name, value) in value.members() {
            self.property(&name.written(), value, things);
        }
        self.open.push('}');
        if !self.in_list {
            end(&mut self.personal, before.1);
        }
    }

    /// A list with anything personal in it goes whole into the personal half; the other keeps what is left of it.
    fn list(&mut self, name: &str, value: Json<'_>, things: bool) {
        let before = self.path.len();
        let outer = (self.in_list, std::mem::replace(&mut self.found, false));
        self.in_list = true;
        name_of(&mut self.open, name);
        self.items(value, things);
        self.in_list = outer.0;
        if self.found && !self.in_list {
            self.put_personal(name, value);
        }
        self.found |= outer.1;
        self.path.truncate(before);
    }

    fn items(&mut self, list: Json<'_>, things: bool) {
        let before = self.path.len();
        self.path.push_str("[]");
        self.open.push('[');
        for item in list.items() {
            comma(&mut self.open);
            let known = self.shape.and_then(|shape| shape.known(&self.path));
            let decided = known
                .and_then(|known| known.mark)
                .or_else(|| decide(Verdict::Open, item, things));
            self.note(item, decided == Some(true));
            match (decided, item.kind()) {
                (Some(true), _) => {
                    self.found = true;
                    self.open.push_str("null");
                }
                (Some(false), _) => item.copy(&mut self.open),
                (None, Kind::List) => self.items(item, things),
                (None, _) => {
                    self.open.push('{');
                    let things = things || has_thing(item);
                    for (name, value) in item.members() {
                        self.property(&name.written(), value, things);
                    }
                    self.open.push('}');
                }
            }
        }
        self.open.push(']');
        self.path.truncate(before);
    }

    fn traits(&mut self, layers: [Option<Json<'_>>; 2]) {
        for (name, value) in laid_over(layers) {
            let name = name.written();
            self.path.push_str("traits.");
            self.path.push_str(&name);
            self.note(value, true);
            self.path.clear();
            self.put_personal(&name, value);
        }
    }

    fn put_open(&mut self, name: &str, value: Json<'_>) {
        name_of(&mut self.open, name);
        value.copy(&mut self.open);
    }

    fn put_personal(&mut self, name: &str, value: Json<'_>) {
        self.found = true;
        if !self.in_list {
            name_of(&mut self.personal, name);
            value.copy(&mut self.personal);
        }
    }

    fn note(&mut self, value: Json<'_>, personal: bool) {
        let types = Types::one(JsonType::of(value.kind()));
        self.recorder.note(
            (self.kind, self.event),
            self.shape,
            &self.path,
            types,
            personal,
        );
    }
}

/// Whether a value is personal, all of it; nothing for one that has to be looked into.
fn decide(verdict: Verdict, value: Json<'_>, beside_things: bool) -> Option<bool> {
    match value.kind() {
        Kind::Null | Kind::Bool => Some(false),
        _ if value.is_empty() => Some(false),
        _ if verdict == Verdict::Personal => Some(true),
        Kind::Text if verdict == Verdict::BareName && !beside_things => Some(true),
        Kind::Text => Some(looks_personal(&value.written(), verdict)),
        Kind::Number => Some(value.raw().len() >= 11 && looks_personal(value.raw(), verdict)),
        _ => None,
    }
}

fn has_thing(object: Json<'_>) -> bool {
    object.members().any(|(name, _)| of_sibling(name.raw()))
}

/// The members of two objects, the first one's where both have a name.
fn laid_over<'t>(
    [over, under]: [Option<Json<'t>>; 2],
) -> impl Iterator<Item = (Json<'t>, Json<'t>)> {
    let first = over.into_iter().flat_map(|over| over.members());
    let rest = under.into_iter().flat_map(|under| under.members());
    first.chain(
        rest.filter(move |(name, _)| over.is_none_or(|over| over.get(&name.written()).is_none())),
    )
}

fn comma(out: &mut String) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
}

fn name_of(out: &mut String, name: &str) {
    comma(out);
    quote(name, out);
    out.push(':');
}

fn begin(out: &mut String, name: &str) {
    name_of(out, name);
    out.push('{');
}

/// Ends what was begun at a place, or takes it back where nothing was written into it.
fn end(out: &mut String, begun: usize) {
    if out.ends_with('{') {
        out.truncate(begun);
    } else {
        out.push('}');
    }
}

fn finished(mut out: String) -> Option<String> {
    if out.len() == 1 {
        return None;
    }
    out.push('}');
    Some(out)
}

/// The text of a list of what was refused, as members of the properties.
pub(super) fn extra(out: &mut String, name: &str, items: impl Iterator<Item = Cow<'static, str>>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    if !out.is_empty() {
        out.push(',');
    }
    quote(name, out);
    out.push_str(":[");
    for (place, item) in items.enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push_str(&item);
    }
    out.push(']');
}
