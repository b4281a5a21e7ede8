//! What was done with a comment, as the ledger records it, and the comment that its steps make.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::registers::Channel;

/// An act and the day it was recorded on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day.
    pub on: Date,
    /// The account of the officer; that of the site where a citizen sent it.
    pub by: String,
    /// What was done.
    #[serde(flatten)]
    pub act: Act,
}

/// What becomes of a comment (采纳情况).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 采纳
    Adopted,
    /// 部分采纳
    Partly,
    /// 不采纳
    Rejected,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Adopted, Self::Partly, Self::Rejected];

    /// The code in events, tables and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Partly => "partly",
            Self::Rejected => "rejected",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Adopted => "采纳",
            Self::Partly => "部分采纳",
            Self::Rejected => "不采纳",
        }
    }

    /// The answer with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What was done with a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 收到意见
    Received {
        /// The number of the publication that asked for it.
        publication: String,
        /// By which channel it came.
        channel: Channel,
        /// The day it came.
        received_on: Date,
        /// Hash of the form's own key, by which a repeated submission is recognized.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        submission: Option<String>,
    },
    /// 处理意见; the last one holds.
    Answered {
        /// What becomes of it; the reason is sealed beside it.
        answer: Answer,
    },
}

impl Act {
    /// The word in the kind of its event: `comment.received`.
    pub const fn done(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Answered { .. } => "answered",
        }
    }
}

/// A comment as its steps have made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its number, unique within the agency.
    pub number: String,
    /// The number of the publication that asked for it.
    pub publication: String,
    /// By which channel it came.
    pub channel: Channel,
    /// The day it came.
    pub received_on: Date,
    /// What becomes of it, so far as that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

impl Comment {
    /// Begins a comment with its receipt; none where the step is none.
    pub fn begin(number: &str, step: &Step) -> Option<Self> {
        let Act::Received { publication, channel, received_on, .. } = &step.act else { return None };
        Some(Self {
            number: number.to_owned(),
            publication: publication.clone(),
            channel: *channel,
            received_on: *received_on,
            answer: None,
        })
    }

    /// Puts a step on top.
    pub fn apply(&mut self, step: &Step) {
        if let Act::Answered { answer } = step.act {
            self.answer = Some(answer);
        }
    }
}
