//! The files of one report: one agency, one year.

use statute::report::AnnualReport;

use super::file::ReadReport;

/// One report with all its files.
pub(super) struct Group {
    pub(super) files: Vec<(String, ReadReport)>,
}

impl Group {
    pub(super) fn main(&self) -> &ReadReport {
        &self.files[0].1
    }

    pub(super) fn report(&self) -> &AnnualReport {
        &self.main().reading.report
    }
}

/// How much of a report a file holds: the fullest one is checked, the others are compared with it.
pub(super) fn fullness(read: &ReadReport) -> (usize, usize) {
    let report = &read.reading.report;
    let tables = &report.tables;
    let count = usize::from(tables.part2.is_some() || tables.part2_2019.is_some())
        + usize::from(tables.part3.is_some())
        + usize::from(tables.part4.is_some());
    let text = report.sections.iter().flat_map(|section| &section.paragraphs).map(String::len).sum::<usize>();
    (usize::MAX - read.reading.problems.len(), count * 1_000_000 + text)
}

/// An agency's name as files of the same report may differ in it.
pub(super) fn key(agency: &str) -> String {
    agency.chars().filter(|c| !c.is_whitespace()).collect()
}
