//! Revisions of what is public (修订): what each changed, and which earlier editions citizens may still look up (历史版本).
//! Guide and catalogue are kept up to date (《条例》第12条): an edition that was replaced says until when it was public.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::act::{Act, Step};
use super::card::Attribute;
use super::item::{Public, Publication};

/// Characters of what a revision says of itself.
pub(super) const SAID: usize = 500;

/// What becomes of the editions before a revision (以前的版本).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Earlier {
    /// 仍可查阅
    Kept,
    /// 不再公开: they hold something that nobody is to see.
    Hidden,
}

impl Earlier {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Kept, Self::Hidden];

    /// The code in events and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Hidden => "hidden",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Kept => "仍可查阅",
            Self::Hidden => "不再公开",
        }
    }

    /// The one with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What an edition says of those it replaces; part of its card, so that it is reviewed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// What changed, for citizens (修改说明).
    pub said: String,
    /// What becomes of the editions before it.
    pub earlier: Earlier,
    /// The day the information changed (变更之日): the term of publication begins again; none for a mere correction.
    /// 《条例》第26条
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_on: Option<Date>,
}

/// An edition that was public until another took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastEdition {
    /// As it was public; its number is `public.editions`.
    pub public: Public,
    /// When the next one was published.
    pub until: DateTime,
    /// Whether citizens may still look it up: the publication is shown, and every revision since kept it.
    pub is_shown: bool,
}

/// The editions of a publication before the one that is public, the latest first, from all of its steps. Where a
/// revision decided nothing about those before it, they are not shown.
pub fn past_editions<'a>(number: &str, steps: impl IntoIterator<Item = &'a Step>) -> Vec<PastEdition> {
    let mut steps = steps.into_iter();
    let Some(mut item) = steps.next().and_then(|first| Publication::begin(number, first)) else {
        return Vec::new();
    };
    let mut past = Vec::new();
    for step in steps {
        if let (Act::Published { at, .. }, Some(public)) = (&step.act, &item.public) {
            past.push(PastEdition { public: public.clone(), until: *at, is_shown: false });
        }
        item.apply(step);
    }
    let mut next = item.visible().cloned();
    for edition in past.iter_mut().rev() {
        let kept = |next: &Public| {
            next.edition.card.revision.as_ref().is_some_and(|one| one.earlier == Earlier::Kept)
        };
        next = next.filter(kept).map(|_| edition.public.clone());
        let is_proactive = edition.public.edition.card.attribute == Some(Attribute::Proactive);
        edition.is_shown = next.is_some() && is_proactive;
    }
    past.reverse();
    past
}
