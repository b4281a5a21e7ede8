//! Tables two, three and four counted out of registers (统计). 《条例》第45条、第50条
//!
//! What belongs to which year and row is decided here once; the figures collect records by the same functions.

pub mod applications;
pub mod documents;
pub mod late;
pub mod remedies;

use jiff::civil::Date;

/// The first day of a year.
pub fn first_day(year: i16) -> Date {
    jiff::civil::date(year, 1, 1)
}

/// The day on which stocks are counted (12月31日).
pub fn last_day(year: i16) -> Date {
    jiff::civil::date(year, 12, 31)
}
