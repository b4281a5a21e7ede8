//! The agencies of the ledger.

use statute::registers::Agency;

use super::unreadable;
use crate::database::{Pool, Store, on};
use crate::error::Result;

/// An agency of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRow {
    /// Its number in this ledger, from 1.
    pub id: i64,
    /// What is known of it.
    pub agency: Agency,
    /// The version of its stream.
    pub version: i64,
}

impl Store {
    /// All agencies, in the order they were registered.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn agencies(&self) -> Result<Vec<AgencyRow>> {
        const SQL: &str = "select id, data, version from agency order by id";
        let rows: Vec<(i64, String, i64)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, data, version)| {
                let agency = serde_json::from_str(&data).map_err(|_| unreadable(&format!("agency/{id}")))?;
                Ok(AgencyRow { id, agency, version })
            })
            .collect()
    }
}
