//! What is written is read back: the same tables, year and agency from every rendering.

use documents::read;
use documents::write;
use statute::report::{AnnualReport, CompiledReport, Severity, checks};

use crate::written::{Write, samples};

/// Errors and warnings of the checks, by their codes.
fn complaints(report: &AnnualReport) -> Vec<&'static str> {
    let findings = checks::check(report, None);
    findings
        .into_iter()
        .filter(|finding| finding.severity < Severity::Note)
        .map(|finding| finding.code)
        .collect()
}

fn reads_back(ending: &str, write: Write) {
    for (name, compiled) in samples::all() {
        let bytes = write(&compiled).expect("a file");
        same(name, &compiled, ending, &bytes);
    }
}

fn same(name: &str, compiled: &CompiledReport, ending: &str, bytes: &[u8]) {
    let file = format!("{name}.{ending}");
    let reading = read::report(bytes, &file).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(reading.problems, [], "{file}");
    let (read, written) = (&reading.report, &compiled.report);
    assert_eq!(read.tables, written.tables, "{file}");
    assert_eq!((read.year, &read.agency), (written.year, &written.agency), "{file}");
    assert_eq!(read.title, written.title, "{file}");
    let headings = |report: &AnnualReport| -> Vec<_> {
        report.sections.iter().map(|section| (section.part, section.heading.clone())).collect()
    };
    assert_eq!(headings(read), headings(written), "{file}");
    let text = |report: &AnnualReport| -> String {
        let paragraphs = report.sections.iter().flat_map(|section| &section.paragraphs);
        // The reader of web pages tells the day of publication as a line of its own.
        let preamble = report.preamble.iter().filter(|text| !text.starts_with("发布日期："));
        let all = preamble.chain(paragraphs);
        all.flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect()
    };
    assert_eq!(text(read), text(written), "{file}");
    assert_eq!(complaints(read), complaints(written), "{file}");
    if name == "founding" {
        assert_eq!(complaints(read), Vec::<&str>::new(), "{file}: the founding report is sound");
    }
}

#[test]
fn json_reads_back() {
    reads_back("json", write::json);
}

#[test]
fn html_reads_back() {
    reads_back("html", write::html);
}

#[test]
fn docx_reads_back() {
    reads_back("docx", write::docx);
}

#[test]
fn xlsx_reads_back() {
    reads_back("xlsx", write::xlsx);
}

#[test]
fn pdf_reads_back() {
    for (name, compiled, bytes) in crate::written::pdf::all() {
        same(name, compiled, "pdf", bytes);
    }
}
