//! Both halves of a touch put together again, for answers.

use serde_json::{Map, Value};

/// The whole of what a touch carries, `{"properties":…,"traits":…,"context":…}`, from the two texts the ledger keeps. Without
/// the personal half, because it was erased or may not be seen, what is not personal is left.
#[must_use]
pub fn join(properties: Option<&str>, personal: Option<&str>) -> Value {
    let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str(text).ok());
    let mut whole = read(properties).unwrap_or(Value::Object(Map::new()));
    if let Some(personal) = read(personal) {
        lay_over(&mut whole, personal);
    }
    whole
}

/// Lays the personal half, masked or not, over the other: objects are joined, anything else takes its place.
pub fn lay_over(open: &mut Value, personal: Value) {
    match (open, personal) {
        (Value::Object(open), Value::Object(personal)) => {
            for (name, value) in personal {
                match open.get_mut(&name) {
                    Some(held) => lay_over(held, value),
                    None => drop(open.insert(name, value)),
                }
            }
        }
        (open, personal) => *open = personal,
    }
}
