//! Which day is a workday (工作日): by the State Council's yearly arrangement, make-up workdays included. 《条例》第33条
//!
//! The rows live in `data/workdays.csv`. A day no published arrangement covers is worked out with weekends and the
//! fixed statutory days alone, and is *unknown*: whatever was reckoned over it is provisional.

mod arrangement;
mod day;
mod reckoning;

use std::sync::LazyLock;

pub use arrangement::{Calendar, CalendarFault};
pub use day::{Day, Reason, date_zh, weekday_zh};
pub use reckoning::Reckoned;
pub(crate) use reckoning::{days_later, months_earlier, months_later};

use crate::citation::{Act, Citation};

/// Saturday and Sunday are days of rest for agencies.
pub const WEEKEND_BASIS: Citation = Citation::of(Act::WorkingTime, 7).paragraph(1);

/// The days on which everybody is off.
pub const HOLIDAY_BASIS: Citation = Citation::of(Act::HolidayMeasure, 2);

static PUBLISHED: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::parse(include_str!("../../data/workdays.csv"))
        .expect("the rows in the repository are read by a test")
});

impl Calendar {
    /// The arrangements published so far that the program carries: 2018-12-29 to 2026-12-31.
    pub fn published() -> &'static Self {
        &PUBLISHED
    }
}
