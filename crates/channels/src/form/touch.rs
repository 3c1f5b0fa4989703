//! From answers to the touch that the ledger takes; the layout is told in [`super`].

use identity::intake;
use identity::normal::Context;
use kernel::{FieldError, IdentityKind, Timestamp, TouchType};
use ledger::{NewTouch, Seen};
use serde_json::{Map, Value, json};
use store::Keyring;

use super::EVENT;
use super::answers::Answers;
use super::definition::{ConsentNotice, host_of};
use super::posted::Posted;
use super::register::Form;
use super::stamp::Stamp;
use super::texts::Language;
use crate::tracking::plan::{Observed, Plan};
use crate::tracking::split;

/// The longest address, title or user agent that is kept.
const LONGEST: usize = 2_000;

/// A submission whose answers fit.
#[derive(Clone, Copy)]
pub struct Received<'r> {
    /// The form, in the version that was shown.
    pub form: &'r Form,
    /// The language it was shown in.
    pub language: Language,
    /// What came in.
    pub posted: &'r Posted,
    /// The stamp it carried.
    pub stamp: &'r Stamp,
    /// The number of the source that knows the visitor's anonymous id, if one does.
    pub visitor_source: Option<i64>,
    /// What the browser says it is.
    pub user_agent: Option<&'r str>,
    /// When it reached us.
    pub received_at: Timestamp,
}

/// What turning it into a touch has to know.
#[derive(Clone, Copy)]
pub struct Intake<'a> {
    /// What identities are blinded with.
    pub keyring: &'a Keyring,
    /// How identifiers are read.
    pub context: &'a Context,
    /// The tracking plan.
    pub plan: &'a Plan,
}

/// A consent that was given with a submission.
#[derive(Clone, Debug)]
pub struct Given {
    /// What was agreed to.
    pub notice: ConsentNotice,
    /// The language it was shown in.
    pub language: Language,
    /// The words that were ticked.
    pub evidence: String,
}

/// A submission, ready to be kept.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The touch.
    pub touch: NewTouch,
    /// The consents.
    pub given: Vec<Given>,
    /// What is counted: a field, and the choice that was taken or nothing.
    pub counted: Vec<(String, String)>,
    /// The version that was answered.
    pub version: i64,
    /// The language it was shown in.
    pub language: Language,
    /// What the plan had not seen.
    pub observed: Vec<Observed>,
}

impl Submission {
    /// Makes the submission of answers that fit.
    pub fn of(
        received: &Received<'_>,
        answers: &Answers<'_>,
        intake: &Intake<'_>,
    ) -> Result<Self, FieldError> {
        let given = given(answers, received.language);
        let text =
            |map: Map<String, Value>| (!map.is_empty()).then(|| Value::Object(map).to_string());
        let (properties, context) = (text(open(received, answers)), text(around(received)));
        let traits = text(answers.traits());
        let (mut halves, observed) = split(
            TouchType::Track,
            EVENT,
            [properties.as_deref(), traits.as_deref(), context.as_deref()],
            intake.plan,
        )?;
        halves.personal = Some(with_answers(halves.personal.as_deref(), answers.by_key())?);
        let origin = received.form.origin();
        let touch = NewTouch {
            source: origin.source,
            source_id: origin.source_id,
            touchpoint: origin.touchpoint,
            channel: origin.channel,
            kind: TouchType::Track,
            event: Some(EVENT.to_owned()),
            message_id: Some(received.stamp.message_id()),
            sent_at: received.stamp.at,
            at: received.received_at,
            received_at: received.received_at,
            identities: identities(received, answers, intake),
            properties: halves.properties,
            personal: halves.personal,
        };
        Ok(Self {
            touch,
            given,
            counted: counted(answers),
            version: received.form.version,
            language: received.language,
            observed,
        })
    }
}

/// What is open: which form, which version, which consents.
fn open(received: &Received<'_>, answers: &Answers<'_>) -> Map<String, Value> {
    let form = received.form;
    let consent = |answer: &super::answers::Answer<'_>| {
        let notice = answer.field.consent.as_ref()?;
        Some(
            json!({ "purpose": notice.purpose, "channels": notice.channels, "notice_version": notice.version, "notice_language": received.language.tag() }),
        )
    };
    let consents: Vec<Value> = answers.0.iter().filter_map(consent).collect();
    let mut open = Map::new();
    open.insert(
        "form".into(),
        json!({ "id": form.id, "version": form.version, "title": form.definition.heading(received.language) }),
    );
    open.insert("language".into(), received.language.tag().into());
    if !consents.is_empty() {
        open.insert("consents".into(), consents.into());
    }
    open
}

/// The page around it.
fn around(received: &Received<'_>) -> Map<String, Value> {
    let (mut context, mut page) = (Map::new(), Map::new());
    let address = received
        .posted
        .page
        .as_deref()
        .filter(|address| host_of(address).is_some());
    if let Some(address) = address {
        page.insert("url".into(), address.into());
        let path = address.splitn(4, '/').nth(3).unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        page.insert("path".into(), format!("/{path}").into());
        let campaign = campaign(address);
        if !campaign.is_empty() {
            context.insert("campaign".into(), campaign.into());
        }
    }
    if let Some(referrer) = received
        .posted
        .referrer
        .as_deref()
        .filter(|address| host_of(address).is_some())
    {
        page.insert("referrer".into(), referrer.into());
    }
    if !page.is_empty() {
        context.insert("page".into(), page.into());
    }
    context.insert("locale".into(), received.language.tag().into());
    if let Some(agent) = received.user_agent {
        context.insert(
            "userAgent".into(),
            agent
                .chars()
                .filter(|c| !c.is_control())
                .take(LONGEST)
                .collect::<String>()
                .into(),
        );
    }
    context
}

/// What brought the visitor, as the address of the page says.
fn campaign(address: &str) -> Map<String, Value> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let said = Posted::of_page(query.as_bytes());
    let names = [
        ("utm_campaign", "name"),
        ("utm_source", "source"),
        ("utm_medium", "medium"),
        ("utm_term", "term"),
        ("utm_content", "content"),
    ];
    let found = names.iter().filter_map(|(parameter, name)| {
        let value: String = said
            .said(parameter)
            .next()?
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect();
        Some(((*name).to_owned(), Value::from(value)))
    });
    found.collect()
}

/// Answers are personal, all of them: nobody knows what somebody writes into a field.
fn with_answers(personal: Option<&str>, answers: Map<String, Value>) -> Result<String, FieldError> {
    let mut whole: Map<String, Value> = match personal {
        Some(text) => serde_json::from_str(text)
            .map_err(|_| FieldError::new("answers", "cannot be put together"))?,
        None => Map::new(),
    };
    let properties = whole
        .entry("properties")
        .or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(properties) = properties {
        properties.insert("answers".into(), answers.into());
    }
    Ok(Value::Object(whole).to_string())
}

/// What was typed, the visitor as the snippet knows them, and where there is neither an id of the submission's own: a touch
/// of nobody would have no key to be sealed with, and nobody could ask for its erasure.
fn identities(received: &Received<'_>, answers: &Answers<'_>, intake: &Intake<'_>) -> Vec<Seen> {
    let source = received.form.origin().source;
    let see = |source: i64, kind: IdentityKind, text: &str| {
        intake::see(intake.keyring, intake.context, source, kind, text).ok()
    };
    let mut seen: Vec<Seen> = answers
        .identities()
        .filter_map(|(kind, text)| see(source, kind, text))
        .collect();
    if let (Some(source), Some(id)) = (received.visitor_source, &received.posted.anonymous_id) {
        seen.extend(see(source, IdentityKind::AnonymousId, id));
    }
    if seen.is_empty() {
        seen.extend(see(
            source,
            IdentityKind::AnonymousId,
            &format!("form-{}", received.stamp.message_id()),
        ));
    }
    intake::in_order(&mut seen);
    seen
}

fn given(answers: &Answers<'_>, language: Language) -> Vec<Given> {
    let one = |answer: &super::answers::Answer<'_>| {
        let notice = answer.field.consent.clone()?;
        let (label, text) = (answer.field.label.of(language), notice.text.of(language));
        let link = notice.link.as_deref().unwrap_or_default();
        let evidence = format!("{label}\n\n{text}\n\n{link}").trim().to_owned();
        Some(Given {
            notice,
            language,
            evidence,
        })
    };
    answers.0.iter().filter_map(one).collect()
}

fn counted(answers: &Answers<'_>) -> Vec<(String, String)> {
    let mut counted = Vec::new();
    for answer in &answers.0 {
        let key = &answer.field.key;
        counted.push((key.clone(), String::new()));
        if !answer.field.is_counted() {
            continue;
        }
        match &answer.value {
            Value::String(choice) => counted.push((key.clone(), choice.clone())),
            Value::Bool(true) => counted.push((key.clone(), "yes".to_owned())),
            Value::Array(choices) => {
                counted.extend(
                    choices
                        .iter()
                        .filter_map(Value::as_str)
                        .map(|choice| (key.clone(), choice.to_owned())),
                );
            }
            _ => {}
        }
    }
    counted
}
