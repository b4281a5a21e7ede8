//! What agencies are and say of themselves, by the day it holds from: which holds, and how it came about.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use statute::registers::Agency;

use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::rebuild::fact_of;

/// A change of what an agency is or says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct AgencyChange {
    /// When it was recorded.
    pub at: Timestamp,
    /// The account that recorded it.
    pub actor: String,
    /// What was recorded.
    pub what: AgencyWord,
}

/// What a change says.
#[derive(Clone, Debug, PartialEq)]
pub enum AgencyWord {
    /// What `agency.toml` says.
    Row(Agency),
    /// Settings from a day on; null where those of this day are withdrawn.
    Settings(Date, Value),
}

/// What streams of agencies begin with.
pub(crate) const AGENCIES: &str = "agency/";

impl Store {
    /// The stream of an agency.
    pub fn agency_stream(agency: i64) -> String {
        format!("{AGENCIES}{agency}")
    }

    /// Everything that was recorded of an agency, oldest first; as many as the version of its stream. No projection: the
    /// stream itself is short and is read.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn agency_changes(&self, agency: i64) -> Result<Vec<AgencyChange>> {
        let mut changes = Vec::new();
        for event in self.stream(&Self::agency_stream(agency)).await? {
            let corrupt = |problem: &str| Error::Corrupt {
                stream: event.stream.clone(),
                version: event.version,
                problem: problem.into(),
            };
            let at = event.at.parse().map_err(|_| corrupt("时间不能识别"))?;
            let what = match fact_of(&event)?.0 {
                Fact::Agency { agency, .. } => AgencyWord::Row(agency),
                Fact::Settings { from, settings } => AgencyWord::Settings(from, settings),
                _ => return Err(corrupt("不是机关的事项")),
            };
            changes.push(AgencyChange { at, actor: event.actor, what });
        }
        Ok(changes)
    }

    /// The settings of an agency that hold on a day: those with the latest start not after it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn settings(&self, agency: i64, on_day: Date) -> Result<Option<(Date, Value)>> {
        const SQL: &str = "select from_on, data from setting where agency = $1 and from_on <= $2 \
                           order by from_on desc limit 1";
        let row: Option<(String, String)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(on_day.to_string())
            .fetch_optional(db)
            .await)?;
        row.map(|(from, data)| {
            let unreadable = || Error::Corrupt {
                stream: Self::agency_stream(agency),
                version: 0,
                problem: "设置不能识别，请执行 gongkai rebuild".into(),
            };
            let from = from.parse().map_err(|_| unreadable())?;
            Ok((from, serde_json::from_str(&data).map_err(|_| unreadable())?))
        })
        .transpose()
    }
}
