//! The published arrangements, merged by date (节假日安排).

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::day::{Day, Reason};

/// Days off and make-up workdays by date, and from when on each year is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Date, Arranged>,
    /// Every day of the years from the first to the last of `days`, 366 places a year, so that counting is quick:
    /// the place of the day in `days` where it is arranged.
    places: Vec<Option<u16>>,
    /// `days` in their order, as `places` points into it.
    order: Vec<Arranged>,
    /// Year to the first of its days that an arrangement covers.
    known: BTreeMap<i16, Date>,
    /// Workdays up to each day of the same years, both ends counted, so that no one counts day by day.
    workdays: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Arranged {
    work: bool,
    name: String,
}

/// A line of an arrangement that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第{line}行：{value}，应为{expected}")]
pub struct CalendarFault {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What stands there.
    pub value: String,
    /// What should stand there.
    pub expected: &'static str,
}

/// The statutory days that fall on the same date every year: month, day, name, first year.
///
/// The others (春节, 清明节, 端午节, 中秋节) move, so a year without an arrangement is never complete.
/// 《放假办法》第2条; 劳动节 has two days from 2025 on.
const FIXED_DAYS: [(i8, i8, &str, i16); 6] = [
    (1, 1, "元旦", 1950),
    (5, 1, "劳动节", 1950),
    (5, 2, "劳动节", 2025),
    (10, 1, "国庆节", 1950),
    (10, 2, "国庆节", 1950),
    (10, 3, "国庆节", 2000),
];

impl Calendar {
    /// Reads lines of `date,kind,name[,source]`, `kind` being `off` or `work`; the heading may be left out.
    ///
    /// A year with an arrangement for 1 January is known whole; of another year only the days from its first line on
    /// are, because the notice for the next year reaches back into them.
    pub fn parse(csv: &str) -> Result<Self, CalendarFault> {
        let mut calendar = Self::default();
        calendar.extend(csv)?;
        Ok(calendar)
    }

    /// Adds the lines of a later notice; a date that is there already takes the later line.
    pub fn extend(&mut self, csv: &str) -> Result<(), CalendarFault> {
        for (at, line) in csv.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') || (at == 0 && line.starts_with("date")) {
                continue;
            }
            let fault =
                |value: &str, expected| CalendarFault { line: at + 1, value: value.to_owned(), expected };
            let mut cells = line.split(',').map(str::trim);
            let date = cells.next().unwrap_or_default();
            let date: Date = date.parse().map_err(|_| fault(date, "存在的日期，如 2027-01-01"))?;
            let work = match cells.next().unwrap_or_default() {
                "work" => true,
                "off" => false,
                other => return Err(fault(other, "off（放假）或者 work（上班）")),
            };
            let name = cells.next().unwrap_or_default();
            if name.is_empty() {
                return Err(fault(line, "节日名称"));
            }
            self.days.insert(date, Arranged { work, name: name.to_owned() });
        }
        self.known.clear();
        self.places.clear();
        self.order.clear();
        for (&date, arranged) in &self.days {
            self.known.entry(date.year()).or_insert(date);
            if let Some(place) = self.place(date) {
                self.places.resize(self.places.len().max(place + 1), None);
                self.places[place] = u16::try_from(self.order.len()).ok();
            }
            self.order.push(arranged.clone());
        }
        self.workdays = self.counted();
        Ok(())
    }

    /// Workdays from the first day of the arranged years up to each of their days.
    fn counted(&self) -> Vec<u32> {
        let (Some(first), Some(last)) = (self.first_day(), self.last_year()) else { return Vec::new() };
        let mut count = 0;
        let days = first.series(1.day()).take_while(|date| date.year() <= last);
        days.map(|date| {
            count += u32::from(self.is_workday(date));
            count
        })
        .collect()
    }

    /// The first day of the arranged years.
    fn first_day(&self) -> Option<Date> {
        Date::new(*self.known.keys().next()?, 1, 1).ok()
    }

    /// Workdays from the first day of the arranged years up to this one, which is counted; none outside these years.
    pub(super) fn workdays_up_to(&self, date: Date) -> Option<u32> {
        let days = date.duration_since(self.first_day()?).as_hours() / 24;
        self.workdays.get(usize::try_from(days).ok()?).copied()
    }

    /// The arrangement as [`Calendar::parse`] reads it, one line a day, by date: equal calendars have equal lines.
    pub fn lines(&self) -> String {
        let line = |(date, day): (&Date, &Arranged)| {
            format!("{date},{},{}\n", if day.work { "work" } else { "off" }, day.name)
        };
        self.days.iter().map(line).collect()
    }

    fn place(&self, date: Date) -> Option<usize> {
        let year = usize::try_from(date.year() - self.known.keys().next()?).ok()?;
        Some(year * 366 + usize::try_from(date.day_of_year() - 1).ok()?)
    }

    fn arranged(&self, date: Date) -> Option<&Arranged> {
        let at = (*self.places.get(self.place(date)?)?)?;
        self.order.get(usize::from(at))
    }

    /// Whether a published arrangement covers the day.
    pub fn knows(&self, date: Date) -> bool {
        self.known.get(&date.year()).is_some_and(|&first| first <= date)
    }

    /// The last year an arrangement covers; none for an empty calendar.
    pub fn last_year(&self) -> Option<i16> {
        self.known.keys().next_back().copied()
    }

    /// What the day is, and why.
    pub fn day(&self, date: Date) -> Day<'_> {
        let known = self.knows(date);
        let reason = if let Some(arranged) = self.arranged(date) {
            if arranged.work { Reason::MakeUp(&arranged.name) } else { Reason::Holiday(&arranged.name) }
        } else if let Some(name) = fixed_day(date).filter(|_| !known) {
            Reason::Fixed(name)
        } else if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            Reason::Weekend
        } else {
            Reason::Weekday
        };
        Day { date, reason, known }
    }

    /// Whether the day is a workday, as far as is known.
    pub fn is_workday(&self, date: Date) -> bool {
        self.day(date).is_workday()
    }
}

fn fixed_day(date: Date) -> Option<&'static str> {
    FIXED_DAYS
        .into_iter()
        .find(|&(month, day, _, since)| date.month() == month && date.day() == day && date.year() >= since)
        .map(|(_, _, name, _)| name)
}
