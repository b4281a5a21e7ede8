//! A publication as the register counts it, and where it stands as a document (有效性).

use jiff::civil::Date;

use super::Publication;
use crate::normative::{Standing, standing};
use crate::publication::cleaning::{Cleaning, CleaningResult};
use crate::registers::DocumentEntry;

impl Publication {
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

    /// 有效期止: as printed in the document, or as a clean-up prolonged it; how it ended before that is told beside it.
    pub fn printed_until(&self) -> Option<Date> {
        self.prolonged_until.or(self.card().valid_until)
    }

    /// The last day before it counts among the repealed and expired; none where no end is known.
    pub fn in_force_until(&self) -> Option<Date> {
        let entry = self.entry().filter(|_| self.card().kind.is_document())?;
        let before_repeal = entry.repealed_on.and_then(|day| day.yesterday().ok());
        entry.valid_until.into_iter().chain(before_repeal).min()
    }
}
