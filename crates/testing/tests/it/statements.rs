//! Every SQL text of every crate is one that both engines understand.

use std::path::Path;

use testing::statements::{filled, in_folder, literals};
use testing::{Bed, on_both};

/// What `format!` puts into SQL texts. A text with another `{name}` fails the test until it is said here what stands there.
const FILLINGS: &[(&str, &str)] = &[
    ("{COLUMNS}", ledger::COLUMNS),
    ("{}", ledger::COLUMNS),
    ("{table}", "links"),
    ("{end}", "a"),
    ("{which}", "customer = $1 OR id = $2"),
    ("{only}", ""),
    ("{seen}", ""),
    ("{conditions}", "1 = 1"),
    ("{key}", "p.last_at"),
    ("{fits}", "1 = 1"),
    ("{range}", "p.known = 1"),
    (
        "{order}",
        "ORDER BY p.last_at DESC, p.customer DESC LIMIT 10",
    ),
];

/// Texts that are only the beginning of a statement (and how they begin), and how it goes on.
const BEGINNINGS: &[(&str, &str)] = &[(
    "SELECT DISTINCT i.customer, p.last_at FROM (SELECT identity FROM name_tokens",
    " JOIN identities i ON i.id = t1.identity JOIN profiles p ON p.customer = i.customer ORDER BY p.last_at DESC, i.customer",
)];

/// Texts that one engine alone is given. What they do is tested on that engine.
const OF_ONE_ENGINE: &[&str] = &[
    "store/src/engine/",
    "store/src/keyring.rs",
    // Its statements are made for whatever tables the schema has; its own tests run them all.
    "store/src/backup/",
    "store/src/tx.rs",
    "testing/src/",
];

on_both!(every_statement_is_understood, async |bed: &Bed| {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned();
    let mut wrong = Vec::new();
    let mut known = 0;
    for entry in std::fs::read_dir(&crates).unwrap() {
        for statement in in_folder(&entry.unwrap().path().join("src")) {
            if OF_ONE_ENGINE
                .iter()
                .any(|part| statement.file.contains(part))
            {
                continue;
            }
            let place = format!("{}:{}", statement.file, statement.line);
            match filled(&statement.sql, FILLINGS) {
                Err(name) => wrong.push(format!("{place}: nothing is said to stand for {name}")),
                Ok(mut sql) => {
                    known += 1;
                    if let Some((_, rest)) =
                        BEGINNINGS.iter().find(|(text, _)| sql.starts_with(text))
                    {
                        sql.push_str(rest);
                    }
                    let prepared = bed.store.write(move |tx| {
                        let sql = sql.clone();
                        Box::pin(async move { tx.prepare(&sql).await })
                    });
                    if let Err(error) = prepared.await {
                        wrong.push(format!("{place}: {error}\n    {}", statement.sql));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        known > 50,
        "only {known} statements were found: the search is broken"
    );
});

#[test]
fn literals_are_found_as_rust_reads_them() {
    let source = "// \"not this\"\nlet a = \"one\\\n    line\"; let q = '\"'; let l: &'static str = r#\"raw \"x\"\"#; /* \"nor this\" */ f(\"\\\"q\\\"\"); concat!(\n\"a\",\n  \"b\", $c)";
    let texts: Vec<String> = literals(source).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["oneline", "raw \"x\"", "\"q\"", "ab"]);
}
