//! Reading a text once, from its beginning to its end, and noting where each value lies.

use super::escape::hex;
use super::{Fault, Json, Kind, MOST_DEEP, written};

/// Beyond so many names an object is searched for repeats by sorting.
const FEW: usize = 16;

#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The node after this one and all it holds.
    pub(super) next: u32,
    pub(super) kind: Kind,
    pub(super) escaped: bool,
}

struct Open {
    node: u32,
    first_name: u32,
}

/// Where the values of one text lie. Used again for the next text, so that it is not allocated anew.
#[derive(Default)]
pub(in super::super) struct Tape {
    nodes: Vec<Node>,
    open: Vec<Open>,
    names: Vec<u32>,
}

impl Tape {
    /// Reads a text of at most 4 GB and answers its value.
    pub(in super::super) fn read<'t>(&'t mut self, text: &'t str) -> Result<Json<'t>, Fault> {
        self.nodes.clear();
        self.open.clear();
        self.names.clear();
        if u32::try_from(text.len()).is_err() {
            return Err(Fault::Broken);
        }
        self.build(text)?;
        Ok(Json::first(text, &self.nodes))
    }

    fn build(&mut self, text: &str) -> Result<(), Fault> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at = self.value(text, blank(bytes, at))?;
            // After a value: whatever it completes is closed, until something asks for another value.
            loop {
                at = blank(bytes, at);
                let Some(open) = self.open.last() else {
                    return if at == bytes.len() {
                        Ok(())
                    } else {
                        Err(Fault::Broken)
                    };
                };
                let fresh = self.nodes.len() as u32 == open.node + 1;
                let object = self.nodes[open.node as usize].kind == Kind::Object;
                match bytes.get(at) {
                    Some(b'}') if object => at = self.close(text, at),
                    Some(b']') if !object => at = self.close(text, at),
                    Some(b',') if !fresh => {
                        at = blank(bytes, at + 1);
                        if object {
                            at = self.name(bytes, at)?;
                        }
                        break;
                    }
                    Some(_) if fresh => {
                        if object {
                            at = self.name(bytes, at)?;
                        }
                        break;
                    }
                    _ => return Err(Fault::Broken),
                }
            }
        }
    }

    /// Reads one value, or the beginning of one that holds others.
    fn value(&mut self, text: &str, at: usize) -> Result<usize, Fault> {
        let bytes = text.as_bytes();
        match bytes.get(at) {
            Some(b'{') => self.begin(Kind::Object, at),
            Some(b'[') => self.begin(Kind::List, at),
            Some(b'"') => self.string(bytes, at),
            Some(b't') => self.word(bytes, at, b"true", Kind::Bool),
            Some(b'f') => self.word(bytes, at, b"false", Kind::Bool),
            Some(b'n') => self.word(bytes, at, b"null", Kind::Null),
            Some(b'-' | b'0'..=b'9') => self.number(text, at),
            _ => Err(Fault::Broken),
        }
    }

    fn begin(&mut self, kind: Kind, at: usize) -> Result<usize, Fault> {
        if self.open.len() == MOST_DEEP {
            return Err(Fault::TooDeep);
        }
        self.open.push(Open {
            node: self.nodes.len() as u32,
            first_name: self.names.len() as u32,
        });
        self.push(kind, at, at, false);
        Ok(at + 1)
    }

    fn close(&mut self, text: &str, at: usize) -> usize {
        if let Some(open) = self.open.pop() {
            self.mark_repeated(text, open.first_name as usize);
            self.names.truncate(open.first_name as usize);
            let next = self.nodes.len() as u32;
            let node = &mut self.nodes[open.node as usize];
            (node.end, node.next) = (at as u32 + 1, next);
        }
        at + 1
    }

    fn name(&mut self, bytes: &[u8], at: usize) -> Result<usize, Fault> {
        if bytes.get(at) != Some(&b'"') {
            return Err(Fault::Broken);
        }
        self.names.push(self.nodes.len() as u32);
        let at = blank(bytes, self.string(bytes, at)?);
        if bytes.get(at) == Some(&b':') {
            Ok(at + 1)
        } else {
            Err(Fault::Broken)
        }
    }

    fn string(&mut self, bytes: &[u8], at: usize) -> Result<usize, Fault> {
        let start = at + 1;
        let (mut at, mut escaped) = (start, false);
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    let length = match bytes.get(at + 1) {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                        Some(b'u') if hex(bytes, at + 2).is_some() => 6,
                        _ => return Err(Fault::Broken),
                    };
                    at += length;
                }
                Some(0..0x20) | None => return Err(Fault::Broken),
                Some(_) => at += 1,
            }
        }
        self.push(Kind::Text, start, at, escaped);
        Ok(at + 1)
    }

    fn word(&mut self, bytes: &[u8], at: usize, word: &[u8], kind: Kind) -> Result<usize, Fault> {
        let end = at + word.len();
        if bytes.get(at..end) != Some(word) {
            return Err(Fault::Broken);
        }
        self.push(kind, at, end, false);
        Ok(end)
    }

    fn number(&mut self, text: &str, start: usize) -> Result<usize, Fault> {
        let bytes = text.as_bytes();
        let digits = |at: usize| {
            let count = bytes[at..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if count == 0 {
                Err(Fault::Broken)
            } else {
                Ok(at + count)
            }
        };
        let mut at = start + usize::from(bytes[start] == b'-');
        let whole = at;
        at = digits(at)?;
        if bytes[whole] == b'0' && at - whole > 1 {
            return Err(Fault::Broken);
        }
        if bytes.get(at) == Some(&b'.') {
            at = digits(at + 1)?;
        }
        let mut huge = at - start > 300;
        if let Some(b'e' | b'E') = bytes.get(at) {
            let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
            at = digits(at + 1 + usize::from(sign))?;
            huge = true;
        }
        if huge && !text[start..at].parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(Fault::Number);
        }
        self.push(Kind::Number, start, at, false);
        Ok(at)
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, escaped: bool) {
        self.nodes.push(Node {
            start: start as u32,
            end: end as u32,
            next: self.nodes.len() as u32 + 1,
            kind,
            escaped,
        });
    }

    /// Of names that stand more than once in an object only the last counts, as in JavaScript and in `serde_json`.
    fn mark_repeated(&mut self, text: &str, first: usize) {
        let names = &mut self.names[first..];
        let same = |one: &Node, other: &Node| {
            if one.escaped || other.escaped {
                written(text, one) == written(text, other)
            } else {
                let (one, other) = (
                    one.start as usize..one.end as usize,
                    other.start as usize..other.end as usize,
                );
                one.len() == other.len() && text[one] == text[other]
            }
        };
        if names.len() <= FEW {
            for (place, name) in names.iter().enumerate().skip(1) {
                for earlier in &names[..place] {
                    if same(&self.nodes[*name as usize], &self.nodes[*earlier as usize]) {
                        self.nodes[*earlier as usize].kind = Kind::Repeated;
                    }
                }
            }
            return;
        }
        // The sort is stable, so equal names stay in the order of the text.
        names.sort_by_cached_key(|name| written(text, &self.nodes[*name as usize]));
        for pair in names.windows(2) {
            if same(&self.nodes[pair[0] as usize], &self.nodes[pair[1] as usize]) {
                self.nodes[pair[0] as usize].kind = Kind::Repeated;
            }
        }
    }
}

fn blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}
