//! The reader of registers as a folder of CSV files, with `agency.toml`, `narrative.md` and `previous.json`.

#![no_main]

use std::sync::LazyLock;

#[allow(dead_code)]
mod folder;

static FOLDER: LazyLock<folder::Folder> = LazyLock::new(|| folder::Folder::new("registers"));

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    FOLDER.registers(data);
});
