//! The reader of `.xlsx` files.

#![no_main]

#[allow(dead_code)]
mod zipped;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = documents::read::report(zipped::XLSX.with(data), "report.xlsx");
});
