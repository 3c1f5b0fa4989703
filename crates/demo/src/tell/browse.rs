//! Pages, screens and who signs in.

use kernel::IdentityKind::{AnonymousId, Email, Phone};
use kernel::TouchType;
use serde_json::{Map, Value, json};

use super::{Told, object};
use crate::contact;
use crate::dice::stir;
use crate::plan::Story;
use crate::scene::Scene;
use crate::traits;
use crate::words::{CAMPAIGNS, SEARCHES, said};

/// Pages of the web shop: path, Chinese title, English title.
const PAGES: [(&str, &str, &str); 7] = [
    ("/", "澄川生活 · 首页", "Clearbrook Living"),
    ("/collections/tableware", "餐具", "Tableware"),
    ("/collections/bedroom", "卧室", "Bedroom"),
    ("/stories/celadon", "龙泉青瓷的一天", "A day with celadon"),
    ("/shops", "门店", "Shops"),
    ("/account/points", "我的积分", "My points"),
    ("/help/returns", "退换说明", "Returns"),
];

const AGENTS: [&str; 4] = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
];

fn page(scene: &mut Scene<'_>, place: usize) -> Told {
    let identities = scene.visitor();
    let (path, zh, en) = PAGES[place % PAGES.len()];
    let host = if scene.chinese() {
        "shop.clearbrook.example"
    } else {
        "global.clearbrook.example"
    };
    let title = if scene.chinese() { zh } else { en };
    let url = format!("https://{host}{path}");
    let properties = json!({ "name": title, "title": title, "path": path, "url": url });
    Told::new(scene.web(), TouchType::Page, None, identities, properties)
}

/// The first page of a session: where it came from stands in its address.
pub fn landed(scene: &mut Scene<'_>) -> Told {
    let told = page(scene, 0);
    // A cookie stays with its machine, and most machines stay at home; the addresses are those reserved for examples.
    let machine = stir(
        u64::from(scene.person.index),
        u64::from(scene.browser_in_use()),
    );
    let agent = AGENTS[(machine % 4) as usize];
    let at_home = scene.dice.chance(700);
    let address = if at_home {
        format!(
            "203.0.113.{}",
            1 + stir(u64::from(scene.person.habits.household.head), 0x1b) % 254
        )
    } else {
        format!("198.51.100.{}", scene.dice.between(1, 254))
    };
    let mut more = object(json!({ "user_agent": agent, "ip": address }));
    let referrer = match scene.dice.weighted(&[40, 22, 12, 10, 16]) {
        0 => "",
        1 => "https://search.example/",
        2 => "https://social.example/",
        3 => "https://video.example/",
        _ => {
            let (campaign, _) = CAMPAIGNS[(scene.date().month - 1) as usize];
            more.extend(object(
                json!({ "utm_source": "ads", "utm_medium": "cpc", "utm_campaign": campaign }),
            ));
            "https://ads.example/"
        }
    };
    more.insert("referrer".to_owned(), Value::from(referrer));
    told.with(more)
}

/// A page on the way.
pub fn paged(scene: &mut Scene<'_>) -> Told {
    let place = scene.dice.between(1, 6) as usize;
    page(scene, place)
}

/// The app or mini program was opened.
pub fn opened(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let version = format!("5.{}.{}", scene.day / 30, scene.dice.below(4));
    Told::track(
        scene.online(),
        "Application Opened",
        identities,
        json!({ "version": version, "from_background": scene.dice.chance(400) }),
    )
}

/// A screen of the app or mini program.
pub fn screened(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let name = if scene.beat.kind == Story::Mini {
        "Menu"
    } else {
        *scene.dice.pick(&[
            "Home",
            "Discover",
            "Orders",
            "Points",
            "Profile",
            "Shop finder",
        ])
    };
    Told::new(
        scene.online(),
        TouchType::Screen,
        None,
        identities,
        json!({ "name": name }),
    )
}

/// Something was searched for.
pub fn searched(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let query = said(
        &SEARCHES[scene.dice.below(SEARCHES.len() as u32) as usize],
        scene.market(),
    );
    Told::track(
        scene.online(),
        "Products Searched",
        identities,
        json!({ "query": query }),
    )
}

/// A list of products was seen.
pub fn list_seen(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let category = *scene.dice.pick(&[
        "Tableware",
        "Kitchen",
        "Bedroom",
        "Bath",
        "Scent",
        "Furniture",
        "Garden",
        "Gifts",
    ]);
    Told::track(
        scene.online(),
        "Product List Viewed",
        identities,
        json!({ "list_id": category.to_lowercase(), "category": category }),
    )
}

/// An account is opened: the visitor is named, with what was typed into the form.
pub fn signed_up(scene: &mut Scene<'_>) -> Told {
    let mut identities = scene.visitor();
    let mut dice = scene.story_dice(0x516);
    let phone = if scene.chinese() || dice.chance(400) {
        scene.typed_phone(&mut dice)
    } else {
        None
    };
    let email = if !scene.chinese() || phone.is_none() || dice.chance(300) {
        scene.typed_email(&mut dice)
    } else {
        None
    };
    let traits = traits::of_account(scene, phone.as_deref(), email.as_deref());
    identities.extend(phone.map(|phone| (Phone, phone)));
    identities.extend(email.map(|email| (Email, email)));
    Told::new(
        scene.online(),
        TouchType::Identify,
        None,
        identities,
        Value::Null,
    )
    .with_traits(traits)
}

/// Somebody signs in again; the program repeats a few of the traits.
pub fn signed_in(scene: &mut Scene<'_>) -> Told {
    let mut identities = scene.visitor();
    let mut traits = Map::new();
    traits.insert("name".to_owned(), Value::from(traits::name(scene)));
    traits.insert("locale".to_owned(), Value::from(scene.market().language()));
    let mut dice = scene.story_dice(0x517);
    if dice.chance(220) {
        // The profile page sends whatever the customer has changed: here another number or mailbox.
        if let Some(phone) = scene.phone(&mut dice) {
            let phone = contact::phone_as_typed(&mut dice, &phone);
            traits.insert("phone".to_owned(), Value::from(phone.clone()));
            identities.push((Phone, phone));
        }
    }
    if dice.chance(160)
        && let Some(email) = scene.email(&mut dice)
    {
        traits.insert("email".to_owned(), Value::from(email.clone()));
        identities.push((Email, email));
    }
    Told::new(
        scene.online(),
        TouchType::Identify,
        None,
        identities,
        Value::Null,
    )
    .with_traits(traits)
}

/// An older program says that visitor and account are one.
pub fn aliased(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let previous = identities
        .iter()
        .find(|(kind, _)| *kind == AnonymousId)
        .map(|(_, value)| value.clone());
    Told::new(
        scene.online(),
        TouchType::Alias,
        None,
        identities,
        json!({ "previous_id": previous }),
    )
}

/// The account belongs to an organisation.
pub fn grouped(scene: &mut Scene<'_>) -> Told {
    let identities = scene.visitor();
    let Some((id, name)) = &scene.person.organisation else {
        return Told::new(
            scene.online(),
            TouchType::Group,
            None,
            identities,
            Value::Null,
        );
    };
    let traits = object(
        json!({ "name": name, "industry": "office", "city": if scene.chinese() { scene.person.city().zh } else { scene.person.city().en } }),
    );
    Told::new(
        scene.online(),
        TouchType::Group,
        None,
        identities,
        json!({ "group_id": id }),
    )
    .with_traits(traits)
}
