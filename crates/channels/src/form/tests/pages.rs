//! Pages: what anybody may type or a definition may say stays text.

use proptest::prelude::*;

use super::super::answers::Wrong;
use super::super::fuzz::parse_any;
use super::super::html::{escape, unexpected_markup};
use super::super::page::{self, View};
use super::super::register::Form;
use super::*;

/// What has broken out of other people's pages.
const CORPUS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" autofocus onfocus=alert(1) x=\"",
    "</textarea><script>alert(1)</script>",
    "</title><svg/onload=alert(1)>",
    "</option></select><iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:alert(1)",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<a href=\"jav&#x09;ascript:alert(1)\">",
    "`><img src=x onerror=alert`1`>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{0}<\u{0}script>",
    "<style>@import'//evil.example'</style>",
    "<base href=//evil.example>",
    "<form action=//evil.example><input name=_stamp>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "${alert(1)}{{constructor.constructor('alert(1)')()}}",
    "\u{2028}<script>\u{2029}",
    "＜script＞alert(1)＜/script＞",
];

fn shown(
    form: &super::super::Form,
    posted: &Posted,
    wrongs: &[Wrong],
    language: Language,
) -> String {
    let view = View {
        form,
        language,
        brand: "A & B <Ltd>",
        stamp: "stamp",
        difficulty: 16,
        posted,
        wrongs,
        notice: None,
    };
    page::page(&view)
}

fn typed(text: &str) -> Posted {
    let answers = every_kind()
        .fields
        .iter()
        .map(|field| (field.key.clone(), text.to_owned()))
        .collect();
    Posted {
        answers,
        stamp: text.to_owned(),
        page: Some(text.to_owned()),
        referrer: Some(text.to_owned()),
        language: Some(text.to_owned()),
        ..Posted::default()
    }
}

#[test]
fn nothing_that_is_typed_becomes_markup() {
    let form = Form::unkept(every_kind());
    for text in CORPUS {
        let wrongs = [Wrong {
            key: "name".into(),
            message: (*text).to_owned(),
        }];
        for language in [Language::Zh, Language::En] {
            let html = shown(&form, &typed(text), &wrongs, language);
            assert_eq!(unexpected_markup(&html), None, "{text}");
        }
    }
}

#[test]
fn nothing_that_a_definition_says_becomes_markup() {
    for text in CORPUS.iter().filter(|text| !text.contains('\u{0}')) {
        let mut definition = every_kind();
        definition.title.en = (*text).to_owned();
        definition.intro.en = format!("{text}\n\n{text}\n{text}");
        definition.thanks.en = (*text).to_owned();
        definition.submit.en = text.chars().take(60).collect();
        for field in &mut definition.fields {
            field.label.en = (*text).to_owned();
            field.help.en = (*text).to_owned();
            for option in &mut field.options {
                option.value.push_str(text);
                option.label.en = (*text).to_owned();
            }
            if let Some(notice) = &mut field.consent {
                notice.text.en = (*text).to_owned();
            }
        }
        let form = Form::unkept(definition.checked().unwrap());
        assert_eq!(
            unexpected_markup(&shown(&form, &Posted::default(), &[], Language::En)),
            None,
            "{text}"
        );
        assert_eq!(
            unexpected_markup(&page::thanks(&form.definition, text, Language::En)),
            None,
            "{text}"
        );
    }
}

#[test]
fn what_would_be_markup_is_noticed() {
    for bad in [
        "<img>",
        "<p onclick=\"x\">",
        "<script>",
        "<script src=\"https://evil.example\" defer>",
        "<a href=\"javascript:x\">",
        "<p style=\"x\">",
        "<p",
    ] {
        assert!(unexpected_markup(bad).is_some(), "{bad}");
    }
}

#[test]
fn every_field_has_its_label_and_tells_its_error() {
    let form = Form::unkept(every_kind());
    let wrongs: Vec<Wrong> = form
        .definition
        .fields
        .iter()
        .map(|field| Wrong {
            key: field.key.clone(),
            message: "say it".into(),
        })
        .collect();
    let html = shown(&form, &typed("<b>"), &wrongs, Language::En);
    for field in &form.definition.fields {
        let key = &field.key;
        assert!(html.contains(&format!("id=\"rf-{key}\"")), "{key}");
        assert!(html.contains(&format!("id=\"rf-{key}-error\"")), "{key}");
        assert!(html.contains(&format!("href=\"#rf-{key}\"")), "{key}");
    }
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;"));
    assert!(
        !html.contains("checked") || html.contains("value=\"on\" checked"),
        "only what was ticked"
    );
    let fresh = shown(&form, &Posted::default(), &[], Language::Zh);
    assert!(
        !fresh.contains(" checked") && fresh.contains("lang=\"zh-CN\"") && fresh.contains("会员")
    );
}

proptest! {
    #[test]
    fn any_text_stays_text(text in "\\PC*|[<>\"'&=`/ a-z\n\u{0}-\u{1f}]{0,60}") {
        let mut out = String::new();
        escape(&text, &mut out);
        prop_assert!(!out.contains(['<', '>', '"', '\'', '`', '=']));
        let form = Form::unkept(every_kind());
        prop_assert_eq!(unexpected_markup(&shown(&form, &typed(&text), &[], Language::En)), None);
    }

    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _understood = parse_any(&bytes);
    }

    #[test]
    fn what_a_page_escapes_comes_back(name in "[a-z]{1,8}", value in "\\PC{0,40}") {
        let body: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let posted = Posted::of_page(format!("{name}={body}").as_bytes());
        prop_assert_eq!(posted.said(&name).next(), Some(value.as_str()));
    }
}
