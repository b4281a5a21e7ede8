//! One row of any register, and how it is found again (`docs/decisions/0010-natural-keys.md`).

use serde::Serialize;
use serde_json::Value;
use statute::registers::{
    ApplicationEntry, CatalogueEntry, ConsultationEntry, DecisionEntry, DocumentEntry, FeeEntry,
    InterpretationEntry, MemberEntry, Period, PostEntry, ProposalEntry, Register, RemedyEntry, TaskEntry,
    TrainingEntry,
};

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// 依申请公开台账
    Application(ApplicationEntry),
    /// 征求意见
    Consultation(ConsultationEntry),
    /// 公开文件
    Document(DocumentEntry),
    /// 政策解读
    Interpretation(InterpretationEntry),
    /// 处理决定
    Decision(DecisionEntry),
    /// 收费
    Fee(FeeEntry),
    /// 复议诉讼
    Remedy(RemedyEntry),
    /// 发布
    Post(PostEntry),
    /// 建议提案
    Proposal(ProposalEntry),
    /// 培训
    Training(TrainingEntry),
    /// 工作要点
    Task(TaskEntry),
    /// 领导小组
    Member(MemberEntry),
    /// 目录调整
    Catalogue(CatalogueEntry),
}

impl Entry {
    /// The register the row belongs to.
    pub const fn register(&self) -> Register {
        match self {
            Self::Application(_) => Register::Applications,
            Self::Consultation(_) => Register::Consultations,
            Self::Document(_) => Register::Documents,
            Self::Interpretation(_) => Register::Interpretations,
            Self::Decision(_) => Register::Decisions,
            Self::Fee(_) => Register::Fees,
            Self::Remedy(_) => Register::Remedies,
            Self::Post(_) => Register::Posts,
            Self::Proposal(_) => Register::Proposals,
            Self::Training(_) => Register::Trainings,
            Self::Task(_) => Register::Tasks,
            Self::Member(_) => Register::Members,
            Self::Catalogue(_) => Register::Catalogue,
        }
    }

    /// What tells the row from others of its register; rows that agree in it are told apart by their order.
    pub fn key(&self) -> String {
        match self {
            Self::Application(row) => row.number.clone(),
            Self::Consultation(row) => format!("{}|{}", row.application, row.kind.zh()),
            Self::Document(row) => row.number.clone().unwrap_or_else(|| row.title.clone()),
            Self::Interpretation(row) => format!("{}|{}", row.title, row.form),
            Self::Decision(row) => format!("{}|{}", row.kind.zh(), period(row.period)),
            Self::Fee(row) => period(row.period),
            Self::Remedy(row) => format!("{}|{}", row.kind.zh(), row.received_on),
            Self::Post(row) => format!("{}|{}", row.channel, period(row.period)),
            Self::Proposal(row) => format!("{}|{}", row.kind.zh(), row.number),
            Self::Training(row) => format!("{}|{}", row.on, row.title),
            Self::Task(row) => row.number.clone(),
            Self::Member(row) => format!("{}|{}", row.role, row.from),
            Self::Catalogue(row) => format!("{}|{}", row.on, row.subject),
        }
    }

    /// The row out of its JSON.
    ///
    /// # Errors
    /// Where the JSON is not a row of this register.
    pub fn from_json(register: Register, json: Value) -> serde_json::Result<Self> {
        use serde_json::from_value as read;
        Ok(match register {
            Register::Applications => Self::Application(read(json)?),
            Register::Consultations => Self::Consultation(read(json)?),
            Register::Documents => Self::Document(read(json)?),
            Register::Interpretations => Self::Interpretation(read(json)?),
            Register::Decisions => Self::Decision(read(json)?),
            Register::Fees => Self::Fee(read(json)?),
            Register::Remedies => Self::Remedy(read(json)?),
            Register::Posts => Self::Post(read(json)?),
            Register::Proposals => Self::Proposal(read(json)?),
            Register::Trainings => Self::Training(read(json)?),
            Register::Tasks => Self::Task(read(json)?),
            Register::Members => Self::Member(read(json)?),
            Register::Catalogue => Self::Catalogue(read(json)?),
        })
    }
}

fn period(period: Period) -> String {
    match period {
        Period::Day(date) => date.to_string(),
        Period::Month(date) => format!("{:04}-{:02}", date.year(), date.month()),
    }
}
