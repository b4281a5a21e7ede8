//! What was done with a request, as the ledger records it (更正记录): no personal data, which goes sealed beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rule::Verb;
use crate::letters::{LetterForm, LetterNumber};
use crate::procedure::Service;
use crate::registers::Channel;

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

impl Step {
    /// Gives the letter that goes out with it its number; a step without one stays as it is.
    pub fn set_number(&mut self, given: &LetterNumber) {
        if let Act::Signed { letter } = &mut self.act {
            *letter = given.to_string();
        }
    }
}

/// What comes of a request (更正申请的处理). 《条例》第41条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// 予以更正: it is true that the record is inaccurate, and it is within the agency's functions.
    Corrected,
    /// 不予更正: the record is accurate, or nothing proves that it is not.
    Refused,
    /// 转送或者告知: another agency is competent to correct it.
    Forwarded,
}

impl Judgement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Corrected, Self::Refused, Self::Forwarded];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Refused => "refused",
            Self::Forwarded => "forwarded",
        }
    }

    /// The judgement with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Corrected => "予以更正",
            Self::Refused => "不予更正",
            Self::Forwarded => "转送或者告知有权更正的机关",
        }
    }

    /// The letter that tells it.
    pub const fn letter(self) -> LetterForm {
        match self {
            Self::Corrected => LetterForm::Corrected,
            Self::Refused => LetterForm::CorrectionRefused,
            Self::Forwarded => LetterForm::CorrectionForwarded,
        }
    }
}

/// What was done with a request. Everything a person wrote stands in the sealed record of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 登记更正申请
    Registered {
        /// By which channel it came.
        channel: Channel,
        /// The day it reached the agency.
        received_on: Date,
        /// Hash of the form's own key, by which a repeated submission is recognized.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        submission: Option<String>,
    },
    /// 拟稿
    Drafted {
        /// What is to be decided.
        judgement: Judgement,
    },
    /// 审核通过
    Approved,
    /// 退回修改
    SentBack,
    /// 签发
    Signed {
        /// The number of the letter.
        letter: String,
    },
    /// 送达
    Served {
        /// How.
        way: Service,
    },
    /// 撤回申请
    Withdrawn,
}

impl Act {
    /// The verb that does it.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Registered { .. } => Verb::Register,
            Self::Drafted { .. } => Verb::Draft,
            Self::Approved => Verb::Approve,
            Self::SentBack => Verb::SendBack,
            Self::Signed { .. } => Verb::Sign,
            Self::Served { .. } => Verb::Serve,
            Self::Withdrawn => Verb::Withdraw,
        }
    }

    /// The number of the letter that goes out with it.
    pub fn letter(&self) -> Option<&str> {
        match self {
            Self::Signed { letter } => Some(letter),
            _ => None,
        }
    }
}
