//! From a call to the touch that the ledger takes.

use std::borrow::Cow;

use identity::normal::Context;
use kernel::{Channel, FieldError, SourceId, Timestamp, TouchType};
use ledger::NewTouch;
use store::Keyring;

use super::call::object_of;
use super::identities::Identities;
use super::item::Item;
use super::json::{Tape, quote};
use super::plan::{Action, Observed, Plan, Recorder};
use super::split::{Halves, Parts, Splitter, extra};

/// Where touches come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The number of the source.
    pub source: i64,
    /// Its id.
    pub source_id: SourceId,
    /// The number of its touchpoint.
    pub touchpoint: i64,
    /// The kind of its touchpoint.
    pub channel: Channel,
}

/// What taking calls in has to know.
#[derive(Clone, Copy)]
pub struct Intake<'a> {
    /// Where they come from.
    pub origin: Origin,
    /// What identities are blinded with.
    pub keyring: &'a Keyring,
    /// What normalising has to know of the company.
    pub context: &'a Context,
    /// The tracking plan.
    pub plan: &'a Plan,
    /// When the request reached us.
    pub received_at: Timestamp,
}

/// The touch of a call that is the `index`th of its request.
pub(super) fn touch(
    item: &Item<'_>,
    parts: &Parts<'_>,
    sent_at: Option<Timestamp>,
    index: usize,
    intake: &Intake<'_>,
    recorder: &mut Recorder<'_>,
) -> Result<NewTouch, FieldError> {
    let event = item.event.as_deref().unwrap_or_default();
    let shape = recorder.shape(item.kind, event);
    let mut ours = String::new();
    if let Some(rule) = shape.and_then(|shape| shape.rule()) {
        let broken = rule.broken_by(
            parts.properties,
            parts.traits.or_else(|| parts.around("traits")),
        );
        if rule.action == Action::Refuse && !broken.is_empty() {
            return Err(FieldError::new(
                "event",
                format!("breaks the tracking plan: {}", broken.join("; ")),
            ));
        }
        extra(
            &mut ours,
            "$plan",
            broken.into_iter().map(|problem| {
                let mut text = String::new();
                quote(&problem, &mut text);
                Cow::Owned(text)
            }),
        );
    }
    let identities = Identities::of(item, parts, intake);
    let refused = identities.refused.iter().map(|(kind, reason)| {
        Cow::Owned(format!(
            r#"{{"kind":"{kind}","reason":"{}"}}"#,
            reason.code()
        ))
    });
    extra(&mut ours, "$refused_identities", refused);
    add(
        &mut ours,
        "groupId",
        item.group_id
            .as_deref()
            .filter(|_| item.kind == TouchType::Group),
    );
    let has_category = parts
        .properties
        .is_some_and(|properties| properties.get("category").is_some());
    add(
        &mut ours,
        "category",
        item.category.as_deref().filter(|_| !has_category),
    );
    let mut halves = Splitter::new(recorder, shape, item.kind, event).split(parts, &ours);
    if identities.seen.is_empty() && halves.personal.take().is_some() {
        leave_a_note(&mut halves);
    }
    Ok(NewTouch {
        source: intake.origin.source,
        source_id: intake.origin.source_id,
        touchpoint: intake.origin.touchpoint,
        channel: intake.origin.channel,
        kind: item.kind,
        event: item.event.as_deref().map(str::to_owned),
        message_id: item.message_id.as_deref().map(str::to_owned),
        // Without any time of its own, two equal events of one request are told apart by their place in it.
        sent_at: item
            .own_time()
            .unwrap_or_else(|| intake.received_at.plus_micros(index as i64)),
        at: item.at(sent_at, intake.received_at),
        received_at: intake.received_at,
        identities: identities.seen,
        properties: halves.properties,
        personal: halves.personal,
    })
}

fn add(ours: &mut String, name: &str, text: Option<&str>) {
    let Some(text) = text else {
        return;
    };
    if !ours.is_empty() {
        ours.push(',');
    }
    quote(name, ours);
    ours.push(':');
    quote(text, ours);
}

/// A touch of nobody has no key to seal anything with, so its personal half is not kept.
fn leave_a_note(halves: &mut Halves) {
    const NOTE: &str = r#""$without_identity":true"#;
    const BEGINNING: &str = r#"{"properties":{"#;
    halves.properties = Some(match halves.properties.take() {
        None => format!("{BEGINNING}{NOTE}}}}}"),
        Some(text) => match text.strip_prefix(BEGINNING) {
            Some(rest) => format!("{BEGINNING}{NOTE},{rest}"),
            None => format!("{BEGINNING}{NOTE}}},{}", &text[1..]),
        },
    });
}

/// Splits what comes by another way than the tracking API (a form, a file, the company's own API) by the same rules. Each part
/// is the text of a JSON object; the answer's second part is what the plan had not seen.
pub fn split(
    kind: TouchType,
    event: &str,
    [properties, traits, context]: [Option<&str>; 3],
    plan: &Plan,
) -> Result<(Halves, Vec<Observed>), FieldError> {
    let mut tapes = [Tape::default(), Tape::default(), Tape::default()];
    let [first, second, third] = &mut tapes;
    let events = plan.events();
    let mut recorder = Recorder::new(&events);
    let parts = Parts {
        properties: object_of(first, "properties", properties)?,
        traits: object_of(second, "traits", traits)?,
        context: [object_of(third, "context", context)?, None],
        integrations: [None, None],
    };
    let shape = recorder.shape(kind, event);
    let halves = Splitter::new(&mut recorder, shape, kind, event).split(&parts, "");
    Ok((halves, recorder.finish()))
}
