//! Findings for people: figures first, the gravest first, a few lines each.

use std::fmt::Write;

use documents::write::findings::{Inspected, Inspection};
use statute::report::{Finding, Severity};

/// With more reports than this, notes are only counted.
const FEW: usize = 3;

/// The page that is printed.
pub(super) fn page(inspection: &Inspection, skipped: usize) -> String {
    let mut page = summary(inspection, skipped);
    let mut reports: Vec<&Inspected> = inspection.reports.iter().collect();
    reports.sort_by_key(|report| {
        (std::cmp::Reverse(report.count(Severity::Error)), std::cmp::Reverse(report.count(Severity::Warning)))
    });
    let with_notes = reports.len() <= FEW;
    let silent = |report: &&Inspected| {
        !with_notes && report.count(Severity::Error) + report.count(Severity::Warning) == 0
    };
    let (sound, telling): (Vec<&Inspected>, Vec<&Inspected>) = reports.into_iter().partition(silent);
    for report in telling {
        one(report, with_notes, &mut page);
    }
    if !sound.is_empty() {
        let names: Vec<String> = sound.iter().map(|report| report.name()).collect();
        add(&mut page, &format!("\n未发现错误的{}份：{}。\n", sound.len(), names.join("、")));
    }
    if !with_notes && inspection.count(Severity::Note) > 0 {
        add(&mut page, "\n提示的内容见 --json、--html 或 --xlsx 的输出。\n");
    }
    // Text and names of files come from outside and must not steer the terminal.
    page.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

fn add(page: &mut String, text: &str) {
    page.push_str(text);
}

fn summary(inspection: &Inspection, skipped: usize) -> String {
    let mut line = format!(
        "核查报告{}份：错误{}，警告{}，提示{}",
        inspection.reports.len(),
        inspection.count(Severity::Error),
        inspection.count(Severity::Warning),
        inspection.count(Severity::Note),
    );
    if !inspection.unreadable.is_empty() {
        write!(line, "；不能读取的文件{}个", inspection.unreadable.len()).expect("a string takes text");
    }
    if skipped > 0 {
        write!(line, "；跳过其他文件{skipped}个").expect("a string takes text");
    }
    line.push_str("。\n");
    line
}

fn one(report: &Inspected, with_notes: bool, page: &mut String) {
    let files = std::iter::once(report.file.as_str()).chain(report.others.iter().map(String::as_str));
    let files: Vec<&str> = files.collect();
    add(
        page,
        &format!(
            "\n{}：{}（错误{}，警告{}，提示{}）\n  文件：{}\n",
            report.name(),
            report.verdict(),
            report.count(Severity::Error),
            report.count(Severity::Warning),
            report.count(Severity::Note),
            files.join("、")
        ),
    );
    for finding in report.findings.iter().filter(|finding| with_notes || finding.severity != Severity::Note) {
        add(page, &lines(finding));
    }
}

fn lines(finding: &Finding) -> String {
    format!(
        "  [{}] {}\n      {}\n      依据：{}（{}）\n",
        finding.severity.zh(),
        finding.place,
        finding.message,
        finding.basis,
        finding.code
    )
}
