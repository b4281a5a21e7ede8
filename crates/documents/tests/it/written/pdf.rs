//! The PDF: made for every sample, text in it, every missing character named.

use std::sync::LazyLock;

use documents::write::{self, WriteError};
use statute::report::CompiledReport;

use super::{keep, samples};

/// Every sample as PDF, set once for all tests.
pub(crate) fn all() -> &'static [(&'static str, CompiledReport, Vec<u8>)] {
    static ALL: LazyLock<Vec<(&'static str, CompiledReport, Vec<u8>)>> = LazyLock::new(|| {
        let set = |(name, compiled): (&'static str, CompiledReport)| {
            let bytes = write::pdf(&compiled).expect("a PDF");
            (name, compiled, bytes)
        };
        samples::all().into_iter().map(set).collect()
    });
    &ALL
}

#[test]
fn every_sample_becomes_a_tagged_archive_file() {
    for (name, compiled, bytes) in all() {
        keep(&format!("{name}.pdf"), bytes);
        let text = String::from_utf8_lossy(bytes);
        for wanted in ["%PDF-1.7", "pdfuaid:part", "/Lang"] {
            assert!(text.contains(wanted), "{name}: {wanted}");
        }
        assert_eq!(text.contains("pdfaid:part"), compiled.report.published_on.is_some(), "{name}");
    }
}

#[test]
fn a_character_without_a_glyph_is_named_with_its_place() {
    let mut compiled = samples::founding();
    compiled.report.sections[5].paragraphs.push("（三）\u{1f995}\u{10fffd}\u{10fffd}示例。".into());
    let Err(WriteError::NoGlyph(missing)) = write::pdf(&compiled) else {
        panic!("a private character has no glyph")
    };
    let private = missing.iter().find(|glyph| glyph.character == '\u{10fffd}').expect("named");
    assert_eq!(private.place, "六、其他需要报告的事项 第3段");
    assert_eq!(missing.iter().filter(|glyph| glyph.character == '\u{10fffd}').count(), 1);
    assert!(WriteError::NoGlyph(missing).to_string().contains("U+10FFFD"));
}
