//! What an agency writes its letters with at a moment: its settings and its templates (文书用纸).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::Timestamp;
use jiff::civil::Date;
use statute::letters::{Letter, LetterForm};
use statute::readings::Readings;
use statute::registers::Agency;
use store::{Store, TemplateChange};

use super::own::templates_at;
use super::{LetterAgency, LetterFacts, NotComposed, Templates, compose};
use crate::agencies::{self, Settings};
use crate::applications::day_of;

/// What the letters of an agency are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stationery {
    /// What stands before the year in the numbers of its letters: 示测公开.
    pub letter_code: String,
    /// What it prints of itself.
    pub agency: LetterAgency,
    /// Its templates.
    pub templates: Templates,
}

/// What an agency writes its letters with at a moment.
///
/// # Errors
/// Where the database does not answer.
pub async fn stationery(store: &Store, agency: i64, at: Timestamp) -> store::Result<Stationery> {
    Shelf::open(store, agency).await?.at(at).await
}

/// What an agency wrote its letters with at one moment or another.
pub(super) struct Shelf<'a> {
    store: &'a Store,
    id: i64,
    agency: Agency,
    changes: Vec<TemplateChange>,
    settings: BTreeMap<Date, Settings>,
}

impl<'a> Shelf<'a> {
    pub(super) async fn open(store: &'a Store, id: i64) -> store::Result<Self> {
        let known = store.agencies().await?.into_iter().find(|row| row.id == id);
        let agency = known.map(|row| row.agency).unwrap_or_default();
        let changes = store.template_changes(id).await?;
        Ok(Self { store, id, agency, changes, settings: BTreeMap::new() })
    }

    /// What it wrote with at this moment.
    pub(super) async fn at(&mut self, at: Timestamp) -> store::Result<Stationery> {
        let settings = match self.settings.entry(day_of(at)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let settings = agencies::settings(self.store, self.id, *new.key()).await?;
                new.insert(settings)
            }
        };
        let Settings { letter_code, hours, review_bodies, court, online_review } = settings.clone();
        let Agency { name, address, postcode, telephone, .. } = self.agency.clone();
        let agency = LetterAgency {
            name,
            address: address.unwrap_or_default(),
            postcode: postcode.unwrap_or_default(),
            telephone: telephone.unwrap_or_default(),
            hours,
            review_bodies,
            court,
            online_review,
        };
        Ok(Stationery { letter_code, agency, templates: templates_at(&self.changes, at) })
    }
}

impl Stationery {
    /// What stands before the year in the number of a letter of this form.
    ///
    /// # Errors
    /// Where the agency never said.
    pub(crate) fn code_for(&self, form: LetterForm) -> Result<&str, NotComposed> {
        let code = self.letter_code.trim();
        if code.is_empty() { Err(NotComposed::NoCode { form }) } else { Ok(code) }
    }

    /// Composes a letter.
    ///
    /// # Errors
    /// As [`compose()`].
    pub(super) fn compose(&self, form: LetterForm, facts: &LetterFacts) -> Result<Letter, NotComposed> {
        compose(form, facts, &self.templates, &Readings::default())
    }
}
