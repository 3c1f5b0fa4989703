//! What pages and programs send to a form, and what a builder sends as one: whatever the bytes, they are judged without
//! failing, and shown again without becoming markup.
#![no_main]

use channels::form::parse_any;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _understood = parse_any(bytes);
});
