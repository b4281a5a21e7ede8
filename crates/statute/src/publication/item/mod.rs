//! A publication as its steps have made it. Nothing here is stored but as a copy that can be made again.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::act::{Act, Deliberation, Origin, Step, Withdrawal};
use super::card::{Attribute, Card};
use super::cleaning::{Cleaning, CleaningResult};
use super::commentary::{CommentResult, CommentStanding, Commentary, Heard};
use super::edition::Edition;
use super::rule::Stage;
use crate::calendar::{Calendar, Reckoned};
use crate::normative::{Standing, standing};
use crate::proactive::publish_by;
use crate::registers::DocumentEntry;

/// A confidentiality review (保密审查). 《条例》第17条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// SM3 of what was reviewed, in hexadecimal.
    pub sm3: String,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
}

/// A signature (签发).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// When it is to be published of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<DateTime>,
}

/// What citizens see (公开版本).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Public {
    /// The edition.
    pub edition: Edition,
    /// 索引号
    pub index_number: String,
    /// When it was published first; never moved (no back-dated publication). What was public on another site before
    /// keeps the moment it was published there.
    pub first_at: DateTime,
    /// When this edition was published.
    pub at: DateTime,
    /// How many editions were published so far.
    pub editions: u32,
}

/// Something the agency publishes of itself, folded from its steps (主动公开的信息).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its number, unique within the agency: `2026-17`.
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// What is being worked on; after publication the same as what is public.
    pub draft: Edition,
    /// Who wrote on it since the last review that held.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<String>,
    /// Where it was public before it came here; none for what was written here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// That the public was asked about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Heard>,
    /// The result of the comments it asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_result: Option<CommentResult>,
    /// Who reviewed the legality, and on which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legality: Option<(String, Date)>,
    /// SM3 of the text whose legality was reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legality_body: Option<String>,
    /// The collective deliberation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation: Option<Deliberation>,
    /// SM3 of the text that was deliberated on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation_body: Option<String>,
    /// 统一登记号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// Who exempted it from interpretation, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<(String, String)>,
    /// Findings that were overridden, by their keys.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub overridden: BTreeSet<String>,
    /// The confidentiality review of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The signature of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// What citizens see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<Public>,
    /// The last clean-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleaning: Option<Cleaning>,
    /// The last day in force that a clean-up gave it in the place of the printed one; later clean-ups leave it, an
    /// edition that prints another one takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prolonged_until: Option<Date>,
    /// Why and when it was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<(Date, Withdrawal)>,
}

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

    /// What citizens may see of it: the one rule for page, list, search, feed, sitemap, interface and files. 《条例》第13条
    pub fn visible(&self) -> Option<&Public> {
        let public = self.public.as_ref()?;
        let is_proactive = public.edition.card.attribute == Some(Attribute::Proactive);
        (is_proactive && self.withdrawal.is_none()).then_some(public)
    }

    /// The comments it asks citizens for, as far as they see it.
    pub fn commentary(&self) -> Option<&Commentary> {
        self.visible()?.edition.card.commentary.as_ref()
    }

    /// Where these comments stand on a day.
    pub fn comment_standing(&self, today: Date) -> Option<CommentStanding> {
        self.commentary()?.standing(today)
    }

    /// The last day to publish what is being worked on, from the day it was made or changed; none where it is not to be
    /// published, or no new day is named: a correction of what is public has no term of its own. 《条例》第26条
    pub fn publish_by(&self, calendar: &Calendar) -> Option<Reckoned> {
        let card = &self.draft.card;
        let is_proactive = matches!(card.attribute, None | Some(Attribute::Proactive));
        let known = self.public.as_ref().and_then(|public| public.edition.card.made_on);
        let made_on = card.made_on.filter(|day| Some(*day) != known);
        let revision = card.revision.as_ref().filter(|_| self.public.is_some());
        let changed_on = revision.and_then(|one| one.changed_on).or(made_on);
        changed_on.filter(|_| is_proactive && self.stage.is_open()).map(|day| publish_by(day, calendar))
    }

    /// The card citizens see, else that of the draft.
    pub fn card(&self) -> &Card {
        self.public.as_ref().map_or(&self.draft.card, |public| &public.edition.card)
    }

    /// The row of the register 公开文件 it counts as while it is public; table two is counted from it.
    pub fn entry(&self) -> Option<DocumentEntry> {
        let public = self.visible()?;
        let card = &public.edition.card;
        let ends = self.cleaning.as_ref();
        let repealed = |cleaning: &&Cleaning| cleaning.result == CleaningResult::Repealed;
        let lapsed = |cleaning: &&Cleaning| cleaning.result == CleaningResult::Lapsed;
        let kept = |cleaning: &&Cleaning| cleaning.result == CleaningResult::Kept;
        let last_day = |cleaning: &Cleaning| cleaning.holds_from.yesterday().ok();
        Some(DocumentEntry {
            kind: card.kind.register_kind()?,
            title: card.title.clone(),
            number: card.document_number.clone(),
            made_on: card.made_on,
            published_on: Some(public.first_at.date()),
            valid_from: card.valid_from,
            valid_until: ends
                .filter(lapsed)
                .and_then(last_day)
                .or(self.prolonged_until)
                // Of rows of an earlier program, which did not keep it apart.
                .or(ends.filter(kept).and_then(|one| one.valid_until))
                .or(card.valid_until),
            repealed_on: ends.filter(repealed).map(|cleaning| cleaning.holds_from),
        })
    }

    /// Where it stands on a day as a document (有效性); none for what has no validity.
    pub fn standing(&self, on: Date) -> Option<Standing> {
        let is_document = self.card().kind.is_document();
        self.entry().filter(|_| is_document).map(|entry| standing(&entry, on))
    }

    /// The last day before it counts among the repealed and expired; none where no end is known.
    pub fn in_force_until(&self) -> Option<Date> {
        let entry = self.entry().filter(|_| self.card().kind.is_document())?;
        let before_repeal = entry.repealed_on.and_then(|day| day.yesterday().ok());
        entry.valid_until.into_iter().chain(before_repeal).min()
    }
}
