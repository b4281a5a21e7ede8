//! The checks of an annual report (核查), one file for each subject. 《条例》第49条、第50条
//!
//! Checks never correct; they compare what is printed and say where it disagrees. What cannot be worked out is a
//! note, never an error.

mod agencies;
mod applications;
mod claims;
pub mod codes;
mod normative;
mod outcomes;
mod period;
mod previous;
mod records;
mod registers;
mod remedies;
mod scope;
mod shares;
mod splits;
mod structure;
mod tables;
mod text;
mod versions;
mod wording;

pub use agencies::{RulePower, rule_power};
pub use registers::{of_registers, of_running_year};
pub use versions::compare;

use self::text::Text;
use super::annual_report::AnnualReport;
use super::cell::Cell;
use super::finding::Finding;

/// Checks a report, and where last year's is given also against that; the gravest findings come first.
pub fn check(report: &AnnualReport, previous: Option<&AnnualReport>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = Text::of(report);
    let comparable = previous::comparable(report, previous);
    tables::check(report, &mut findings);
    records::check(report, &mut findings);
    if text.sentences.is_empty() {
        let message = "文件中只有表格，没有正文，未核对正文";
        findings.push(codes::NO_TEXT.finding("正文", vec![], message, vec![]));
    } else {
        structure::check(report, &text, &mut findings);
        wording::check(report, &text, &mut findings);
        let agreed = applications::check(report, &text, &mut findings);
        outcomes::check(report, &text, agreed, &mut findings);
        splits::check(report, &text, &mut findings);
        remedies::check(report, comparable, &text, &mut findings);
        normative::check(report, &text, &mut findings);
        shares::check(report, comparable, &text, &mut findings);
    }
    period::check(report, &text, &mut findings);
    previous::check(report, previous, normative::expired(report, &text), &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    findings.dedup();
    findings
}

/// Whether this is the form with nothing filled in: tables, but not one figure.
pub fn is_blank(report: &AnnualReport) -> bool {
    let tables = &report.tables;
    let blank = |cell: &Cell| !matches!(cell, Cell::Number(_) | Cell::Text(_));
    let two = tables
        .part2
        .as_ref()
        .is_none_or(|part2| tables::list_2021(part2).iter().all(|told| blank(told.cell)));
    let trial = tables
        .part2_2019
        .as_ref()
        .is_none_or(|trial| tables::list_2019(trial).iter().all(|told| blank(told.cell)));
    let three =
        tables.part3.as_ref().is_none_or(|part3| part3.rows.iter().all(|(_, cells)| cells.iter().all(blank)));
    let four = tables
        .part4
        .as_ref()
        .is_none_or(|part4| part4.blocks().iter().all(|(_, cells)| cells.iter().all(blank)));
    let any = tables.part2.is_some()
        || tables.part2_2019.is_some()
        || tables.part3.is_some()
        || tables.part4.is_some();
    any && two && trial && three && four
}
