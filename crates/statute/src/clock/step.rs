//! The days of a term one by one (逐日说明): what each counts as, why, and by which provision.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Day, Reason};

/// What a day counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The day the term starts from; not counted.
    Day0,
    /// The n-th workday of the term.
    Counted,
    /// A day of rest; not counted.
    Rest,
    /// A workday spent on a consultation; not counted.
    Excluded,
}

impl StepKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Day0, Self::Counted, Self::Rest, Self::Excluded];

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day0 => "day0",
            Self::Counted => "counted",
            Self::Rest => "rest",
            Self::Excluded => "excluded",
        }
    }

    /// The word for people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Day0 => "起算日",
            Self::Counted => "计入",
            Self::Rest => "休息日",
            Self::Excluded => "不计",
        }
    }
}

/// One day of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub date: Date,
    /// What it counts as.
    pub kind: StepKind,
    /// For counted days, which workday of the term it is, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// Why, in Chinese.
    pub why: String,
    /// The provisions.
    pub basis: Cow<'static, str>,
}

impl Step {
    /// The day a term starts from.
    pub(crate) fn day0(date: Date, why: String, basis: String) -> Self {
        Self { date, kind: StepKind::Day0, n: None, why, basis: basis.into() }
    }

    /// A day of rest.
    pub(crate) fn rest(day: Day<'_>) -> Self {
        Self { date: day.date, kind: StepKind::Rest, n: None, why: day.why(), basis: day.basis() }
    }

    /// The n-th workday of a term, by the provision that sets it.
    pub(crate) fn counted(day: Day<'_>, n: u32, is_last: bool, mut basis: Cow<'static, str>) -> Self {
        if matches!(day.reason, Reason::MakeUp(_)) {
            basis = format!("{basis}；{}", day.basis()).into();
        }
        let end = if is_last { "，期限届满" } else { "" };
        let why = format!("{}，第{n}个工作日{end}", day.why());
        Self { date: day.date, kind: StepKind::Counted, n: Some(n), why, basis }
    }
}
