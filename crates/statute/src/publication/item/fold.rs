//! A publication begun with its first draft, and each step put on top.

use std::collections::BTreeSet;

use super::{Public, Publication, Review, Signature};
use crate::publication::act::{Act, Step};
use crate::publication::card::Attribute;
use crate::publication::cleaning::CleaningResult;
use crate::publication::commentary::CommentResult;
use crate::publication::rule::Stage;

impl Publication {
    /// Begins a publication with its first draft, or with what was public elsewhere; none where the step is neither.
    pub fn begin(number: &str, step: &Step) -> Option<Self> {
        let (edition, origin) = match &step.act {
            Act::Begun { edition, .. } => (edition, None),
            Act::Imported { edition, origin } => (edition, Some(origin.clone())),
            _ => return None,
        };
        // What came from another site was written there: whoever reviews its next edition here did not write it.
        let authors = origin.is_none().then(|| step.by.clone());
        let public = origin.as_ref().map(|origin| Public {
            edition: edition.clone(),
            index_number: origin.index_number.clone(),
            first_at: origin.published_at,
            at: origin.published_at,
            editions: 1,
        });
        Some(Self {
            number: number.to_owned(),
            stage: step.act.verb().rule().to,
            draft: edition.clone(),
            authors: authors.into_iter().collect(),
            origin,
            heard: None,
            comment_result: None,
            legality: None,
            legality_body: None,
            deliberation: None,
            deliberation_body: None,
            registration: None,
            exemption: None,
            overridden: BTreeSet::new(),
            review: None,
            signature: None,
            public,
            cleaning: None,
            prolonged_until: None,
            withdrawal: None,
        })
    }

    /// Puts a step on top. What it may be is decided before, by [`Publication::permit`].
    pub fn apply(&mut self, step: &Step) {
        self.stage = step.act.verb().rule().to;
        match &step.act {
            Act::Begun { .. } | Act::Imported { .. } | Act::Discarded { .. } => {}
            Act::Saved { edition } => {
                self.draft = edition.clone();
                self.authors.insert(step.by.clone());
                (self.review, self.signature) = (None, None);
            }
            Act::CommentsRecorded(heard) => self.heard = Some(heard.clone()),
            Act::CommentsClosed { tally, said } => {
                self.comment_result = Some(CommentResult { on: step.on, tally: *tally, said: said.clone() });
            }
            Act::LegalityReviewed { is_refused, .. } => {
                self.legality = (!is_refused).then(|| (step.by.clone(), step.on));
                self.legality_body = Some(self.draft.body.clone());
                // What was deliberated on before is deliberated on again.
                if *is_refused {
                    (self.deliberation, self.deliberation_body) = (None, None);
                }
            }
            Act::Deliberated(deliberation) => {
                self.deliberation = Some(deliberation.clone());
                self.deliberation_body = Some(self.draft.body.clone());
            }
            Act::Numbered { registration } => self.registration = Some(registration.clone()),
            Act::Exempted { reason } => self.exemption = Some((step.by.clone(), reason.clone())),
            Act::Overridden { hits, .. } => self.overridden.extend(hits.iter().cloned()),
            Act::Reviewed { sm3, .. } => {
                self.review = Some(Review { sm3: sm3.clone(), by: step.by.clone(), on: step.on });
            }
            Act::Submitted | Act::SentBack { .. } => (self.review, self.signature) = (None, None),
            Act::Signed { publish_at } => {
                self.signature =
                    Some(Signature { by: step.by.clone(), on: step.on, publish_at: *publish_at });
                if self.draft.card.attribute != Some(Attribute::Proactive) {
                    self.stage = Stage::Withheld;
                }
            }
            Act::Published { at, index_number, .. } => {
                let before = self.public.take();
                let printed = before.as_ref().map(|public| public.edition.card.valid_until);
                // What it prints takes the place of what a clean-up said.
                if printed.is_some_and(|printed| printed != self.draft.card.valid_until) {
                    self.prolonged_until = None;
                    self.cleaning = self.cleaning.take().filter(|one| one.result != CleaningResult::Kept);
                }
                self.public = Some(Public {
                    edition: self.draft.clone(),
                    index_number: index_number.clone(),
                    first_at: before.as_ref().map_or(*at, |public| public.first_at),
                    at: *at,
                    editions: before.map_or(0, |public| public.editions) + 1,
                });
                self.authors.clear();
            }
            Act::Withdrawn(withdrawal) => self.withdrawal = Some((step.on, withdrawal.clone())),
            Act::Cleaned(cleaning) => {
                let kept = cleaning.valid_until.filter(|_| cleaning.result == CleaningResult::Kept);
                self.prolonged_until = kept.or(self.prolonged_until);
                self.cleaning = Some(cleaning.clone());
            }
            Act::Dropped => {
                if let Some(public) = &self.public {
                    self.draft = public.edition.clone();
                }
                (self.review, self.signature) = (None, None);
                self.authors.clear();
            }
        }
    }
}
