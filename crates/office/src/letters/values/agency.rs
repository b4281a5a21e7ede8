//! What a letter says of agency, addressee and remedies.

use statute::letters::Fact;

use super::words::{one_of, some};
use super::{Case, day};
use crate::letters::facts::LetterFacts;

impl Case<'_> {
    /// Agency, addressee, remedies.
    pub(super) fn of_agency(&self, fact: Fact) -> Option<String> {
        let LetterFacts { agency, addressee, .. } = self.facts;
        match fact {
            Fact::AgencyName => some(&agency.name),
            Fact::AgencyOffice => some(&agency.office),
            Fact::AgencyAddress => some(&agency.address),
            Fact::AgencyPostcode => some(&agency.postcode),
            Fact::AgencyTelephone => some(&agency.telephone),
            Fact::AgencyFax => some(&agency.fax),
            Fact::AgencyEmail => some(&agency.email),
            Fact::AgencyHours => some(&agency.hours),
            Fact::Addressee => some(&addressee.name),
            Fact::You => Some(if addressee.is_person { "您" } else { "贵单位" }.to_owned()),
            Fact::ThisLetter => {
                let title: Vec<_> = self.form.title().chars().collect();
                let kind = ["告知书", "通知书", "意见书", "回执", "函"];
                let kind = kind.iter().find(|kind| title.ends_with(&kind.chars().collect::<Vec<_>>()));
                Some((*kind.unwrap_or(&"文书")).to_owned())
            }
            Fact::SignedOn => Some(day(self.facts.signed_on)),
            Fact::RemedyReviewBody => one_of(&agency.review_bodies),
            Fact::RemedyCourt => one_of(&agency.courts),
            Fact::RemedyCourtAfterReview => {
                one_of(&agency.courts_after_review).or_else(|| one_of(&agency.courts))
            }
            Fact::RemedyOnline => {
                let is_needed = self.notice.as_ref().is_some_and(|notice| notice.needs_online_channel);
                is_needed.then(|| some(&agency.online_review)).flatten()
            }
            Fact::RemedyFirstParts => self.notice.as_ref().and_then(|notice| self.first_parts(notice)),
            _ => None,
        }
    }
}
