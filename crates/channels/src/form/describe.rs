//! A form described to a program that shows it itself: an app, a mini program, a page with a design of its own.

use kernel::FormId;
use serde::Serialize;
use utoipa::ToSchema;

use super::definition::Choice;
use super::field::{Field, FieldKind};
use super::page::View;
use super::texts::Say;

/// A form in one language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Shown {
    /// The form.
    pub id: FormId,
    /// The version that is shown.
    pub version: i64,
    /// The language, as a BCP 47 tag.
    pub language: &'static str,
    /// Whether it takes anything now.
    pub open: bool,
    /// Its heading.
    pub title: String,
    /// What stands above the fields.
    pub intro: String,
    /// The words on its button.
    pub submit: String,
    /// What it asks.
    pub fields: Vec<ShownField>,
    /// To be sent along with the answers, at least two seconds later.
    pub stamp: String,
    /// Zero bits that SHA-256 of `stamp:work` must begin with; 0: no work is asked for.
    pub difficulty: u8,
}

/// A field in one language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ShownField {
    /// What its answer is sent under.
    pub key: String,
    /// What sort of answer it takes.
    pub kind: FieldKind,
    /// What is asked.
    pub label: String,
    /// What helps to answer.
    pub help: String,
    /// Whether it must be answered.
    pub required: bool,
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// What can be chosen.
    pub options: Vec<ShownChoice>,
    /// What is agreed to, in full, for a consent.
    pub notice: Option<String>,
    /// Where more is said.
    pub notice_link: Option<String>,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ShownChoice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Describes what a view shows.
#[must_use]
pub fn describe(view: &View<'_>, open: bool) -> Shown {
    let (definition, language) = (&view.form.definition, view.language);
    let choice = |choice: &Choice| ShownChoice {
        value: choice.value.clone(),
        label: choice.label.of(language).to_owned(),
    };
    let field = |field: &Field| ShownField {
        key: field.key.clone(),
        kind: field.kind,
        label: field.label.of(language).to_owned(),
        help: field.help.of(language).to_owned(),
        required: field.required,
        min: field.min,
        max: field.max,
        from: field.from.clone(),
        until: field.until.clone(),
        options: field.choices().iter().map(choice).collect(),
        notice: field
            .consent
            .as_ref()
            .map(|notice| notice.text.of(language).to_owned()),
        notice_link: field
            .consent
            .as_ref()
            .and_then(|notice| notice.link.clone()),
    };
    let submit = if definition.submit.is_empty() {
        Say::Submit.in_language(language)
    } else {
        definition.submit.of(language)
    };
    Shown {
        id: view.form.id,
        version: view.form.version,
        language: language.tag(),
        open,
        title: definition.heading(language).to_owned(),
        intro: definition.intro.of(language).to_owned(),
        submit: submit.to_owned(),
        fields: definition.fields.iter().map(field).collect(),
        stamp: view.stamp.to_owned(),
        difficulty: view.difficulty,
    }
}
