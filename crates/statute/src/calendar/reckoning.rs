//! Counting: workdays after a day, days and months, the roll to the next workday. 《民事诉讼法》第85条

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::arrangement::Calendar;

/// A date that was worked out, and whether it stands on days no arrangement covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The date.
    pub date: Date,
    /// Whether it may still move when the year's arrangement is published.
    pub provisional: bool,
}

impl Calendar {
    /// The n-th workday after a day, which is itself not counted. 《民事诉讼法》第85条第2款
    ///
    /// Stops at the last date there is (9999-12-31).
    pub fn workday_after(&self, date: Date, workdays: u32) -> Reckoned {
        let mut reckoned = Reckoned { date, provisional: false };
        let mut counted = 0;
        while counted < workdays {
            let Ok(next) = reckoned.date.tomorrow() else { break };
            let day = self.day(next);
            reckoned.date = next;
            reckoned.provisional |= !day.known;
            counted += u32::from(day.is_workday());
        }
        reckoned
    }

    /// The day itself if it is a workday, else the next one. 《民事诉讼法》第85条第3款
    pub fn rolled(&self, date: Date) -> Reckoned {
        let mut day = self.day(date);
        let mut provisional = !day.known;
        while !day.is_workday() {
            let Ok(next) = day.date.tomorrow() else { break };
            day = self.day(next);
            provisional |= !day.known;
        }
        Reckoned { date: day.date, provisional }
    }

    /// Workdays in (after, until].
    pub fn workdays_between(&self, after: Date, until: Date) -> u32 {
        if let (Some(before), Some(all)) = (self.workdays_up_to(after), self.workdays_up_to(until)) {
            return all.saturating_sub(before);
        }
        let mut date = after;
        let mut count = 0;
        while date < until {
            let Ok(next) = date.tomorrow() else { break };
            count += u32::from(self.is_workday(next));
            date = next;
        }
        count
    }

    /// Workdays of a calendar year.
    pub fn workdays_of_year(&self, year: i16) -> u32 {
        let Ok(first) = Date::new(year, 1, 1) else { return 0 };
        u32::from(self.is_workday(first)) + self.workdays_between(first, first.last_of_year())
    }
}

/// So many calendar days later; the first day is not counted.
pub(crate) fn days_later(date: Date, days: u32) -> Date {
    date.saturating_add(i64::from(days).days())
}

/// The same day so many months later, or the last of the month where it has no such day.
pub(crate) fn months_later(date: Date, months: u32) -> Date {
    date.saturating_add(i64::from(months).months())
}

/// The same day so many months earlier, or the last of the month where it has no such day.
pub(crate) fn months_earlier(date: Date, months: u32) -> Date {
    date.saturating_sub(i64::from(months).months())
}
