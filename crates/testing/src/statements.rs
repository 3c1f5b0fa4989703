//! Every SQL text of a crate, found in its source, so that a new one cannot be forgotten.
//!
//! A text is a string literal that begins as a statement does, or several that `concat!` puts together. What a macro adds to
//! those is not seen: they must be whole without it. What `format!` fills in is a `{name}`, for which the test
//! says what stands there; an unknown one fails.

use std::path::Path;

/// One SQL text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The file it stands in.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    /// The text.
    pub sql: String,
}

/// Every SQL text in the Rust files under `folder`, in a stable order.
#[must_use]
pub fn in_folder(folder: &Path) -> Vec<Statement> {
    let mut files = Vec::new();
    rust_files(folder, &mut files);
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a source file is read");
        let name = file.to_string_lossy().into_owned();
        found.extend(
            literals(&source)
                .into_iter()
                .filter(|(_, text)| is_statement(text))
                .map(|(line, sql)| Statement {
                    file: name.clone(),
                    line,
                    sql,
                }),
        );
    }
    found
}

fn rust_files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

fn is_statement(text: &str) -> bool {
    let text = text.trim_start();
    [
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "WITH ",
    ]
    .iter()
    .any(|verb| text.starts_with(verb))
        && text.split_whitespace().count() > 2
}

/// The string literals of a Rust source, each with the line it begins on.
#[must_use]
pub fn literals(source: &str) -> Vec<(usize, String)> {
    let bytes = source.as_bytes();
    let (mut place, mut last) = (0, 0);
    let mut found: Vec<(usize, String)> = Vec::new();
    let line_of = |place: usize| 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count();
    while place < bytes.len() {
        let rest = &source[place..];
        if rest.starts_with("//") {
            place += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            place += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(length) = character(rest) {
            place += length;
        } else if let Some((open, close)) =
            raw(rest).filter(|_| place == 0 || !is_word(bytes[place - 1]))
        {
            let begin = place + open;
            let end = source[begin..]
                .find(&close)
                .map_or(source.len(), |end| begin + end);
            found.push((line_of(place), source[begin..end].to_owned()));
            place = end + close.len();
            last = place;
        } else if bytes[place] == b'"' {
            let (text, length) = quoted(&source[place + 1..]);
            match found
                .last_mut()
                .filter(|_| is_continued(source, last, place))
            {
                Some((_, before)) => before.push_str(&text),
                None => found.push((line_of(place), text)),
            }
            place += 1 + length;
            last = place;
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Whether only a comma stands between two literals of one `concat!`.
fn is_continued(source: &str, last: usize, place: usize) -> bool {
    source[last..place].trim() == ","
        && source[..last]
            .rfind("concat!(")
            .is_some_and(|open| !source[open..last].contains(';'))
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The length of a character literal, which may hold a quotation mark; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if let Some(escaped) = inner.strip_prefix('\\') {
        return Some(2 + 1 + escaped[1..].find('\'')? + 1);
    }
    let letter = inner.chars().next()?;
    inner[letter.len_utf8()..]
        .starts_with('\'')
        .then_some(2 + letter.len_utf8())
}

/// The length of a raw string's beginning, and its end.
fn raw(rest: &str) -> Option<(usize, String)> {
    let inner = rest.strip_prefix('r')?;
    let marks = inner.bytes().take_while(|byte| *byte == b'#').count();
    inner[marks..]
        .starts_with('"')
        .then(|| (1 + marks + 1, format!("\"{}", "#".repeat(marks))))
}

/// A quoted text up to its closing mark, with its escapes resolved, and the length read.
fn quoted(rest: &str) -> (String, usize) {
    let mut text = String::new();
    let mut letters = rest.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => return (text, place + 1),
            '\\' => match letters.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                // A backslash at the end of a line swallows the white space after it.
                Some((_, '\n')) => {
                    while letters
                        .next_if(|(_, letter)| letter.is_whitespace())
                        .is_some()
                    {}
                }
                Some((_, other)) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    (text, rest.len())
}

/// The text with `{name}` replaced, and `${}` by the next number of a parameter.
///
/// # Errors
/// When the text has a `{name}` that `fillings` does not know.
pub fn filled(sql: &str, fillings: &[(&str, &str)]) -> Result<String, String> {
    let used = sql.split('$').skip(1).filter_map(|part| {
        part[..part.bytes().take_while(u8::is_ascii_digit).count()]
            .parse()
            .ok()
    });
    let next = used.max().unwrap_or(0_u32) + 1;
    let numbered = sql.replace("${}", &format!("${next}"));
    let mut out = String::new();
    let mut rest = numbered.as_str();
    while let Some(open) = rest.find('{') {
        let close = rest[open..]
            .find('}')
            .map_or(rest.len() - 1, |end| open + end);
        let name = &rest[open..=close];
        let (_, filling) = fillings
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| name.to_owned())?;
        out.push_str(&rest[..open]);
        out.push_str(filling);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Ok(out)
}
