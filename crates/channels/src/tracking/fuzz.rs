//! A way in for fuzzers.

use super::{Call, Form, Intake, inflate, join};

/// Takes any bytes through everything, as a target for fuzzing: nothing may panic.
pub fn parse_any(bytes: &[u8], intake: &Intake<'_>) {
    let Ok(body) = inflate(None, bytes) else {
        return;
    };
    for form in ["batch", "t", "i", "p", "g", "a"]
        .into_iter()
        .filter_map(Form::of_path)
    {
        if let Ok(call) = Call::parse(form, &body) {
            let taken = call.touches(intake);
            assert_eq!(
                taken.touches.len() + taken.refused.len(),
                call.len(),
                "each event is taken or refused"
            );
            for touch in &taken.touches {
                drop(join(touch.properties.as_deref(), touch.personal.as_deref()));
            }
        }
    }
}
