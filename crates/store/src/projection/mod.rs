//! Projections: tables that lists and statistics read, made from events only.
//!
//! The same code serves the writer and [`crate::Store::rebuild`]; what depends on anything but the events is a mistake.

mod applications;
mod entries;
mod packs;
mod single;
mod tallies;

pub(crate) use applications::{Columns, application_of};
pub(crate) use packs::cells;
pub(crate) use tallies::EVERYBODY;

use crate::database::Write;
use crate::entry::Entry;
use crate::error::Result;
use crate::event::{Event, Hash};
use crate::fact::{Fact, Step};

/// Rows inserted at a time.
const CHUNK: usize = 400;

/// The tables that [`Projector`] fills, emptied before a rebuild.
pub(crate) const TABLES: [&str; 7] =
    ["agency", "application", "entry", "text_part", "report", "tally", "application_pack"];

/// Applies events to the projections within one transaction.
#[derive(Default)]
pub(crate) struct Projector {
    applications: applications::Pending,
    entries: entries::Pending,
    packs: packs::Packs,
    tallies: tallies::Tallies,
}

impl Projector {
    pub(crate) async fn apply(
        &mut self,
        write: &mut Write,
        event: &Event,
        fact: Fact,
        sealed: Option<Hash>,
    ) -> Result<()> {
        match fact {
            Fact::Entry { step, entry: Entry::Application(row), .. } => {
                if step == Step::Entered {
                    let slot = self.packs.push(write, event.agency, &row).await?;
                    self.tallies.count(write, event.agency, crate::counts::application(&row, 1)).await?;
                    self.applications.insert(write, event, &row, slot, sealed).await
                } else {
                    self.applications.flush(write).await?;
                    let (old, slot) = applications::replace(write, event, &row, sealed).await?;
                    self.packs.set(write, event.agency, slot, &row).await?;
                    self.tallies.count(write, event.agency, crate::counts::application(&old, -1)).await?;
                    self.tallies.count(write, event.agency, crate::counts::application(&row, 1)).await
                }
            }
            Fact::Entry { step, entry, .. } => {
                if step == Step::Entered {
                    if let Entry::Remedy(row) = &entry {
                        self.tallies.count(write, event.agency, crate::counts::remedy(row, 1)).await?;
                    }
                    self.entries.insert(write, event, &entry).await
                } else {
                    self.entries.flush(write).await?;
                    let old = entries::replace(write, event, &entry).await?;
                    if let (Entry::Remedy(old), Entry::Remedy(row)) = (&old, &entry) {
                        self.tallies.count(write, event.agency, crate::counts::remedy(old, -1)).await?;
                        self.tallies.count(write, event.agency, crate::counts::remedy(row, 1)).await?;
                    }
                    Ok(())
                }
            }
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
        }
    }

    /// Writes what is still held back.
    pub(crate) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        self.applications.flush(write).await?;
        self.entries.flush(write).await?;
        self.packs.flush(write).await?;
        self.tallies.flush(write).await
    }
}
