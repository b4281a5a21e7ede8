//! A year's registers (台账): what the office records as it happens and the annual report is computed from.
//! 《条例》第45条、第50条

mod agency;
mod applications;
mod publications;
mod remedies;
mod work;

use std::collections::BTreeSet;

pub use agency::Agency;
pub use applications::{ApplicationEntry, Channel, ConsultationEntry, ConsultationKind};
pub use publications::{
    DecisionEntry, DecisionKind, DocumentEntry, DocumentKind, FeeEntry, InterpretationEntry, PostEntry,
};
pub use remedies::{RemedyEntry, RemedyKind, RemedyResult};
pub use work::{CatalogueEntry, MemberEntry, ProposalEntry, ProposalKind, TaskEntry, TrainingEntry};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All registers of one agency, as far as they are known: entries of every year, in the order recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registers {
    /// Whose registers these are.
    pub agency: Agency,
    /// 依申请公开台账
    pub applications: Vec<ApplicationEntry>,
    /// 征求意见
    pub consultations: Vec<ConsultationEntry>,
    /// 公开文件
    pub documents: Vec<DocumentEntry>,
    /// 政策解读
    pub interpretations: Vec<InterpretationEntry>,
    /// 处理决定
    pub decisions: Vec<DecisionEntry>,
    /// 收费
    pub fees: Vec<FeeEntry>,
    /// 复议诉讼
    pub remedies: Vec<RemedyEntry>,
    /// 发布
    pub posts: Vec<PostEntry>,
    /// 建议提案
    pub proposals: Vec<ProposalEntry>,
    /// 培训
    pub trainings: Vec<TrainingEntry>,
    /// 工作要点
    pub tasks: Vec<TaskEntry>,
    /// 领导小组
    pub members: Vec<MemberEntry>,
    /// 目录调整
    pub catalogue: Vec<CatalogueEntry>,
    /// Registers that were not given and count as empty; named in a note.
    pub absent: BTreeSet<Register>,
}

/// The registers by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// 依申请公开台账
    Applications,
    /// 征求意见
    Consultations,
    /// 公开文件
    Documents,
    /// 政策解读
    Interpretations,
    /// 处理决定
    Decisions,
    /// 收费
    Fees,
    /// 复议诉讼
    Remedies,
    /// 发布
    Posts,
    /// 建议提案
    Proposals,
    /// 培训
    Trainings,
    /// 工作要点
    Tasks,
    /// 领导小组
    Members,
    /// 目录调整
    Catalogue,
}

impl Register {
    /// All registers, in the order they are documented.
    pub const ALL: [Self; 13] = [
        Self::Applications,
        Self::Consultations,
        Self::Documents,
        Self::Interpretations,
        Self::Decisions,
        Self::Fees,
        Self::Remedies,
        Self::Posts,
        Self::Proposals,
        Self::Trainings,
        Self::Tasks,
        Self::Members,
        Self::Catalogue,
    ];

    /// The name of the CSV file, without its ending.
    pub const fn file_stem(self) -> &'static str {
        match self {
            Self::Applications => "applications",
            Self::Consultations => "consultations",
            Self::Documents => "documents",
            Self::Interpretations => "interpretations",
            Self::Decisions => "decisions",
            Self::Fees => "fees",
            Self::Remedies => "remedies",
            Self::Posts => "posts",
            Self::Proposals => "proposals",
            Self::Trainings => "trainings",
            Self::Tasks => "tasks",
            Self::Members => "members",
            Self::Catalogue => "catalogue",
        }
    }

    /// The name of the sheet in a workbook.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Applications => "依申请公开台账",
            Self::Consultations => "征求意见",
            Self::Documents => "公开文件",
            Self::Interpretations => "政策解读",
            Self::Decisions => "处理决定",
            Self::Fees => "收费",
            Self::Remedies => "复议诉讼",
            Self::Posts => "发布",
            Self::Proposals => "建议提案",
            Self::Trainings => "培训",
            Self::Tasks => "工作要点",
            Self::Members => "领导小组",
            Self::Catalogue => "目录调整",
        }
    }
}

/// When something that is counted happened: on a day, or in a month of which only the sum is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 日期
    Day(Date),
    /// 月份, as its first day.
    Month(Date),
}

impl Period {
    /// The calendar year it belongs to.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(date) | Self::Month(date) => date.year(),
        }
    }
}
