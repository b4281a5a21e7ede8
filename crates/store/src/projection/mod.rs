//! Projections: tables that lists and statistics read, made from events only.
//!
//! The same code serves the writer and [`crate::Store::rebuild`]; what depends on anything but the events is a mistake.

mod applications;
mod calendar;
mod comments;
mod desks;
mod entries;
mod growth;
mod handling;
mod mail;
mod packs;
mod publications;
mod rectifications;
mod registers;
mod remedies;
mod retracted;
mod row;
mod single;
mod tallies;

pub(crate) use applications::{Columns, application_of};
pub(crate) use handling::NEVER;
pub(crate) use packs::{cells, first_other_cell};
pub(crate) use publications::{DOCUMENT_IN_FOLDER, DOCUMENT_ROW, document_streams};
pub(crate) use tallies::EVERYBODY;

use std::sync::Arc;

use statute::calendar::Calendar;

use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::fact::{Fact, Step};
use handling::Change;
use row::{load, number_of};

/// The tables that [`Projector`] fills, emptied before a rebuild.
pub(crate) const TABLES: [&str; 21] = [
    "agency",
    "application",
    "entry",
    "retracted",
    "text_part",
    "report",
    "tally",
    "application_pack",
    "handling",
    "handling_count",
    "letter",
    "remedy_case",
    "rectification",
    "publication",
    "publication_link",
    "public_comment",
    "account",
    "setting",
    "mail",
    "calendar",
    "limit_move",
];

/// Applies events to the projections within one transaction.
pub(crate) struct Projector {
    /// What limits are reckoned by.
    calendar: Arc<Calendar>,
    applications: applications::Pending,
    entries: entries::Pending,
    handling: handling::Handling,
    packs: packs::Packs,
    tallies: tallies::Tallies,
    growth: growth::Growth,
}

impl Projector {
    /// With the arrangement of workdays that holds for what comes.
    pub(crate) fn new(calendar: Arc<Calendar>) -> Self {
        Self {
            calendar,
            applications: applications::Pending::default(),
            entries: entries::Pending::default(),
            handling: handling::Handling::default(),
            packs: packs::Packs::default(),
            tallies: tallies::Tallies::default(),
            growth: growth::Growth::default(),
        }
    }

    /// For every event of the ledger from the first: with the first arrangement that it tells, or this one where it
    /// tells none.
    pub(crate) async fn anew(write: &mut Write, calendar: &Arc<Calendar>) -> Result<Self> {
        const SQL: &str = "select * from event where stream = $1 and version = 1";
        let first: Option<Event> = on!(write, Write, |db| sqlx::query_as(SQL)
            .bind(crate::calendar::STREAM)
            .fetch_optional(&mut **db)
            .await)?;
        let told = match first.map(|event| crate::rebuild::fact_of(&event)) {
            Some(Ok((Fact::Calendar { arrangement }, _))) => crate::calendar::parsed(&arrangement),
            // One that was altered is found where the events are gone through.
            _ => None,
        };
        Ok(Self::new(told.unwrap_or_else(|| Arc::clone(calendar))))
    }

    /// Has limits reckoned by this arrangement from the next event on.
    pub(crate) fn reckon_by(&mut self, calendar: Arc<Calendar>) {
        self.calendar = calendar;
    }

    pub(crate) async fn apply(
        &mut self,
        write: &mut Write,
        event: &Event,
        fact: Fact,
        sealed: Option<Hash>,
    ) -> Result<()> {
        self.growth.grow(write).await?;
        match fact {
            Fact::Entry { step, entry: Entry::Application(row), .. } => {
                self.application(write, event, step, row, sealed).await
            }
            Fact::Procedure { step, .. } => {
                match self.handling.apply(write, event, &step, sealed, &self.calendar).await? {
                    Change::Nothing => Ok(()),
                    Change::Entered(row) => self.receive(write, event, row).await,
                    Change::Replaced(row) => self.application(write, event, Step::Corrected, row, None).await,
                    Change::Left(row) => self.application(write, event, Step::Retracted, row, None).await,
                }
            }
            Fact::Remedy { step, .. } => {
                let (step, row) = match remedies::apply(write, event, &step, &self.calendar).await? {
                    (None, Some(now)) => (Step::Entered, now),
                    (Some(before), None) => (Step::Retracted, before),
                    (Some(before), Some(now)) if before != now => (Step::Corrected, now),
                    _ => return Ok(()),
                };
                self.entry(write, event, step, &Entry::Remedy(row)).await
            }
            Fact::Rectification { step, .. } => rectifications::apply(write, event, &step).await,
            Fact::Publication(step) => Box::pin(self.publication(write, event, &step)).await,
            Fact::Comment(step) => Box::pin(comments::apply(write, event, &step)).await,
            Fact::Account { account, .. } => single::account(write, event, &account).await,
            Fact::Settings { from, settings } => single::settings(write, event, from, &settings).await,
            // Read from the stream: an agency changes its templates a few times in its life.
            Fact::Template { .. }
            | Fact::List { .. }
            | Fact::ListWithdrawn(_)
            | Fact::Accessed(_)
            | Fact::SignIn(_) => Ok(()),
            Fact::Entry { step, entry, .. } => self.entry(write, event, step, &entry).await,
            Fact::Agency { agency, .. } => single::agency(write, event, &agency).await,
            Fact::Narrative { year, text } => {
                single::text_part(write, event, "narrative", year, &serde_json::Value::String(text)).await
            }
            Fact::Previous { year, report } => {
                single::text_part(write, event, "previous", year, &report).await
            }
            Fact::Given { year, registers } => {
                single::text_part(write, event, "registers", year, &registers.into()).await
            }
            Fact::Frozen { year, files } => single::frozen(write, event, year, &files).await,
            Fact::ReportCorrected { year, .. } => single::corrected(write, event, year).await,
            Fact::Calendar { arrangement } => {
                self.calendar = crate::calendar::parsed(&arrangement)
                    .ok_or_else(|| corrupt(event, "节假日安排不能识别"))?;
                calendar::adopt(write, event, &arrangement).await
            }
            Fact::LimitMoved(moved) => {
                let number = self.handling.moved(write, event, moved.to).await?;
                calendar::moved(write, event, &number, &moved).await
            }
            Fact::RemedyLimitMoved(moved) => {
                let number = remedies::moved(write, event, moved.to).await?;
                calendar::moved(write, event, &number, &moved).await
            }
            Fact::Mail(step) => mail::apply(write, event, &step, sealed).await,
        }
    }

    /// Writes what is still held back.
    pub(crate) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        self.applications.flush(write).await?;
        self.entries.flush(write).await?;
        self.handling.flush(write).await?;
        self.packs.flush(write).await?;
        self.tallies.flush(write).await?;
        self.growth.end(write).await
    }
}

fn corrupt(event: &Event, problem: &str) -> Error {
    Error::Corrupt { stream: event.stream.clone(), version: event.version, problem: problem.to_owned() }
}
