//! Table two counted out of registers: documents, decisions, fees. 《条例》第20条
//!
//! 制发 is by the day a document was made, 废止 by a decision to end it, 现行有效 on 31 December. Expiry
//! (到期自动失效) counts as 废止 only where the agency so sets it: the law does not say.

use super::last_day;
use crate::normative;
use crate::readings::Readings;
use crate::registers::{Agency, DocumentEntry, DocumentKind, Registers};
use crate::report::{Cell, Part2, Stock};

/// Whether the document was made in the year (本年制发).
pub fn is_made(document: &DocumentEntry, year: i16) -> bool {
    document.made_on.is_some_and(|day| day.year() == year)
}

/// Whether it was published in the year (本年公开).
pub fn is_published(document: &DocumentEntry, year: i16) -> bool {
    document.published_on.is_some_and(|day| day.year() == year)
}

/// How the agency reads what the law leaves open about expiry.
pub fn readings(agency: &Agency) -> Readings {
    Readings { expiry_counts_as_repeal: agency.expiry_counts_as_repeal, ..Readings::default() }
}

/// What a document counts as in table two of a year: 本年制发, 本年废止, 现行有效. Of kinds that the table has not, nothing.
pub fn counts(document: &DocumentEntry, year: i16, readings: &Readings) -> [bool; 3] {
    if !matches!(document.kind, DocumentKind::Rule | DocumentKind::Normative) {
        return [false; 3];
    }
    [
        is_made(document, year),
        normative::repealed_in(document, year, readings),
        normative::in_force(document, last_day(year)),
    ]
}

fn stock(registers: &Registers, kind: DocumentKind, year: i16) -> Stock {
    let readings = readings(&registers.agency);
    let of_kind = registers.documents.iter().filter(|document| document.kind == kind);
    let counted: Vec<_> = of_kind.map(|document| counts(document, year, &readings)).collect();
    let count = |column: usize| Cell::count(counted.iter().filter(|counts| counts[column]).count() as u64);
    Stock { made: count(0), repealed: count(1), in_force: count(2) }
}

/// Table two of a year, form of 2021.
pub fn part2(registers: &Registers, year: i16) -> Part2 {
    use crate::registers::DecisionKind::{Coercion, Licence, Punishment};
    let decisions = |kind| {
        let of_year =
            registers.decisions.iter().filter(|entry| entry.kind == kind && entry.period.year() == year);
        Cell::count(of_year.map(|entry| entry.count).sum())
    };
    let fees = registers.fees.iter().filter(|entry| entry.period.year() == year).map(|entry| entry.amount);
    Part2 {
        rules: stock(registers, DocumentKind::Rule, year),
        normative_documents: stock(registers, DocumentKind::Normative, year),
        licences: decisions(Licence),
        punishments: decisions(Punishment),
        coercions: decisions(Coercion),
        fees: Cell::Number(fees.sum::<rust_decimal::Decimal>().normalize()),
    }
}
