//! By when the agency must reply, and what a late reply costs (答复期限).
//! 《行政复议法》第48条、第54条、第70条、《行政诉讼法》第34条第2款、第67条

use jiff::civil::Date;

use super::act::Track;
use crate::calendar::{Calendar, Reckoned, days_later};
use crate::citation::{Act, Citation};
use crate::registers::RemedyKind;

/// Workdays to reply in an ordinary review. 《行政复议法》第48条、第88条第2款
pub const REVIEW_REPLY_WORKDAYS: u32 = 10;
/// Workdays to reply in a simplified review. 《行政复议法》第54条第1款、第88条第2款
pub const SIMPLIFIED_REPLY_WORKDAYS: u32 = 5;
/// Calendar days to reply to a complaint, in either procedure. 《行政诉讼法》第67条第1款
pub const SUIT_REPLY_DAYS: u32 = 15;

const ORDINARY: Citation = Citation::of(Act::ReviewLaw, 48);
const SIMPLIFIED: Citation = Citation::of(Act::ReviewLaw, 54).paragraph(1);
const UNANSWERED: Citation = Citation::of(Act::ReviewLaw, 70);
const SUIT: Citation = Citation::of(Act::LitigationLaw, 67).paragraph(1);
const UNPROVEN: Citation = Citation::of(Act::LitigationLaw, 34).paragraph(2);

/// The agency's own term to reply, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyTerm {
    /// The last day.
    pub by: Date,
    /// Whether a day without a published arrangement was looked at.
    pub provisional: bool,
    /// How it is counted.
    pub counted: String,
    /// The provision.
    pub basis: Citation,
    /// What follows from a late reply.
    pub consequence: &'static str,
    /// The provision that says so.
    pub consequence_basis: Citation,
}

/// The term of a case received on a day, which is itself not counted.
pub(super) fn reply_term(
    kind: RemedyKind,
    track: Track,
    received_on: Date,
    calendar: &Calendar,
) -> ReplyTerm {
    let (reckoned, counted, basis) = match (kind, track) {
        (RemedyKind::Review, Track::Ordinary) => {
            let reckoned = calendar.workday_after(received_on, REVIEW_REPLY_WORKDAYS);
            (reckoned, format!("收到申请书副本之日起{REVIEW_REPLY_WORKDAYS}个工作日"), ORDINARY)
        }
        (RemedyKind::Review, Track::Simplified) => {
            let reckoned = calendar.workday_after(received_on, SIMPLIFIED_REPLY_WORKDAYS);
            (reckoned, format!("收到申请书副本之日起{SIMPLIFIED_REPLY_WORKDAYS}个工作日"), SIMPLIFIED)
        }
        (RemedyKind::DirectSuit | RemedyKind::SuitAfterReview, _) => {
            let reckoned = calendar.rolled(days_later(received_on, SUIT_REPLY_DAYS));
            (reckoned, format!("收到起诉状副本之日起{SUIT_REPLY_DAYS}日，末日为休息日的顺延"), SUIT)
        }
    };
    let Reckoned { date: by, provisional } = reckoned;
    let (consequence, consequence_basis) = match kind {
        RemedyKind::Review => ("视为行政行为没有证据、依据，将被撤销、确认违法或者责令履行", UNANSWERED),
        RemedyKind::DirectSuit | RemedyKind::SuitAfterReview => {
            ("无正当理由逾期提供证据的，视为没有相应证据", UNPROVEN)
        }
    };
    ReplyTerm { by, provisional, counted, basis, consequence, consequence_basis }
}
