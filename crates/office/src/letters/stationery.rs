//! What an agency writes its letters with at a moment: its settings and its templates (文书用纸).

use std::sync::Arc;

use jiff::Timestamp;
use statute::letters::{Letter, LetterForm};
use statute::readings::Readings;
use store::{Said, Store};

use super::own::templates_at;
use super::sent::sent;
use super::{LetterAgency, LetterFacts, NotComposed, Templates, compose};
use crate::agencies::{History, Settings};
use crate::applications::CaseFile;

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
    Ok(Shelf::open(store, agency).await?.at(at))
}

/// What an agency wrote its letters with at one moment or another.
#[derive(Default)]
pub struct Shelf {
    history: History,
    said: Arc<Said>,
}

impl Shelf {
    /// Everything an agency ever wrote with.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn open(store: &Store, agency: i64) -> store::Result<Self> {
        let said = store.said(agency).await?;
        Ok(Self { history: History::of(&said.agency), said })
    }

    /// The same for the letters of one case; nothing is read where it has none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(store: &Store, agency: i64, file: &CaseFile) -> store::Result<Self> {
        let has_letters = file.stored.application.decision.is_some() || !sent(file).is_empty();
        if has_letters { Self::open(store, agency).await } else { Ok(Self::default()) }
    }

    /// What the agency said of itself, as it was known at a moment.
    pub fn settings(&self, at: Timestamp) -> Settings {
        self.history.at(at)
    }

    /// What it wrote with at this moment.
    pub(super) fn at(&self, at: Timestamp) -> Stationery {
        let settings = self.settings(at);
        let letter_code = settings.letter_code.clone();
        Stationery { letter_code, agency: settings.into(), templates: templates_at(&self.said.templates, at) }
    }
}

impl From<Settings> for LetterAgency {
    fn from(settings: Settings) -> Self {
        let courts_after_review = settings.courts_after_review().to_vec();
        Self {
            name: settings.name.unwrap_or_default(),
            office: settings.office,
            address: settings.address.unwrap_or_default(),
            postcode: settings.postcode.unwrap_or_default(),
            telephone: settings.telephone.unwrap_or_default(),
            fax: settings.fax,
            email: settings.email.unwrap_or_default(),
            hours: settings.hours,
            review_bodies: settings.review_bodies,
            courts: settings.courts,
            courts_after_review,
            online_review: settings.online_review,
        }
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
    pub(crate) fn compose(&self, form: LetterForm, facts: &LetterFacts) -> Result<Letter, NotComposed> {
        compose(form, facts, &self.templates, &Readings::default())
    }
}
