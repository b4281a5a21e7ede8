//! An application as its steps have made it (申请). Nothing here is stored but as a copy that can be made again.

mod clock;
mod entry;
mod fold;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::applicant::Applicant;
use crate::clock::Event;
use crate::leaf::Leaf;
use crate::procedure::act::FeeNotice;
use crate::procedure::decision::Decision;
use crate::procedure::opinion::Opinion;
use crate::procedure::service_way::Service;
use crate::procedure::stage::{Queue, Stage, Turn};
use crate::registers::{Channel, ConsultationKind};

/// The outcome that counts in table three (办理结果): the first answer, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The outcome.
    pub leaf: Leaf,
    /// The day it counts on.
    pub on: Date,
}

/// A consultation within an application (征求意见).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// Names it within the application.
    pub id: String,
    /// Whom it asks.
    pub kind: ConsultationKind,
    /// 发出日期
    pub sent_on: Date,
    /// 送达日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_on: Option<Date>,
    /// 结束日期 and what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<(Date, Opinion)>,
}

/// An application folded from its steps (政府信息公开申请).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each tells one thing that happened or did not")]
pub struct Application {
    /// 申请编号
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// 申请渠道
    pub channel: Channel,
    /// 申请人类型
    pub applicant: Applicant,
    /// The day it reached the office.
    pub arrived_on: Date,
    /// 收到申请之日; none while a confirmation is outstanding.
    pub received_on: Option<Date>,
    /// Whom it is assigned to.
    pub handler: Option<String>,
    /// Whether they accepted it.
    pub is_accepted: bool,
    /// Whether a supplement was ever asked.
    pub is_supplement_asked: bool,
    /// The last day given to the applicant for a supplement.
    pub reply_by: Option<Date>,
    /// Every consultation, in the order sent.
    pub inquiries: Vec<Inquiry>,
    /// Workdays of an extension that waits for approval.
    pub extension_asked: Option<u32>,
    /// Whether an extension was approved.
    pub is_extended: bool,
    /// The last day given for reasons.
    pub reasons_by: Option<Date>,
    /// Whether reasons were given.
    pub has_reasons: bool,
    /// The fee that was notified.
    pub fee: Option<FeeNotice>,
    /// Whether a search is on record.
    pub is_searched: bool,
    /// Who drafted the answer that is under way.
    pub drafter: Option<String>,
    /// What the answer under way, or the last one, says.
    pub decision: Option<Decision>,
    /// The number of the last letter that was signed.
    pub letter: Option<String>,
    /// How and when the last answer was served.
    pub served: Option<(Date, Service)>,
    /// How and when it was sent last without arriving, while it is not served again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unserved: Option<(Date, Service)>,
    /// The parts that took its place; it counts no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split_into: Vec<String>,
    /// The outcome that counts.
    pub outcome: Option<Outcome>,
    /// Whether a review or judgment reopened it.
    pub is_reopened: bool,
    /// The last day for the new answer, where the decision set one.
    pub redo_by: Option<Date>,
    /// What the clock counts, in the order recorded.
    pub happenings: Vec<Event>,
}

impl Application {
    /// Consultations that are not closed.
    pub fn open_inquiries(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().filter(|inquiry| inquiry.closed.is_none())
    }

    /// Whose turn it is.
    pub fn turn(&self) -> Turn {
        match self.stage {
            Stage::Closed => Turn::Nobody,
            Stage::AwaitingSupplement | Stage::AwaitingPayment => Turn::Applicant,
            Stage::Handling if self.open_inquiries().next().is_some() => Turn::Consulted,
            Stage::Arrived
            | Stage::Received
            | Stage::Handling
            | Stage::UnderReview
            | Stage::AwaitingSignature
            | Stage::AwaitingService => Turn::Office,
        }
    }

    /// On whose desk it lies.
    pub fn queue(&self) -> Queue {
        match self.stage {
            Stage::Closed => Queue::Nobody,
            Stage::AwaitingSupplement | Stage::AwaitingPayment => Queue::Applicant,
            Stage::Arrived | Stage::Received | Stage::AwaitingService => Queue::Clerk,
            Stage::UnderReview => Queue::Reviewer,
            Stage::AwaitingSignature => Queue::Signer,
            Stage::Handling if self.extension_asked.is_some() => Queue::Signer,
            Stage::Handling if self.open_inquiries().next().is_some() => Queue::Consulted,
            Stage::Handling => Queue::Handler,
        }
    }

    /// The day it is listed under: that of receipt, or of arrival while it is not received.
    pub fn listed_on(&self) -> Date {
        self.received_on.unwrap_or(self.arrived_on)
    }
}
