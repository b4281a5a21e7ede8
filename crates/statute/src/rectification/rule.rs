//! The one table of a request: verb, roles, stages, where it leads (更正办理表). 《条例》第41条、第45条

use serde::{Deserialize, Serialize};

use Stage::{AwaitingDraft, AwaitingService, AwaitingSignature, Closed, UnderReview};

use crate::citation::Citation;
use crate::procedure::Role::{self, Clerk, Handler, Reviewer, Signer};

/// Where a request stands (环节): exactly one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待核实拟稿: the record and the proof are looked at.
    AwaitingDraft,
    /// 待审核
    UnderReview,
    /// 待签发
    AwaitingSignature,
    /// 待送达
    AwaitingService,
    /// 已办结
    Closed,
}

impl Stage {
    /// All stages, in the order a request passes them.
    pub const ALL: [Self; 5] = [AwaitingDraft, UnderReview, AwaitingSignature, AwaitingService, Closed];

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            AwaitingDraft => "awaiting_draft",
            UnderReview => "under_review",
            AwaitingSignature => "awaiting_signature",
            AwaitingService => "awaiting_service",
            Closed => "closed",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            AwaitingDraft => "待核实拟稿",
            UnderReview => "待审核",
            AwaitingSignature => "待签发",
            AwaitingService => "待送达",
            Closed => "已办结",
        }
    }
}

/// Something an officer does with a request (办理动作): one button, one address, one row of [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// 登记更正申请: begins a request.
    Register,
    /// 拟稿: says what is to be decided.
    Draft,
    /// 审核通过
    Approve,
    /// 退回修改
    SendBack,
    /// 签发
    Sign,
    /// 送达
    Serve,
    /// 撤回申请
    Withdraw,
}

impl Verb {
    /// All verbs, in the order of the documentation.
    pub const ALL: [Self; 7] =
        [Self::Register, Self::Draft, Self::Approve, Self::SendBack, Self::Sign, Self::Serve, Self::Withdraw];

    /// The code in addresses and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Draft => "draft",
            Self::Approve => "approve",
            Self::SendBack => "send_back",
            Self::Sign => "sign",
            Self::Serve => "serve",
            Self::Withdraw => "withdraw",
        }
    }

    /// The word in the kind of its event: `rectification.signed`.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Register => "registered",
            Self::Draft => "drafted",
            Self::Approve => "approved",
            Self::SendBack => "sent_back",
            Self::Sign => "signed",
            Self::Serve => "served",
            Self::Withdraw => "withdrawn",
        }
    }

    /// The verb with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// What the button says.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Register => "登记更正申请",
            Self::Draft => "拟稿",
            Self::Approve => "审核通过",
            Self::SendBack => "退回修改",
            Self::Sign => "签发",
            Self::Serve => "送达",
            Self::Withdraw => "撤回申请",
        }
    }

    /// The row of the table.
    pub fn rule(self) -> &'static Rule {
        RULES.iter().find(|rule| rule.verb == self).expect("a test holds that every verb has its rule")
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is done.
    pub verb: Verb,
    /// Who may do it: one of these roles is enough.
    pub roles: &'static [Role],
    /// At which stages; none for the verb that begins a request.
    pub from: &'static [Stage],
    /// Where it leads.
    pub to: Stage,
    /// The provision.
    pub basis: Citation,
}

const fn rule(
    verb: Verb,
    roles: &'static [Role],
    from: &'static [Stage],
    to: Stage,
    basis: Citation,
) -> Rule {
    Rule { verb, roles, from, to, basis }
}

const CORRECTION: Citation = Citation::regulation(41);
const SYSTEM: Citation = Citation::regulation(45);
const OPEN: &[Stage] = &[AwaitingDraft, UnderReview, AwaitingSignature, AwaitingService];

/// Every verb with its rule, in the order of the documentation. Who drafted does not review.
pub const RULES: [Rule; 7] = [
    rule(Verb::Register, &[Clerk], &[], AwaitingDraft, CORRECTION),
    rule(Verb::Draft, &[Handler], &[AwaitingDraft], UnderReview, CORRECTION),
    rule(Verb::Approve, &[Reviewer], &[UnderReview], AwaitingSignature, SYSTEM),
    rule(Verb::SendBack, &[Reviewer, Signer], &[UnderReview, AwaitingSignature], AwaitingDraft, SYSTEM),
    rule(Verb::Sign, &[Signer], &[AwaitingSignature], AwaitingService, CORRECTION),
    rule(Verb::Serve, &[Clerk, Handler], &[AwaitingService], Closed, CORRECTION),
    rule(Verb::Withdraw, &[Clerk], OPEN, Closed, SYSTEM),
];
