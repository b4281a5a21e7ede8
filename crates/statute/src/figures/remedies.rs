//! Figures of reviews and lawsuits. 《条例》第50条第1款第（四）项

use super::definition::{Definition, Measured};
use super::{Year, records};
use crate::registers::{Register, RemedyEntry, RemedyKind};
use crate::tally::remedies::column;

const fn define(
    name: &'static str,
    definition: &'static str,
    measure: fn(&Year<'_>) -> Vec<Measured>,
) -> Definition {
    Definition { name, definition, unit: "件", sources: &[Register::Remedies], measure }
}

pub(super) const DEFINITIONS: &[Definition] = &[
    define(
        "remedies.total",
        "行政复议和行政诉讼案件：本年收到的，和1月1日尚未审结的",
        |year| count(year, |_, _| true),
    ),
    define("remedies.reviews", "行政复议案件", |year| count(year, |r, _| r.kind == RemedyKind::Review)),
    define("remedies.suits", "行政诉讼案件，两类合计", |year| {
        count(year, |r, _| r.kind != RemedyKind::Review)
    }),
    define("remedies.direct_suits", "未经复议直接起诉的行政诉讼案件", |year| {
        count(year, |r, _| r.kind == RemedyKind::DirectSuit)
    }),
    define("remedies.suits_after_review", "复议后起诉的行政诉讼案件", |year| {
        count(year, |r, _| r.kind == RemedyKind::SuitAfterReview)
    }),
    define("remedies.upheld", "复议和诉讼中，本年结果维持", |year| {
        count(year, |_, column| column == 0)
    }),
    define("remedies.corrected", "复议和诉讼中，本年结果纠正", |year| {
        count(year, |_, column| column == 1)
    }),
    define("remedies.other", "复议和诉讼中，本年其他结果", |year| {
        count(year, |_, column| column == 2)
    }),
    define("remedies.undecided", "复议和诉讼中，12月31日尚未审结", |year| {
        count(year, |_, column| column == 3)
    }),
];

fn count(year: &Year<'_>, keep: impl Fn(&RemedyEntry, usize) -> bool) -> Vec<Measured> {
    let entries = year.registers.remedies.iter().enumerate();
    let kept = entries.filter(|(_, r)| column(r, year.year).is_some_and(|column| keep(r, column)));
    Measured::count(kept.map(records::remedy)).alone()
}
