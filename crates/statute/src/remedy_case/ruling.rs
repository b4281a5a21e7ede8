//! What reviewing bodies and courts decide (裁决), and which column of table four it counts in.
//! 《行政复议法》第41条、第63条至第69条、《行政诉讼法》第62条、第69条至第77条

use serde::{Deserialize, Serialize};

use crate::citation::{Act, Citation};
use crate::registers::{RemedyKind, RemedyResult};

/// A kind of decision on review or of judgment (裁决种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 维持
    ReviewUpheld,
    /// 驳回行政复议请求
    ReviewClaimDismissed,
    /// 变更
    ReviewChanged,
    /// 撤销、部分撤销
    ReviewRevoked,
    /// 确认违法
    ReviewUnlawful,
    /// 责令履行
    ReviewOrdered,
    /// 确认无效
    ReviewInvalid,
    /// 终止
    ReviewTerminated,
    /// 申请人撤回申请
    ReviewWithdrawn,
    /// 驳回申请
    ReviewDismissed,
    /// 不予受理
    ReviewNotAccepted,
    /// 调解书
    ReviewMediated,
    /// 判决驳回诉讼请求
    SuitClaimDismissed,
    /// 判决撤销、部分撤销
    SuitRevoked,
    /// 判决重新作出
    SuitRedone,
    /// 判决履行
    SuitOrdered,
    /// 判决确认违法
    SuitUnlawful,
    /// 判决确认无效
    SuitInvalid,
    /// 判决变更
    SuitChanged,
    /// 裁定驳回起诉
    SuitDismissed,
    /// 准许撤诉
    SuitWithdrawn,
    /// 终结诉讼
    SuitEnded,
    /// 移送
    SuitTransferred,
}

impl Ruling {
    /// All of them, reviews first, in the order of forms.
    pub const ALL: [Self; 23] = [
        Self::ReviewUpheld,
        Self::ReviewClaimDismissed,
        Self::ReviewChanged,
        Self::ReviewRevoked,
        Self::ReviewUnlawful,
        Self::ReviewOrdered,
        Self::ReviewInvalid,
        Self::ReviewTerminated,
        Self::ReviewWithdrawn,
        Self::ReviewDismissed,
        Self::ReviewNotAccepted,
        Self::ReviewMediated,
        Self::SuitClaimDismissed,
        Self::SuitRevoked,
        Self::SuitRedone,
        Self::SuitOrdered,
        Self::SuitUnlawful,
        Self::SuitInvalid,
        Self::SuitChanged,
        Self::SuitDismissed,
        Self::SuitWithdrawn,
        Self::SuitEnded,
        Self::SuitTransferred,
    ];

    /// Those that can end a case of this kind.
    pub fn of(kind: RemedyKind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |ruling| ruling.is_of_review() == (kind == RemedyKind::Review))
    }

    /// Column of table four and provision, the one place that says so. Outcomes of the form are labels only; this is
    /// how the kinds of decisions are read into them.
    const fn counted(self) -> (RemedyResult, Citation) {
        use RemedyResult::{Corrected, Other, Upheld};
        const fn review(article: u16) -> Citation {
            Citation::of(Act::ReviewLaw, article)
        }
        const fn suit(article: u16) -> Citation {
            Citation::of(Act::LitigationLaw, article)
        }
        match self {
            Self::ReviewUpheld => (Upheld, review(68)),
            Self::ReviewClaimDismissed => (Upheld, review(69)),
            Self::ReviewChanged => (Corrected, review(63)),
            Self::ReviewRevoked => (Corrected, review(64)),
            Self::ReviewUnlawful => (Corrected, review(65)),
            Self::ReviewOrdered => (Corrected, review(66)),
            Self::ReviewInvalid => (Corrected, review(67)),
            Self::ReviewTerminated => (Other, review(41)),
            Self::ReviewWithdrawn => (Other, review(41).item(1)),
            Self::ReviewDismissed => (Other, review(33)),
            Self::ReviewNotAccepted => (Other, review(30).paragraph(2)),
            Self::ReviewMediated => (Other, review(73).paragraph(1)),
            Self::SuitClaimDismissed => (Upheld, suit(69)),
            Self::SuitRevoked | Self::SuitRedone => (Corrected, suit(70)),
            Self::SuitOrdered => (Corrected, suit(72)),
            Self::SuitUnlawful => (Corrected, suit(74)),
            Self::SuitInvalid => (Corrected, suit(75)),
            Self::SuitChanged => (Corrected, suit(77).paragraph(1)),
            Self::SuitDismissed => (Other, suit(49)),
            Self::SuitWithdrawn => (Other, suit(62)),
            Self::SuitEnded => (Other, suit(101)),
            Self::SuitTransferred => (Other, suit(22)),
        }
    }

    /// The column of table four.
    pub const fn result(self) -> RemedyResult {
        self.counted().0
    }

    /// The provision it rests on.
    pub const fn basis(self) -> Citation {
        self.counted().1
    }

    const fn is_of_review(self) -> bool {
        matches!(
            self,
            Self::ReviewUpheld
                | Self::ReviewClaimDismissed
                | Self::ReviewChanged
                | Self::ReviewRevoked
                | Self::ReviewUnlawful
                | Self::ReviewOrdered
                | Self::ReviewInvalid
                | Self::ReviewTerminated
                | Self::ReviewWithdrawn
                | Self::ReviewDismissed
                | Self::ReviewNotAccepted
                | Self::ReviewMediated
        )
    }

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReviewUpheld => "review_upheld",
            Self::ReviewClaimDismissed => "review_claim_dismissed",
            Self::ReviewChanged => "review_changed",
            Self::ReviewRevoked => "review_revoked",
            Self::ReviewUnlawful => "review_unlawful",
            Self::ReviewOrdered => "review_ordered",
            Self::ReviewInvalid => "review_invalid",
            Self::ReviewTerminated => "review_terminated",
            Self::ReviewWithdrawn => "review_withdrawn",
            Self::ReviewDismissed => "review_dismissed",
            Self::ReviewNotAccepted => "review_not_accepted",
            Self::ReviewMediated => "review_mediated",
            Self::SuitClaimDismissed => "suit_claim_dismissed",
            Self::SuitRevoked => "suit_revoked",
            Self::SuitRedone => "suit_redone",
            Self::SuitOrdered => "suit_ordered",
            Self::SuitUnlawful => "suit_unlawful",
            Self::SuitInvalid => "suit_invalid",
            Self::SuitChanged => "suit_changed",
            Self::SuitDismissed => "suit_dismissed",
            Self::SuitWithdrawn => "suit_withdrawn",
            Self::SuitEnded => "suit_ended",
            Self::SuitTransferred => "suit_transferred",
        }
    }

    /// The ruling with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ReviewUpheld => "维持",
            Self::ReviewClaimDismissed => "驳回行政复议请求",
            Self::ReviewChanged => "变更",
            Self::ReviewRevoked => "撤销、部分撤销",
            Self::ReviewUnlawful => "确认违法",
            Self::ReviewOrdered => "责令履行",
            Self::ReviewInvalid => "确认无效",
            Self::ReviewTerminated => "终止",
            Self::ReviewWithdrawn => "申请人撤回，终止",
            Self::ReviewDismissed => "驳回行政复议申请",
            Self::ReviewNotAccepted => "不予受理",
            Self::ReviewMediated => "调解书",
            Self::SuitClaimDismissed => "判决驳回诉讼请求",
            Self::SuitRevoked => "判决撤销、部分撤销",
            Self::SuitRedone => "判决撤销并重新作出",
            Self::SuitOrdered => "判决履行",
            Self::SuitUnlawful => "判决确认违法",
            Self::SuitInvalid => "判决确认无效",
            Self::SuitChanged => "判决变更",
            Self::SuitDismissed => "裁定驳回起诉",
            Self::SuitWithdrawn => "裁定准许撤诉",
            Self::SuitEnded => "裁定终结诉讼",
            Self::SuitTransferred => "裁定移送",
        }
    }
}
