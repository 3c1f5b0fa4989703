//! Bodies of the tracking API as anybody may send them, plain or packed: whatever the bytes, each event of every form is taken or
//! refused, and what was taken apart goes together again.
#![no_main]

use std::sync::LazyLock;

use channels::tracking::{Intake, Origin, Plan, parse_any};
use identity::normal::Context;
use kernel::{Channel, Env, SourceId, Timestamp};
use libfuzzer_sys::fuzz_target;
use store::{Keyring, Location, MasterKeys, Options, Store};

/// A keyring is only handed out by a store, and nothing else of one is wanted here.
static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let env = Env::system();
    let location = Location::Folder(folder.path().into());
    let options = Options::new(location, MasterKeys::generate(&env));
    let store = runtime.block_on(Store::open(options, env)).expect("a store opens on an empty place");
    let keyring = store.keyring().clone();
    runtime.block_on(store.close());
    keyring
});

fuzz_target!(|bytes: &[u8]| {
    let (plan, context) = (Plan::new(), Context::default());
    let intake = Intake {
        origin: Origin { source: 1, source_id: SourceId([1; 16]), touchpoint: 1, channel: Channel::Web },
        keyring: &KEYRING,
        context: &context,
        plan: &plan,
        received_at: Timestamp(1_795_298_700_000_000),
    };
    parse_any(bytes, &intake);
});
