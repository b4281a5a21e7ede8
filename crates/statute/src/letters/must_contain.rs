//! What each letter must contain (必须载明). 《条例》第30条、第32条、第33条、第34条、第35条、第36条、第41条、第42条

use super::{Fact, LetterForm};

/// Facts of which one must be there.
type OneOf = &'static [Fact];

impl LetterForm {
    /// The facts the letter must contain: of each group at least one. 《条例》第36条
    ///
    /// These are the points a court looks for; a letter without one of them is not composed.
    #[allow(clippy::enum_glob_use, reason = "what follows reads as a list of facts")]
    pub const fn must_contain(self) -> &'static [OneOf] {
        use Fact::*;
        match self {
            Self::Receipt => {
                &[&[ApplicationNumber], &[ReceivedOn], &[ApplicationChannel], &[ApplicationSubject], &[Due]]
            }
            Self::SupplementAsked => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[SupplementPoints],
                &[SupplementBy],
                &[SupplementLapse],
            ],
            Self::Extension => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[ExtensionReason],
                &[ExtensionApproval],
                &[ExtensionUntil],
            ],
            Self::ThirdPartyAsked => &[
                &[ConsultationInformation],
                &[Interest],
                &[ConsultationTerm],
                &[ThirdPartySilence],
                &[ReplyForm],
            ],
            Self::ThirdPartyTold => &[&[ConsultationInformation], &[ConsultationResult], &[PublicInterest]],
            Self::CoMakerAsked => {
                &[&[ConsultationInformation], &[ConsultationTerm], &[CoMakerSilence], &[ReplyForm]]
            }
            Self::OtherAgencyAsked => &[&[ConsultationInformation], &[OtherAgencyTerm], &[ReplyForm]],
            Self::ReasonsAsked => &[&[ReasonsFacts], &[ReasonsBy]],
            Self::Delay => &[&[ApplicationSubject], &[ReceivedOn], &[ReasonsJudgement], &[DelayUntil]],
            Self::FeeNotice => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[FeeExcess],
                &[FeeStandard],
                &[FeeCalculation],
                &[FeeAmount],
                &[FeePayment],
                &[FeeTerm],
                &[FeeLapse],
            ],
            Self::ConsultationTold => {
                &[&[ApplicationSubject], &[ReceivedOn], &[ConsultationHistory], &[TimeExcluded]]
            }
            Self::Corrected => &[&[CorrectionRecord], &[CorrectionResult]],
            Self::CorrectionRefused => &[&[CorrectionRecord], &[CorrectionRefusal]],
            Self::CorrectionForwarded => &[&[CorrectionRecord], &[CorrectionForwardedTo]],
            Self::AlreadyPublished => {
                &[&[ApplicationSubject], &[ReceivedOn], &[PublishedAt], &[PublishedHow]]
            }
            Self::Granted => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[Supplied],
                &[SuppliedForm, SuppliedWhere],
                &[SuppliedPages, SuppliedWhen],
            ],
            Self::PartlyGranted => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[Supplied],
                &[SuppliedForm, SuppliedWhere],
                &[Withheld],
            ],
            Self::StateSecret => &[&[ApplicationSubject], &[ReceivedOn], &[SecrecyLevel], &[ClassifiedBy]],
            Self::ForbiddenByLaw => &[&[ApplicationSubject], &[ReceivedOn], &[ForbiddingProvision]],
            Self::Security => &[&[ApplicationSubject], &[ReceivedOn], &[SecurityInterest], &[SecurityHarm]],
            Self::ThirdPartyRights => {
                &[&[ApplicationSubject], &[ReceivedOn], &[Interest], &[ConsultationResult], &[PublicInterest]]
            }
            Self::InternalAffairs => &[&[ApplicationSubject], &[ReceivedOn], &[InternalAffair], &[Reason]],
            Self::ProcessInformation => {
                &[&[ApplicationSubject], &[ReceivedOn], &[ProcessRecord], &[Reason], &[NoRuleRequires]]
            }
            Self::EnforcementFile => {
                &[&[ApplicationSubject], &[ReceivedOn], &[EnforcementCase], &[NoRuleRequires]]
            }
            Self::AdministrativeQuery => {
                &[&[ApplicationSubject], &[ReceivedOn], &[GoverningLaw], &[QueryChannel]]
            }
            Self::NotHeld => &[&[ApplicationSubject], &[ReceivedOn], &[SearchLog], &[WhyNotHeld]],
            Self::OtherAgency => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[WhyOtherAgency],
                &[RightAgency, RightAgencyUnknown],
                &[RightAgencyContact, RightAgencyUnknown],
            ],
            Self::NotReadyMade => &[&[ApplicationSubject], &[ReceivedOn], &[WhyNotReadyMade]],
            Self::StillUnclear => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[SupplementAskedOn],
                &[SupplementReceivedOn],
                &[WhyStillUnclear],
            ],
            Self::Petition => &[&[ApplicationSubject], &[ReceivedOn], &[WhyPetition], &[PetitionChannel]],
            Self::Repeated => &[&[ApplicationSubject], &[ReceivedOn], &[EarlierNumber], &[EarlierAnsweredOn]],
            Self::PublishedWork => &[&[ApplicationSubject], &[ReceivedOn], &[WorkSource]],
            Self::Excessive => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[ReasonsFacts],
                &[ReasonsAskedOn],
                &[ReasonsJudgement],
            ],
            Self::Reissue => &[&[ApplicationSubject], &[ReceivedOn], &[ObtainedHow]],
            Self::SupplementLapsed => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[SupplementAskedOn],
                &[SupplementBy],
                &[SupplementLapse],
            ],
            Self::FeeLapsed => &[
                &[ApplicationSubject],
                &[ReceivedOn],
                &[FeeNoticedOn],
                &[FeeAmount],
                &[FeePayBy],
                &[FeeLapse],
            ],
            Self::OtherHandling => &[&[ApplicationSubject], &[ReceivedOn], &[ClosingFacts]],
        }
    }

    /// Facts among those that letters which went out earlier did without, because nobody asked for them then: what binds a
    /// new letter does not take one back that was sent.
    pub const fn asked_since(self) -> &'static [Fact] {
        match self {
            Self::FeeNotice => &[Fact::FeeExcess],
            _ => &[],
        }
    }

    /// The facts that a withheld part or a further ground must contain beside its passage and its reason, which says the
    /// why of its letter: those of the letter it would get alone, without what the whole letter says once. 《条例》第37条
    pub fn part_must_contain(self) -> impl Iterator<Item = OneOf> {
        let is_said = |fact: &Fact| {
            matches!(
                fact,
                Fact::ApplicationSubject
                    | Fact::ReceivedOn
                    | Fact::Reason
                    | Fact::WhyNotHeld
                    | Fact::WhyOtherAgency
                    | Fact::WhyNotReadyMade
                    | Fact::WhyStillUnclear
                    | Fact::WhyPetition
            )
        };
        self.must_contain().iter().copied().filter(move |group| !group.iter().any(is_said))
    }
}
