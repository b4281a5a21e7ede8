//! A term as a calendar (期限日历): weeks from Monday to Sunday, each day with what it counts as.

use jiff::civil::{Date, Weekday};

use super::ANSWER_WORKDAYS;
use super::deadline::{Deadline, State};
use super::step::StepKind;
use crate::calendar::{Calendar, Reason};

/// What a day of a term counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// 起算日: not counted. 《民事诉讼法》第85条第2款
    Start,
    /// 计入: one of the workdays for an answer. 《条例》第33条第2款
    Counted,
    /// 延长: counted beyond them. 《条例》第33条第2款
    Extension,
    /// 延迟: up to the reasonable term that was told. 《条例》第35条
    Delay,
    /// 休: Saturday, Sunday, or a holiday.
    Rest,
    /// 不计: taken out by a consultation. 《条例》第33条第3款
    Consulting,
    /// 停: the applicant is awaited; the term begins anew. 《条例》第30条
    Waiting,
}

impl Mark {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Counted,
        Self::Extension,
        Self::Delay,
        Self::Rest,
        Self::Consulting,
        Self::Waiting,
    ];
}

/// A day of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The day.
    pub date: Date,
    /// What it counts as.
    pub mark: Mark,
    /// Which workday of the term it is, from 1; none where it is not counted.
    pub n: Option<u32>,
    /// Whether it is a make-up workday (调休上班).
    pub is_make_up: bool,
    /// The holiday it belongs to, as the notice names it.
    pub holiday: Option<String>,
    /// Whether it is the last day, on which the answer is still in time.
    pub is_last: bool,
}

/// The days of a term, a row for each week; days before and after it are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// From Monday to Sunday.
    pub weeks: Vec<[Option<Cell>; 7]>,
}

impl Deadline {
    /// The term as a calendar, seen from `today`. While it stands still it ends there: nobody knows how it goes on.
    pub fn sheet(&self, today: Date, calendar: &Calendar) -> Sheet {
        let mut sheet = Sheet::default();
        let is_still = self.standstill.is_some();
        for step in self.steps.iter().filter(|step| !is_still || step.date <= today) {
            let mark = match step.kind {
                StepKind::Day0 => Mark::Start,
                StepKind::Rest => Mark::Rest,
                StepKind::Excluded => Mark::Consulting,
                StepKind::Counted if step.n.is_none_or(|n| n <= ANSWER_WORKDAYS) => Mark::Counted,
                StepKind::Counted if self.is_delayed => Mark::Delay,
                StepKind::Counted => Mark::Extension,
            };
            let is_last = !is_still && self.due == Some(step.date);
            sheet.put(step.date, mark, step.n, is_last, calendar);
        }
        if self.state == State::AwaitingApplicant {
            let mut date = self.steps.last().map_or(today, |step| step.date);
            while date < today {
                let Ok(next) = date.tomorrow() else { break };
                date = next;
                let mark = if calendar.is_workday(date) { Mark::Waiting } else { Mark::Rest };
                sheet.put(date, mark, None, false, calendar);
            }
        }
        sheet
    }
}

impl Sheet {
    fn put(&mut self, date: Date, mark: Mark, n: Option<u32>, is_last: bool, calendar: &Calendar) {
        let place = date.weekday().to_monday_zero_offset() as usize;
        if self.weeks.is_empty() || date.weekday() == Weekday::Monday {
            self.weeks.push(Default::default());
        }
        let reason = calendar.day(date).reason;
        let holiday = match reason {
            Reason::Holiday(name) | Reason::Fixed(name) => Some(name.to_owned()),
            Reason::Weekday | Reason::Weekend | Reason::MakeUp(_) => None,
        };
        let is_make_up = matches!(reason, Reason::MakeUp(_));
        let cell = Cell { date, mark, n, is_make_up, holiday, is_last };
        if let Some(week) = self.weeks.last_mut() {
            week[place] = Some(cell);
        }
    }

    /// The days in order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.weeks.iter().flatten().flatten()
    }
}
