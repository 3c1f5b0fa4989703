//! The control of each kind of field: labelled, described by its help and its error, and filled with what was sent before.

use kernel::IdentityKind;

use super::answers::Wrong;
use super::definition::{Choice, Target};
use super::field::{Field, FieldKind};
use super::html::Html;
use super::posted::Posted;
use super::texts::{Language, Say};

/// Up to so many answers are all seen at once.
const MOST_RADIOS: usize = 6;

/// The id of a field's control on the page.
#[must_use]
pub fn id_of(key: &str) -> String {
    format!("rf-{key}")
}

struct Control<'c> {
    field: &'c Field,
    posted: &'c Posted,
    wrong: Option<&'c Wrong>,
    language: Language,
    id: String,
}

/// Writes a field.
pub(super) fn field(
    html: &mut Html,
    field: &Field,
    posted: &Posted,
    wrong: Option<&Wrong>,
    language: Language,
) {
    let control = Control {
        field,
        posted,
        wrong,
        language,
        id: id_of(&field.key),
    };
    let class = if wrong.is_some() {
        "rf-field rf-wrong"
    } else {
        "rf-field"
    };
    match field.kind {
        FieldKind::MultiChoice => control.group(html, class, "checkbox"),
        FieldKind::Choice if field.choices().len() <= MOST_RADIOS => {
            control.group(html, class, "radio")
        }
        FieldKind::Checkbox | FieldKind::Consent => control.tick(html, class),
        _ => control.line(html, class),
    }
}

impl Control<'_> {
    fn line(&self, html: &mut Html, class: &'static str) {
        html.raw("<div")
            .attribute("class", class)
            .attribute("data-field", &self.field.key)
            .raw("><label")
            .attribute("for", &self.id)
            .raw(">");
        self.label(html);
        html.raw("</label>");
        self.help(html);
        match self.field.kind {
            FieldKind::LongText => {
                html.raw("<textarea rows=\"5\"");
                self.common(html);
                html.attribute("maxlength", &self.field.longest().to_string())
                    .raw(">\n")
                    .text(self.said())
                    .raw("</textarea>");
            }
            FieldKind::Choice | FieldKind::Region | FieldKind::Industry => self.select(html),
            _ => self.input(html),
        }
        self.error(html);
        html.raw("</div>");
    }

    fn input(&self, html: &mut Html) {
        let (kind, mode) = match self.field.kind {
            FieldKind::Email => ("email", "email"),
            FieldKind::Phone => ("tel", "tel"),
            FieldKind::Date => ("date", ""),
            // A number field of a browser scrolls its value away and hides what it cannot read.
            FieldKind::Number => ("text", "decimal"),
            _ => ("text", ""),
        };
        html.raw("<input").attribute("type", kind);
        self.common(html);
        if !mode.is_empty() {
            html.attribute("inputmode", mode);
        }
        match self.field.kind {
            FieldKind::Text => drop(html.attribute("maxlength", &self.field.longest().to_string())),
            FieldKind::Date => {
                for (name, day) in [("min", &self.field.from), ("max", &self.field.until)] {
                    if let Some(day) = day {
                        html.attribute(name, day);
                    }
                }
            }
            _ => {}
        }
        html.attribute("value", self.said()).raw(">");
    }

    fn select(&self, html: &mut Html) {
        html.raw("<select");
        self.common(html);
        html.raw("><option value=\"\">")
            .text(Say::Choose.in_language(self.language))
            .raw("</option>");
        for choice in self.field.choices() {
            html.raw("<option")
                .attribute("value", &choice.value)
                .flag("selected", self.said() == choice.value)
                .raw(">");
            html.text(choice.label.of(self.language)).raw("</option>");
        }
        html.raw("</select>");
    }

    fn group(&self, html: &mut Html, class: &'static str, kind: &'static str) {
        html.raw("<fieldset")
            .attribute("class", class)
            .attribute("data-field", &self.field.key);
        html.attribute("id", &self.id).raw(" tabindex=\"-1\"");
        if kind == "radio" {
            html.raw(" role=\"radiogroup\"").attribute(
                "aria-required",
                if self.field.required { "true" } else { "false" },
            );
        }
        self.described(html);
        html.raw("><legend>");
        self.label(html);
        html.raw("</legend>");
        self.help(html);
        for (index, choice) in self.field.choices().iter().enumerate() {
            self.option(html, kind, index, choice);
        }
        self.error(html);
        html.raw("</fieldset>");
    }

    fn option(&self, html: &mut Html, kind: &'static str, index: usize, choice: &Choice) {
        let said = self
            .posted
            .said(&self.field.key)
            .any(|said| said == choice.value);
        html.raw("<label class=\"rf-option\"><input")
            .attribute("type", kind)
            .attribute("name", &self.field.key);
        html.attribute("id", &format!("{}-{index}", self.id))
            .attribute("value", &choice.value)
            .flag("checked", said)
            .raw("><span>");
        html.text(choice.label.of(self.language))
            .raw("</span></label>");
    }

    /// One box; a consent is never ticked beforehand, and shows in full what is agreed to.
    fn tick(&self, html: &mut Html, class: &'static str) {
        html.raw("<div")
            .attribute("class", class)
            .attribute("data-field", &self.field.key)
            .raw("><label class=\"rf-option\"><input type=\"checkbox\"");
        self.common(html);
        let said = self.posted.said(&self.field.key).next().is_some();
        html.raw(" value=\"on\"")
            .flag("checked", said)
            .raw("><span>");
        self.label(html);
        html.raw("</span></label>");
        self.help(html);
        if let Some(notice) = &self.field.consent {
            html.raw("<div class=\"rf-notice\"")
                .attribute("id", &format!("{}-notice", self.id))
                .raw(">");
            html.paragraphs("rf-notice-text", notice.text.of(self.language));
            if let Some(link) = &notice.link {
                html.raw("<p><a")
                    .attribute("href", link)
                    .raw(" target=\"_blank\" rel=\"noopener noreferrer\">");
                html.text(Say::More.in_language(self.language))
                    .raw("</a></p>");
            }
            html.raw("</div>");
        }
        self.error(html);
        html.raw("</div>");
    }

    fn said(&self) -> &str {
        self.posted.said(&self.field.key).next().unwrap_or_default()
    }

    fn label(&self, html: &mut Html) {
        html.text(self.field.label.of(self.language));
        if !self.field.required {
            html.raw(" <span class=\"rf-optional\">")
                .text(Say::Optional.in_language(self.language))
                .raw("</span>");
        }
    }

    fn common(&self, html: &mut Html) {
        html.attribute("id", &self.id)
            .attribute("name", &self.field.key);
        if self.field.required {
            html.raw(" required aria-required=\"true\"");
        }
        if let Some(hint) = autocomplete(self.field) {
            html.attribute("autocomplete", hint);
        }
        if self.wrong.is_some() {
            html.raw(" aria-invalid=\"true\"");
        }
        self.described(html);
    }

    fn described(&self, html: &mut Html) {
        let mut by = format!("{}-error", self.id);
        if self.field.consent.is_some() {
            by.insert_str(0, &format!("{}-notice ", self.id));
        }
        if !self.field.help.is_empty() {
            by.insert_str(0, &format!("{}-help ", self.id));
        }
        html.attribute("aria-describedby", &by);
    }

    fn help(&self, html: &mut Html) {
        if !self.field.help.is_empty() {
            html.raw("<p class=\"rf-help\"")
                .attribute("id", &format!("{}-help", self.id))
                .raw(">");
            html.text(self.field.help.of(self.language)).raw("</p>");
        }
    }

    fn error(&self, html: &mut Html) {
        html.raw("<p class=\"rf-error\"")
            .attribute("id", &format!("{}-error", self.id))
            .flag("hidden", self.wrong.is_none())
            .raw(">");
        if let Some(wrong) = self.wrong {
            html.raw("<span class=\"rf-spoken\">")
                .text(Say::ErrorMark.in_language(self.language))
                .raw("</span>")
                .text(&wrong.message);
        }
        html.raw("</p>");
    }
}

/// What a browser may fill in (HTML, 4.10.18.7).
fn autocomplete(field: &Field) -> Option<&'static str> {
    match (field.kind, &field.maps_to) {
        (FieldKind::Email, _) => Some("email"),
        (FieldKind::Phone, _) => Some("tel"),
        (
            _,
            Target::Identity {
                kind: IdentityKind::Plate | IdentityKind::Order | IdentityKind::Card,
            },
        ) => Some("off"),
        (FieldKind::Text | FieldKind::LongText | FieldKind::Date, Target::Attribute { name }) => {
            match name.as_str() {
                "name" | "full_name" => Some("name"),
                "first_name" | "given_name" => Some("given-name"),
                "last_name" | "family_name" => Some("family-name"),
                "company" | "organisation" | "organization" => Some("organization"),
                "job_title" | "position" => Some("organization-title"),
                "address" | "street" => Some("street-address"),
                "city" => Some("address-level2"),
                "postal_code" | "postcode" => Some("postal-code"),
                "birthday" => Some("bday"),
                _ => None,
            }
        }
        _ => None,
    }
}
