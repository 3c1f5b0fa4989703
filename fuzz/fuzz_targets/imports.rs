//! Files as anybody may send them: whatever the bytes, they are read to their end as csv and as jsonl, row by row, and each row
//! is understood or refused.
#![no_main]

use channels::file::parse_any;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| parse_any(bytes));
