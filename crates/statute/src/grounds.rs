//! The provisions each outcome rests on (法律依据): what an answer cites.
//! 《条例》第14条、第15条、第16条、第30条、第35条、第36条、第37条、第38条、第39条、第42条

use crate::citation::{Act, Citation};
use crate::leaf::Leaf;

const fn answer(item: u8) -> Citation {
    Citation::regulation(36).item(item)
}

/// 决定不予公开的，告知并说明理由. 《条例》第36条第（三）项
const REFUSED: Citation = answer(3);

impl Leaf {
    /// The provisions of the outcome, the one that decides it first (法律依据).
    ///
    /// 部分公开 cites beside these the ground of each withheld part; 其他 has none of its own.
    pub fn basis(self) -> &'static [Citation] {
        match self {
            Self::Granted => const { &[answer(1), answer(2)] },
            Self::PartlyGranted => const { &[Citation::regulation(37), answer(2), REFUSED] },
            Self::StateSecret | Self::ForbiddenByLaw | Self::Security => {
                const { &[Citation::regulation(14), REFUSED] }
            }
            Self::ThirdPartyRights => {
                const { &[Citation::regulation(15), Citation::regulation(32), REFUSED] }
            }
            Self::InternalAffairs => const { &[Citation::regulation(16).paragraph(1), REFUSED] },
            Self::ProcessInformation | Self::EnforcementFile => {
                const { &[Citation::regulation(16).paragraph(2), REFUSED] }
            }
            Self::AdministrativeQuery => const { &[answer(7)] },
            Self::NotHeld => const { &[answer(4), answer(5)] },
            Self::NotReadyMade => const { &[Citation::regulation(38)] },
            Self::Petition => const { &[Citation::regulation(39).paragraph(1)] },
            Self::Repeated => const { &[answer(6)] },
            Self::PublishedWork => const { &[Citation::regulation(39).paragraph(2)] },
            Self::Excessive => const { &[Citation::regulation(35)] },
            Self::Reissue => const { &[Citation::regulation(2), Citation::regulation(36)] },
            Self::StillUnclear | Self::SupplementLapsed => const { &[Citation::regulation(30)] },
            Self::FeeLapsed => {
                const { &[Citation::regulation(42).paragraph(1), Citation::of(Act::FeeMeasure, 6)] }
            }
            Self::OtherHandling => &[],
        }
    }
}
