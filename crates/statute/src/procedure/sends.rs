//! Which letters go out with an act (随办理动作发出的文书).
//! 《条例》第30条、第31条、第32条、第33条、第34条、第35条、第36条、第42条

use super::act::Act;
use super::application::{Application, Inquiry};
use super::decision::Decision;
use super::opinion::Opinion;
use crate::leaf::Leaf;
use crate::letters::LetterForm;
use crate::registers::ConsultationKind;

/// A letter that goes out with an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its kind.
    pub form: LetterForm,
    /// The place among [`Application::inquiries`] of the one whose party it goes to; none where it goes to the
    /// applicant.
    pub inquiry: Option<usize>,
}

impl Application {
    /// The letters that go out with an act, of the application as it stands right after it; the one that the act is
    /// about first.
    ///
    /// The receipt goes out when the application is received, the answer when it is signed, and with it the letter to
    /// every third party whose objection did not hold. 《条例》第32条
    pub fn sends(&self, act: &Act) -> Vec<Outgoing> {
        let told = |form| Outgoing { form, inquiry: None };
        match act {
            Act::Registered { .. } | Act::Confirmed => {
                self.received_on.iter().map(|_| told(LetterForm::Receipt)).collect()
            }
            Act::SupplementAsked { .. } => vec![told(LetterForm::SupplementAsked)],
            Act::ConsultationSent { id, kind } => {
                let inquiry = self.inquiries.iter().position(|inquiry| inquiry.id == *id);
                let form = match kind {
                    ConsultationKind::ThirdParty => LetterForm::ThirdPartyAsked,
                    ConsultationKind::CoMaker => LetterForm::CoMakerAsked,
                    ConsultationKind::OtherAgency => LetterForm::OtherAgencyAsked,
                };
                vec![Outgoing { form, inquiry }, told(LetterForm::ConsultationTold)]
            }
            Act::ExtensionApproved { .. } => vec![told(LetterForm::Extension)],
            Act::ReasonsAsked { .. } => vec![told(LetterForm::ReasonsAsked)],
            Act::DelayFixed { .. } => vec![told(LetterForm::Delay)],
            Act::FeeNotified(_) => vec![told(LetterForm::FeeNotice)],
            Act::SupplementLapsed { .. } => vec![told(LetterForm::SupplementLapsed)],
            Act::FeeLapsed { .. } => vec![told(LetterForm::FeeLapsed)],
            Act::Signed { .. } => {
                let Some(decision) = &self.decision else { return Vec::new() };
                let overruled = self
                    .overruled(decision)
                    .map(|inquiry| Outgoing { form: LetterForm::ThirdPartyTold, inquiry: Some(inquiry) });
                [told(decision.letter())].into_iter().chain(overruled).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The letters among those that bear a number (发文字号), in the order they go out.
    pub fn numbered(&self, act: &Act) -> Vec<LetterForm> {
        let forms = self.sends(act).into_iter().map(|letter| letter.form);
        forms.filter(|form| form.is_numbered()).collect()
    }

    /// Third parties that objected, where the decision withholds nothing for their sake: their places among the
    /// inquiries. 《条例》第32条
    pub fn overruled(&self, decision: &Decision) -> impl Iterator<Item = usize> {
        let is_granted = matches!(decision.leaf, Leaf::Granted | Leaf::PartlyGranted)
            && !decision.withheld.contains(&LetterForm::ThirdPartyRights);
        let objected = |inquiry: &Inquiry| {
            let objects = inquiry.closed.is_some_and(|(_, opinion)| opinion == Opinion::Objects);
            objects && inquiry.kind == ConsultationKind::ThirdParty
        };
        let inquiries =
            self.inquiries.iter().enumerate().filter(move |(_, inquiry)| is_granted && objected(inquiry));
        inquiries.map(|(place, _)| place)
    }
}
