//! Rows of the registers, whatever event brings, alters or takes them, and what is counted of them.

use statute::registers::{ApplicationEntry, Register};

use super::{Projector, applications, corrupt, entries, publications, retracted};
use crate::database::Write;
use crate::entry::Entry;
use crate::error::Result;
use crate::event::{Event, Hash};
use crate::fact::Step;

impl Projector {
    /// An application under the procedure counts as received from now on, at whatever version of its stream.
    pub(super) async fn receive(
        &mut self,
        write: &mut Write,
        event: &Event,
        row: ApplicationEntry,
    ) -> Result<()> {
        let slot = self.packs.next(write, event.agency).await?;
        self.packs.set(write, event.agency, slot, Some(&row)).await?;
        self.tallies.count(write, event.agency, crate::counts::application(&row, 1)).await?;
        self.applications.insert(write, event, &row, slot, None).await
    }

    pub(super) async fn application(
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
    pub(super) async fn publication(
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

    pub(super) async fn entry(
        &mut self,
        write: &mut Write,
        event: &Event,
        step: Step,
        entry: &Entry,
    ) -> Result<()> {
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
}
