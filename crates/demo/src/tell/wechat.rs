//! What happens on the WeChat official accounts.

use serde_json::json;

use super::Told;
use crate::plan::{Act, Story};
use crate::scene::{Scene, official_account};
use crate::who::{LIVING_ACCOUNT, MINI_PROGRAM};
use crate::words::{ASIDES, CAMPAIGNS, SUBJECTS, said};

/// Tells one beat; which account it is on is the same for the whole story.
pub fn told(scene: &mut Scene<'_>) -> Told {
    if scene.beat.kind == Story::Mini {
        let properties = json!({ "template": "ready_to_collect", "order_id": scene.order() });
        return Told::track(
            "mini-tea",
            "Subscription Message Sent",
            scene.wechat(MINI_PROGRAM),
            properties,
        );
    }
    let app = official_account(scene.story);
    let source = if app == LIVING_ACCOUNT {
        "oa-living"
    } else {
        "oa-tea"
    };
    let identities = scene.wechat(app);
    let market = scene.market();
    let subject = scene.story_dice(0x5b).below(SUBJECTS.len() as u32) as usize;
    let aside = &ASIDES[(scene.story % ASIDES.len() as u64) as usize];
    let first = scene.beat.which == 0;
    let (event, properties) = match scene.act() {
        Act::Followed => (
            "Followed",
            json!({ "scene": *scene.dice.pick(&["search", "qr_code", "card", "article"]) }),
        ),
        Act::MenuClicked => (
            "Menu Clicked",
            json!({ "key": *scene.dice.pick(&["points", "new_arrivals", "shops", "orders", "service"]) }),
        ),
        Act::WechatSaid => {
            let text = if first {
                said(&SUBJECTS[subject].asked, market)
            } else {
                said(&aside.0, market)
            };
            (
                "Message Received",
                json!({ "text": text, "message_type": "text" }),
            )
        }
        Act::WechatAnswered => {
            let text = if first {
                said(&SUBJECTS[subject].answered, market)
            } else {
                said(&aside.1, market)
            };
            (
                "Message Sent",
                json!({ "text": text, "by": if scene.dice.chance(400) { "bot" } else { "agent" } }),
            )
        }
        Act::Unfollowed => ("Unfollowed", json!({})),
        _ => {
            let (campaign, _) = CAMPAIGNS[(scene.date().month - 1) as usize];
            (
                "Template Message Sent",
                json!({ "template": "member_news", "campaign": campaign }),
            )
        }
    };
    Told::track(source, event, identities, properties)
}
