//! Names cut into runs of Chinese characters and words of letters, each folded to the form that is compared.
//!
//! Invariant: folding goes letter by letter with at most the letter before in view, so that a beginning folds to a beginning.

use unicode_normalization::UnicodeNormalization;

/// More of a name than this is not read.
const MOST_READ: usize = 96;
/// The longest word kept.
const LONGEST_WORD: usize = 32;

/// A part of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Chinese characters.
    Han(String),
    /// Letters and digits of any other script, folded.
    Word(String),
}

/// The parts of a name in their order.
pub(super) fn folded_parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Option<Part> = None;
    let mut before = ' ';
    // Decomposed, so that é is e and a mark, and full-width and half-width letters are plain ones.
    for letter in text.chars().take(MOST_READ).nfkd() {
        if is_mark(letter) {
            continue;
        }
        if is_han_letter(letter) {
            match &mut open {
                Some(Part::Han(run)) => run.push(letter),
                _ => parts.extend(open.replace(Part::Han(letter.into()))),
            }
        } else if letter.is_alphanumeric() || is_word_mark(letter) {
            let word = match &mut open {
                Some(Part::Word(word)) => word,
                _ => {
                    parts.extend(open.replace(Part::Word(String::new())));
                    before = ' ';
                    let Some(Part::Word(word)) = &mut open else {
                        continue;
                    };
                    word
                }
            };
            push_folded(word, letter, &mut before);
        } else if !matches!(
            letter,
            '\'' | '’' | '‘' | '`' | 'ʼ' | '\u{200c}' | '\u{200d}'
        ) {
            // O'Brien is one word; all other punctuation parts.
            parts.extend(open.take());
        }
    }
    parts.extend(open);
    parts.retain(|part| !matches!(part, Part::Word(word) if word.is_empty()));
    parts
}

fn push_folded(word: &mut String, letter: char, before: &mut char) {
    for lower in letter.to_lowercase().filter(|lower| !is_mark(*lower)) {
        if word.chars().count() >= LONGEST_WORD {
            return;
        }
        let plain = match lower {
            // Keyboards have no ü: 吕 is typed lv, lu and lü, and all three must meet.
            'v' if matches!(*before, 'l' | 'n') => 'u',
            'ø' => 'o',
            'ł' => 'l',
            'đ' | 'ð' => 'd',
            'ħ' => 'h',
            'ı' => 'i',
            'ς' => 'σ',
            other => other,
        };
        *before = plain;
        match plain {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'þ' => word.push_str("th"),
            other => word.push(other),
        }
    }
}

/// Whether all of it is Chinese characters.
pub(super) fn is_han(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_han_letter)
}

fn is_han_letter(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

/// Accents and the marks of Japanese voice. Vowel signs of other scripts are letters to their readers and stay.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}')
}

/// Signs inside words of Indic and other scripts.
fn is_word_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}
