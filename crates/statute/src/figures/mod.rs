//! The named numbers of a year (指标), each with its definition and the records behind it. 《条例》第45条、第50条
//!
//! [`all`] is the closed list: tables and narrative use nothing else, `docs/figures.md` is made of it.

mod applications;
mod cells;
mod definition;
mod documentation;
mod previous;
mod publications;
mod records;
mod remedies;
mod work;

use jiff::civil::Date;

pub use cells::tables;
pub use definition::{Definition, Measured};
pub use documentation::documentation;
pub use records::nth;

use crate::registers::Registers;
use crate::report::{AnnualReport, Figure};

/// What figures are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Year<'a> {
    /// The agency's registers, entries of every year.
    pub registers: &'a Registers,
    /// The calendar year reported on.
    pub year: i16,
    /// Last year's report, where there is one.
    pub previous: Option<&'a AnnualReport>,
}

impl Year<'_> {
    /// Whether the day lies in the year.
    fn has(&self, day: Date) -> bool {
        day.year() == self.year
    }

    /// Whether there is a day and it lies in the year.
    fn has_some(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.has(day))
    }
}

/// Every definition, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Definition> {
    [
        applications::DEFINITIONS,
        previous::DEFINITIONS,
        remedies::DEFINITIONS,
        publications::DEFINITIONS,
        work::DEFINITIONS,
        cells::DEFINITIONS,
    ]
    .into_iter()
    .flatten()
}

/// Every figure of the year that is defined for it, in the order of the documentation.
pub fn figures(year: &Year<'_>) -> Vec<Figure> {
    all().flat_map(|definition| definition.figures(year)).collect()
}
