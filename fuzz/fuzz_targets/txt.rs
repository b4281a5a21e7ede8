//! The reader of `.txt` files.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = documents::read::report(data, "report.txt");
});
