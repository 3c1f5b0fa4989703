//! Display names to search tokens, so that a name is found by its beginning although only keyed hashes of it are stored.
//!
//! Purpose: [`tokens`] gives what is stored of a name, [`query_tokens`] what is looked up; a customer is found whose tokens
//! hold *all* tokens of the query. Both are pure; hashing is the caller's.
//!
//! How: a name has a few search `keys`: for 王小明 these are `王小明`, `小明`, `wangxiaoming`, `wxm`, `wangxm`, `xiaoming`, `xm`;
//! for *Anna van Berg* `anna`, `berg`, `van`, `annavanberg`. Of each key the beginnings of certain lengths (`RUNGS`) are
//! tokens. What was typed is cut to the longest of these lengths, so a look-up is an equality; above eight letters it may find
//! more than was asked for, which [`matches()`] tells apart once the name is opened.
//!
//! The rule of [`MOST_TOKENS`]: keys in their order above, shortest beginnings first, until 24 tokens are full. Chinese names
//! of up to four characters and Latin names of three words keep all that people usually type; what is lost first is the longest
//! beginnings of a given name's pinyin.
//!
//! Invariants: one Chinese character is the shortest Chinese token and two letters the shortest of all others, because one
//! letter finds a tenth of everybody; both sides fold alike and letter by letter, so the fold of a beginning is the beginning
//! of the fold.
//!
//! To add a reading: a line in `readings`. To add a way to search: a key in `keys`, with an example in the tests.

mod fold;
mod readings;
#[cfg(test)]
mod tests;

use fold::{Part, folded_parts};
use serde_json::{Map, Value};

/// No name has more tokens than this.
pub const MOST_TOKENS: usize = 24;

/// The lengths of the beginnings that are tokens, in characters.
const RUNGS: [usize; 10] = [2, 3, 4, 5, 6, 7, 8, 10, 13, 16];
/// The same of a Chinese key that is a name's own beginning.
const HAN_RUNGS: [usize; 6] = [1, 2, 3, 4, 5, 6];
/// The longest key; more is not looked at on either side.
const MOST_LETTERS: usize = 32;

/// One thing a name is found by, in the order of its importance.
struct Key {
    text: String,
    rungs: &'static [usize],
}

impl Key {
    fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            rungs: &RUNGS,
        }
    }
}

/// What is stored of `name`: at most [`MOST_TOKENS`], each once, the most important first.
#[must_use]
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::with_capacity(MOST_TOKENS);
    for key in keys(name) {
        for rung in key.rungs {
            let Some(token) = beginning(&key.text, *rung) else {
                break;
            };
            if tokens.len() < MOST_TOKENS && !tokens.iter().any(|held| held == token) {
                tokens.push(token.to_owned());
            }
        }
    }
    tokens
}

/// What is looked up for what was typed: all of it must be found. The rarest comes first; empty where nothing typed is long
/// enough to be looked up.
#[must_use]
pub fn query_tokens(query: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for word in query_words(query) {
        let rungs: &[usize] = if fold::is_han(&word) {
            &HAN_RUNGS
        } else {
            &RUNGS
        };
        if let Some(token) = rungs.iter().rev().find_map(|rung| beginning(&word, *rung))
            && !tokens.iter().any(|held| held == token)
        {
            tokens.push(token.to_owned());
        }
    }
    // A Chinese character tells as much as some three letters.
    tokens.sort_by_key(|token| std::cmp::Reverse(token.len()));
    tokens
}

/// Whether `name` is one that `query` asks for, to the last letter typed.
#[must_use]
pub fn matches(name: &str, query: &str) -> bool {
    let keys = keys(name);
    let mut words = query_words(query).into_iter().peekable();
    words.peek().is_some() && words.all(|word| keys.iter().any(|key| key.text.starts_with(&word)))
}

/// A whole name out of the traits that trackers send in parts, in the order of its culture.
#[must_use]
pub fn composed(traits: &Map<String, Value>) -> Option<String> {
    let part = |keys: [&str; 4]| {
        let told = keys
            .iter()
            .find_map(|key| traits.get(*key).and_then(Value::as_str))
            .map(str::trim);
        told.filter(|text| !text.is_empty())
    };
    let given = part(["firstName", "first_name", "given_name", "givenName"]);
    let family = part(["lastName", "last_name", "family_name", "familyName"]);
    match (given, family) {
        (Some(given), Some(family)) if fold::is_han(given) && fold::is_han(family) => {
            Some(format!("{family}{given}"))
        }
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

/// The words of a query, folded as the name's are; characters are taken together, as `王 小明` is meant.
fn query_words(query: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut han = String::new();
    for part in folded_parts(query) {
        match part {
            Part::Han(run) => han.push_str(&run),
            Part::Word(word) => words.push(word),
        }
    }
    if !han.is_empty() {
        words.push(han.chars().take(MOST_LETTERS).collect());
    }
    // Of `wang x` only the whole word can be looked up; `matches` sees to the rest.
    words
}

/// All that a name is found by.
fn keys(name: &str) -> Vec<Key> {
    let mut runs = Vec::new();
    let mut words = Vec::new();
    for part in folded_parts(name) {
        match part {
            Part::Han(run) => runs.push(run),
            Part::Word(word) => words.push(word),
        }
    }
    let mut keys = Vec::new();
    let given = han_keys(&runs, &mut keys);
    word_keys(words, &mut keys);
    keys.extend(given);
    keys
}

/// The name itself, its pinyin and its initials; and, for after the words of a name such as `王小明 Tom`, the given name's.
fn han_keys(runs: &[String], keys: &mut Vec<Key>) -> Vec<Key> {
    let whole: Vec<char> = runs
        .iter()
        .flat_map(|run| run.chars())
        .take(MOST_LETTERS)
        .collect();
    if whole.is_empty() {
        return Vec::new();
    }
    // 阿卜杜拉·买买提 says itself where the second part begins.
    let family = if runs.len() > 1 {
        runs[0].chars().count()
    } else {
        readings::surname_length(&whole)
    };
    let syllables = readings::of(&whole);
    let initials: String = syllables
        .iter()
        .filter_map(|syllable| syllable.chars().next())
        .collect();
    let given = syllables.get(family..).unwrap_or_default();
    let given_initials: String = given
        .iter()
        .filter_map(|syllable| syllable.chars().next())
        .collect();

    keys.push(Key {
        text: whole.iter().collect(),
        rungs: &HAN_RUNGS,
    });
    if runs.len() > 1 {
        // Such a name is long and each part of it is called by itself, so both come before what is read across them.
        keys.push(Key::new(whole[family..].iter().collect::<String>()));
        keys.push(Key::new(syllables[..family].concat()));
        keys.push(Key::new(given.concat()));
    }
    keys.push(Key::new(syllables.concat()));
    keys.push(Key::new(initials));
    if given.is_empty() {
        return Vec::new();
    }
    vec![
        Key::new(whole[family..].iter().collect::<String>()),
        Key::new(syllables[..family].concat() + &given_initials),
        Key::new(given.concat()),
        Key::new(given_initials),
    ]
}

/// Each word, the first and the last before those between; then all of them together, as `wangxiaoming` is typed.
fn word_keys(mut words: Vec<String>, keys: &mut Vec<Key>) {
    words.truncate(8);
    let joined = words.concat();
    if words.len() > 2 {
        let last = words.len() - 1;
        words[1..=last].rotate_right(1);
    }
    let several = words.len() > 1;
    keys.extend(words.into_iter().map(Key::new));
    if several {
        keys.push(Key::new(
            joined.chars().take(MOST_LETTERS).collect::<String>(),
        ));
    }
}

/// The first `length` characters, if there are so many.
fn beginning(text: &str, length: usize) -> Option<&str> {
    let last = text.char_indices().nth(length.checked_sub(1)?)?;
    text.get(..last.0 + last.1.len_utf8())
}
