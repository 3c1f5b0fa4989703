//! Each recorded body is taken whole, and says what the SDK's call said.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use channels::tracking::{Call, Form, Intake, Origin, Plan, Taken, inflate, join};
use identity::normal::Context;
use kernel::{Channel, Env, IdentityKind, SourceId, Timestamp, TouchType};
use ledger::NewTouch;
use serde_json::{Value, json};
use store::{Keyring, Location, MasterKeys, Options, Store};

struct Recorded {
    name: String,
    path: String,
    encoding: Option<String>,
    body: Vec<u8>,
    read: Value,
}

fn recorded() -> Vec<Recorded> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/sdk/wire");
    let mut all: Vec<Recorded> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let headers = record["headers"].as_object().unwrap();
            let encoding = headers
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
            Recorded {
                name: path
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .trim_end_matches(".http.json")
                    .to_owned(),
                path: record["path"].as_str().unwrap().to_owned(),
                encoding: encoding.map(|(_, value)| value.as_str().unwrap().to_owned()),
                body: STANDARD
                    .decode(record["body_base64"].as_str().unwrap())
                    .unwrap(),
                read: record["body"].clone(),
            }
        })
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// A keyring as a store hands it out, and when everything was received: a second after it was sent.
async fn keyring() -> (tempfile::TempDir, Keyring, Timestamp) {
    let folder = tempfile::tempdir().unwrap();
    let env = Env::system();
    let options = Options::new(
        Location::Folder(folder.path().into()),
        MasterKeys::generate(&env),
    );
    let store = Store::open(options, env).await.unwrap();
    (
        folder,
        store.keyring().clone(),
        Timestamp::parse("2026-11-21T23:00:00Z").unwrap(),
    )
}

fn taken(recorded: &Recorded, keyring: &Keyring, received_at: Timestamp) -> Taken {
    let body = inflate(recorded.encoding.as_deref(), &recorded.body).unwrap();
    let form = Form::of_path(recorded.path.trim_start_matches("/v1/")).unwrap();
    let call = Call::parse(form, &body).unwrap();
    if recorded.name.starts_with("segment") || recorded.name.starts_with("snippet") {
        assert_eq!(call.write_key(), Some("wk_stub"), "{}", recorded.name);
    }
    call.touches(&Intake {
        origin: Origin {
            source: 1,
            source_id: SourceId([1; 16]),
            touchpoint: 1,
            channel: Channel::Web,
        },
        keyring,
        context: &Context::default(),
        plan: &Plan::new(),
        received_at,
    })
}

fn items(recorded: &Recorded) -> Vec<Value> {
    match recorded.read.get("batch") {
        Some(batch) => batch.as_array().unwrap().clone(),
        None => vec![recorded.read.clone()],
    }
}

fn value(touch: &NewTouch, kind: IdentityKind) -> Vec<&str> {
    touch
        .identities
        .iter()
        .filter(|seen| seen.kind == kind)
        .map(|seen| seen.value.as_str())
        .collect()
}

#[tokio::test]
async fn every_recorded_call_is_one_touch_that_says_the_same() {
    let (_folder, keyring, received_at) = keyring().await;
    let all = recorded();
    assert!(all.len() >= 30, "the recordings are there");
    for recorded in &all {
        let taken = taken(recorded, &keyring, received_at);
        assert!(
            taken.refused.is_empty(),
            "{}: {:?}",
            recorded.name,
            taken.refused
        );
        let items = items(recorded);
        assert_eq!(taken.touches.len(), items.len(), "{}", recorded.name);
        for (touch, item) in taken.touches.iter().zip(&items) {
            same(&recorded.name, touch, item);
        }
    }
}

fn same(name: &str, touch: &NewTouch, item: &Value) {
    assert_eq!(item["type"], touch.kind.as_str(), "{name}");
    assert_eq!(
        item["messageId"].as_str(),
        touch.message_id.as_deref(),
        "{name}"
    );
    let event = item["event"].as_str().or(item["name"].as_str());
    assert_eq!(touch.event.as_deref(), event.map(str::trim), "{name}");
    for (field, kind) in [
        ("userId", IdentityKind::UserId),
        ("anonymousId", IdentityKind::AnonymousId),
        ("previousId", IdentityKind::AnonymousId),
    ] {
        if let Some(id) = item[field].as_str() {
            assert!(value(touch, kind).contains(&id), "{name}: {field} {id}");
        }
    }
    let whole = join(touch.properties.as_deref(), touch.personal.as_deref());
    let mut wanted = item["properties"].as_object().cloned().unwrap_or_default();
    let page = matches!(touch.kind, TouchType::Page | TouchType::Screen);
    if let Some(category) = item["category"].as_str().filter(|_| page) {
        wanted.insert("category".into(), json!(category));
    }
    if touch.kind == TouchType::Group {
        wanted.insert("groupId".into(), item["groupId"].clone());
        wanted.insert("traits".into(), item["traits"].clone());
    }
    assert_eq!(
        whole.get("properties").cloned().unwrap_or(json!({})),
        Value::Object(wanted),
        "{name}"
    );
    if touch.kind == TouchType::Identify {
        let traits = if item["traits"].is_null() {
            &item["context"]["traits"]
        } else {
            &item["traits"]
        };
        assert_eq!(&whole["traits"], traits, "{name}");
        if let Some(email) = traits["email"].as_str() {
            assert_eq!(
                value(touch, IdentityKind::Email),
                [email.to_lowercase()],
                "{name}"
            );
        }
    }
    let open = touch.properties.as_deref().unwrap_or_default();
    for secret in ["Mozilla", "http://", "@example.com", "王小明"] {
        assert!(!open.contains(secret), "{name}: {secret} in {open}");
    }
}

#[tokio::test]
async fn a_retry_is_the_same_touch_and_an_earlier_one_is_dated_when_it_happened() {
    let (_folder, keyring, received_at) = keyring().await;
    let mut keys: BTreeMap<String, HashSet<[u8; 10]>> = BTreeMap::new();
    for recorded in recorded() {
        let taken = taken(&recorded, &keyring, received_at);
        if let Some((sdk, _)) = recorded.name.split_once(".retry-") {
            let keys = keys.entry(sdk.to_owned()).or_default();
            keys.extend(taken.touches.iter().map(NewTouch::repeat_key));
        }
        if recorded.name.ends_with(".dated") {
            let at = taken.touches[0].at;
            let said =
                Timestamp::parse(recorded.read["batch"][0]["timestamp"].as_str().unwrap()).unwrap();
            assert_eq!(at, said, "{}", recorded.name);
        }
    }
    assert!(keys.len() >= 5);
    for (sdk, keys) in keys {
        assert_eq!(keys.len(), 1, "{sdk}");
    }
}
