//! Service: calls, chats, visits at home and complaints.

use kernel::IdentityKind::{Card, Email, Order, Phone, UserId};
use serde_json::{Value, json};

use super::Told;
use crate::plan::Act;
use crate::scene::Scene;
use crate::traits;
use crate::who::{Identities, LIVING_ACCOUNT};
use crate::words::{ASIDES, COMPLAINTS, SUBJECTS, Subject, said};

const AGENTS: [&str; 8] = [
    "陈静", "刘洋", "Mei", "周敏", "Kenji", "Sophie", "何伟", "Lukas",
];

fn subject(scene: &Scene<'_>, of: &'static [Subject]) -> &'static Subject {
    &of[scene.story_dice(0x5b).below(of.len() as u32) as usize]
}

fn agent(scene: &Scene<'_>) -> &'static str {
    AGENTS[(scene.story / 7 % AGENTS.len() as u64) as usize]
}

/// A call; once answered, the agent may ask for the card or account.
pub fn call(scene: &mut Scene<'_>) -> Told {
    let source = if scene.chinese() {
        "call-cn"
    } else {
        "call-global"
    };
    let mut identities = scene.caller();
    let call = format!("{:012x}", scene.story >> 16);
    let (event, properties) = match scene.act() {
        Act::CallStarted => (
            "Call Started",
            json!({ "call_id": call, "direction": "inbound" }),
        ),
        Act::CallMissed => (
            "Call Abandoned",
            json!({ "call_id": call, "waited_seconds": scene.dice.between(20, 200) }),
        ),
        _ => {
            let mut dice = scene.story_dice(0xa5c);
            if dice.chance(260) {
                identities.extend(scene.account().map(|account| (UserId, account.clone())));
            } else if dice.chance(200) {
                identities.extend(scene.person.card.iter().map(|card| (Card, card.clone())));
            }
            let properties = json!({
                "call_id": call,
                "talk_seconds": scene.dice.between(40, 900),
                "waited_seconds": scene.dice.between(2, 120),
                "disposition": subject(scene, SUBJECTS).code,
                "agent": agent(scene),
                "solved": scene.dice.chance(860),
            });
            ("Call Ended", properties)
        }
    };
    Told::track(source, event, identities, properties)
}

/// A chat on the web shop; the form before it asks some for a number or mailbox.
pub fn chat(scene: &mut Scene<'_>) -> Told {
    let mut identities = scene.visitor();
    let market = scene.market();
    let about = subject(scene, SUBJECTS);
    let aside = &ASIDES[(scene.story % ASIDES.len() as u64) as usize];
    let first = scene.beat.which == 0;
    let (event, properties) = match scene.act() {
        Act::ChatStarted => {
            let mut dice = scene.story_dice(0xc4a7);
            let named = dice.chance(480);
            if named && (scene.chinese() || dice.chance(150)) {
                identities.extend(scene.typed_phone(&mut dice).map(|phone| (Phone, phone)));
            } else if named {
                identities.extend(scene.typed_email(&mut dice).map(|email| (Email, email)));
            }
            let told = Told::track(
                "chat-web",
                "Conversation Started",
                identities,
                json!({ "subject": about.code }),
            );
            if named {
                let name = Value::from(traits::name(scene));
                return told.with_traits([("name".to_owned(), name)].into_iter().collect());
            }
            return told;
        }
        Act::ChatSaid => (
            "Message Received",
            json!({ "text": said(if first { &about.asked } else { &aside.0 }, market) }),
        ),
        Act::ChatAnswered => {
            let text = said(if first { &about.answered } else { &aside.1 }, market);
            (
                "Message Sent",
                json!({ "text": text, "agent": agent(scene) }),
            )
        }
        _ => (
            "Conversation Solved",
            json!({ "subject": about.code, "agent": agent(scene) }),
        ),
    };
    Told::track("chat-web", event, identities, properties)
}

/// A visit at the customer's home, from its booking to its end.
pub fn care(scene: &mut Scene<'_>) -> Told {
    let mut dice = scene.story_dice(0xca4e);
    let (phone, signed_in) = (scene.typed_phone(&mut dice), dice.chance(420));
    let mut identities: Identities = phone.into_iter().map(|phone| (Phone, phone)).collect();
    if signed_in {
        identities.extend(scene.account().map(|account| (UserId, account.clone())));
    }
    identities.push((Order, scene.order()));
    let basket = scene.basket();
    let service = basket.lines.first().map(|line| line.product.zh);
    let order = scene.order();
    let (event, properties) = match scene.act() {
        Act::Booked => (
            "Appointment Booked",
            json!({ "order_id": order, "service": service, "address": traits::address(scene) }),
        ),
        Act::Moved => (
            "Appointment Moved",
            json!({ "order_id": order, "reason": *scene.dice.pick(&["customer", "traffic", "staff"]) }),
        ),
        Act::CareDone => (
            "Appointment Completed",
            json!({ "order_id": order, "service": service, "minutes": scene.dice.between(45, 260) }),
        ),
        _ => (
            "Appointment Missed",
            json!({ "order_id": order, "service": service }),
        ),
    };
    let told = Told::track("care-booking", event, identities, properties);
    if scene.act() != Act::Booked {
        return told;
    }
    let name = Value::from(traits::name(scene));
    told.with_traits([("name".to_owned(), name)].into_iter().collect())
}

/// A complaint, by mail, WeChat or telephone as the customer likes.
pub fn complaint(scene: &mut Scene<'_>) -> Told {
    let mut dice = scene.story_dice(0xc04b1);
    let (source, identities) = match dice.below(3) {
        0 if !scene.person.emails.is_empty() => (
            "mail-service",
            scene
                .email(&mut dice)
                .map(|email| (Email, email))
                .into_iter()
                .collect(),
        ),
        1 if scene.person.habits.wechat => ("oa-living", scene.wechat(LIVING_ACCOUNT)),
        _ => (
            if scene.chinese() {
                "call-cn"
            } else {
                "call-global"
            },
            scene.caller(),
        ),
    };
    let about = subject(scene, COMPLAINTS);
    let market = scene.market();
    let case = format!("C{:08}", scene.story % 100_000_000);
    let (event, properties) = match scene.act() {
        Act::ComplaintOpened => {
            let severity = *scene.dice.pick(&["low", "middle", "middle", "high"]);
            (
                "Complaint Opened",
                json!({ "case_id": case, "subject": about.code, "severity": severity, "text": said(&about.asked, market) }),
            )
        }
        Act::ComplaintAnswered => (
            "Complaint Answered",
            json!({ "case_id": case, "agent": agent(scene), "minutes": scene.dice.between(10, 330) }),
        ),
        _ => (
            "Complaint Solved",
            json!({ "case_id": case, "measure": said(&about.answered, market), "agent": agent(scene) }),
        ),
    };
    Told::track(source, event, identities, properties)
}
