//! Registers become a report: every cell and every number of the text is a figure with its records.

use statute::figures::{self, Year};
use statute::registers::Registers;
use statute::report::checks::{self, codes};
use statute::report::{AnnualReport, CompiledReport, Finding, Severity};

use super::narrative;
use crate::template::NotWritten;

/// Compiles the report of a year. The narrative is a template that names figures; without it a plain standard text
/// is used. What is noticed on the way stands in the report's findings.
///
/// # Errors
/// The narrative names a figure that does not exist or has no value, or cannot be read as a template: every such
/// place at once.
pub fn compile(
    registers: &Registers,
    year: i16,
    narrative: Option<&str>,
    previous: Option<&AnnualReport>,
) -> Result<CompiledReport, NotWritten> {
    let mut findings = Vec::new();
    let previous = previous.filter(|report| is_last_years(report, registers, year, &mut findings));
    let of_year = Year { registers, year, previous };
    let figures = figures::figures(&of_year);
    let (tables, cells) = figures::tables(&figures);
    findings.extend(checks::of_registers(&of_year));
    let written = narrative::write(&of_year, &figures, narrative, &mut findings)?;
    let agency = registers.agency.name.clone();
    let report = AnnualReport {
        title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
        agency: Some(agency),
        year: Some(year),
        published_on: None,
        preamble: written.preamble,
        sections: written.sections,
        tables,
    };
    // The same rules that check everybody's report check ours; the carry-over has been compared above, and what
    // the registers settle needs no note.
    let checked = checks::check(&report, previous);
    findings.extend(checked.into_iter().filter(|finding| {
        finding.severity < Severity::Note
            && finding.code != codes::CARRY.code
            && !(finding.code == codes::RULES.code && registers.agency.makes_rules)
    }));
    findings.sort_by_key(|finding| finding.severity);
    Ok(CompiledReport { report, figures, cells, findings })
}

/// Whether the report given as last year's is that: another year's or another agency's is told and not compared.
fn is_last_years(
    report: &AnnualReport,
    registers: &Registers,
    year: i16,
    findings: &mut Vec<Finding>,
) -> bool {
    let other_year = report.year.filter(|before| *before != year - 1);
    let other_agency = report.agency.as_deref().filter(|name| *name != registers.agency.name);
    let what = match (other_year, other_agency) {
        (None, None) => return true,
        (Some(other), _) => format!("{other}年的报告，应为{}年", year - 1),
        (None, Some(other)) => format!("{other}的报告，本机关是{}", registers.agency.name),
    };
    let used = if other_year.is_some() {
        "没有用它作上年比较"
    } else {
        "如机关未更名，请换成本机关的"
    };
    let message = format!("previous.json 是{what}；{used}");
    findings.push(codes::OTHER_PREVIOUS.finding("previous.json", vec![], message, vec![]));
    // A bureau may have been renamed; only another year is surely wrong.
    other_year.is_none()
}
