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
mod remedies;
mod retracted;
mod single;
mod tallies;

pub(crate) use applications::{Columns, application_of};
pub(crate) use handling::NEVER;
pub(crate) use packs::{cells, first_other_cell};
pub(crate) use publications::{DOCUMENT_IN_FOLDER, document_streams};
pub(crate) use tallies::EVERYBODY;

use std::sync::Arc;

use handling::Change;
use serde::de::DeserializeOwned;
use sqlx::AssertSqlSafe;
use statute::calendar::Calendar;
use statute::registers::{ApplicationEntry, Register};

use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::fact::{Fact, Step};
use crate::numbered::Series;

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

    /// An application under the procedure counts as received from now on, at whatever version of its stream.
    async fn receive(&mut self, write: &mut Write, event: &Event, row: ApplicationEntry) -> Result<()> {
        let slot = self.packs.next(write, event.agency).await?;
        self.packs.set(write, event.agency, slot, Some(&row)).await?;
        self.tallies.count(write, event.agency, crate::counts::application(&row, 1)).await?;
        self.applications.insert(write, event, &row, slot, None).await
    }

    async fn application(
        &mut self,
        write: &mut Write,
        event: &Event,
        step: Step,
        row: ApplicationEntry,
        sealed: Option<Hash>,
    ) -> Result<()> {
        let agency = event.agency;
        if step == Step::Entered {
            let slot = if event.version == 1 {
                self.packs.next(write, agency).await?
            } else {
                self.packs.slots(write, agency).await?;
                let slot = retracted::release(write, event, &Entry::Application(row.clone())).await?;
                slot.ok_or_else(|| corrupt(event, "撤销的申请没有位置"))?
            };
            self.packs.set(write, agency, slot, Some(&row)).await?;
            self.tallies.count(write, agency, crate::counts::application(&row, 1)).await?;
            return self.applications.insert(write, event, &row, slot, sealed).await;
        }
        self.applications.flush(write).await?;
        let (old, slot) = applications::find(write, event, &row).await?;
        self.tallies.count(write, agency, crate::counts::application(&old, -1)).await?;
        if step == Step::Retracted {
            self.packs.set(write, agency, slot, None).await?;
            applications::remove(write, event, &row).await?;
            return retracted::keep(write, event, &Entry::Application(row), Some(slot), sealed).await;
        }
        self.packs.set(write, agency, slot, Some(&row)).await?;
        self.tallies.count(write, agency, crate::counts::application(&row, 1)).await?;
        applications::replace(write, event, &row, sealed).await
    }

    /// A document that is public has a row of the register, unless a folder brought one: then that one counts.
    async fn publication(
        &mut self,
        write: &mut Write,
        event: &Event,
        step: &statute::publication::Step,
    ) -> Result<()> {
        let (before, now) = publications::apply(write, event, step).await?;
        if before == now {
            return Ok(());
        }
        self.entries.flush(write).await?;
        let has_row = before.is_some() && publications::has_row(write, event).await?;
        match now {
            Some(now) if has_row => self.entry(write, event, Step::Corrected, &Entry::Document(now)).await,
            Some(now) if before.is_none() && !publications::is_entered(write, event, &now).await? => {
                self.entries.insert(write, event, &Entry::Document(now)).await
            }
            None if has_row => entries::remove(write, event, Register::Documents).await,
            _ => Ok(()),
        }
    }

    async fn entry(&mut self, write: &mut Write, event: &Event, step: Step, entry: &Entry) -> Result<()> {
        if step == Step::Entered {
            if event.version > 1 {
                retracted::release(write, event, entry).await?;
            }
            self.remedy(write, event, entry, 1).await?;
            return self.entries.insert(write, event, entry).await;
        }
        self.entries.flush(write).await?;
        let old = entries::find(write, event, entry.register()).await?;
        self.remedy(write, event, &old, -1).await?;
        if step == Step::Retracted {
            entries::remove(write, event, entry.register()).await?;
            return retracted::keep(write, event, entry, None, None).await;
        }
        self.remedy(write, event, entry, 1).await?;
        entries::replace(write, event, entry).await
    }

    /// Counts a remedy in or, with −1, out; other entries have no counters.
    async fn remedy(&mut self, write: &mut Write, event: &Event, entry: &Entry, sign: i32) -> Result<()> {
        let Entry::Remedy(row) = entry else { return Ok(()) };
        self.tallies.count(write, event.agency, crate::counts::remedy(row, sign)).await
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

/// The number of an application or a case, which stands in its stream: `application/1/2026-12`.
fn number_of(event: &Event) -> Option<&str> {
    event.stream.splitn(3, '/').nth(2).filter(|number| !number.is_empty())
}

/// A case as its row holds it; none where there is no such row, or it is not what this program writes.
async fn load<T: DeserializeOwned>(
    write: &mut Write,
    series: Series,
    event: &Event,
    number: &str,
) -> Result<Option<T>> {
    let sql = format!("select data from {} where agency = $1 and number = $2", series.table);
    let row: Option<(String,)> = on!(write, Write, |db| sqlx::query_as(AssertSqlSafe(sql))
        .bind(event.agency)
        .bind(number)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(row.and_then(|(data,)| serde_json::from_str(&data).ok()))
}

fn corrupt(event: &Event, problem: &str) -> Error {
    Error::Corrupt { stream: event.stream.clone(), version: event.version, problem: problem.to_owned() }
}
