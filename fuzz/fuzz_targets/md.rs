//! The reader of `.md` files.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = documents::read::report(data, "report.md");
});
