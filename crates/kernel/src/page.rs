//! Lists in pages: each page ends in an opaque cursor that holds the keys of its last row, so that the next one begins
//! right after it, whatever was added or taken away meanwhile.
//!
//! Wire form: base64url of the name of the list and its keys. The name keeps the cursor of one list from being used on another.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldError;

/// Rows in a page when nobody says how many.
const USUAL: usize = 50;
/// Rows in a page at most.
const MOST: usize = 500;
/// Longest cursor that is looked at.
const LONGEST: usize = 2_048;

/// One key of the last row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Int(i64),
    Bytes(Vec<u8>),
}

/// Where the next page begins. Made by [`Cursor::of`], read by [`Cursor::read`], in the same order of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(Vec<Part>);

impl Cursor {
    /// A cursor of the list called `list`, still without keys.
    #[must_use]
    pub fn of(list: &str) -> Self {
        Self(Vec::with_capacity(3)).bytes(list)
    }

    /// With a number or a time as the next key.
    #[must_use]
    pub fn int(mut self, key: i64) -> Self {
        self.0.push(Part::Int(key));
        self
    }

    /// With an id or a text as the next key.
    #[must_use]
    pub fn bytes(mut self, key: impl AsRef<[u8]>) -> Self {
        self.0.push(Part::Bytes(key.as_ref().to_vec()));
        self
    }

    /// The keys, for the list called `list`.
    pub fn read(&self, list: &str) -> Result<Keys<'_>, FieldError> {
        let mut keys = Keys(self.0.iter());
        if keys.bytes()? == list.as_bytes() {
            Ok(keys)
        } else {
            Err(refuse())
        }
    }
}

/// The keys of a cursor, read in order.
#[derive(Clone, Debug)]
pub struct Keys<'a>(std::slice::Iter<'a, Part>);

impl Keys<'_> {
    /// The next key, a number or a time.
    pub fn int(&mut self) -> Result<i64, FieldError> {
        match self.0.next() {
            Some(Part::Int(key)) => Ok(*key),
            _ => Err(refuse()),
        }
    }

    /// The next key, bytes.
    pub fn bytes(&mut self) -> Result<Vec<u8>, FieldError> {
        match self.0.next() {
            Some(Part::Bytes(key)) => Ok(key.clone()),
            _ => Err(refuse()),
        }
    }

    /// The next key, an id.
    pub fn id(&mut self) -> Result<[u8; 16], FieldError> {
        self.bytes()?.try_into().map_err(|_| refuse())
    }

    /// The next key, a text.
    pub fn text(&mut self) -> Result<String, FieldError> {
        String::from_utf8(self.bytes()?).map_err(|_| refuse())
    }
}

fn refuse() -> FieldError {
    FieldError::new(
        "cursor",
        "is not a cursor of this list; take it from next_cursor",
    )
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::new();
        for part in &self.0 {
            match part {
                Part::Int(key) => {
                    bytes.push(0);
                    bytes.extend_from_slice(&key.to_be_bytes());
                }
                Part::Bytes(key) => {
                    bytes.push(1);
                    bytes.extend_from_slice(&u16::try_from(key.len()).unwrap_or(0).to_be_bytes());
                    bytes.extend_from_slice(key);
                }
            }
        }
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        if text.len() > LONGEST {
            return Err(refuse());
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| refuse())?;
        let mut rest = bytes.as_slice();
        let mut parts = Vec::new();
        while let Some((tag, after)) = rest.split_first() {
            let (part, after) = match tag {
                0 => {
                    let (key, after) = after.split_first_chunk::<8>().ok_or_else(refuse)?;
                    (Part::Int(i64::from_be_bytes(*key)), after)
                }
                1 => {
                    let (length, after) = after.split_first_chunk::<2>().ok_or_else(refuse)?;
                    let length = usize::from(u16::from_be_bytes(*length));
                    let (key, after) = after.split_at_checked(length).ok_or_else(refuse)?;
                    (Part::Bytes(key.to_vec()), after)
                }
                _ => return Err(refuse()),
            };
            parts.push(part);
            rest = after;
        }
        Ok(Self(parts))
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Which page is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// Rows at most; the usual number when it is not said. Held between one and 500.
    pub limit: Option<usize>,
    /// The `next_cursor` of the page before; none for the first.
    pub cursor: Option<Cursor>,
}

impl Paging {
    /// Rows in the page, within bounds.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    /// Rows to ask the store for: one more, which tells that another page follows.
    #[must_use]
    pub fn fetch(&self) -> i64 {
        self.rows() as i64 + 1
    }

    /// The keys to begin after, when there is a cursor.
    pub fn keys(&self, list: &str) -> Result<Option<Keys<'_>>, FieldError> {
        self.cursor
            .as_ref()
            .map(|cursor| cursor.read(list))
            .transpose()
    }

    /// Makes the page from the rows that [`Paging::fetch`] brought; `cursor` names the keys of a row.
    pub fn page<T>(&self, mut fetched: Vec<T>, cursor: impl FnOnce(&T) -> Cursor) -> Page<T> {
        let more = fetched.len() > self.rows();
        fetched.truncate(self.rows());
        Page {
            next_cursor: fetched.last().filter(|_| more).map(cursor),
            data: fetched,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub data: Vec<T>,
    /// Where the next page begins; none at the end of the list.
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// The same page with each row turned into what is shown.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            data: self.data.into_iter().map(turn).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back(number: i64, id: [u8; 16], text in ".{0,40}") {
            let cursor = Cursor::of("things").int(number).bytes(id).bytes(&text);
            let read: Cursor = cursor.to_string().parse().unwrap();
            let mut keys = read.read("things").unwrap();
            prop_assert_eq!((keys.int().unwrap(), keys.id().unwrap(), keys.text().unwrap()), (number, id, text));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[A-Za-z0-9_-]{0,60}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                let _read_or_refused = cursor.read("things").and_then(|mut keys| keys.int());
            }
        }
    }

    #[test]
    fn the_cursor_of_another_list_is_refused() {
        let cursor = Cursor::of("units").int(3);
        assert!(cursor.read("things").is_err());
        assert!(cursor.read("units").unwrap().id().is_err());
    }

    #[test]
    fn a_page_ends_where_the_next_begins() {
        let paging = Paging {
            limit: Some(2),
            cursor: None,
        };
        let page = paging.page(vec![1, 2, 3], |last| Cursor::of("n").int(*last));
        assert_eq!(page.data, [1, 2]);
        assert_eq!(page.next_cursor, Some(Cursor::of("n").int(2)));
        assert_eq!(
            paging.page(vec![1, 2], |_| Cursor::of("n")).next_cursor,
            None
        );
    }
}
