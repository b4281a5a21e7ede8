//! The one table of a publication: verb, roles, stages, where it leads (发布办理表). 《条例》第11条、第17条、第26条

use serde::{Deserialize, Serialize};

use Stage::{
    AwaitingPublication, AwaitingSignature, Discarded, Drafting, Published, UnderReview, Withdrawn, Withheld,
};

use super::basis::{Basis, Circular};
use crate::citation::Citation;
use crate::procedure::Role::{self, Clerk, Handler, Reviewer, SecrecyReviewer, Signer};

/// Where a publication stands (环节): exactly one at a time. What citizens see of it meanwhile is its public edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 起草中: also while something published is revised.
    Drafting,
    /// 待保密审查
    UnderReview,
    /// 待签发
    AwaitingSignature,
    /// 待发布
    AwaitingPublication,
    /// 已发布
    Published,
    /// 不主动公开: signed with its reason.
    Withheld,
    /// 已撤下
    Withdrawn,
    /// 已作废
    Discarded,
}

impl Stage {
    /// All stages, in the order a publication passes them.
    pub const ALL: [Self; 8] = [
        Drafting,
        UnderReview,
        AwaitingSignature,
        AwaitingPublication,
        Published,
        Withheld,
        Withdrawn,
        Discarded,
    ];

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Drafting => "drafting",
            UnderReview => "under_review",
            AwaitingSignature => "awaiting_signature",
            AwaitingPublication => "awaiting_publication",
            Published => "published",
            Withheld => "withheld",
            Withdrawn => "withdrawn",
            Discarded => "discarded",
        }
    }

    /// The stage with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Drafting => "起草中",
            UnderReview => "待保密审查",
            AwaitingSignature => "待签发",
            AwaitingPublication => "待发布",
            Published => "已发布",
            Withheld => "不主动公开",
            Withdrawn => "已撤下",
            Discarded => "已作废",
        }
    }

    /// The verb that leads on from here; none where nothing waits.
    pub const fn onward(self) -> Option<Verb> {
        match self {
            Drafting => Some(Verb::Submit),
            UnderReview => Some(Verb::Review),
            AwaitingSignature => Some(Verb::Sign),
            AwaitingPublication => Some(Verb::Publish),
            Published | Withheld | Withdrawn | Discarded => None,
        }
    }

    /// Whether it is public, or on the way there.
    pub const fn is_alive(self) -> bool {
        self.is_open() || matches!(self, Published)
    }

    /// Whether somebody has something to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Drafting | UnderReview | AwaitingSignature | AwaitingPublication)
    }
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident $code:literal $done:literal $zh:literal,)+) => {
        /// Something an officer does with a publication (办理动作): one button, one address, one row of [`RULES`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb { $($(#[$doc])* $verb,)+ }

        impl Verb {
            /// All verbs, in the order of the documentation.
            pub const ALL: [Self; [$($code,)+].len()] = [$(Self::$verb,)+];

            /// The code in addresses and forms.
            pub const fn code(self) -> &'static str { match self { $(Self::$verb => $code,)+ } }

            /// The word in the kind of its event: `publication.signed`.
            pub const fn done(self) -> &'static str { match self { $(Self::$verb => $done,)+ } }

            /// What the button says.
            pub const fn zh(self) -> &'static str { match self { $(Self::$verb => $zh,)+ } }
        }
    };
}

verbs! {
    /// 起草: begins a publication.
    Begin "begin" "begun" "起草",
    /// 旧网站导入: by the command line alone, never by an officer.
    Import "import" "imported" "旧网站导入",
    /// 保存修改: from any stage on; what was reviewed or signed is to be reviewed and signed again.
    Save "save" "saved" "修改",
    /// 登记征求意见情况: of a document about which the public was asked elsewhere.
    RecordComments "record_comments" "comments_recorded" "登记征求意见情况",
    /// 公布征求意见结果: of a notice that asked the public about a draft.
    CloseComments "close_comments" "comments_closed" "公布征求意见结果",
    /// 合法性审核
    ReviewLegality "review_legality" "legality_reviewed" "合法性审核",
    /// 集体审议
    Deliberate "deliberate" "deliberated" "集体审议",
    /// 统一登记编号
    Number "number" "numbered" "统一登记编号",
    /// 免于解读
    Exempt "exempt" "exempted" "免于解读",
    /// 放行提示
    Override "override" "overridden" "放行提示",
    /// 提交保密审查
    Submit "submit" "submitted" "提交保密审查",
    /// 保密审查
    Review "review" "reviewed" "保密审查通过",
    /// 退回修改
    SendBack "send_back" "sent_back" "退回修改",
    /// 签发
    Sign "sign" "signed" "签发",
    /// 发布
    Publish "publish" "published" "发布",
    /// 撤下
    Withdraw "withdraw" "withdrawn" "撤下",
    /// 清理
    Clean "clean" "cleaned" "清理",
    /// 放弃修改
    Drop "drop" "dropped" "放弃修改",
    /// 作废草稿
    Discard "discard" "discarded" "作废草稿",
}

impl Verb {
    /// The verb with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.code() == code)
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
    /// Who may do it: one of these roles is enough; none for what only the command line does.
    pub roles: &'static [Role],
    /// At which stages; none for the verbs that begin a publication.
    pub from: &'static [Stage],
    /// Where it leads; [`Sign`](Verb::Sign) leads to 不主动公开 where the attribute says so.
    pub to: Stage,
    /// What it rests on.
    pub basis: Basis,
}

const fn rule(verb: Verb, roles: &'static [Role], from: &'static [Stage], to: Stage, basis: Basis) -> Rule {
    Rule { verb, roles, from, to, basis }
}

const DUTY: Basis = Basis::Provision(Citation::regulation(19));
const NORMATIVE: Basis = Basis::Circular(Circular::Normative);
const POLICY: Basis = Basis::Circular(Circular::Policy);
const REVIEW: Basis = Basis::Provision(Citation::regulation(17));
const CONSISTENT: Basis = Basis::Provision(Citation::regulation(11));
const CHANNEL: Basis = Basis::Provision(Citation::regulation(23));

const WRITING: &[Role] = &[Clerk, Handler];
const ALL_OPEN: &[Stage] = &[Drafting, UnderReview, AwaitingSignature, AwaitingPublication];
const NOT_ENDED: &[Stage] =
    &[Drafting, UnderReview, AwaitingSignature, AwaitingPublication, Published, Withheld];
const REVIEWED: &[Stage] = &[UnderReview, AwaitingSignature, AwaitingPublication];

/// Every verb with its rule, in the order of the documentation. Who wrote does not review.
pub const RULES: [Rule; 19] = [
    rule(Verb::Begin, WRITING, &[], Drafting, DUTY),
    rule(Verb::Import, &[], &[], Published, CHANNEL),
    rule(Verb::Save, WRITING, NOT_ENDED, Drafting, DUTY),
    rule(Verb::RecordComments, WRITING, &[Drafting], Drafting, NORMATIVE),
    rule(Verb::CloseComments, &[Signer], &[Published], Published, NORMATIVE),
    rule(Verb::ReviewLegality, &[Reviewer], &[Drafting], Drafting, NORMATIVE),
    rule(Verb::Deliberate, WRITING, &[Drafting], Drafting, NORMATIVE),
    rule(Verb::Number, &[Clerk], &[Drafting], Drafting, NORMATIVE),
    rule(Verb::Exempt, &[Signer], &[Drafting], Drafting, POLICY),
    rule(Verb::Override, &[SecrecyReviewer], &[Drafting], Drafting, REVIEW),
    rule(Verb::Submit, WRITING, &[Drafting], UnderReview, REVIEW),
    rule(Verb::Review, &[SecrecyReviewer], &[UnderReview], AwaitingSignature, REVIEW),
    rule(Verb::SendBack, &[SecrecyReviewer, Reviewer, Signer], REVIEWED, Drafting, REVIEW),
    rule(Verb::Sign, &[Signer], &[AwaitingSignature], AwaitingPublication, CONSISTENT),
    rule(Verb::Publish, WRITING, &[AwaitingPublication], Published, CHANNEL),
    rule(Verb::Withdraw, &[Signer], NOT_ENDED, Withdrawn, CONSISTENT),
    rule(Verb::Clean, &[Signer], &[Published], Published, NORMATIVE),
    rule(Verb::Drop, WRITING, ALL_OPEN, Published, DUTY),
    rule(Verb::Discard, WRITING, ALL_OPEN, Discarded, DUTY),
];
