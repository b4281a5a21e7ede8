//! What can happen to an application, as far as the clock is concerned (办理事件).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::registers::ConsultationKind;

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What happened.
    #[serde(flatten)]
    pub what: Happening,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happening {
    /// 收到申请. 《条例》第31条
    Received,
    /// 告知补正. 《条例》第30条
    SupplementAsked {
        /// The last day of the period given to the applicant.
        reply_by: Option<Date>,
    },
    /// 收到补正: the term starts anew. 《条例》第30条
    SupplementReceived,
    /// 逾期不补正, 视为放弃. 《条例》第30条
    SupplementLapsed,
    /// 征求意见书发出. 《条例》第33条第3款
    ConsultationSent {
        /// Names the consultation within the application.
        id: String,
        /// Whom it asks.
        kind: ConsultationKind,
    },
    /// 征求意见书送达. 《条例》第32条、第34条
    ConsultationServed {
        /// Of which consultation.
        id: String,
    },
    /// 征求意见结束: an opinion, silence to the end of the term, or a return as undeliverable.
    ConsultationClosed {
        /// Of which consultation.
        id: String,
    },
    /// 延长答复期限, told to the applicant. 《条例》第33条第2款
    Extended {
        /// By how many workdays.
        workdays: u32,
    },
    /// 收费通知送达. 《信息处理费管理办法》第6条
    FeeNoticeServed,
    /// 缴费: the term starts anew.
    FeePaid,
    /// 逾期不缴费, 视为放弃. 《信息处理费管理办法》第6条
    FeeLapsed,
    /// 确定延迟答复的合理期限. 《条例》第35条
    DelayFixed {
        /// The last day told to the applicant.
        until: Date,
    },
    /// 答复
    Answered,
    /// 申请人撤回
    Withdrawn,
}

impl Happening {
    /// All names of events as the JSON form writes them, in the order of the documentation.
    pub const NAMES: [&str; 14] = [
        "received",
        "supplement_asked",
        "supplement_received",
        "supplement_lapsed",
        "consultation_sent",
        "consultation_served",
        "consultation_closed",
        "extended",
        "fee_notice_served",
        "fee_paid",
        "fee_lapsed",
        "delay_fixed",
        "answered",
        "withdrawn",
    ];

    /// The name of the event in the JSON form.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::SupplementReceived => "supplement_received",
            Self::SupplementLapsed => "supplement_lapsed",
            Self::ConsultationSent { .. } => "consultation_sent",
            Self::ConsultationServed { .. } => "consultation_served",
            Self::ConsultationClosed { .. } => "consultation_closed",
            Self::Extended { .. } => "extended",
            Self::FeeNoticeServed => "fee_notice_served",
            Self::FeePaid => "fee_paid",
            Self::FeeLapsed => "fee_lapsed",
            Self::DelayFixed { .. } => "delay_fixed",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What the event is called.
    pub const fn zh(&self) -> &'static str {
        match self {
            Self::Received => "收到申请",
            Self::SupplementAsked { .. } => "告知补正",
            Self::SupplementReceived => "收到补正",
            Self::SupplementLapsed => "逾期不补正",
            Self::ConsultationSent { .. } => "发出征求意见书",
            Self::ConsultationServed { .. } => "征求意见书送达",
            Self::ConsultationClosed { .. } => "征求意见结束",
            Self::Extended { .. } => "延长答复期限",
            Self::FeeNoticeServed => "收费通知送达",
            Self::FeePaid => "缴费",
            Self::FeeLapsed => "逾期不缴费",
            Self::DelayFixed { .. } => "确定延迟答复期限",
            Self::Answered => "答复",
            Self::Withdrawn => "撤回申请",
        }
    }

    /// Whether the event ends the application.
    pub const fn closes(&self) -> bool {
        matches!(self, Self::SupplementLapsed | Self::FeeLapsed | Self::Answered | Self::Withdrawn)
    }
}
