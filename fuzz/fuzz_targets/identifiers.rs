//! Identifiers as anybody may send them: whatever the kind and the text, there is a normal form that is its own normal
//! form, or a refusal, and masking either hides it without failing.
#![no_main]

use identity::normal::{Context, mask, mask_name, normalise};
use kernel::IdentityKind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (number, raw) = input;
    let kind = IdentityKind::ALL[usize::from(number) % IdentityKind::ALL.len()];
    let context = Context::default();
    _ = mask_name(raw);
    _ = mask(kind, raw);
    if let Ok(normal) = normalise(kind, raw, &context) {
        _ = mask(kind, normal.as_str());
        let again = normalise(kind, normal.as_str(), &context);
        assert_eq!(again.as_ref(), Ok(&normal), "{kind:?} {raw:?}");
    }
});
