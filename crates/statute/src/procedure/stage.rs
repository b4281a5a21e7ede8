//! Where an application stands (办理环节), and whose turn it is.

use serde::{Deserialize, Serialize};

use super::role::Role;

/// The stage of an application (办理环节): exactly one at a time. Consultations and an extension that is asked for run
/// beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待确认: arrived by a channel that needs confirmation with the applicant. 《条例》第31条
    Arrived,
    /// 待分办: received, nobody works on it yet.
    Received,
    /// 办理中
    Handling,
    /// 待补正: the applicant was asked for a supplement. 《条例》第30条
    AwaitingSupplement,
    /// 待缴费: the fee notice is served. 《条例》第42条
    AwaitingPayment,
    /// 待审核: a draft waits for review.
    UnderReview,
    /// 待签发
    AwaitingSignature,
    /// 待送达: signed, not yet with the applicant.
    AwaitingService,
    /// 已办结
    Closed,
}

/// Whose turn it is (轮到谁), apart from the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// 本机关
    Office,
    /// 申请人
    Applicant,
    /// 被征求意见的一方
    Consulted,
    /// Nobody: it is closed.
    Nobody,
}

/// On whose desk an application lies (办理队列): finer than [`Turn`], by role. 《条例》第45条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// 登记员: to be confirmed, assigned or served.
    Clerk,
    /// 承办人
    Handler,
    /// 审核人
    Reviewer,
    /// 签发人: an answer or an extension waits for approval.
    Signer,
    /// 申请人: a supplement or a payment is awaited.
    Applicant,
    /// 被征求意见的一方
    Consulted,
    /// Nobody: it is closed.
    Nobody,
}

impl Queue {
    /// All queues.
    pub const ALL: [Self; 7] = [
        Self::Clerk,
        Self::Handler,
        Self::Reviewer,
        Self::Signer,
        Self::Applicant,
        Self::Consulted,
        Self::Nobody,
    ];

    /// The code in tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Handler => "handler",
            Self::Reviewer => "reviewer",
            Self::Signer => "signer",
            Self::Applicant => "applicant",
            Self::Consulted => "consulted",
            Self::Nobody => "nobody",
        }
    }

    /// The queue with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.code() == code)
    }

    /// The queue that everybody with this role works off together; a handler has their own applications instead.
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Clerk => Some(Self::Clerk),
            Role::Reviewer => Some(Self::Reviewer),
            Role::Signer => Some(Self::Signer),
            _ => None,
        }
    }
}

impl Stage {
    /// All stages, in the order an application passes them.
    pub const ALL: [Self; 9] = [
        Self::Arrived,
        Self::Received,
        Self::Handling,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::UnderReview,
        Self::AwaitingSignature,
        Self::AwaitingService,
        Self::Closed,
    ];

    /// Every stage before the end.
    pub const OPEN: [Self; 8] = [
        Self::Arrived,
        Self::Received,
        Self::Handling,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::UnderReview,
        Self::AwaitingSignature,
        Self::AwaitingService,
    ];

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Received => "received",
            Self::Handling => "handling",
            Self::AwaitingSupplement => "awaiting_supplement",
            Self::AwaitingPayment => "awaiting_payment",
            Self::UnderReview => "under_review",
            Self::AwaitingSignature => "awaiting_signature",
            Self::AwaitingService => "awaiting_service",
            Self::Closed => "closed",
        }
    }

    /// The stage with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Arrived => "待确认",
            Self::Received => "待分办",
            Self::Handling => "办理中",
            Self::AwaitingSupplement => "待补正",
            Self::AwaitingPayment => "待缴费",
            Self::UnderReview => "待审核",
            Self::AwaitingSignature => "待签发",
            Self::AwaitingService => "待送达",
            Self::Closed => "已办结",
        }
    }
}

impl Turn {
    /// All turns.
    pub const ALL: [Self; 4] = [Self::Office, Self::Applicant, Self::Consulted, Self::Nobody];

    /// The code in tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Applicant => "applicant",
            Self::Consulted => "consulted",
            Self::Nobody => "nobody",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Office => "本机关",
            Self::Applicant => "申请人",
            Self::Consulted => "被征求意见的一方",
            Self::Nobody => "无（已办结）",
        }
    }
}
