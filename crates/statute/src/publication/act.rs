//! What was done with a publication, as the ledger records it (办理记录).

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::cleaning::Cleaning;
use super::commentary::{Heard, Tally};
use super::edition::Edition;
use super::rule::Verb;

/// An act and the day it was recorded on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day.
    pub on: Date,
    /// The account of the officer.
    pub by: String,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
}

/// A collective deliberation (集体审议). 国办发〔2018〕37号
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliberation {
    /// The meeting.
    pub meeting: String,
    /// Its day.
    pub held_on: Date,
}

/// Why something is taken down (撤下方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalKind {
    /// 发布有误
    Error,
    /// 已被替代
    Superseded,
    /// 不再公开
    Withdrawn,
}

impl WithdrawalKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Error, Self::Superseded, Self::Withdrawn];

    /// The code in events and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Error => "发布有误",
            Self::Superseded => "已被替代",
            Self::Withdrawn => "不再公开",
        }
    }

    /// The kind with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A taking down with its public notice (撤下公告).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why.
    pub kind: WithdrawalKind,
    /// What the old address tells.
    pub notice: String,
    /// The number of what replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
}

/// Where something stood that was public before it came here (原网站).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its address there, from the root of the site on: `/zcwj/t1.html`.
    pub address: String,
    /// When it was published there, Beijing time; at midnight where only the day is known.
    pub published_at: DateTime,
    /// 索引号: as it was printed there; where none was, it is given when it is recorded.
    pub index_number: String,
    /// SM3 of the page and the files that came with it, in hexadecimal: the same again is recognized.
    pub sm3: String,
}

/// What was done with a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 起草
    Begun {
        /// As it was written.
        edition: Edition,
        /// Hash of the form's own key, by which a repeated submission is recognized.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        submission: Option<String>,
    },
    /// 旧网站导入: what another site had published already is public here from now on, since the day it was there.
    Imported {
        /// As it came.
        edition: Edition,
        /// Where it stood.
        origin: Origin,
    },
    /// 保存修改: any change after a review voids it.
    Saved {
        /// As it was written.
        edition: Edition,
    },
    /// 登记征求意见情况: of a document; recorded of itself with the result that this site publishes.
    CommentsRecorded(Heard),
    /// 公布征求意见结果
    CommentsClosed {
        /// How many came and what became of them.
        tally: Tally,
        /// What the public is told of them.
        said: String,
    },
    /// 合法性审核: what does not pass is not deliberated on. 国办发〔2018〕37号
    LegalityReviewed {
        /// The opinion.
        opinion: String,
        /// Whether it did not pass (审核不通过).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_refused: bool,
    },
    /// 集体审议
    Deliberated(Deliberation),
    /// 统一登记编号
    Numbered {
        /// 统一登记号; its form differs from place to place.
        registration: String,
    },
    /// 免于解读: by a named person with reason.
    Exempted {
        /// Why nothing needs interpreting.
        reason: String,
    },
    /// 放行提示: a finding of the machine is overridden.
    Overridden {
        /// Which findings, by their keys.
        hits: Vec<String>,
        /// Why each may stand.
        reason: String,
        /// Where each stood and what it was, without what nobody is to read twice.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        found: Vec<String>,
    },
    /// 提交保密审查
    Submitted,
    /// 保密审查通过
    Reviewed {
        /// SM3 of [`Edition::bytes_reviewed`], in hexadecimal.
        sm3: String,
        /// What was found.
        opinion: String,
    },
    /// 退回修改
    SentBack {
        /// Why.
        reason: String,
    },
    /// 签发
    Signed {
        /// When it is to be published of itself (定时发布), Beijing time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        publish_at: Option<DateTime>,
    },
    /// 发布
    Published {
        /// When, Beijing time.
        at: DateTime,
        /// 索引号; given once.
        index_number: String,
        /// SM3 of [`Edition::bytes_reviewed`], in hexadecimal.
        sm3: String,
    },
    /// 撤下
    Withdrawn(Withdrawal),
    /// 清理
    Cleaned(Cleaning),
    /// 放弃修改: the public edition stays.
    Dropped,
    /// 作废草稿
    Discarded {
        /// Why.
        reason: String,
    },
}

impl Act {
    /// The verb that does it.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Begun { .. } => Verb::Begin,
            Self::Imported { .. } => Verb::Import,
            Self::Saved { .. } => Verb::Save,
            Self::CommentsRecorded(_) => Verb::RecordComments,
            Self::CommentsClosed { .. } => Verb::CloseComments,
            Self::LegalityReviewed { .. } => Verb::ReviewLegality,
            Self::Deliberated(_) => Verb::Deliberate,
            Self::Numbered { .. } => Verb::Number,
            Self::Exempted { .. } => Verb::Exempt,
            Self::Overridden { .. } => Verb::Override,
            Self::Submitted => Verb::Submit,
            Self::Reviewed { .. } => Verb::Review,
            Self::SentBack { .. } => Verb::SendBack,
            Self::Signed { .. } => Verb::Sign,
            Self::Published { .. } => Verb::Publish,
            Self::Withdrawn(_) => Verb::Withdraw,
            Self::Cleaned(_) => Verb::Clean,
            Self::Dropped => Verb::Drop,
            Self::Discarded { .. } => Verb::Discard,
        }
    }

    /// The edition that it writes.
    pub const fn edition(&self) -> Option<&Edition> {
        match self {
            Self::Begun { edition, .. } | Self::Imported { edition, .. } | Self::Saved { edition } => {
                Some(edition)
            }
            _ => None,
        }
    }
}
