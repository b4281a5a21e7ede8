//! Reading agencies, registers, texts and streams.

use std::collections::BTreeMap;

use statute::registers::{Agency, Register};

use crate::canonical::hex;
use crate::database::{Pool, Store, on};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fact::{FrozenFile, Personal};
use crate::projection::application_of;
use crate::sealed;

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

/// A row of a register as the ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// The row, with its free texts where they can be read.
    pub entry: Entry,
    /// Its stream.
    pub stream: String,
    /// The version of the stream.
    pub version: i64,
    /// The hash of the sealed record of its free texts, in hexadecimal.
    pub sealed: Option<String>,
    /// Whether the key of its free texts was destroyed.
    pub is_erased: bool,
}

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

#[derive(sqlx::FromRow)]
struct ApplicationRow {
    number: String,
    #[sqlx(flatten)]
    columns: crate::projection::Columns,
    stream: String,
    version: i64,
    hash: Option<Vec<u8>>,
    key_id: Option<String>,
    wrapped_key: Option<Vec<u8>>,
    ciphertext: Option<Vec<u8>>,
}

#[derive(sqlx::FromRow)]
struct RetractedRow {
    stream: String,
    data: String,
    version: i64,
    hash: Option<Vec<u8>>,
    key_id: Option<String>,
    wrapped_key: Option<Vec<u8>>,
    ciphertext: Option<Vec<u8>>,
}

fn unreadable(stream: &str) -> Error {
    Error::Corrupt {
        stream: stream.to_owned(),
        version: 0,
        problem: "记录不能识别，请执行 gongkai rebuild".into(),
    }
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

    /// The rows of a register of an agency, in the order they were entered. Free texts are opened where there is a key.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn register(&self, agency: i64, register: Register) -> Result<Vec<StoredEntry>> {
        const SQL: &str = "select stream, data, version from entry where agency = $1 and register = $2 \
                           order by position";
        if register == Register::Applications {
            return self.applications(agency).await;
        }
        let rows: Vec<(String, String, i64)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(register.file_stem())
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|(stream, data, version)| {
                let entry = serde_json::from_str(&data)
                    .and_then(|json| Entry::from_json(register, json))
                    .map_err(|_| unreadable(&stream))?;
                Ok(StoredEntry { entry, stream, version, sealed: None, is_erased: false })
            })
            .collect()
    }

    async fn applications(&self, agency: i64) -> Result<Vec<StoredEntry>> {
        const SQL: &str = include_str!("applications.sql");
        let rows: Vec<ApplicationRow> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).fetch_all(db).await)?;
        rows.into_iter().map(|row| self.application_entry(row)).collect()
    }

    /// One application of the register by its number, with its free texts where they can be read.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn registered(&self, agency: i64, number: &str) -> Result<Option<StoredEntry>> {
        const SQL: &str = "select a.number, a.slot, a.received_on, a.channel, a.applicant, a.leaf, a.answered_on, \
                           a.rest, a.stream, a.version, s.hash, s.key_id, s.wrapped_key, s.ciphertext \
                           from application a left join sealed s on s.hash = a.sealed \
                           where a.agency = $1 and a.number = $2";
        let row: Option<ApplicationRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(|row| self.application_entry(row)).transpose()
    }

    /// Applications that only the register holds, after a number, in the order of numbers.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn registered_after(&self, agency: i64, number: &str, most: u32) -> Result<Vec<StoredEntry>> {
        const SQL: &str = "select a.number, a.slot, a.received_on, a.channel, a.applicant, a.leaf, a.answered_on, \
                           a.rest, a.stream, a.version, s.hash, s.key_id, s.wrapped_key, s.ciphertext \
                           from application a left join sealed s on s.hash = a.sealed \
                           where a.agency = $1 and a.number > $2 and a.stream like 'applications/%' \
                           order by a.number limit $3";
        let rows: Vec<ApplicationRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .bind(i64::from(most))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(|row| self.application_entry(row)).collect()
    }

    fn application_entry(&self, row: ApplicationRow) -> Result<StoredEntry> {
        let mut application = application_of(&row.number, &row.columns)?;
        let mut is_erased = false;
        if let (Some(key_id), Some(ciphertext)) = (row.key_id, row.ciphertext) {
            match sealed::open(&self.keys, &row.stream, key_id, row.wrapped_key, ciphertext)? {
                Some(personal) => Personal::put(personal, &mut application),
                None => is_erased = true,
            }
        }
        Ok(StoredEntry {
            entry: Entry::Application(application),
            stream: row.stream,
            version: row.version,
            sealed: row.hash.as_deref().map(hex),
            is_erased,
        })
    }

    /// The rows of a register that were retracted and are not entered again, each with the version of its stream.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn retracted(&self, agency: i64, register: Register) -> Result<Vec<StoredEntry>> {
        const SQL: &str = "select r.stream, r.data, r.version, s.hash, s.key_id, s.wrapped_key, s.ciphertext \
                           from retracted r left join sealed s on s.hash = r.sealed \
                           where r.agency = $1 and r.register = $2 order by r.stream";
        let rows: Vec<RetractedRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(register.file_stem())
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let mut entry = serde_json::from_str(&row.data)
                    .and_then(|json| Entry::from_json(register, json))
                    .map_err(|_| unreadable(&row.stream))?;
                let mut is_erased = false;
                if let (Entry::Application(application), Some(key_id), Some(ciphertext)) =
                    (&mut entry, row.key_id, row.ciphertext)
                {
                    match sealed::open(&self.keys, &row.stream, key_id, row.wrapped_key, ciphertext)? {
                        Some(personal) => Personal::put(personal, application),
                        None => is_erased = true,
                    }
                }
                Ok(StoredEntry {
                    entry,
                    stream: row.stream,
                    version: row.version,
                    sealed: row.hash.as_deref().map(hex),
                    is_erased,
                })
            })
            .collect()
    }

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

    /// The events of a stream, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn stream(&self, stream: &str) -> Result<Vec<Event>> {
        const SQL: &str = "select * from event where stream = $1 order by version";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_all(db).await)?)
    }

    /// The version of a stream; 0 where there is none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn version(&self, stream: &str) -> Result<i64> {
        const SQL: &str = "select coalesce(max(version), 0) from event where stream = $1";
        let (version,): (i64,) =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_one(db).await)?;
        Ok(version)
    }

    /// The latest events of an agency before one of them, newest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn latest_events(&self, agency: i64, before: Option<i64>, count: u32) -> Result<Vec<Event>> {
        const SQL: &str = "select * from event where agency = $1 and id < $2 order by id desc limit $3";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?)
    }

    /// How many events the ledger holds.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn event_count(&self) -> Result<i64> {
        const SQL: &str = "select count(*) from event";
        let (count,): (i64,) = on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_one(db).await)?;
        Ok(count)
    }

    /// The id of a master key that sealed something here; none where nothing is sealed, so that no key file is needed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn sealing_key(&self) -> Result<Option<String>> {
        const SQL: &str = "select key_id from sealed limit 1";
        let row: Option<(String,)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_optional(db).await)?;
        Ok(row.map(|(id,)| id))
    }
}
