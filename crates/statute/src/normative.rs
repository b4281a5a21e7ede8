//! The life of a normative document (行政规范性文件): when it is in force, when it is due for evaluation, what looks odd.
//! 《条例》第20条第（一）项

use jiff::civil::Date;

use crate::calendar::{months_earlier, months_later};
use crate::readings::Readings;
use crate::registers::DocumentEntry;

/// Months before expiry in which a document is evaluated (评估).
pub const EVALUATION_MONTHS: u32 = 6;

/// Where a document stands on a day (效力状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 尚未生效
    NotYet,
    /// 现行有效
    InForce,
    /// 自动失效: its printed validity has ended.
    Expired,
    /// 废止: ended by a decision.
    Repealed,
}

impl Standing {
    /// The word of the field.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NotYet => "尚未生效",
            Self::InForce => "现行有效",
            Self::Expired => "自动失效",
            Self::Repealed => "废止",
        }
    }
}

/// The day a document takes effect: its printed validity, else the day it was published, else made.
pub fn valid_from(document: &DocumentEntry) -> Option<Date> {
    document.valid_from.or(document.published_on).or(document.made_on)
}

/// Where a document stands on a day (效力状态).
///
/// In force from its first day to its printed last day, both included; repeal ends it on its day. A document without
/// any date counts as in force until it is repealed.
pub fn standing(document: &DocumentEntry, on: Date) -> Standing {
    if document.repealed_on.is_some_and(|day| day <= on) && !expired_before_repeal(document) {
        Standing::Repealed
    } else if document.valid_until.is_some_and(|last| last < on) {
        Standing::Expired
    } else if valid_from(document).is_some_and(|first| first > on) {
        Standing::NotYet
    } else {
        Standing::InForce
    }
}

/// Whether a document is in force on a day (现行有效).
pub fn in_force(document: &DocumentEntry, on: Date) -> bool {
    standing(document, on) == Standing::InForce
}

/// A document that had expired cannot be repealed afterwards: the expiry ended it.
fn expired_before_repeal(document: &DocumentEntry) -> bool {
    matches!((document.valid_until, document.repealed_on), (Some(last), Some(repealed)) if last < repealed)
}

/// Whether a document ended in a year in the way table two counts as repealed (废止).
pub fn repealed_in(document: &DocumentEntry, year: i16, readings: &Readings) -> bool {
    if expired_before_repeal(document) || document.repealed_on.is_none() {
        return readings.expiry_counts_as_repeal
            && document.valid_until.is_some_and(|last| last.year() == year);
    }
    document.repealed_on.is_some_and(|day| day.year() == year)
}

/// Whether a document's printed validity ended in a year (自动失效) without a repeal before it.
///
/// One valid to 31 December is still in force on that day, and its expiry is counted in that year.
pub fn expired_in(document: &DocumentEntry, year: i16) -> bool {
    document.valid_until.is_some_and(|last| {
        last.year() == year && document.repealed_on.is_none_or(|repealed| repealed > last)
    })
}

/// The day from which a document is to be evaluated before it expires (评估).
pub fn evaluate_from(document: &DocumentEntry) -> Option<Date> {
    document.valid_until.map(|last| months_earlier(last, EVALUATION_MONTHS))
}

/// A document whose last day is no later than this is due for evaluation (评估).
pub fn evaluated_until(today: Date) -> Date {
    months_later(today, EVALUATION_MONTHS)
}

/// What looks odd about a document's printed validity (有效期); hints, never hard rules.
pub fn oddities(document: &DocumentEntry, readings: &Readings) -> Vec<String> {
    let mut found = Vec::new();
    if let (Some(first), Some(last)) = (valid_from(document), document.valid_until) {
        let over = |years: u32| last > months_later(first, years * 12);
        let trial = ["暂行", "试行"].iter().any(|word| document.title.contains(word));
        if last < first {
            found.push(format!("有效期止 {last} 早于有效期起 {first}"));
        } else if trial && over(readings.usual_trial_validity_years) {
            found.push(format!("暂行、试行文件有效期超过{}年", readings.usual_trial_validity_years));
        } else if over(readings.usual_validity_years) {
            found.push(format!("有效期超过{}年", readings.usual_validity_years));
        }
    }
    if let (Some(made), Some(repealed)) = (document.made_on, document.repealed_on)
        && repealed < made
    {
        found.push(format!("废止日期 {repealed} 早于成文日期 {made}"));
    }
    found
}
