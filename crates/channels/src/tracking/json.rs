//! JSON read in place: a flat list of where each value lies in the text, so that an event is never built as a tree.
//!
//! Purpose: the splitter copies values from the text into one of two others; it needs to walk, not to own.
//! Invariants:
//! - it never panics, and it takes no text that `serde_json` would not (a test holds both to the same texts), but for three
//!   things it takes in its own way: half a surrogate pair in an escape, which JavaScript makes of a cut emoji, is read as
//!   U+FFFD; of a name that stands twice in an object the last one counts; and nothing is nested deeper than [`MOST_DEEP`];
//! - numbers keep the digits they came with; one that no program could read back (`1e999`) is a fault.

mod escape;
mod tape;

use std::borrow::Cow;

pub(super) use escape::quote;
pub(super) use tape::Tape;

use escape::unescape;
use tape::Node;

/// How deep objects and lists may be nested; `serde_json` gives up at 128, and what is kept must be readable.
pub(super) const MOST_DEEP: usize = 64;

/// What sort of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
    /// A name that stands again further on, and does not count.
    Repeated,
}

/// Why a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Broken,
    TooDeep,
    Number,
}

impl Fault {
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Broken => "is not valid JSON",
            Self::TooDeep => "is nested too deep; at most 64 objects or lists in one another",
            Self::Number => "holds a number beyond what a double can be",
        }
    }
}

/// The text that a string stands for.
fn written<'a>(text: &'a str, node: &Node) -> Cow<'a, str> {
    let raw = &text[node.start as usize..node.end as usize];
    if node.escaped {
        Cow::Owned(unescape(raw))
    } else {
        Cow::Borrowed(raw)
    }
}

/// One value in a text that was read.
#[derive(Clone, Copy)]
pub(super) struct Json<'t> {
    text: &'t str,
    nodes: &'t [Node],
    at: usize,
}

impl<'t> Json<'t> {
    fn first(text: &'t str, nodes: &'t [Node]) -> Self {
        Self { text, nodes, at: 0 }
    }

    fn node(&self) -> &'t Node {
        &self.nodes[self.at]
    }

    pub(super) fn kind(&self) -> Kind {
        self.node().kind
    }

    /// As it stands in the text; a string without its quotes and with its escapes.
    pub(super) fn raw(&self) -> &'t str {
        &self.text[self.node().start as usize..self.node().end as usize]
    }

    /// The text of a string, the digits of a number, the word of the rest.
    pub(super) fn written(&self) -> Cow<'t, str> {
        written(self.text, self.node())
    }

    pub(super) fn text(&self) -> Option<Cow<'t, str>> {
        (self.kind() == Kind::Text).then(|| self.written())
    }

    pub(super) fn is_empty(&self) -> bool {
        match self.kind() {
            Kind::Null => true,
            Kind::List | Kind::Object => self.node().next as usize == self.at + 1,
            _ => self.raw().is_empty(),
        }
    }

    /// The members of an object; none of anything else.
    pub(super) fn members(&self) -> Members<'t> {
        let end = if self.kind() == Kind::Object {
            self.node().next as usize
        } else {
            0
        };
        Members {
            of: *self,
            at: self.at + 1,
            end,
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> + use<'t> {
        let (of, end) = (*self, self.node().next as usize);
        let first = if self.kind() == Kind::List {
            self.at + 1
        } else {
            end
        };
        std::iter::successors((first < end).then_some(first), move |at| {
            let next = of.nodes[*at].next as usize;
            (next < end).then_some(next)
        })
        .map(move |at| Self { at, ..of })
    }

    /// The member of an object that is called `name`.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        self.members()
            .find(|(key, _)| key.is(name))
            .map(|(_, value)| value)
    }

    /// Whether it is this text.
    pub(super) fn is(&self, text: &str) -> bool {
        if self.node().escaped {
            self.written() == text
        } else {
            self.raw() == text
        }
    }

    /// Appends the value to a text of JSON, without blanks.
    pub(super) fn copy(&self, out: &mut String) {
        match self.kind() {
            Kind::Text | Kind::Repeated => self.copy_text(out),
            Kind::List => {
                out.push('[');
                for (place, item) in self.items().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.copy(out);
                }
                out.push(']');
            }
            Kind::Object => {
                out.push('{');
                for (place, (name, value)) in self.members().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    name.copy_text(out);
                    out.push(':');
                    value.copy(out);
                }
                out.push('}');
            }
            Kind::Null | Kind::Bool | Kind::Number => out.push_str(self.raw()),
        }
    }

    fn copy_text(&self, out: &mut String) {
        if self.node().escaped {
            quote(&self.written(), out);
        } else {
            out.push('"');
            out.push_str(self.raw());
            out.push('"');
        }
    }
}

/// Walks the members of an object.
pub(super) struct Members<'t> {
    of: Json<'t>,
    at: usize,
    end: usize,
}

impl<'t> Iterator for Members<'t> {
    type Item = (Json<'t>, Json<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.end {
            let name = Json {
                at: self.at,
                ..self.of
            };
            let value = Json {
                at: self.at + 1,
                ..self.of
            };
            self.at = value.node().next as usize;
            if name.kind() != Kind::Repeated {
                return Some((name, value));
            }
        }
        None
    }
}
