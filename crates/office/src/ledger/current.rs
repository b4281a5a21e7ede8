//! What the ledger holds of an agency before an import.

use std::collections::BTreeMap;

use serde_json::Value;
use statute::registers::{Agency, Register};
use store::{AgencyRow, Store, StoredEntry};

/// An agency as the ledger knows it now.
#[derive(Clone, Debug, Default)]
pub struct Current {
    /// Every agency, for the tree.
    pub(super) agencies: Vec<AgencyRow>,
    /// Its number, or the next free one.
    pub(super) id: i64,
    /// The version of its stream; 0 where it is new.
    pub(super) version: i64,
    pub(super) agency: Option<Agency>,
    pub(super) entries: BTreeMap<Register, Vec<StoredEntry>>,
    /// Rows that were retracted and may return.
    pub(super) retracted: BTreeMap<Register, Vec<StoredEntry>>,
    /// The version of the stream of the year's report.
    pub(super) report_version: i64,
    pub(super) narrative: Option<String>,
    pub(super) previous: Option<Value>,
    pub(super) given: Option<Vec<String>>,
    /// Years whose report is published, with the version of their streams.
    pub(super) frozen: BTreeMap<i16, i64>,
}

/// The stream of a year's report.
pub(crate) fn report_stream(agency: i64, year: i16) -> String {
    format!("report/{agency}/{year}")
}

impl Current {
    /// A ledger that holds nothing.
    pub fn empty() -> Self {
        Self { id: 1, ..Self::default() }
    }

    /// Reads what the ledger holds of the agency of this name, and of the report of `year`.
    ///
    /// # Errors
    /// Where the database does not answer, or sealed texts do not open.
    pub async fn load(store: &Store, name: &str, year: i16) -> store::Result<Self> {
        let agencies = store.agencies().await?;
        let known = agencies.iter().find(|row| row.agency.name == name).cloned();
        let mut current = Self {
            id: agencies.iter().map(|row| row.id).max().unwrap_or(0) + 1,
            agencies,
            ..Self::default()
        };
        let Some(row) = known else { return Ok(current) };
        (current.id, current.version, current.agency) = (row.id, row.version, Some(row.agency));
        for register in Register::ALL {
            let entries = store.register(row.id, register).await?;
            if !entries.is_empty() {
                current.entries.insert(register, entries);
            }
            let retracted = store.retracted(row.id, register).await?;
            if !retracted.is_empty() {
                current.retracted.insert(register, retracted);
            }
        }
        current.report_version = store.version(&report_stream(row.id, year)).await?;
        current.narrative = store.narrative(row.id, year).await?;
        current.previous = store.previous(row.id, year).await?;
        current.given = store.given_registers(row.id).await?.remove(&year);
        for report in store.frozen_reports(row.id).await? {
            let version = store.version(&report_stream(row.id, report.year)).await?;
            current.frozen.insert(report.year, version);
        }
        Ok(current)
    }
}
