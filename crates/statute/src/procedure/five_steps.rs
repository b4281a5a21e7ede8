//! The five steps an answer is decided in (补不补、该不该、有没有、给不给、当不当). 国办公开办函〔2020〕2号

use crate::letters::LetterForm;

/// One of the five steps (五步): a question that either ends in a letter or leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionStep {
    /// Its name: 补不补.
    pub zh: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// The letters it can end in.
    pub forms: &'static [LetterForm],
}

/// The steps in order. Lapses are not among them: the signer records those.
pub const FIVE_STEPS: [DecisionStep; 5] = [
    DecisionStep {
        zh: "补不补",
        question: "申请内容是否明确？经补正仍不明确的，在这里办结。",
        forms: &[LetterForm::StillUnclear],
    },
    DecisionStep {
        zh: "该不该",
        question: "是不是应当按政府信息公开申请处理？",
        forms: &[
            LetterForm::Petition,
            LetterForm::Repeated,
            LetterForm::PublishedWork,
            LetterForm::Excessive,
            LetterForm::Reissue,
            LetterForm::AdministrativeQuery,
            LetterForm::OtherHandling,
        ],
    },
    DecisionStep {
        zh: "有没有",
        question: "本机关是否掌握、是否负责公开、有没有现成的信息？",
        forms: &[LetterForm::NotHeld, LetterForm::OtherAgency, LetterForm::NotReadyMade],
    },
    DecisionStep {
        zh: "给不给",
        question: "有没有不予公开的法定情形？",
        forms: &[
            LetterForm::StateSecret,
            LetterForm::ForbiddenByLaw,
            LetterForm::Security,
            LetterForm::ThirdPartyRights,
            LetterForm::InternalAffairs,
            LetterForm::ProcessInformation,
            LetterForm::EnforcementFile,
        ],
    },
    DecisionStep {
        zh: "当不当",
        question: "公开是否恰当：已经公开的告知途径，能区分处理的部分公开，其余予以公开。",
        forms: &[LetterForm::AlreadyPublished, LetterForm::Granted, LetterForm::PartlyGranted],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaf::Leaf;

    #[test]
    fn every_outcome_but_the_lapses_is_reached_by_exactly_one_step() {
        for form in LetterForm::ALL {
            let steps = FIVE_STEPS.iter().filter(|step| step.forms.contains(&form)).count();
            let is_drafted =
                form.leaf().is_some_and(|leaf| !matches!(leaf, Leaf::SupplementLapsed | Leaf::FeeLapsed));
            assert_eq!(steps, usize::from(is_drafted), "{}", form.zh());
        }
    }
}
