//! What silence means when somebody was asked for an opinion (逾期未提出意见). 《条例》第32条、第33条、第34条

use crate::citation::Citation;
use crate::registers::ConsultationKind;

/// What follows when the term for the opinion ends without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Silence {
    /// 由行政机关决定是否公开: silence is not consent.
    AgencyDecides,
    /// 视为同意公开
    Consent,
    /// Nothing is laid down.
    NotSettled,
}

impl Silence {
    /// The words for people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::AgencyDecides => "逾期未提出意见的，由行政机关决定是否公开，不视为同意",
            Self::Consent => "逾期未提出意见的，视为同意公开",
            Self::NotSettled => "逾期未提出意见的后果，《条例》未规定",
        }
    }
}

impl ConsultationKind {
    /// What silence means (逾期未提出意见). 《条例》第32条、第34条
    pub const fn silence(self) -> Silence {
        match self {
            Self::ThirdParty => Silence::AgencyDecides,
            Self::CoMaker => Silence::Consent,
            Self::OtherAgency => Silence::NotSettled,
        }
    }

    /// The provision under which the opinion is asked.
    pub const fn basis(self) -> Citation {
        match self {
            Self::ThirdParty => const { Citation::regulation(32) },
            Self::CoMaker => const { Citation::regulation(34) },
            Self::OtherAgency => const { Citation::regulation(33).paragraph(3) },
        }
    }
}
