//! What the person can do against an answer (救济途径): review and suit, their last days, and which must come first.
//! 《条例》第51条、《行政复议法》第20条、第23条、《行政诉讼法》第45条、第46条

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Calendar, Reckoned, days_later, months_later};
use crate::citation::{Act, Citation};
use crate::leaf::Leaf;
use crate::readings::Readings;

/// Calendar days to apply for review. 《行政复议法》第20条第1款
pub const REVIEW_DAYS: u32 = 60;
/// Months to sue without a review. 《行政诉讼法》第46条第1款
pub const SUIT_MONTHS: u32 = 6;
/// Calendar days to sue after the review decision. 《行政诉讼法》第45条
pub const SUIT_AFTER_REVIEW_DAYS: u32 = 15;
/// Months after which an untold remedy ends. 《行政复议法》第20条第3款、《行诉解释》第64条
pub const UNTOLD_MONTHS: u32 = 12;
/// From this day on refusals must go to review first. 《行政复议法》第23条第1款第（四）项
pub const REVIEW_FIRST_SINCE: Date = Date::constant(2024, 1, 1);

const REVIEW: Citation = Citation::of(Act::ReviewLaw, 20).paragraph(1);
const REVIEW_2017: Citation = Citation::of(Act::ReviewLaw2017, 9).paragraph(1);
const REVIEW_FIRST: Citation = Citation::of(Act::ReviewLaw, 23).paragraph(1).item(4);
const SUIT: Citation = Citation::of(Act::LitigationLaw, 46).paragraph(1);
const SUIT_AFTER_REVIEW: Citation = Citation::of(Act::LitigationLaw, 45);
const SUIT_AFTER_REVIEW_FIRST: Citation = Citation::of(Act::ReviewLaw, 34);
const BODY: Citation = Citation::of(Act::ReviewLaw, 24).paragraph(1).item(1);
const BODY_2017: Citation = Citation::of(Act::ReviewLaw2017, 12).paragraph(1);
const COURT: Citation = Citation::of(Act::LitigationLaw, 14);

/// Which way is open (救济类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Class {
    /// 复议前置: review first, then suit.
    #[serde(rename = "M")]
    ReviewFirst,
    /// 复议或者诉讼: either.
    #[serde(rename = "O")]
    Either,
    /// An answer whose withheld parts, or whose grounds, fall into both classes, one by one.
    #[serde(rename = "mixed")]
    Mixed,
}

impl Class {
    /// The code in JSON: `M`, `O`, `mixed`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReviewFirst => "M",
            Self::Either => "O",
            Self::Mixed => "mixed",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ReviewFirst => "应当先申请行政复议（复议前置）",
            Self::Either => "可以申请行政复议，也可以直接起诉",
            Self::Mixed => "按各部分、各项依据分别处理：依第14条至第16条不予公开的复议前置，其余可以选择",
        }
    }
}

/// The class of an answer given on a day (救济类型). 《行政复议法》第23条第1款第（四）项
///
/// Refusals under 《条例》第14条、第15条、第16条 given from 2024-01-01 on must go to review first. `grounds` names the
/// outcomes of the parts a partly granted application did not get, without which such an answer is [`Class::Mixed`], or
/// of the further grounds of another answer.
pub fn class(leaf: Leaf, grounds: &[Leaf], acted_on: Date, readings: &Readings) -> Class {
    if acted_on < REVIEW_FIRST_SINCE {
        return Class::Either;
    }
    let of_whole = (leaf != Leaf::PartlyGranted).then_some(leaf);
    let decided = || of_whole.iter().chain(grounds);
    let refused = decided().filter(|&&leaf| is_refusal(leaf, readings)).count();
    match refused {
        0 if decided().next().is_some() => Class::Either,
        n if n > 0 && n == decided().count() => Class::ReviewFirst,
        _ => Class::Mixed,
    }
}

/// Whether the outcome is a refusal (不予公开) as the law on review means it. 《条例》第14条、第15条、第16条
fn is_refusal(leaf: Leaf, readings: &Readings) -> bool {
    match leaf {
        Leaf::StateSecret
        | Leaf::ForbiddenByLaw
        | Leaf::Security
        | Leaf::ThirdPartyRights
        | Leaf::InternalAffairs
        | Leaf::ProcessInformation
        | Leaf::EnforcementFile => true,
        Leaf::AdministrativeQuery => readings.administrative_query_review_first,
        Leaf::Granted
        | Leaf::PartlyGranted
        | Leaf::NotHeld
        | Leaf::NotReadyMade
        | Leaf::StillUnclear
        | Leaf::Petition
        | Leaf::Repeated
        | Leaf::PublishedWork
        | Leaf::Excessive
        | Leaf::Reissue
        | Leaf::SupplementLapsed
        | Leaf::FeeLapsed
        | Leaf::OtherHandling => false,
    }
}

/// A last day counted in calendar days or months, which rolls to the next workday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LastDay {
    /// The last day.
    pub by: Date,
    /// The day the count itself ends on.
    pub counted_to: Date,
    /// Whether it moved because that day is one of rest. 《民事诉讼法》第85条第3款
    pub rolled: bool,
    /// Whether a day without a published arrangement was looked at.
    pub provisional: bool,
}

/// Both remedies against an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remedies {
    /// Which way is open.
    pub class: Class,
    /// Last day to apply for review.
    pub review: LastDay,
    /// Last day to sue directly; none where every part must go to review first.
    pub suit: Option<LastDay>,
    /// Calendar days to sue after the review decision was received.
    pub suit_after_review_days: u32,
    /// Last day where the remedy was not told.
    pub untold: LastDay,
    /// Who reviews, in general terms.
    pub review_body: &'static str,
    /// Which court, in general terms.
    pub court: &'static str,
    /// The provisions.
    pub basis: Vec<Citation>,
    /// Readings that went into it.
    pub notes: Vec<&'static str>,
}

/// The remedies against an answer that a person learned of on a day (知道或者应当知道之日).
///
/// `acted_on` is the date of the answer itself: it decides which law applies. 《行政复议法》第20条、第23条、第24条,
/// 《行政诉讼法》第45条、第46条
pub fn remedies(
    leaf: Leaf,
    grounds: &[Leaf],
    acted_on: Date,
    known_on: Date,
    calendar: &Calendar,
    readings: &Readings,
) -> Remedies {
    let class = class(leaf, grounds, acted_on, readings);
    let revised = acted_on >= REVIEW_FIRST_SINCE;
    let last = |counted_to: Date| {
        let Reckoned { date, provisional } = calendar.rolled(counted_to);
        LastDay { by: date, counted_to, rolled: date != counted_to, provisional }
    };
    let mut basis = if revised { vec![REVIEW, BODY] } else { vec![REVIEW_2017, BODY_2017] };
    match class {
        Class::ReviewFirst => basis.extend([REVIEW_FIRST, SUIT_AFTER_REVIEW_FIRST, SUIT_AFTER_REVIEW]),
        Class::Either => basis.extend([SUIT, SUIT_AFTER_REVIEW]),
        Class::Mixed => basis.extend([REVIEW_FIRST, SUIT_AFTER_REVIEW_FIRST, SUIT, SUIT_AFTER_REVIEW]),
    }
    basis.push(COURT);
    Remedies {
        class,
        review: last(days_later(known_on, REVIEW_DAYS)),
        suit: (class != Class::ReviewFirst).then(|| last(months_later(known_on, SUIT_MONTHS))),
        suit_after_review_days: SUIT_AFTER_REVIEW_DAYS,
        untold: last(months_later(known_on, UNTOLD_MONTHS)),
        review_body: if revised {
            "本级人民政府（垂直领导机关、税务和国家安全机关为上一级主管部门，司法行政部门另有规定）"
        } else {
            "本级人民政府或者上一级主管部门，由申请人选择"
        },
        court: "行政机关所在地基层人民法院（被告为县级以上人民政府的，中级人民法院；集中管辖的从其规定）",
        basis,
        notes: notes(leaf, grounds, acted_on),
    }
}

fn notes(leaf: Leaf, grounds: &[Leaf], acted_on: Date) -> Vec<&'static str> {
    /// Until this day practice on review first was wider in places; 法释〔2025〕8号 is in force from then.
    const SETTLED_SINCE: Date = Date::constant(2025, 6, 1);
    let mut notes = Vec::new();
    if acted_on < REVIEW_FIRST_SINCE {
        notes.push("2024年1月1日前作出的答复不适用复议前置");
    } else if acted_on < SETTLED_SINCE {
        notes.push(
            "2024年1月1日至2025年5月31日各地对复议前置范围掌握不一，本结果按《条例》第14条至第16条认定",
        );
    }
    if leaf == Leaf::PartlyGranted && grounds.is_empty() && acted_on >= REVIEW_FIRST_SINCE {
        notes.push("部分公开：未说明不予提供部分的办理结果（--withheld），两种途径都列出");
    }
    if leaf == Leaf::AdministrativeQuery || grounds.contains(&Leaf::AdministrativeQuery) {
        notes.push("行政查询事项是否属于复议前置尚无定论，本结果按设置 administrative_query_review_first");
    }
    if leaf == Leaf::FeeLapsed {
        notes.push("收费决定本身能否单独复议、起诉尚无定论，本结果针对不再处理的答复");
    }
    notes
}
