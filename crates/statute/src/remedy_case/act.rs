//! What was done in a case, as the ledger records it (案件记录): no personal data, which goes sealed beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rule::Verb;
use super::ruling::Ruling;
use crate::registers::RemedyKind;

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

/// By which procedure a case is heard (审理程序). 《行政复议法》第36条、第53条、《行政诉讼法》第82条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// 普通程序
    Ordinary,
    /// 简易程序
    Simplified,
}

impl Track {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Simplified];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Simplified => "simplified",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Ordinary => "普通程序",
            Self::Simplified => "简易程序",
        }
    }
}

/// What a case begins with (收案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The block of table four it belongs to.
    pub kind: RemedyKind,
    /// By which procedure it is heard.
    pub track: Track,
    /// The day the agency received the copy of the application or complaint.
    pub received_on: Date,
    /// The application it is about; none where it is about something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// Hash of the form's own key, by which a repeated submission is recognized.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<String>,
}

/// How a case ended (案件结果).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was decided.
    pub ruling: Ruling,
    /// The date of the decision or judgment.
    pub decided_on: Date,
    /// Whether the application is to be answered again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reopens: bool,
    /// The last day it sets for the new answer, if it sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redo_by: Option<Date>,
}

/// What was done in a case. Everything a person wrote stands in the sealed record of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 登记收案
    Filed(Filing),
    /// 提交答复: the reply with the evidence went to the reviewing body or the court.
    Replied,
    /// 记录结果
    Decided(Outcome),
    /// 上诉: the judgment does not take effect, and the case is undecided again. 《行政诉讼法》第85条
    Appealed,
    /// 更正结果: what was recorded last was recorded wrong.
    Corrected(Outcome),
    /// 撤销登记: it should never have been filed; an application that it reopened stays reopened.
    Retracted,
}

impl Act {
    /// The verb that does it.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Filed(_) => Verb::File,
            Self::Replied => Verb::Reply,
            Self::Decided(_) => Verb::Decide,
            Self::Appealed => Verb::Appeal,
            Self::Corrected(_) => Verb::Correct,
            Self::Retracted => Verb::Retract,
        }
    }

    /// The result it records, if it records one.
    pub const fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::Decided(outcome) | Self::Corrected(outcome) => Some(outcome),
            Self::Filed(_) | Self::Replied | Self::Appealed | Self::Retracted => None,
        }
    }
}
