mod batch;
mod halves;
mod json;
mod plan;
mod random;

use std::sync::LazyLock;

use identity::normal::Context;
use kernel::{Channel, Env, SourceId, Timestamp};
use serde_json::Value;
use store::{Keyring, Location, MasterKeys, Options, Store};
use tempfile::TempDir;

use super::{Call, Form, Intake, Origin, Plan, Taken, join};

pub(super) const RECEIVED: Timestamp = Timestamp(1_795_298_700_000_000);

pub(super) async fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let env = Env::system();
    let options = Options::new(
        Location::Folder(folder.path().into()),
        MasterKeys::generate(&env),
    );
    let store = Store::open(options, env).await.unwrap();
    (folder, store)
}

/// A keyring is only handed out by a store, and these tests need nothing else of one.
static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    // In a thread of its own, because a test may be running on a runtime already.
    let opened = std::thread::spawn(|| tokio::runtime::Runtime::new().unwrap().block_on(open()));
    let (_folder, store) = opened.join().unwrap();
    store.keyring().clone()
});

pub(super) fn with_intake<T>(plan: &Plan, run: impl FnOnce(&Intake<'_>) -> T) -> T {
    let context = Context::default();
    run(&Intake {
        origin: Origin {
            source: 7,
            source_id: SourceId([7; 16]),
            touchpoint: 3,
            channel: Channel::Web,
        },
        keyring: &KEYRING,
        context: &context,
        plan,
        received_at: RECEIVED,
    })
}

pub(super) fn taken(path: &str, body: &str) -> Taken {
    taken_by(&Plan::new(), path, body)
}

pub(super) fn taken_by(plan: &Plan, path: &str, body: &str) -> Taken {
    let call = Call::parse(Form::of_path(path).unwrap(), body.as_bytes()).unwrap();
    with_intake(plan, |intake| call.touches(intake))
}

/// Each touch in one line: type, event, identities, then both halves.
pub(super) fn told(taken: &Taken) -> Vec<String> {
    let line = |touch: &ledger::NewTouch| {
        let identities: Vec<String> = touch
            .identities
            .iter()
            .map(|seen| format!("{}:{}", seen.kind, seen.value))
            .collect();
        format!(
            "{} {} | {}",
            touch.kind,
            touch.event.as_deref().unwrap_or("-"),
            identities.join(" ")
        )
    };
    taken.touches.iter().map(line).collect()
}

pub(super) fn whole(touch: &ledger::NewTouch) -> Value {
    join(touch.properties.as_deref(), touch.personal.as_deref())
}

pub(super) fn read(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| serde_json::from_str(text).unwrap())
}
