//! Figures that need last year's report. Without it they are not defined, and a narrative cannot name them.

use rust_decimal::Decimal;

use super::definition::{Definition, Measured, percent};
use super::{Year, records};
use crate::registers::Register;
use crate::report::Row;
use crate::tally::applications::is_received;

const fn define(
    name: &'static str,
    definition: &'static str,
    unit: &'static str,
    measure: fn(&Year<'_>) -> Vec<Measured>,
) -> Definition {
    Definition { name, definition, unit, sources: &[Register::Applications], measure }
}

pub(super) const DEFINITIONS: &[Definition] = &[
    define(
        "applications.previous_received",
        "上年度报告的本年新收申请（previous.json）",
        "件",
        |year| previous(year).map(|value| Measured { value, ..Measured::default() }).into_iter().collect(),
    ),
    define("applications.change", "本年新收与上年度报告之差，减少为负", "件", |year| {
        let change = |before: Decimal, now: &Measured| Some(now.value - before);
        compared(year, change)
    }),
    define(
        "applications.change_percent",
        "本年新收比上年度报告增减的百分比，减少为负，四舍五入到整数",
        "%",
        |year| compared(year, |before, now| percent(now.value - before, before)),
    ),
];

fn previous(year: &Year<'_>) -> Option<Decimal> {
    year.previous?.tables.part3.as_ref()?.row_count(Row::Received)
}

fn compared(year: &Year<'_>, compare: impl Fn(Decimal, &Measured) -> Option<Decimal>) -> Vec<Measured> {
    let Some(before) = previous(year) else { return Vec::new() };
    let received = year.registers.applications.iter().filter(|a| is_received(a, year.year));
    let now = Measured::count(received.map(records::application));
    compare(before, &now).map(|value| Measured { value, ..now }).into_iter().collect()
}
