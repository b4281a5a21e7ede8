//! A file that is checked: the report that was read from it, and the fingerprints of its text.

use documents::read::{NotReadable, Reading, guarded};
use search::likeness::Fingerprint;
use statute::report::AnnualReport;
use statute::report::checks;

/// A file that was to be checked.
#[derive(Debug)]
pub struct CheckedFile {
    /// The file as the user knows it.
    pub file: String,
    /// What it gave.
    pub reading: Result<ReadReport, NotReadable>,
}

/// A report that was read, with what comparing it needs.
#[derive(Debug)]
pub struct ReadReport {
    pub(super) reading: Reading,
    /// Parts one, five and six.
    pub(super) text: Fingerprint,
    /// Part five, the problems.
    pub(super) problems: Fingerprint,
}

/// Reads one file; pure and independent of others, so that many can be read at the same time.
pub fn read(file: String, bytes: Vec<u8>) -> CheckedFile {
    // What is made of the reading is guarded as the reading itself is.
    let reading = guarded(|| {
        let reading = documents::read::report(bytes, &file)?;
        if checks::is_blank(&reading.report) {
            return Err(NotReadable {
                what: "空白的年度报告格式，没有填写任何数据".into(),
                advice: "请提供填写后的报告".into(),
            });
        }
        Ok(ReadReport { text: text(&reading.report), problems: part(&reading.report, &[4]), reading })
    });
    CheckedFile { file, reading }
}

/// A file that was not read at all.
pub fn unread(file: String, reason: NotReadable) -> CheckedFile {
    CheckedFile { file, reading: Err(reason) }
}

impl CheckedFile {
    /// The report, if it was read.
    pub fn report(&self) -> Option<&AnnualReport> {
        self.reading.as_ref().ok().map(|read| &read.reading.report)
    }
}

/// The fingerprint of parts of the text.
fn part(report: &AnnualReport, parts: &[usize]) -> Fingerprint {
    let mut current = None;
    let mut pieces = Vec::new();
    for section in &report.sections {
        current = section.part.or(current);
        if current.is_some_and(|part| parts.contains(&part)) {
            pieces.extend(section.paragraphs.iter().map(String::as_str));
        }
    }
    Fingerprint::of(pieces)
}

/// What 内容雷同 is judged by: parts one, five and six; the whole text where the parts are not told apart.
fn text(report: &AnnualReport) -> Fingerprint {
    let parts = part(report, &[0, 4, 5]);
    if parts.says_enough() {
        return parts;
    }
    Fingerprint::of(report.sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str))
}
