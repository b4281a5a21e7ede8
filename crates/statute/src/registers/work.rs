//! Entries about proposals, training, tasks, the leading group and the catalogue. 《条例》第12条、第46条、第48条

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Whose proposal it is (类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// 人大代表建议
    Deputies,
    /// 政协提案
    Cppcc,
}

impl ProposalKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Deputies, Self::Cppcc];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Deputies => "人大代表建议",
            Self::Cppcc => "政协提案",
        }
    }
}

/// One proposal (建议提案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalEntry {
    /// 编号
    pub number: String,
    /// 类别
    pub kind: ProposalKind,
    /// 主题
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// 交办日期
    pub assigned_on: Date,
    /// 答复日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
    /// 满意度: 满意, 基本满意, 不满意.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<String>,
}

/// One training session (培训). 《条例》第48条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingEntry {
    /// 日期
    pub on: Date,
    /// 主题
    pub title: String,
    /// 形式: 日常, 集中, 会议 …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// 人数
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendees: Option<u64>,
}

/// One task of the year's plan (工作要点).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskEntry {
    /// 编号
    pub number: String,
    /// 任务
    pub title: String,
    /// 来源: document and clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// 责任科室
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// 完成时限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// 完成日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

/// One change in the leading group or its office (领导小组).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberEntry {
    /// 职务 in the group, never a name: 组长, 成员, 办公室主任 …
    pub role: String,
    /// 任职日期
    pub from: Date,
    /// 离任日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// One change of catalogue or guide (目录调整). 《条例》第12条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEntry {
    /// 日期
    pub on: Date,
    /// 对象: 主动公开基本目录, 政府信息公开指南 …
    pub subject: String,
    /// 说明
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
