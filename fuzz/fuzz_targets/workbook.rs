//! The reader of registers as one workbook.

#![no_main]

use std::sync::LazyLock;

#[allow(dead_code)]
mod folder;
#[allow(dead_code)]
mod zipped;

static FOLDER: LazyLock<folder::Folder> = LazyLock::new(|| folder::Folder::new("workbook"));

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    FOLDER.workbook(&zipped::WORKBOOK.with(data));
});
