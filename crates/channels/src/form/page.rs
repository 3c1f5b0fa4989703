//! The page of a form, and the part of a page that is put into another site. Both work without a script; the script only
//! sends without leaving the page and does the work that is asked for under attack.

use super::TRAP;
use super::answers::Wrong;
use super::controls;
use super::definition::{Definition, Words};
use super::html::Html;
use super::posted::Posted;
use super::register::Form;
use super::texts::{Language, Say};

/// What is shown.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The form, in the version that is shown.
    pub form: &'v Form,
    /// The language it is shown in.
    pub language: Language,
    /// Who asks: the name of the company.
    pub brand: &'v str,
    /// The signed stamp.
    pub stamp: &'v str,
    /// The proof of work that the stamp asks for.
    pub difficulty: u8,
    /// What was sent before and is shown again, or where the visitor stands and came from.
    pub posted: &'v Posted,
    /// What is wrong with it.
    pub wrongs: &'v [Wrong],
    /// What is wrong with the whole.
    pub notice: Option<Say>,
}

/// The whole page.
#[must_use]
pub fn page(view: &View<'_>) -> String {
    let mut body = Html::new();
    languages(&mut body, view.form, view.language);
    body.part(&part(view));
    document(
        view.form.definition.heading(view.language),
        view.brand,
        view.language,
        &body,
        true,
    )
}

/// The page as it would be, to be looked at while it is written: it leads nowhere and needs no script.
#[must_use]
pub fn preview(definition: Definition, brand: &str, language: Language) -> String {
    let form = Form::unkept(definition);
    let posted = Posted::default();
    let view = View {
        form: &form,
        language,
        brand,
        stamp: "",
        difficulty: 0,
        posted: &posted,
        wrongs: &[],
        notice: None,
    };
    document(
        form.definition.heading(language),
        brand,
        language,
        &part(&view),
        false,
    )
}

/// The form alone, for a page of somebody else.
#[must_use]
pub fn fragment(view: &View<'_>) -> String {
    part(view).finish()
}

/// The page that thanks.
#[must_use]
pub fn thanks(definition: &Definition, brand: &str, language: Language) -> String {
    let mut body = Html::new();
    body.raw("<div class=\"rf rf-done\" role=\"status\"><div class=\"rf-mark\" aria-hidden=\"true\">✓</div><h1>");
    body.text(Say::ThanksTitle.in_language(language))
        .raw("</h1>");
    body.paragraphs("rf-intro", thanks_text(definition, language))
        .raw("</div>");
    document(definition.heading(language), brand, language, &body, true)
}

/// What is said when a form was sent.
#[must_use]
pub fn thanks_text(definition: &Definition, language: Language) -> &str {
    or_usual(&definition.thanks, Say::Thanks, language)
}

/// A page that says one thing, such as that there is no form.
#[must_use]
pub fn saying(say: Say, brand: &str, language: Language) -> String {
    let mut body = Html::new();
    body.raw("<div class=\"rf rf-done\"><h1>")
        .text(say.in_language(language))
        .raw("</h1></div>");
    document(say.in_language(language), brand, language, &body, true)
}

fn or_usual(words: &Words, usual: Say, language: Language) -> &str {
    if words.is_empty() {
        usual.in_language(language)
    } else {
        words.of(language)
    }
}

fn document(title: &str, brand: &str, language: Language, body: &Html, script: bool) -> String {
    let mut html = Html::new();
    html.raw("<!doctype html><html")
        .attribute("lang", language.tag())
        .raw("><head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\">");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
        .text(title);
    if !brand.is_empty() {
        html.raw(" · ").text(brand);
    }
    html.raw("</title><link rel=\"stylesheet\" href=\"/forms.css\">");
    if script {
        html.raw("<script src=\"/forms.js\" defer></script>");
    }
    html.raw("</head>");
    html.raw("<body class=\"rf-page\"><main class=\"rf-card\">")
        .part(body)
        .raw("</main>");
    if !brand.is_empty() {
        html.raw("<footer class=\"rf-foot\">")
            .text(brand)
            .raw("</footer>");
    }
    html.raw("</body></html>");
    html.finish()
}

/// The way to the other language, where the form is written in both.
fn languages(html: &mut Html, form: &Form, language: Language) {
    let name = &form.definition.name;
    let title = &form.definition.title;
    let both = |words: &Words| !words.zh.is_empty() && !words.en.is_empty();
    if !both(name) && !both(title) {
        return;
    }
    let other = if language == Language::Zh {
        Language::En
    } else {
        Language::Zh
    };
    html.raw("<nav class=\"rf-languages\"><a")
        .attribute("lang", other.tag())
        .attribute("hreflang", other.tag());
    html.attribute("href", &format!("?lang={}", other.short()))
        .raw(">");
    html.text(Say::OtherLanguage.in_language(language))
        .raw("</a></nav>");
}

fn part(view: &View<'_>) -> Html {
    let (form, language) = (view.form, view.language);
    let definition = &form.definition;
    let mut html = Html::new();
    html.raw("<form class=\"rf\" method=\"post\" novalidate")
        .attribute("lang", language.tag());
    html.attribute(
        "action",
        &format!("/f/{}?lang={}", form.id, language.short()),
    );
    html.attribute("data-form", &form.id.to_string());
    html.attribute("data-sending", Say::Sending.in_language(language));
    html.attribute("data-offline", Say::Offline.in_language(language));
    html.attribute("data-mark", Say::ErrorMark.in_language(language));
    html.attribute("data-errors", Say::Errors.in_language(language))
        .raw("><h1>")
        .text(definition.heading(language))
        .raw("</h1>");
    html.paragraphs("rf-intro", definition.intro.of(language));
    errors(&mut html, view);
    if view.difficulty > 0 {
        html.raw("<noscript><p class=\"rf-errors\">")
            .text(Say::WorkNeedsScript.in_language(language))
            .raw("</p></noscript>");
    }
    for field in &definition.fields {
        let wrong = view.wrongs.iter().find(|wrong| wrong.key == field.key);
        controls::field(&mut html, field, view.posted, wrong, language);
    }
    hidden(&mut html, view);
    html.raw("<button class=\"rf-send\" type=\"submit\">")
        .text(or_usual(&definition.submit, Say::Submit, language));
    html.raw("</button></form>");
    html
}

/// What is wrong, above everything: each error leads to its field.
fn errors(html: &mut Html, view: &View<'_>) {
    let language = view.language;
    html.raw("<div class=\"rf-errors\" role=\"alert\" tabindex=\"-1\"")
        .flag("hidden", view.wrongs.is_empty() && view.notice.is_none())
        .raw(">");
    if let Some(say) = view.notice {
        html.raw("<p>").text(say.in_language(language)).raw("</p>");
    }
    if !view.wrongs.is_empty() {
        html.raw("<p>")
            .text(Say::Errors.in_language(language))
            .raw("</p><ul>");
        for wrong in view.wrongs {
            let field = view
                .form
                .definition
                .fields
                .iter()
                .find(|field| field.key == wrong.key);
            let label = field.map_or("", |field| field.label.of(language));
            html.raw("<li><a")
                .attribute("href", &format!("#{}", controls::id_of(&wrong.key)))
                .raw(">")
                .text(label);
            html.raw("</a> ").text(&wrong.message).raw("</li>");
        }
        html.raw("</ul>");
    }
    html.raw("</div>");
}

/// What goes along unseen, and the field that only programs fill in.
fn hidden(html: &mut Html, view: &View<'_>) {
    let difficulty = view.difficulty.to_string();
    let pairs = [
        ("_stamp", Some(view.stamp)),
        ("_difficulty", Some(difficulty.as_str())),
        ("_language", Some(view.language.tag())),
        ("_work", Some("")),
        ("_page", view.posted.page.as_deref()),
        ("_referrer", view.posted.referrer.as_deref()),
    ];
    for (name, value) in pairs {
        if let Some(value) = value {
            html.raw("<input type=\"hidden\"")
                .attribute("name", name)
                .attribute("value", value)
                .raw(">");
        }
    }
    html.raw("<div class=\"rf-trap\" aria-hidden=\"true\"><label>")
        .text(Say::Trap.in_language(view.language));
    html.raw("<input type=\"text\"")
        .attribute("name", TRAP)
        .raw(" value=\"\" tabindex=\"-1\" autocomplete=\"off\"></label></div>");
}
