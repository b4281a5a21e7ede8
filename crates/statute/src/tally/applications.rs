//! Which rows of table three an application counts in (收到和处理政府信息公开申请情况). 《条例》第50条第1款第（二）项

use super::{first_day, last_day};
use crate::leaf::Leaf;
use crate::registers::ApplicationEntry;
use crate::report::{Cell, Part3, Row, TOTAL};

/// Whether the application is new in the year (本年新收): its receipt date lies in it.
pub fn is_received(application: &ApplicationEntry, year: i16) -> bool {
    application.received_on.year() == year
}

/// Whether it was received before the year and still open on 1 January (上年结转).
pub fn is_carried_in(application: &ApplicationEntry, year: i16) -> bool {
    application.received_on.year() < year
        && application.answered_on.is_none_or(|answered| answered >= first_day(year))
}

/// The outcome, if the application was dealt with in the year (本年度办理结果): its answer is dated in it.
pub fn outcome(application: &ApplicationEntry, year: i16) -> Option<Leaf> {
    application.leaf.filter(|_| application.answered_on.is_some_and(|answered| answered.year() == year))
}

/// Whether it was received by 31 December and open on that day (结转下年度继续办理).
///
/// An answer dated after the year means that the application was open at its end.
pub fn is_carried_out(application: &ApplicationEntry, year: i16) -> bool {
    application.received_on <= last_day(year)
        && application.answered_on.is_none_or(|answered| answered > last_day(year))
}

/// The rows of table three the application counts in; none if the year does not concern it.
pub fn rows(application: &ApplicationEntry, year: i16) -> impl Iterator<Item = Row> {
    let came = if is_received(application, year) {
        Some(Row::Received)
    } else {
        is_carried_in(application, year).then_some(Row::CarriedIn)
    };
    let outcome = came.and(outcome(application, year));
    let left = is_carried_out(application, year).then_some(Row::CarriedOut);
    came.into_iter().chain(outcome.map(Row::Outcome)).chain(outcome.map(|_| Row::Total)).chain(left)
}

/// Table three of a year, form of 2021.
pub fn part3<'a>(applications: impl IntoIterator<Item = &'a ApplicationEntry>, year: i16) -> Part3 {
    let form: Vec<Row> = Row::form_2021().collect();
    let mut counts = vec![[0_u64; 7]; form.len()];
    let position = |row: Row| match row {
        Row::Received => 0,
        Row::CarriedIn => 1,
        Row::Outcome(leaf) => 2 + leaf as usize,
        Row::OtherHandlingMerged | Row::Total => 23,
        Row::CarriedOut => 24,
    };
    for application in applications {
        for row in rows(application, year) {
            let cells = &mut counts[position(row)];
            cells[application.applicant.column()] += 1;
            cells[TOTAL] += 1;
        }
    }
    Part3 { rows: form.into_iter().zip(counts).map(|(row, cells)| (row, cells.map(Cell::count))).collect() }
}
