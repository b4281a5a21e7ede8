//! What a check of reports found (核查结果), as JSON, as a web page and as a workbook. 《条例》第47条、第50条

mod html;
mod json;
mod xlsx;

use statute::report::{AnnualReport, Finding, Severity};

pub use html::html;
pub use json::json;
pub use xlsx::xlsx;

use crate::read::Format;

/// Everything that was checked together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// One for each agency and year, ordered by agency, then year.
    pub reports: Vec<Inspected>,
    /// Files that were not checked because they could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// One report of one agency and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The file that was checked.
    pub file: String,
    /// What it was.
    pub format: Format,
    /// Other files of the same report, compared with it.
    pub others: Vec<String>,
    /// The report as read.
    pub report: AnnualReport,
    /// What was found, gravest first.
    pub findings: Vec<Finding>,
}

/// A file that could not be read: another thing than a report that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// What it is.
    pub what: String,
    /// What to do.
    pub advice: String,
}

impl Inspection {
    /// The number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.reports.iter().map(|report| report.count(severity)).sum()
    }

    /// Whether there is an error or a warning.
    pub fn is_sound(&self) -> bool {
        self.count(Severity::Error) + self.count(Severity::Warning) == 0
    }
}

impl Inspected {
    /// The number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Agency and year as far as they are known: `示例市测试局 2024年`.
    pub fn name(&self) -> String {
        let agency = self.report.agency.as_deref().unwrap_or("（机关名称未读到）");
        let year = self.report.year.map_or_else(|| "年度未读到".into(), |year| format!("{year}年"));
        format!("{agency} {year}")
    }

    /// The judgment in a word.
    pub fn verdict(&self) -> &'static str {
        match (self.count(Severity::Error), self.count(Severity::Warning)) {
            (0, 0) => "未发现错误",
            (0, _) => "有疑点",
            _ => "有错误",
        }
    }
}
