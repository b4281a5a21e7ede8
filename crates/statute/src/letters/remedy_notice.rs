//! What a letter tells about remedies (救济途径告知), by class and date.
//! 《行政复议法》第20条、第22条、第23条、《行政诉讼法》第45条、第46条

use jiff::civil::Date;

use crate::citation::{Act, Citation};
use crate::leaf::Leaf;
use crate::readings::Readings;
use crate::remedy::{self, Class};

use super::LetterForm;

/// From this day on a decision delivered over the internet names the internet channel for a review.
/// 《行政复议法》第22条第2款
pub const ONLINE_CHANNEL_SINCE: Date = Date::constant(2024, 1, 1);

/// What can be done against a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recourse {
    /// The letter decides nothing yet.
    None,
    /// 复议或者诉讼, whatever the date.
    Either,
    /// As the outcome it tells: review first, either, or part by part.
    OfOutcome,
}

/// What the paragraph on remedies has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which way is open.
    pub class: Class,
    /// Which of the withheld parts or further grounds must go to review first, counted from 0; for a mixed answer.
    pub review_first_parts: Vec<usize>,
    /// Whether the outcome itself must go to review first; for a mixed answer.
    pub is_outcome_first: bool,
    /// Whether the internet channel for a review must be named.
    pub needs_online_channel: bool,
}

impl Notice {
    /// The provision that makes review come first.
    pub const REVIEW_FIRST: Citation = Citation::of(Act::ReviewLaw, 23).paragraph(1).item(4);

    /// The notice of a letter signed on a day; none where the letter decides nothing. `grounds` names the outcomes of
    /// the parts a partly granted application does not get, or of further grounds, in their order.
    pub fn of(
        form: LetterForm,
        grounds: &[Leaf],
        signed_on: Date,
        is_delivered_online: bool,
        readings: &Readings,
    ) -> Option<Self> {
        let class_of = |leaf, parts: &[Leaf]| remedy::class(leaf, parts, signed_on, readings);
        let class = match (form.recourse(), form.leaf()) {
            (Recourse::None, _) => return None,
            (Recourse::OfOutcome, Some(leaf)) => class_of(leaf, grounds),
            _ => Class::Either,
        };
        let is_first = |leaf: &Leaf| class_of(*leaf, &[]) == Class::ReviewFirst;
        let parts = grounds.iter().enumerate().filter(|(_, leaf)| is_first(leaf)).map(|(part, _)| part);
        Some(Self {
            class,
            review_first_parts: if class == Class::Mixed { parts.collect() } else { Vec::new() },
            is_outcome_first: class == Class::Mixed && form.leaf().is_some_and(|leaf| is_first(&leaf)),
            needs_online_channel: is_delivered_online && signed_on >= ONLINE_CHANNEL_SINCE,
        })
    }
}
