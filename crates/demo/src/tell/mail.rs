//! Mails and texts that the company sends, and what becomes of them.

use serde_json::json;

use super::Told;
use crate::plan::Act;
use crate::scene::Scene;
use crate::words::{CAMPAIGNS, said};

/// The confirmation of an order and the news of its parcel.
pub fn about_order(scene: &mut Scene<'_>) -> Told {
    let order = scene.order();
    if scene.act() == Act::ParcelTexted {
        return Told::track(
            "sms",
            "SMS Sent",
            scene.texted(),
            json!({ "template": "parcel_sent", "order_id": order }),
        );
    }
    let (identities, by_mail) = scene.addressee();
    let properties = json!({ "template": "order_confirmation", "order_id": order });
    match (scene.act(), by_mail) {
        (Act::MailOpened, true) => {
            Told::track("mail-service", "Email Opened", identities, properties)
        }
        (Act::MailOpened, false) => Told::track("sms", "SMS Link Clicked", identities, properties),
        (_, true) => Told::track("mail-service", "Email Delivered", identities, properties),
        (_, false) => Told::track("sms", "SMS Sent", identities, properties),
    }
}

/// A newsletter.
pub fn news(scene: &mut Scene<'_>) -> Told {
    let (campaign, subject) = &CAMPAIGNS[(scene.date().month - 1) as usize];
    let subject = said(subject, scene.market());
    let (event, properties) = match scene.act() {
        Act::NewsSent => (
            "Email Delivered",
            json!({ "campaign": campaign, "subject": subject }),
        ),
        Act::NewsOpened => ("Email Opened", json!({ "campaign": campaign })),
        Act::NewsClicked => (
            "Email Link Clicked",
            json!({ "campaign": campaign, "link": format!("https://shop.clearbrook.example/c/{campaign}") }),
        ),
        Act::NewsBounced => (
            "Email Bounced",
            json!({ "campaign": campaign, "status": if scene.beat.which > 0 { "5.1.1" } else { "4.2.2" } }),
        ),
        _ => (
            "Unsubscribed",
            json!({ "campaign": campaign, "channel": "email" }),
        ),
    };
    Told::track("mail-news", event, scene.subscriber(), properties)
}

/// An offer or a reminder by text.
pub fn texted(scene: &mut Scene<'_>) -> Told {
    let (campaign, subject) = &CAMPAIGNS[(scene.date().month - 1) as usize];
    let identities = scene.texted();
    match scene.act() {
        Act::Reminded => Told::track(
            "sms",
            "SMS Sent",
            identities,
            json!({ "template": "visit_reminder", "order_id": scene.order() }),
        ),
        Act::OfferStopped => {
            let reply = if scene.chinese() {
                *scene.dice.pick(&["TD", "退订", "R", "T"])
            } else {
                "STOP"
            };
            Told::track("sms", "SMS Received", identities, json!({ "text": reply }))
        }
        _ => {
            let text = if scene.chinese() {
                format!("【澄川】{}，拒收请回复R", said(subject, scene.market()))
            } else {
                format!(
                    "Clearbrook: {}. Reply STOP to end",
                    said(subject, scene.market())
                )
            };
            Told::track(
                "sms",
                "SMS Sent",
                identities,
                json!({ "campaign": campaign, "text": text }),
            )
        }
    }
}
