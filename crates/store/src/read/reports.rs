//! What belongs to the report of a year: its texts, the registers handed in, what was published.

use std::collections::BTreeMap;

use super::unreadable;
use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::fact::FrozenFile;

/// A published report of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenReport {
    /// The year reported on.
    pub year: i16,
    /// When it was frozen, in UTC.
    pub frozen_at: String,
    /// Whether registers were corrected since.
    pub is_corrected: bool,
    /// What was published.
    pub files: Vec<FrozenFile>,
}

impl Store {
    /// A text of a year's report, as JSON: `narrative`, `previous`.
    async fn text_part(&self, agency: i64, part: &str, year: i16) -> Result<Option<serde_json::Value>> {
        const SQL: &str = "select data from text_part where agency = $1 and part = $2 and year = $3";
        let row: Option<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(part)
            .bind(i64::from(year))
            .fetch_optional(db)
            .await)?;
        row.map(|(data,)| {
            serde_json::from_str(&data).map_err(|_| unreadable(&format!("report/{agency}/{year}")))
        })
        .transpose()
    }

    /// The narrative of a year's report (`narrative.md`).
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn narrative(&self, agency: i64, year: i16) -> Result<Option<String>> {
        let value = self.text_part(agency, "narrative", year).await?;
        Ok(value.and_then(|value| value.as_str().map(str::to_owned)))
    }

    /// The report of the year before, as `report.json` has it (`previous.json`).
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn previous(&self, agency: i64, year: i16) -> Result<Option<serde_json::Value>> {
        self.text_part(agency, "previous", year).await
    }

    /// The registers that were handed in for any year, by file name; those without rows among them are known to be empty.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn given_registers(&self, agency: i64) -> Result<BTreeMap<i16, Vec<String>>> {
        const SQL: &str = "select year, data from text_part where agency = $1 and part = 'registers'";
        let rows: Vec<(i64, String)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(year, data)| {
                let names = serde_json::from_str(&data)
                    .map_err(|_| unreadable(&format!("report/{agency}/{year}")))?;
                Ok((year as i16, names))
            })
            .collect()
    }

    /// The published reports of an agency, by year.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn frozen_reports(&self, agency: i64) -> Result<Vec<FrozenReport>> {
        const SQL: &str = "select year, frozen_at, state, data from report where agency = $1 order by year";
        let rows: Vec<(i64, String, String, String)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(year, frozen_at, state, data)| {
                let files = serde_json::from_str(&data)
                    .map_err(|_| unreadable(&format!("report/{agency}/{year}")))?;
                Ok(FrozenReport { year: year as i16, frozen_at, is_corrected: state == "corrected", files })
            })
            .collect()
    }
}
