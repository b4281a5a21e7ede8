//! A year while it is running (本年): its registers, and what would stand in the way of its report. 《条例》第50条

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::figures::Year;
use statute::procedure::Stage;
use statute::receipt::confirmation_overdue;
use statute::registers::{Register, Registers};
use statute::report::checks::{self, codes};
use statute::report::{AnnualReport, Finding};
use store::{AgencyRow, Store};

use super::load::{for_each_handled, report_input};

/// A year as it stands today.
#[derive(Clone, Debug)]
pub struct RunningYear {
    /// The agency's registers.
    pub registers: Registers,
    /// The report of the year before, where the ledger has it.
    pub previous: Option<AnnualReport>,
    /// What is to be mended, the gravest first: an error blocks the report.
    pub findings: Vec<Finding>,
}

/// What the ledger holds of a year today, with everything that would stand in the way of its report.
///
/// # Errors
/// Where the database does not answer, or sealed texts do not open.
pub async fn running_year(
    store: &Store,
    agency: &AgencyRow,
    year: i16,
    today: Date,
) -> store::Result<RunningYear> {
    let input = report_input(store, agency, year).await?;
    // A report that cannot be read is told where the report is built.
    let previous = input.previous_report().ok().flatten();
    let registers = input.registers;
    let of_year = Year { registers: &registers, year, previous: previous.as_ref() };
    let mut findings = checks::of_running_year(&of_year, today);
    let (mut unended, mut unconfirmed) = (Vec::new(), Vec::new());
    let calendar = Calendar::published();
    for_each_handled(store, agency.id, |application| {
        let number = || application.number.clone();
        if application.stage == Stage::Closed
            && application.outcome.is_none()
            && application.split_into.is_empty()
            && application.received_on.is_some_and(|on| on.year() <= year)
        {
            unended.push(number());
        }
        if application.stage == Stage::Arrived
            && application.arrived_on.year() <= year
            && confirmation_overdue(application.arrived_on, today, calendar)
        {
            unconfirmed.push(number());
        }
    })
    .await?;
    for (code, numbers, what) in [
        (codes::UNENDED, unended, "已经办结而没有办理结果"),
        (codes::UNCONFIRMED, unconfirmed, "到达已超过一个工作日，没有与申请人确认，还不计入新收"),
    ] {
        if !numbers.is_empty() {
            let listed = numbers.join("、");
            let message = format!("{}件申请{what}：{listed}", numbers.len());
            let values = vec![("申请编号".to_owned(), listed)];
            findings.push(code.finding(Register::Applications.zh(), values, message, vec![]));
        }
    }
    findings.sort_by_key(|finding| finding.severity);
    Ok(RunningYear { registers, previous, findings })
}
