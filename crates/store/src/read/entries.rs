//! Rows of the registers, with their free texts where they can be read.

use statute::registers::Register;

use super::unreadable;
use crate::canonical::hex;
use crate::database::{Pool, Store, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::fact::Personal;
use crate::projection::application_of;
use crate::sealed;

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

#[derive(sqlx::FromRow)]
struct ApplicationRow {
    number: String,
    #[sqlx(flatten)]
    columns: crate::projection::Columns,
    stream: String,
    version: i64,
    #[sqlx(flatten)]
    texts: SealedTexts,
}

/// The sealed free texts of an application; columns are null where it has none.
#[derive(sqlx::FromRow)]
struct SealedTexts {
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
    #[sqlx(flatten)]
    texts: SealedTexts,
}

impl Store {
    /// The rows of a register of an agency, in the order they were entered. Free texts are opened where there is a key.
    ///
    /// # Errors
    /// [`crate::Error::KeyMissing`] or [`crate::Error::SealBroken`] where sealed texts do not open.
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
    /// [`crate::Error::KeyMissing`] or [`crate::Error::SealBroken`] where sealed texts do not open.
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
    /// [`crate::Error::KeyMissing`] or [`crate::Error::SealBroken`] where sealed texts do not open.
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
        let application = application_of(&row.number, &row.columns)?;
        self.with_texts(Entry::Application(application), row.stream, row.version, row.texts)
    }

    /// A row with its free texts put back where they can be read.
    fn with_texts(
        &self,
        mut entry: Entry,
        stream: String,
        version: i64,
        texts: SealedTexts,
    ) -> Result<StoredEntry> {
        let mut is_erased = false;
        if let (Entry::Application(application), Some(key_id), Some(ciphertext)) =
            (&mut entry, texts.key_id, texts.ciphertext)
        {
            match sealed::open(&self.keys, &stream, key_id, texts.wrapped_key, ciphertext)? {
                Some(personal) => Personal::put(personal, application),
                None => is_erased = true,
            }
        }
        let sealed = texts.hash.as_deref().map(hex);
        Ok(StoredEntry { entry, stream, version, sealed, is_erased })
    }

    /// The rows of a register that were retracted and are not entered again, each with the version of its stream.
    ///
    /// # Errors
    /// [`crate::Error::KeyMissing`] or [`crate::Error::SealBroken`] where sealed texts do not open.
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
                let entry = serde_json::from_str(&row.data)
                    .and_then(|json| Entry::from_json(register, json))
                    .map_err(|_| unreadable(&row.stream))?;
                self.with_texts(entry, row.stream, row.version, row.texts)
            })
            .collect()
    }
}
