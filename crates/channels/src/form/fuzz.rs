//! Whatever bytes arrive, a form judges them without failing, and shows them again without letting them become markup.

use std::sync::LazyLock;

use identity::normal::Context;

use super::answers::Answers;
use super::definition::Definition;
use super::page::{self, View};
use super::posted::Posted;
use super::register::Form;
use super::stamp::Stamp;
use super::texts::Language;

/// A form with a field of every kind.
pub(super) const EVERY_KIND: &str = include_str!("every_kind.json");

static FORM: LazyLock<Option<Form>> = LazyLock::new(|| {
    let definition = serde_json::from_str::<Definition>(EVERY_KIND)
        .ok()?
        .checked()
        .ok()?;
    Some(Form::unkept(definition))
});

/// Reads bytes as everything that a form takes from outside: what a page posts, what a program posts, a stamp, a language,
/// and a definition. Answers whether anything was understood; panics only where something is wrong with the program.
#[must_use]
pub fn parse_any(bytes: &[u8]) -> bool {
    let Some(form) = FORM.as_ref() else {
        return false;
    };
    let mut posts = vec![Posted::of_page(bytes)];
    posts.extend(Posted::of_json(bytes));
    let mut understood = false;
    for posted in &posts {
        understood |= Stamp::read(&[0; 32], form.id, &posted.stamp).is_some();
        for language in [Language::Zh, Language::En] {
            let checked = Answers::check(&form.definition, posted, language, &Context::default());
            understood |= checked.is_ok();
            show(form, posted, language, &checked.err().unwrap_or_default());
        }
    }
    let text = String::from_utf8_lossy(bytes);
    understood |= Language::choose(None, Some(&text)) == Language::Zh;
    if let Ok(definition) = serde_json::from_slice::<Definition>(bytes)
        && let Ok(definition) = definition.checked()
    {
        understood = true;
        show(
            &Form::unkept(definition),
            &Posted::default(),
            Language::En,
            &[],
        );
    }
    understood
}

fn show(form: &Form, posted: &Posted, language: Language, wrongs: &[super::answers::Wrong]) {
    let view = View {
        form,
        language,
        brand: "Brand",
        stamp: &posted.stamp,
        difficulty: 0,
        posted,
        wrongs,
        notice: None,
    };
    let html = page::page(&view);
    let broken = super::html::unexpected_markup(&html);
    assert!(broken.is_none(), "markup that no one wrote: {broken:?}");
}
