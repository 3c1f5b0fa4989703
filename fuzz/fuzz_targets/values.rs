//! Times and amounts as customers' systems write them: any text is refused or understood, and what was understood is
//! written so that it is understood the same again.
#![no_main]

use kernel::Timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(at) = Timestamp::parse(text) {
        let written = at.to_string();
        assert_eq!(Timestamp::parse(&written).ok(), Some(at), "{text:?} became {written:?}");
    }
});
