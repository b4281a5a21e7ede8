//! One day and why it is a workday or a day of rest.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::{HOLIDAY_BASIS, WEEKEND_BASIS};

/// A day in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// The date.
    pub date: Date,
    /// Why it is what it is.
    pub reason: Reason<'a>,
    /// Whether a published arrangement covers it; what is reckoned over an unknown day is provisional.
    pub known: bool,
}

/// Why a day is a workday or a day of rest; names are those of the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// Monday to Friday.
    Weekday,
    /// 调休上班
    MakeUp(&'a str),
    /// Saturday or Sunday.
    Weekend,
    /// 放假
    Holiday(&'a str),
    /// A statutory day with a fixed date, in a year without an arrangement.
    Fixed(&'a str),
}

/// Where the arrangements of days off and make-up workdays stand.
const NOTICE: &str = "国务院办公厅部分节假日安排通知";

impl Day<'_> {
    /// Whether agencies work on it.
    pub const fn is_workday(&self) -> bool {
        matches!(self.reason, Reason::Weekday | Reason::MakeUp(_))
    }

    /// Why, in a few words: 春节放假, 星期六, 国庆节调休上班.
    pub fn why(&self) -> String {
        let text = match self.reason {
            Reason::Weekday | Reason::Weekend => weekday_zh(self.date).to_owned(),
            Reason::MakeUp(name) => format!("{name}调休上班"),
            Reason::Holiday(name) => format!("{name}放假"),
            Reason::Fixed(name) => format!("{name}法定假日"),
        };
        if self.known { text } else { format!("{text}（当年安排未公布）") }
    }

    /// Where it is laid down that the day is one of rest, or a make-up workday.
    pub fn basis(&self) -> Cow<'static, str> {
        static WEEKEND: LazyLock<String> = LazyLock::new(|| WEEKEND_BASIS.to_string());
        static ARRANGED: LazyLock<String> = LazyLock::new(|| format!("{NOTICE}；{HOLIDAY_BASIS}"));
        static FIXED: LazyLock<String> = LazyLock::new(|| HOLIDAY_BASIS.to_string());
        Cow::Borrowed(match self.reason {
            Reason::Weekday | Reason::Weekend => &WEEKEND,
            Reason::MakeUp(_) | Reason::Holiday(_) => &ARRANGED,
            Reason::Fixed(_) => &FIXED,
        })
    }
}

/// A date as texts write it: `2024年3月5日`.
pub fn date_zh(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 星期一 to 星期日.
pub fn weekday_zh(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}
