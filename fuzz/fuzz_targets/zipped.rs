//! Inputs of readers of zip files: a zip file stands for itself, anything else for the part of a sound file that says
//! most, because mutations of packed bytes hardly reach a reader.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A sound file, unpacked once.
pub(crate) struct Sound {
    file: &'static [u8],
    part: &'static str,
    parts: OnceLock<Vec<(String, Vec<u8>)>>,
}

/// A published report as a Word file.
pub(crate) static DOCX: Sound = Sound::new(include_bytes!("../corpus/docx/form-2021"), "word/document.xml");
/// A published report as a workbook.
pub(crate) static XLSX: Sound =
    Sound::new(include_bytes!("../corpus/xlsx/form-2021"), "xl/worksheets/sheet1.xml");
/// A workbook of registers.
pub(crate) static WORKBOOK: Sound =
    Sound::new(include_bytes!("../corpus/workbook/small"), "xl/worksheets/sheet1.xml");

impl Sound {
    const fn new(file: &'static [u8], part: &'static str) -> Self {
        Self { file, part, parts: OnceLock::new() }
    }

    /// The file that an input stands for.
    pub(crate) fn with<'a>(&self, input: &'a [u8]) -> Cow<'a, [u8]> {
        if input.starts_with(b"PK") {
            return Cow::Borrowed(input);
        }
        let parts = self.parts.get_or_init(|| unzip(self.file));
        let replaced = parts.iter().map(|(name, content)| {
            (name.as_str(), if name == self.part { input } else { content.as_slice() })
        });
        Cow::Owned(zip(replaced))
    }
}

/// The parts of a sound zip file.
pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("the corpus is sound");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("the corpus is sound");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("the corpus is sound");
        parts.push((entry.name().expect("the corpus is sound").into_owned(), content));
    }
    parts
}

/// A zip file, stored: packing would only cost time.
pub(crate) fn zip<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name, options).expect("memory takes it");
        writer.write_all(content).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}
