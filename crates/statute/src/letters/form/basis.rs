//! What a letter answers and rests on, and what can be done against it.

use super::LetterForm;
use crate::citation::{Act, Citation};
use crate::fee::Tariff;
use crate::leaf::{Group, Leaf};
use crate::letters::remedy_notice::Recourse;

const fn answer(item: u8) -> Citation {
    Citation::regulation(36).item(item)
}

impl LetterForm {
    /// The outcome the letter tells; none for the procedural ones. 《条例》第50条
    pub const fn leaf(self) -> Option<Leaf> {
        Some(match self {
            Self::AlreadyPublished | Self::Granted => Leaf::Granted,
            Self::PartlyGranted => Leaf::PartlyGranted,
            Self::StateSecret => Leaf::StateSecret,
            Self::ForbiddenByLaw => Leaf::ForbiddenByLaw,
            Self::Security => Leaf::Security,
            Self::ThirdPartyRights => Leaf::ThirdPartyRights,
            Self::InternalAffairs => Leaf::InternalAffairs,
            Self::ProcessInformation => Leaf::ProcessInformation,
            Self::EnforcementFile => Leaf::EnforcementFile,
            Self::AdministrativeQuery => Leaf::AdministrativeQuery,
            Self::NotHeld | Self::OtherAgency => Leaf::NotHeld,
            Self::NotReadyMade => Leaf::NotReadyMade,
            Self::StillUnclear => Leaf::StillUnclear,
            Self::Petition => Leaf::Petition,
            Self::Repeated => Leaf::Repeated,
            Self::PublishedWork => Leaf::PublishedWork,
            Self::Excessive => Leaf::Excessive,
            Self::Reissue => Leaf::Reissue,
            Self::SupplementLapsed => Leaf::SupplementLapsed,
            Self::FeeLapsed => Leaf::FeeLapsed,
            Self::OtherHandling => Leaf::OtherHandling,
            Self::Receipt
            | Self::SupplementAsked
            | Self::Extension
            | Self::ThirdPartyAsked
            | Self::ThirdPartyTold
            | Self::CoMakerAsked
            | Self::OtherAgencyAsked
            | Self::ReasonsAsked
            | Self::Delay
            | Self::FeeNotice
            | Self::ConsultationTold
            | Self::Corrected
            | Self::CorrectionRefused
            | Self::CorrectionForwarded => return None,
        })
    }

    /// The forms that tell an outcome; where there are two, the facts decide between them.
    pub fn for_leaf(leaf: Leaf) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |form| form.leaf() == Some(leaf))
    }

    /// The provisions the letter cites (法律依据), the one that decides first.
    ///
    /// 部分公开 cites beside them those of each withheld part, and `《条例》第37条` where a part is refused; the fee
    /// notice also the article of the tariff.
    pub fn basis(self) -> &'static [Citation] {
        match self {
            Self::Receipt => const { &[Citation::regulation(31), Citation::regulation(45)] },
            Self::SupplementAsked => const { &[Citation::regulation(30)] },
            Self::Extension => const { &[Citation::regulation(33).paragraph(2)] },
            Self::ThirdPartyAsked => const { &[Citation::regulation(15), Citation::regulation(32)] },
            Self::ThirdPartyTold => const { &[Citation::regulation(32)] },
            Self::CoMakerAsked => const { &[Citation::regulation(34)] },
            Self::OtherAgencyAsked => {
                const { &[Citation::regulation(11).paragraph(1), Citation::regulation(33).paragraph(3)] }
            }
            Self::ReasonsAsked | Self::Delay => const { &[Citation::regulation(35)] },
            Self::FeeNotice => {
                const {
                    &[
                        Citation::regulation(42).paragraph(1),
                        Citation::of(Act::FeeMeasure, 3),
                        Citation::of(Act::FeeMeasure, 6),
                    ]
                }
            }
            Self::ConsultationTold => const { &[Citation::regulation(33).paragraph(3)] },
            Self::Corrected | Self::CorrectionRefused | Self::CorrectionForwarded => {
                const { &[Citation::regulation(41)] }
            }
            Self::AlreadyPublished => const { &[answer(1)] },
            Self::Granted | Self::PartlyGranted => const { &[answer(2)] },
            Self::NotHeld => const { &[answer(4)] },
            Self::OtherAgency => const { &[answer(5)] },
            other => other.leaf().map_or(&[], Leaf::basis),
        }
    }

    /// The provisions a letter cites where it is decided: those of its form, of further grounds, and of the tariff.
    /// A partly granted application cites `《条例》第37条` where a part is refused. Each ground names its own provisions
    /// where it is stated; those that lead to the same are cited with the decision as well.
    pub fn cited(self, grounds: &[Self], tariff: Option<Tariff>) -> Vec<Citation> {
        let mut cited = self.basis().to_vec();
        if self == Self::PartlyGranted {
            let is_refusal = |part: &Self| part.leaf().is_some_and(|leaf| leaf.group() == Group::Refused);
            if grounds.iter().any(is_refusal) {
                cited.push(Citation::regulation(37));
            }
        } else {
            let alike = grounds.iter().filter(|ground| ground.effect() == self.effect());
            let more: Vec<_> = alike.flat_map(|ground| ground.basis()).copied().collect();
            if !more.is_empty() {
                cited.extend(more);
                cited.sort_unstable();
            }
        }
        if self == Self::FeeNotice {
            cited.extend(tariff.map(Tariff::basis));
            cited.sort_unstable();
        }
        cited.dedup();
        cited
    }

    /// What can be done against it.
    pub const fn recourse(self) -> Recourse {
        match self {
            Self::ThirdPartyTold | Self::CorrectionRefused => Recourse::Either,
            _ if self.leaf().is_some() => Recourse::OfOutcome,
            _ => Recourse::None,
        }
    }
}
