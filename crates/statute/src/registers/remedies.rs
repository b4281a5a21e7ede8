//! Entries of the register of reviews and lawsuits (复议诉讼). 《条例》第51条

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The block of table four a case belongs to (类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// 行政复议
    Review,
    /// 未经复议直接起诉
    DirectSuit,
    /// 复议后起诉
    SuitAfterReview,
}

impl RemedyKind {
    /// All kinds, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Review, Self::DirectSuit, Self::SuitAfterReview];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Review => "行政复议",
            Self::DirectSuit => "未经复议直接起诉",
            Self::SuitAfterReview => "复议后起诉",
        }
    }
}

/// How a case ended (结果); an undecided case has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyResult {
    /// 结果维持
    Upheld,
    /// 结果纠正
    Corrected,
    /// 其他结果
    Other,
}

impl RemedyResult {
    /// All results, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::Corrected, Self::Other];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Upheld => "结果维持",
            Self::Corrected => "结果纠正",
            Self::Other => "其他结果",
        }
    }
}

/// One review or lawsuit about disclosure work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyEntry {
    /// 类别
    pub kind: RemedyKind,
    /// 收到日期
    pub received_on: Date,
    /// 结果; none while undecided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<RemedyResult>,
    /// 结果日期; there exactly when a result is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
}
