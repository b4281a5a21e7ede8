//! What was done with an application, as the ledger records it (办理记录): no personal data, which goes sealed beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::opinion::Opinion;
use super::service_way::Service;
use super::verb::Verb;
use crate::applicant::Applicant;
use crate::clock::Event;
use crate::fee::Tariff;
use crate::letters::LetterNumber;
use crate::registers::{Channel, ConsultationKind};

/// What was done with an application. Everything a person wrote stands in the sealed record of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 登记: the application reached the office. 《条例》第29条、第45条
    Registered {
        /// By which channel.
        channel: Channel,
        /// Who applies.
        applicant: Applicant,
        /// Hash of the query code that opens the status page; none where none was given out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        query_code: Option<String>,
        /// Hash of the form's own key, by which a repeated submission is recognized.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        submission: Option<String>,
        /// The application it was split from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        split_from: Option<String>,
        /// What the clock had counted of that application: the term of the part is its term.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        happened: Vec<Event>,
    },
    /// 确认收到. 《条例》第31条
    Confirmed,
    /// 分办
    Assigned {
        /// The account of the officer who is to work on it.
        to: String,
    },
    /// 接办
    Accepted,
    /// 退回分办
    Returned,
    /// 告知补正. 《条例》第30条
    SupplementAsked {
        /// Last day of the period given to the applicant.
        reply_by: Date,
    },
    /// 收到补正
    SupplementReceived,
    /// 逾期不补正. 《条例》第30条
    SupplementLapsed {
        /// The number of the letter that says so.
        letter: String,
    },
    /// 征求意见书发出. 《条例》第32条、第34条
    ConsultationSent {
        /// Names the consultation within the application.
        id: String,
        /// Whom it asks.
        kind: ConsultationKind,
    },
    /// 征求意见书送达
    ConsultationServed {
        /// Of which consultation.
        id: String,
    },
    /// 征求意见结束
    ConsultationClosed {
        /// Of which consultation.
        id: String,
        /// What came of it.
        opinion: Opinion,
    },
    /// 提请延长
    ExtensionAsked {
        /// By how many workdays.
        workdays: u32,
    },
    /// 批准延长, told to the applicant on the same day. 《条例》第33条第2款
    ExtensionApproved {
        /// By how many workdays.
        workdays: u32,
    },
    /// 不予延长
    ExtensionRefused,
    /// 要求说明理由. 《条例》第35条
    ReasonsAsked {
        /// Last day of the period given to the applicant.
        reply_by: Date,
    },
    /// 收到说明
    ReasonsGiven,
    /// 确定延迟答复的合理期限. 《条例》第35条
    DelayFixed {
        /// The last day told to the applicant.
        until: Date,
    },
    /// 收费通知送达. 《信息处理费管理办法》第6条
    FeeNotified(FeeNotice),
    /// 缴费
    FeePaid,
    /// 逾期不缴费. 《信息处理费管理办法》第6条
    FeeLapsed {
        /// The number of the letter that says so.
        letter: String,
    },
    /// 检索: who looked where, by which words; the record itself is sealed.
    Searched,
    /// 告知转送
    Transferred,
    /// 拆分: it goes on as its parts and counts no more.
    Split {
        /// The numbers of the parts.
        into: Vec<String>,
        /// Whether the parts take its place. Earlier the first matter stayed with it, and it went on beside them.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        closes: bool,
    },
    /// 合并: closed, because it is answered with another.
    Joined {
        /// The number of the application it is answered with.
        into: String,
    },
    /// 拟稿
    Drafted(Decision),
    /// 审核通过
    Approved,
    /// 退回修改
    SentBack,
    /// 签发
    Signed {
        /// The number of the letter: `示测公开〔2026〕5号`.
        letter: String,
    },
    /// 送达
    Served {
        /// How.
        way: Service,
    },
    /// 未能送达: what was sent came back, so that it is no service; the answer waits to be served again.
    ServiceFailed,
    /// 换发查询码: the code given out before opens nothing any more.
    QueryCodeIssued {
        /// Hash of the new code.
        query_code: String,
    },
    /// 撤回申请
    Withdrawn,
    /// 重新答复: a review or a judgment corrected the answer. 《条例》第51条
    Reopened {
        /// The last day the decision sets for the new answer, if it sets one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redo_by: Option<Date>,
    },
}

/// A fee that the applicant was told (收费通知). 《条例》第42条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    /// By which tariff.
    pub mode: Tariff,
    /// Items of the month or pages of the application.
    pub n: u64,
    /// Items of the month before this application.
    #[serde(default)]
    pub after: u64,
    /// Whole yuan.
    pub total: u64,
}

impl Act {
    /// The number of the answer that goes out with the act; none where none does.
    pub fn letter(&self) -> Option<&str> {
        match self {
            Self::Signed { letter } | Self::SupplementLapsed { letter } | Self::FeeLapsed { letter } => {
                Some(letter)
            }
            _ => None,
        }
    }

    /// Gives the answer that goes out with the act its number; an act without one stays as it is.
    pub(super) fn set_letter(&mut self, number: &LetterNumber) {
        if let Self::Signed { letter } | Self::SupplementLapsed { letter } | Self::FeeLapsed { letter } = self
        {
            *letter = number.to_string();
        }
    }

    /// The verb that does it; none for the registration, which begins an application.
    pub const fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Registered { .. } => return None,
            Self::Confirmed => Verb::Confirm,
            Self::Assigned { .. } => Verb::Assign,
            Self::Accepted => Verb::Accept,
            Self::Returned => Verb::Return,
            Self::SupplementAsked { .. } => Verb::AskSupplement,
            Self::SupplementReceived => Verb::Supplement,
            Self::SupplementLapsed { .. } => Verb::LapseSupplement,
            Self::ConsultationSent { .. } => Verb::SendConsultation,
            Self::ConsultationServed { .. } => Verb::ServeConsultation,
            Self::ConsultationClosed { .. } => Verb::CloseConsultation,
            Self::ExtensionAsked { .. } => Verb::AskExtension,
            Self::ExtensionApproved { .. } => Verb::ApproveExtension,
            Self::ExtensionRefused => Verb::RefuseExtension,
            Self::ReasonsAsked { .. } => Verb::AskReasons,
            Self::ReasonsGiven => Verb::GiveReasons,
            Self::DelayFixed { .. } => Verb::FixDelay,
            Self::FeeNotified(_) => Verb::NotifyFee,
            Self::FeePaid => Verb::PayFee,
            Self::FeeLapsed { .. } => Verb::LapseFee,
            Self::Searched => Verb::RecordSearch,
            Self::Transferred => Verb::RecordTransfer,
            Self::Split { .. } => Verb::Split,
            Self::Joined { .. } => Verb::Join,
            Self::Drafted(_) => Verb::Draft,
            Self::Approved => Verb::Approve,
            Self::SentBack => Verb::SendBack,
            Self::Signed { .. } => Verb::Sign,
            Self::Served { .. } => Verb::Serve,
            Self::ServiceFailed => Verb::FailService,
            Self::QueryCodeIssued { .. } => Verb::IssueQueryCode,
            Self::Withdrawn => Verb::Withdraw,
            Self::Reopened { .. } => Verb::Reopen,
        })
    }
}
