//! The checks of an annual report (核查), one file for each subject. 《条例》第49条、第50条
//!
//! Checks never correct; they compare what is printed and say where it disagrees. What cannot be worked out is a
//! note, never an error.

mod agencies;
pub mod codes;
mod narrative;
mod previous;
mod tables;

pub use agencies::{RulePower, rule_power};

use super::annual_report::AnnualReport;
use super::finding::Finding;

/// Checks a report, and where last year's is given also against that; the gravest findings come first.
pub fn check(report: &AnnualReport, previous: Option<&AnnualReport>) -> Vec<Finding> {
    let mut findings = Vec::new();
    tables::check(report, &mut findings);
    narrative::check(report, &mut findings);
    previous::check(report, previous, &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    findings
}
