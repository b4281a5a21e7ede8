//! The reader of `.docx` files: zip files as they are, anything else as the part of a sound file.

#![no_main]

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SOUND: &[u8] = include_bytes!("../corpus/docx/form-2021");
const PART: &str = "word/document.xml";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = if data.starts_with(b"PK") {
        documents::read::report(data, "report.docx")
    } else {
        documents::read::report(&with_part(data), "report.docx")
    };
});

/// The sound file with one part replaced.
fn with_part(data: &[u8]) -> Vec<u8> {
    let mut sound = ZipArchive::new(Cursor::new(SOUND)).expect("the corpus is sound");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..sound.len() {
        let mut part = sound.by_index(index).expect("the corpus is sound");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("the corpus is sound");
        let name = part.name().expect("the corpus is sound").into_owned();
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("memory takes it");
        writer.write_all(if name == PART { data } else { &content }).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}
