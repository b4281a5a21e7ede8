//! What a clean-up says of a normative document (清理结果). 《条例》第20条第（一）项

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The result of a clean-up for one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CleaningResult {
    /// 继续有效
    Kept,
    /// 修改
    Amended,
    /// 废止
    Repealed,
    /// 失效
    Lapsed,
}

impl CleaningResult {
    /// All of them, in the order result lists have them.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Amended, Self::Repealed, Self::Lapsed];

    /// The code in events and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Lapsed => "lapsed",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Kept => "继续有效",
            Self::Amended => "修改",
            Self::Repealed => "废止",
            Self::Lapsed => "失效",
        }
    }

    /// The result with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A document's place in a clean-up (清理).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleaning {
    /// What was decided.
    pub result: CleaningResult,
    /// From which day it holds.
    pub holds_from: Date,
    /// The decision: its number or title.
    pub decision: String,
    /// The new last day in force, where it is kept for longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

impl Cleaning {
    /// What speaks against its days, and at which field.
    pub fn day_fault(&self) -> Option<(&'static str, String)> {
        let from = self.holds_from;
        let said = match (self.result, self.valid_until) {
            (CleaningResult::Kept, None) => "继续有效的，请填写新的有效期止".to_owned(),
            (CleaningResult::Kept, Some(until)) if until < from => {
                format!("新的有效期止 {until} 应不早于清理结果施行的日期 {from}")
            }
            (CleaningResult::Amended | CleaningResult::Repealed | CleaningResult::Lapsed, Some(_)) => {
                format!("{}的不填写新的有效期止，只有继续有效的填写", self.result.zh())
            }
            _ => return None,
        };
        Some(("valid_until", said))
    }
}
