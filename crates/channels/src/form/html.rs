//! Pages written so that nothing said by a form or a visitor can become markup: text and attribute values go through
//! [`escape`], and what is written plain is a literal of this program.

/// A page or a part of one.
#[derive(Clone, Debug, Default)]
pub struct Html(String);

impl Html {
    /// An empty page.
    #[must_use]
    pub fn new() -> Self {
        Self(String::with_capacity(8_192))
    }

    /// Markup of our own.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.0);
        self
    }

    /// A text of several paragraphs, which blank lines part.
    pub fn paragraphs(&mut self, class: &'static str, text: &str) -> &mut Self {
        for part in text
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            self.raw("<p").attribute("class", class).raw(">");
            for (index, line) in part.lines().enumerate() {
                if index > 0 {
                    self.raw("<br>");
                }
                self.text(line);
            }
            self.raw("</p>");
        }
        self
    }

    /// An attribute, always in quotation marks.
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"");
        escape(value, &mut self.0);
        self.raw("\"")
    }

    /// An attribute that is there or not.
    pub fn flag(&mut self, name: &'static str, there: bool) -> &mut Self {
        if there {
            self.raw(" ").raw(name);
        }
        self
    }

    /// Another part, which was written the same way.
    pub fn part(&mut self, part: &Self) -> &mut Self {
        self.0.push_str(&part.0);
        self
    }

    /// The page.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// Writes a text so that it stands for itself between tags and between quotation marks. Controls that no page may hold are left out.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '`' => out.push_str("&#96;"),
            '=' => out.push_str("&#61;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// The elements that pages of forms are made of.
const ELEMENTS: &[&str] = &[
    "!doctype", "html", "head", "meta", "title", "link", "script", "body", "main", "footer", "nav",
    "form", "h1", "p", "br", "div", "span", "a", "ul", "li", "label", "input", "textarea",
    "select", "option", "fieldset", "legend", "button", "noscript",
];

/// The first thing in a page that none of our literals can have written: an element or an attribute that pages of forms do
/// not have, or a script that is not ours. For tests and fuzzing.
pub(super) fn unexpected_markup(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = end_of_tag(rest) else {
            return Some(rest.chars().take(40).collect());
        };
        let tag = &rest[..close];
        rest = &rest[close + 1..];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap_or_default();
        let plain = without_values(tag);
        let handler = plain
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with("on") || word.starts_with("style"));
        let script =
            name == "script" && !tag.starts_with('/') && tag != "script src=\"/forms.js\" defer";
        if !ELEMENTS.contains(&name)
            || handler
            || script
            || tag.contains("=\"javascript")
                && !tag.starts_with("input")
                && !tag.starts_with("option")
        {
            return Some(tag.chars().take(80).collect());
        }
    }
    None
}

/// Where a tag ends, past its quoted values.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(place, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(place)
    })
}

fn without_values(tag: &str) -> String {
    tag.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}
