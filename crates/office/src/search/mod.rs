//! Finding applications, reviews and lawsuits (查找): by number, by the person's name, by what was written.
//! `docs/decisions/0033-search-in-sealed-texts.md`

mod index;
mod number;
mod text;

pub use index::{index, index_some};
pub use number::rectification;

use jiff::civil::Date;
use search::term::{self, Snippet};
use statute::calendar::Calendar;
use statute::procedure::{Application, Limit, Today};
use statute::readings::Readings;
use statute::registers::ApplicationEntry;
use store::{Store, StoredRemedy};

use crate::remedies::{NotDone, case_file};

/// The longest thing looked for, in characters.
pub const LONGEST: usize = 100;
/// The most applications told.
const TOLD: usize = 50;

/// What an application was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// 申请编号、案件编号
    Number,
    /// 文号
    Letter,
    /// 申请人、原告
    Name,
    /// What was written, with the passage.
    Text(Snippet),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An application under the procedure, with what must be done next.
    Handled(Application, Option<Limit>),
    /// One that only the register holds.
    Registered(ApplicationEntry),
    /// A review or a lawsuit, with who claims.
    Remedy(Box<StoredRemedy>, String),
}

/// What a search gives.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// What was found, by number first, then by name, then by text, latest first; each application once.
    pub found: Vec<(Found, By)>,
    /// Whether there is more than is told.
    pub is_cut: bool,
    /// Events that the index has not reached: what was written with them is not found yet.
    pub unindexed: u64,
}

/// Why nothing is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSought {
    /// Nothing was typed.
    #[error("请填写申请编号、案件编号、文号、申请人的完整姓名或者名称，或者申请内容中的文字")]
    Nothing,
    /// Too much was typed.
    #[error("查找内容最多{LONGEST}字，现有{0}字")]
    TooLong(usize),
}

/// Looks for what was typed: it tells by itself what that is. Texts are told only where the very term stands in them.
///
/// # Errors
/// [`NotSought`] in the outer result; where the database does not answer, or sealed texts do not open, in the inner one.
pub async fn search(
    store: &Store,
    agency: i64,
    typed: &str,
    date: Date,
) -> Result<store::Result<Results>, NotSought> {
    let length = typed.chars().count();
    if length > LONGEST {
        return Err(NotSought::TooLong(length));
    }
    let compared = term::normal(typed);
    if compared.is_empty() {
        return Err(NotSought::Nothing);
    }
    Ok(Search { store, agency, date, results: Results::default() }.all(typed.trim(), &compared).await)
}

struct Search<'a> {
    store: &'a Store,
    agency: i64,
    date: Date,
    results: Results,
}

impl Search<'_> {
    async fn all(mut self, typed: &str, compared: &str) -> store::Result<Results> {
        self.numbers(compared).await?;
        self.names(compared).await?;
        // Names were once indexed as they were typed.
        if typed != compared {
            self.names(typed).await?;
        }
        self.texts(compared).await?;
        Ok(self.results)
    }

    async fn names(&mut self, typed: &str) -> store::Result<()> {
        // Numbers grow: the last ones are the latest.
        for stream in self.store.find_sealed(self.agency, "name", typed).await?.into_iter().rev() {
            if self.results.is_cut {
                break;
            }
            if let Some(number) = self.number_of(&stream) {
                self.add_number(&number, By::Name).await?;
            } else if let Some(number) = self.remedy_of(&stream) {
                self.remedy(&number, By::Name).await?;
            }
        }
        Ok(())
    }

    /// The number of the application under the procedure whose stream it is.
    fn number_of(&self, stream: &str) -> Option<String> {
        stream.strip_prefix(&format!("application/{}/", self.agency)).map(str::to_owned)
    }

    /// The number of the review or lawsuit whose stream it is.
    fn remedy_of(&self, stream: &str) -> Option<String> {
        stream.strip_prefix(&format!("remedy/{}/", self.agency)).map(str::to_owned)
    }

    async fn remedy(&mut self, number: &str, by: By) -> store::Result<()> {
        match case_file(self.store, self.agency, number).await {
            Ok(file) => {
                let claimant = file.field("claimant").to_owned();
                self.add(Found::Remedy(Box::new(file.stored), claimant), by);
                Ok(())
            }
            Err(NotDone::Store(error)) => Err(error),
            Err(_) => Ok(()),
        }
    }

    async fn add_number(&mut self, number: &str, by: By) -> store::Result<()> {
        if let Some(stored) = self.store.application(self.agency, number).await? {
            self.add(Found::Handled(stored.application, None), by);
        }
        Ok(())
    }

    /// Adds what is not there yet.
    fn add(&mut self, found: Found, by: By) {
        if self.results.found.iter().any(|(known, _)| known.number() == found.number()) {
            return;
        }
        if self.results.found.len() >= TOLD {
            self.results.is_cut = true;
            return;
        }
        let found = match found {
            Found::Handled(application, _) => {
                let readings = Readings::default();
                let today = Today { date: self.date, calendar: Calendar::published(), readings: &readings };
                let limit = application.limit(&today);
                Found::Handled(application, limit)
            }
            found => found,
        };
        self.results.found.push((found, by));
    }
}

impl Found {
    /// 申请编号、案件编号
    pub fn number(&self) -> &str {
        match self {
            Self::Handled(application, _) => &application.number,
            Self::Registered(row) => &row.number,
            Self::Remedy(stored, _) => &stored.case.number,
        }
    }
}
