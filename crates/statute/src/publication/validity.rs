//! Where a document stands on a day, as its page, lists and the search say it (有效性).

use jiff::civil::Date;

use super::cleaning::CleaningResult;
use super::item::Publication;
use crate::normative::Standing;

/// The validity of a document on a day (有效性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    /// 尚未生效
    NotYet,
    /// 有效
    InForce,
    /// 已修改: in force with what a later decision changed.
    Amended,
    /// 已废止
    Repealed,
    /// 失效: its printed validity has ended, or a clean-up says so.
    Lapsed,
}

impl Validity {
    /// All of them, in the order filters list them.
    pub const ALL: [Self; 5] = [Self::InForce, Self::Amended, Self::NotYet, Self::Repealed, Self::Lapsed];

    /// The code in addresses, the index and the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::InForce => "in_force",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Lapsed => "lapsed",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NotYet => "尚未生效",
            Self::InForce => "有效",
            Self::Amended => "已修改",
            Self::Repealed => "已废止",
            Self::Lapsed => "失效",
        }
    }

    /// The validity with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether it is over (废止和失效).
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Repealed | Self::Lapsed)
    }
}

impl Publication {
    /// Where it stands on a day (有效性); none for what has no validity.
    pub fn validity(&self, on: Date) -> Option<Validity> {
        Some(match self.standing(on)? {
            Standing::NotYet => Validity::NotYet,
            Standing::Repealed => Validity::Repealed,
            Standing::Expired => Validity::Lapsed,
            Standing::InForce => {
                let amended = self.cleaning.as_ref().filter(|one| one.result == CleaningResult::Amended);
                let is_amended = amended.is_some_and(|one| one.holds_from <= on);
                if is_amended { Validity::Amended } else { Validity::InForce }
            }
        })
    }
}
