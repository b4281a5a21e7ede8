//! Applications packed for full counts: six bytes each, 1,024 to a row.
//!
//! A count over all of them reads six bytes for each instead of a row of a table, which is what makes it fast.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use statute::registers::ApplicationEntry;

use crate::database::{Write, on};
use crate::error::Result;

/// Bytes of one cell: year received, year answered (0 while open), outcome (255 while open), kind of applicant.
const CELL: usize = 6;

/// Cells in one row.
const PER_PART: i64 = 1024;

/// The outcome of an open application.
const OPEN: u8 = u8::MAX;

/// The cell of a retracted application: received in no year, so that no count takes it in.
const VACANT: [u8; CELL] = [u8::MAX, u8::MAX, 0, 0, OPEN, 0];

/// The packs touched in this transaction.
#[derive(Default)]
pub(super) struct Packs {
    next_slot: BTreeMap<i64, i64>,
    parts: BTreeMap<(i64, i64), Vec<u8>>,
}

fn cell(row: &ApplicationEntry) -> [u8; CELL] {
    let year = |date: Date| date.year().unsigned_abs().to_le_bytes();
    let [received, received_high] = year(row.received_on);
    let [answered, answered_high] = row.answered_on.map_or([0, 0], year);
    let leaf = row.leaf.map_or(OPEN, |leaf| leaf as u8);
    [received, received_high, answered, answered_high, leaf, row.applicant as u8]
}

/// Year received, year answered, outcome and applicant of each cell.
pub(crate) fn cells(bytes: &[u8]) -> impl Iterator<Item = (u16, u16, u8, u8)> + '_ {
    bytes.as_chunks::<CELL>().0.iter().map(|&[r0, r1, a0, a1, leaf, applicant]| {
        (u16::from_le_bytes([r0, r1]), u16::from_le_bytes([a0, a1]), leaf, applicant)
    })
}

/// The first cell that differs between two packs: both in words.
pub(crate) fn first_other_cell(one: &[u8], other: &[u8]) -> Option<(String, String)> {
    let count = cells(one).count().max(cells(other).count());
    let place = (0..count).find(|place| cells(one).nth(*place) != cells(other).nth(*place))?;
    let told = |bytes| match cells(bytes).nth(place) {
        Some((received, answered, leaf, applicant)) => {
            format!("第{}件 {received} {answered} {leaf} {applicant}", place + 1)
        }
        None => format!("第{}件 空白", place + 1),
    };
    Some((told(one), told(other)))
}

impl Packs {
    /// The slot of a new application of the agency. A slot belongs to one stream for good: what is retracted leaves it
    /// vacant, and what returns takes it again.
    pub(super) async fn next(&mut self, write: &mut Write, agency: i64) -> Result<i64> {
        let slot = self.slots(write, agency).await?;
        self.next_slot.insert(agency, slot + 1);
        Ok(slot)
    }

    /// How many slots the agency has.
    pub(super) async fn slots(&mut self, write: &mut Write, agency: i64) -> Result<i64> {
        const SQL: &str = "select part, cast(length(cells) as bigint) from application_pack where agency = $1 \
                           order by part desc limit 1";
        if let Some(slot) = self.next_slot.get(&agency) {
            return Ok(*slot);
        }
        let last: Option<(i64, i64)> =
            on!(write, Write, |db| sqlx::query_as(SQL).bind(agency).fetch_optional(&mut **db).await)?;
        let count = last.map_or(0, |(part, bytes)| part * PER_PART + bytes / CELL as i64);
        self.next_slot.insert(agency, count);
        Ok(count)
    }

    /// Replaces the cell of a slot; without an application it becomes vacant.
    pub(super) async fn set(
        &mut self,
        write: &mut Write,
        agency: i64,
        slot: i64,
        row: Option<&ApplicationEntry>,
    ) -> Result<()> {
        let (part, start) = (slot / PER_PART, (slot % PER_PART) as usize * CELL);
        let bytes = match self.parts.entry((agency, part)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(load(write, agency, part).await?),
        };
        if bytes.len() < start + CELL {
            bytes.resize(start + CELL, 0);
        }
        bytes[start..start + CELL].copy_from_slice(&row.map_or(VACANT, cell));
        Ok(())
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into application_pack (agency, part, cells) values ($1, $2, $3) \
                           on conflict (agency, part) do update set cells = excluded.cells";
        for ((agency, part), bytes) in std::mem::take(&mut self.parts) {
            on!(write, Write, |db| sqlx::query(SQL)
                .bind(agency)
                .bind(part)
                .bind(bytes)
                .execute(&mut **db)
                .await
                .map(drop))?;
        }
        Ok(())
    }
}

async fn load(write: &mut Write, agency: i64, part: i64) -> Result<Vec<u8>> {
    const SQL: &str = "select cells from application_pack where agency = $1 and part = $2";
    let row: Option<(Vec<u8>,)> =
        on!(write, Write, |db| sqlx::query_as(SQL).bind(agency).bind(part).fetch_optional(&mut **db).await)?;
    Ok(row.map(|(bytes,)| bytes).unwrap_or_default())
}
