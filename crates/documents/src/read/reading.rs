//! What a published report's file gave: the report as far as it could be read, and what could not.

use statute::report::AnnualReport;

use super::content::{Format, Problem};

/// A published annual report, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the file was.
    pub format: Format,
    /// The report, values as printed.
    pub report: AnnualReport,
    /// What could not be read, each with its place.
    pub problems: Vec<Problem>,
}
