//! Asking the public for comments on a draft (公开征求意见): how long, where it stands, what came of it.
//! 国办发〔2018〕37号: a draft with its explanation is published, the ways and the last day to comment are named.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::kind::Kind;
use crate::calendar::Calendar;

/// Days for comments on rules. 《规章制定程序条例》
const RULE_DAYS: u32 = 30;
/// Days for comments on what bears closely on the business of enterprises. 《优化营商环境条例》; known from the indicators
/// of [`USUAL_WORKDAYS`].
const MARKET_DAYS: u32 = 30;
/// Workdays for comments on a normative document, where the agency has not set another number.
/// 《市县法治政府建设示范指标体系》（2021年版）, read in a secondary source: UNVERIFIED.
pub const USUAL_WORKDAYS: u32 = 7;

/// The least time for comments, as it held when the notice was written (最短期限). The first day is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Least {
    /// So many days.
    Days(u32),
    /// So many workdays.
    Workdays(u32),
}

impl Least {
    /// The least time for a draft of a kind; `workdays` is what the agency has set where no law does.
    pub fn of(document: Option<Kind>, is_market: bool, workdays: u32) -> Self {
        match document {
            Some(Kind::Rule) => Self::Days(RULE_DAYS),
            _ if is_market => Self::Days(MARKET_DAYS),
            _ => Self::Workdays(workdays),
        }
    }

    /// The first day that may be the last one for comments.
    pub fn reaches(self, from: Date, calendar: &Calendar) -> Date {
        match self {
            Self::Days(days) => from.saturating_add(i64::from(days).days()),
            Self::Workdays(workdays) => calendar.workday_after(from, workdays).date,
        }
    }

    /// What it is called.
    pub fn zh(self) -> String {
        match self {
            Self::Days(days) => format!("{days}日"),
            Self::Workdays(workdays) => format!("{workdays}个工作日"),
        }
    }
}

/// What the notice of a draft tells beside its text (征求意见的事项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commentary {
    /// The number of the document that is drafted, where it is one of this agency's publications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The first day for comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day for comments, to its end in Beijing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// 起草说明
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// Ways to send comments beside the form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ways: String,
    /// Whether the draft bears closely on the business of enterprises (与市场主体生产经营活动密切相关).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_market: bool,
    /// The least time.
    pub least: Least,
    /// Why it is shorter than that; told to the public.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shortened: String,
}

impl Commentary {
    /// Nothing but the least time.
    pub const fn new(least: Least) -> Self {
        Self {
            document: None,
            from: None,
            until: None,
            explanation: String::new(),
            ways: String::new(),
            is_market: false,
            least,
            shortened: String::new(),
        }
    }

    /// What speaks against the time between a day and the last one; none where it is long enough, or its shortness has
    /// its reason.
    pub fn too_short(&self, from: Date) -> Option<String> {
        let until = self.until?;
        let reaches = self.least.reaches(from, Calendar::published());
        if until >= reaches || !self.shortened.trim().is_empty() {
            return None;
        }
        Some(format!(
            "{from}至{until}短于{}，截止日期应不早于{reaches}；确需缩短的，填写缩短期限的理由",
            self.least.zh()
        ))
    }

    /// Where it stands on a day; none while a day is missing.
    pub fn standing(&self, today: Date) -> Option<CommentStanding> {
        let (from, until) = (self.from?, self.until?);
        Some(match today {
            today if today < from => CommentStanding::Ahead,
            today if today <= until => {
                CommentStanding::Running { left: (until - today).get_days().unsigned_abs() }
            }
            _ => CommentStanding::Closed,
        })
    }
}

/// Where comments on a draft stand on a day (征求意见的状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentStanding {
    /// 尚未开始
    Ahead,
    /// 正在征求意见
    Running {
        /// Days after today; 0 on the last day.
        left: u32,
    },
    /// 已经截止
    Closed,
}

impl CommentStanding {
    /// The code in the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Running { .. } => "running",
            Self::Closed => "closed",
        }
    }

    /// What it is called.
    pub fn zh(self) -> String {
        match self {
            Self::Ahead => "尚未开始".into(),
            Self::Running { left: 0 } => "正在征求意见，今天24:00截止".into(),
            Self::Running { left } => format!("正在征求意见，还有{left}天"),
            Self::Closed => "已经截止".into(),
        }
    }
}

/// How many comments came and what became of them (意见采纳情况).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many came.
    pub received: u32,
    /// 采纳
    pub adopted: u32,
    /// 部分采纳
    #[serde(default)]
    pub partly: u32,
    /// 不采纳
    #[serde(default)]
    pub rejected: u32,
}

impl Tally {
    /// In one line.
    pub fn zh(self) -> String {
        let Self { received, adopted, partly, rejected } = self;
        format!("收到意见{received}条，采纳{adopted}条，部分采纳{partly}条，不采纳{rejected}条")
    }

    /// Comments that nothing became of yet; none where the numbers do not fit.
    pub fn open(self) -> Option<u32> {
        let answered = self.adopted.checked_add(self.partly)?.checked_add(self.rejected)?;
        self.received.checked_sub(answered)
    }
}

/// The result of comments on a draft, as it was published (征求意见结果).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentResult {
    /// The day.
    pub on: Date,
    /// How many came and what became of them.
    pub tally: Tally,
    /// What the public is told of them.
    pub said: String,
}

/// That the public was asked about a document, and with what result: on this site or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The number of the publication that asked, or where else it was done.
    pub place: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// How many came and what became of them.
    pub tally: Tally,
    /// What the public was told of them.
    pub said: String,
    /// Why the time was shorter than the least.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shortened: String,
}

impl Heard {
    /// What speaks against its time, as of a notice of this site.
    pub fn too_short(&self, least: Least) -> Option<String> {
        let asked = Commentary {
            until: Some(self.until),
            shortened: self.shortened.clone(),
            ..Commentary::new(least)
        };
        asked.too_short(self.from)
    }
}
