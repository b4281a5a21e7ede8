//! A publication as its steps have made it. Nothing here is stored but as a copy that can be made again.

mod entry;
mod fold;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Reckoned};
use crate::proactive::publish_by;
use crate::publication::act::{Deliberation, Origin, Withdrawal};
use crate::publication::card::{Attribute, Card};
use crate::publication::cleaning::Cleaning;
use crate::publication::commentary::{CommentResult, CommentStanding, Commentary, Heard};
use crate::publication::edition::Edition;
use crate::publication::rule::Stage;

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
}
