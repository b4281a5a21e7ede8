//! Finding applications, reviews and lawsuits (查找): by number, by the person's name, by what was written.
//! `docs/decisions/0033-search-in-sealed-texts.md`

use jiff::civil::Date;
use search::term::{self, Snippet};
use statute::calendar::Calendar;
use statute::letters::LetterNumber;
use statute::procedure::{Application, Limit, Today};
use statute::readings::Readings;
use statute::registers::ApplicationEntry;
use store::{Entry, Indexed, NOT_SEARCHED, Store, StoredRemedy, StoredStep};

use crate::remedies::{NotDone, case_file};

/// The longest thing looked for, in characters.
pub const LONGEST: usize = 100;
/// The most applications told.
const TOLD: usize = 50;
/// The most applications that are opened and looked at.
const OPENED: u32 = 200;
/// Events taken into the index at a time.
const BATCH: u32 = 100;
/// Events taken in beside other work: a few milliseconds.
const FEW: u32 = 25;
/// Batches before an answer; what is left then is told and done later.
const BATCHES: u32 = 10;

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

    async fn numbers(&mut self, typed: &str) -> store::Result<()> {
        let is_number = typed.chars().all(|c| c.is_ascii_digit() || c == '-');
        if is_number {
            let rows = self.store.numbered(self.agency, typed, TOLD as u32 + 1).await?;
            for row in rows {
                self.add(Found::Handled(row.application, None), By::Number);
            }
        }
        if let Some(letter) = letter(typed)
            && let Some(number) = self.store.application_of_letter(self.agency, &letter).await?
        {
            self.add_number(&number, By::Letter).await?;
        }
        // Numbers of cases: R2026-1.
        self.remedy(&typed.to_uppercase(), By::Number).await?;
        // A register that was brought in has numbers of its own kind.
        if let Some(entry) = self.store.registered(self.agency, typed).await?
            && let Entry::Application(row) = entry.entry
            && !entry.stream.starts_with("application/")
        {
            self.add(Found::Registered(row), By::Number);
        }
        Ok(())
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

    async fn texts(&mut self, typed: &str) -> store::Result<()> {
        let pairs: Vec<String> = term::pairs(typed).into_iter().collect();
        if pairs.is_empty() {
            return Ok(());
        }
        let mut left = None;
        for _ in 0..BATCHES {
            left = self.store.index_texts(BATCH, term::pairs).await?;
            if left.is_none_or(|indexed| indexed.left == 0) {
                break;
            }
        }
        self.results.unindexed = match left {
            Some(Indexed { left, .. }) => left,
            None => self.store.events_to_index().await?,
        };
        let candidates = self.store.candidates(self.agency, &pairs, OPENED).await?;
        self.results.is_cut |= candidates.is_cut;
        for stream in candidates.streams {
            if self.results.is_cut && self.results.found.len() >= TOLD {
                break;
            }
            if let Some(number) = self.number_of(&stream) {
                let steps = self.store.steps(&stream).await?;
                if let Some(snippet) = steps.iter().find_map(|step| passage(step, typed)) {
                    self.add_number(&number, By::Text(snippet)).await?;
                }
            } else if let Some(number) = self.remedy_of(&stream) {
                let steps = self.store.remedy_steps(&stream).await?;
                if let Some(snippet) = steps.iter().find_map(|step| passage(step, typed)) {
                    self.remedy(&number, By::Text(snippet)).await?;
                }
            } else {
                self.register(&stream, typed).await?;
            }
        }
        Ok(())
    }

    /// An application that only the register holds.
    async fn register(&mut self, stream: &str, typed: &str) -> store::Result<()> {
        let start = format!("applications/{}/", self.agency);
        let Some(number) = stream.strip_prefix(&start) else { return Ok(()) };
        let Some(stored) = self.store.registered(self.agency, number).await? else { return Ok(()) };
        let Entry::Application(row) = stored.entry else { return Ok(()) };
        let texts = [&row.content, &row.topic, &row.reason];
        let snippet = texts.into_iter().flatten().find_map(|text| term::find(text, typed));
        if let Some(snippet) = snippet {
            self.add(Found::Registered(row), By::Text(snippet));
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

/// The letter that was typed: 示测公开〔2026〕5号, in whatever brackets.
fn letter(typed: &str) -> Option<LetterNumber> {
    let brackets = |text: &str| text.replace(['[', '('], "〔").replace([']', ')'], "〕");
    brackets(typed).parse().ok()
}

/// The first passage of a step's texts that holds the term; who applies is looked for by name only.
fn passage<S>(step: &StoredStep<S>, typed: &str) -> Option<Snippet> {
    let texts = step.texts.as_ref()?;
    let written = texts.iter().filter(|(name, _)| !NOT_SEARCHED.contains(&name.as_str()));
    written.map(|(_, value)| value).find_map(|value| passage_of(value, typed))
}

fn passage_of(value: &serde_json::Value, typed: &str) -> Option<Snippet> {
    match value {
        serde_json::Value::String(text) => term::find(text, typed),
        serde_json::Value::Array(values) => values.iter().find_map(|value| passage_of(value, typed)),
        serde_json::Value::Object(fields) => fields.values().find_map(|value| passage_of(value, typed)),
        _ => None,
    }
}

/// The request to correct records whose number was typed, or the number of its letter: it is no application, and has a
/// page of its own.
///
/// # Errors
/// Where the database does not answer.
pub async fn rectification(store: &Store, agency: i64, typed: &str) -> store::Result<Option<String>> {
    let number = match letter(&term::normal(typed)) {
        Some(letter) => store.application_of_letter(agency, &letter).await?,
        None => Some(typed.trim().to_uppercase()).filter(|number| number.starts_with('C')),
    };
    let Some(number) = number else { return Ok(None) };
    Ok(store.rectification(agency, &number).await?.map(|stored| stored.case.number))
}

/// Takes everything into the index that is not there yet; `tell` hears how many events are done. Answers how many, or
/// none without keys.
///
/// # Errors
/// Where the database does not answer.
pub async fn index(store: &Store, tell: impl Fn(u64)) -> store::Result<Option<u64>> {
    let mut done = 0;
    loop {
        let Some(indexed) = store.index_texts(BATCH, term::pairs).await? else { return Ok(None) };
        done += indexed.events;
        tell(done);
        if indexed.left == 0 || indexed.events == 0 {
            return Ok(Some(done));
        }
    }
}

/// Takes a few events into the index and answers whether there are more: for whoever does it beside other work.
///
/// # Errors
/// Where the database does not answer.
pub async fn index_some(store: &Store) -> store::Result<bool> {
    Ok(store.index_texts(FEW, term::pairs).await?.is_some_and(|indexed| indexed.left > 0))
}
