//! What came of a consultation (征求意见结果). 《条例》第32条、第34条

use serde::{Deserialize, Serialize};

/// What came of a consultation (征求意见结果). 《条例》第32条、第34条
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意公开
    Agrees,
    /// 不同意公开
    Objects,
    /// 逾期未提出意见: consent of a co-maker, not of a third party.
    Silent,
    /// 无法送达
    Undeliverable,
}

impl Opinion {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Agrees, Self::Objects, Self::Silent, Self::Undeliverable];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Objects => "objects",
            Self::Silent => "silent",
            Self::Undeliverable => "undeliverable",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Agrees => "同意公开",
            Self::Objects => "不同意公开",
            Self::Silent => "逾期未提出意见",
            Self::Undeliverable => "无法送达",
        }
    }
}
