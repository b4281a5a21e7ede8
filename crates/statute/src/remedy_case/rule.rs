//! The one table of a case: verb, roles, stages, where it leads (案件办理表). 《条例》第45条、第51条

use serde::{Deserialize, Serialize};

use Stage::{AwaitingReply, Decided, Pending, Retracted};

use crate::citation::{Act, Citation};
use crate::procedure::Role::{self, Clerk, Handler};

/// Where a case stands (案件环节): exactly one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待答复: the agency's reply is due.
    AwaitingReply,
    /// 审理中: it lies with the reviewing body or the court.
    Pending,
    /// 已审结
    Decided,
    /// 已撤销登记: it should never have been filed, and counts nowhere.
    Retracted,
}

impl Stage {
    /// All stages, in the order a case passes them.
    pub const ALL: [Self; 4] = [Self::AwaitingReply, Self::Pending, Self::Decided, Self::Retracted];

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AwaitingReply => "awaiting_reply",
            Self::Pending => "pending",
            Self::Decided => "decided",
            Self::Retracted => "retracted",
        }
    }

    /// The stage with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::AwaitingReply => "待答复",
            Self::Pending => "审理中",
            Self::Decided => "已审结",
            Self::Retracted => "已撤销登记",
        }
    }
}

/// Something an officer does with a case (案件动作): one button, one address, one row of [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// 登记收案: begins a case.
    File,
    /// 提交答复
    Reply,
    /// 记录结果
    Decide,
    /// 上诉
    Appeal,
    /// 更正结果
    Correct,
    /// 撤销登记
    Retract,
}

impl Verb {
    /// All verbs, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Reply, Self::Decide, Self::Appeal, Self::Correct, Self::Retract];

    /// The code in addresses and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Reply => "reply",
            Self::Decide => "decide",
            Self::Appeal => "appeal",
            Self::Correct => "correct",
            Self::Retract => "retract",
        }
    }

    /// The word in the kind of its event: `remedy.decided`.
    pub const fn done(self) -> &'static str {
        match self {
            Self::File => "filed",
            Self::Reply => "replied",
            Self::Decide => "decided",
            Self::Appeal => "appealed",
            Self::Correct => "corrected",
            Self::Retract => "retracted",
        }
    }

    /// The verb with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
    }

    /// What the button says.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::File => "登记收案",
            Self::Reply => "提交答复",
            Self::Decide => "记录结果",
            Self::Appeal => "上诉",
            Self::Correct => "更正结果",
            Self::Retract => "撤销登记",
        }
    }

    /// The row of the table.
    pub fn rule(self) -> &'static Rule {
        RULES.iter().find(|rule| rule.verb == self).expect("a test holds that every verb has its rule")
    }
}

/// Where a verb leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To this stage.
    Goes(Stage),
    /// The stage stays.
    Stays,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is done.
    pub verb: Verb,
    /// Who may do it: one of these roles is enough.
    pub roles: &'static [Role],
    /// At which stages; none for the verb that begins a case.
    pub from: &'static [Stage],
    /// Where it leads.
    pub to: To,
    /// Whether only lawsuits know it, and each once.
    pub is_appeal: bool,
    /// The provision.
    pub basis: Citation,
}

const fn rule(
    verb: Verb,
    roles: &'static [Role],
    from: &'static [Stage],
    to: To,
    is_appeal: bool,
    basis: Citation,
) -> Rule {
    Rule { verb, roles, from, to, is_appeal, basis }
}

const SYSTEM: Citation = Citation::regulation(45);
const REMEDY: Citation = Citation::regulation(51);
const REPLY: Citation = Citation::of(Act::ReviewLaw, 48);
const APPEAL: Citation = Citation::of(Act::LitigationLaw, 85);

/// Every verb with its rule, in the order of the documentation. A case may end before the agency replied: the person
/// withdraws, or it is not accepted.
pub const RULES: [Rule; 6] = [
    rule(Verb::File, &[Clerk], &[], To::Goes(AwaitingReply), false, REMEDY),
    rule(Verb::Reply, &[Clerk, Handler], &[AwaitingReply], To::Goes(Pending), false, REPLY),
    rule(Verb::Decide, &[Clerk], &[AwaitingReply, Pending], To::Goes(Decided), false, REMEDY),
    rule(Verb::Appeal, &[Clerk], &[Decided], To::Goes(Pending), true, APPEAL),
    rule(Verb::Correct, &[Clerk], &[Decided], To::Stays, false, SYSTEM),
    rule(Verb::Retract, &[Clerk], &[AwaitingReply, Pending, Decided], To::Goes(Retracted), false, SYSTEM),
];
