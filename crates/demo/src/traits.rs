//! What forms and tills write down about a person: true, incomplete, misheard or implausible.

use serde_json::{Map, Value, json};

use crate::cities::Market;
use crate::scene::Scene;

/// The name as it is given this time.
pub fn name(scene: &mut Scene<'_>) -> String {
    let name = &scene.person.name;
    match scene.dice.weighted(&[860, 70, 50, 20]) {
        0 => name.written(),
        1 => name.latin(),
        2 => name.misheard(),
        _ => format!(" {} ", name.written()),
    }
}

/// What the registration form asks.
pub fn of_account(
    scene: &mut Scene<'_>,
    phone: Option<&str>,
    email: Option<&str>,
) -> Map<String, Value> {
    let mut traits = Map::new();
    let mut put = |key: &str, value: Value| traits.insert(key.to_owned(), value);
    put("name", Value::from(name(scene)));
    put("locale", Value::from(scene.market().language()));
    for (key, value) in [("phone", phone), ("email", email)] {
        if let Some(value) = value {
            put(key, Value::from(value));
        }
    }
    if scene.dice.chance(600) {
        put("gender", Value::from(gender(scene)));
    }
    if let Some(birthday) = birthday(scene) {
        put("birthday", Value::from(birthday));
    }
    if scene.dice.chance(550) {
        put("address", address(scene));
    }
    if let Some((_, company)) = &scene.person.organisation {
        put("company", json!({ "name": company }));
    }
    traits
}

/// What a till keeps with a member's card.
pub fn of_member(scene: &mut Scene<'_>) -> Map<String, Value> {
    let mut traits = Map::new();
    let written = if scene.dice.chance(250) {
        scene.person.name.misheard()
    } else {
        name(scene)
    };
    traits.insert("name".to_owned(), Value::from(written));
    if scene.dice.chance(200)
        && let Some(birthday) = birthday(scene)
    {
        traits.insert("birthday".to_owned(), Value::from(birthday));
    }
    traits
}

/// Where the person lives, as it is written there.
pub fn address(scene: &Scene<'_>) -> Value {
    let person = scene.person;
    let city = person.city();
    let name = match city.market {
        Market::China => city.zh,
        Market::Japan | Market::America | Market::Europe => city.en,
    };
    json!({ "country": city.country, "state": city.province, "city": name, "street": person.street, "postal_code": person.postal_code })
}

fn gender(scene: &mut Scene<'_>) -> &'static str {
    let female = scene.person.female;
    match scene.dice.weighted(&[700, 250, 50]) {
        0 if female => "female",
        0 => "male",
        1 if female => "女",
        1 => "男",
        _ => "unknown",
    }
}

/// The birthday, if it is given; now and then the form's first year, or one that is still to come.
fn birthday(scene: &mut Scene<'_>) -> Option<String> {
    let (year, month, day) = scene.person.birthday;
    match scene.dice.weighted(&[620, 340, 22, 12, 6]) {
        0 => Some(format!("{year:04}-{month:02}-{day:02}")),
        2 => Some("1900-01-01".to_owned()),
        3 => Some("1970-01-01".to_owned()),
        4 => Some(format!("2099-{month:02}-{day:02}")),
        _ => None,
    }
}
