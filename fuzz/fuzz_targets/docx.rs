//! The reader of `.docx` files.

#![no_main]

#[allow(dead_code)]
mod zipped;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = documents::read::report(zipped::DOCX.with(data), "report.docx");
});
