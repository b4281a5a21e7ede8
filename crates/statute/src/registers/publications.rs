//! Entries about what the agency published, decided and collected. 《条例》第19条、第20条

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Period;

/// What a published document is (类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 政策文件; not the same notion as a normative document.
    Policy,
    /// 会议
    Meeting,
    /// 规范性文件 (行政规范性文件)
    Normative,
    /// 规章
    Rule,
    /// 其他
    Other,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Policy, Self::Meeting, Self::Normative, Self::Rule, Self::Other];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Policy => "政策文件",
            Self::Meeting => "会议",
            Self::Normative => "规范性文件",
            Self::Rule => "规章",
            Self::Other => "其他",
        }
    }
}

/// One document in the register 公开文件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// 类型
    pub kind: DocumentKind,
    /// 标题
    pub title: String,
    /// 发文字号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 成文日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<Date>,
    /// 公开日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<Date>,
    /// 有效期起
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// 有效期止, the last day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// 废止日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repealed_on: Option<Date>,
}

/// One interpretation (政策解读).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterpretationEntry {
    /// 标题
    pub title: String,
    /// 形式: 文字, 图表, 新闻发布会, 媒体报刊 …
    pub form: String,
    /// 日期
    pub on: Date,
    /// 解读文件: title or number of the document interpreted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// 类别 of an administrative decision counted in table two. 《条例》第20条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// 行政许可
    Licence,
    /// 行政处罚
    Punishment,
    /// 行政强制
    Coercion,
}

impl DecisionKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Licence, Self::Punishment, Self::Coercion];

    /// The word used in registers.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Licence => "行政许可",
            Self::Punishment => "行政处罚",
            Self::Coercion => "行政强制",
        }
    }
}

/// Decisions of one kind on a day or in a month (处理决定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionEntry {
    /// 类别
    pub kind: DecisionKind,
    /// 日期 or 月份
    pub period: Period,
    /// 件数
    pub count: u64,
}

/// Administrative fees collected (行政事业性收费) on a day or in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeEntry {
    /// 日期 or 月份
    pub period: Period,
    /// 金额, in 万元.
    pub amount: Decimal,
}

/// Items released in one channel (发布).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostEntry {
    /// 渠道: 微信公众号, 官网工作动态, 媒体 …
    pub channel: String,
    /// 日期 or 月份
    pub period: Period,
    /// 条数
    pub count: u64,
}
