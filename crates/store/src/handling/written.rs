//! What was written with acts: registrations and steps with their sealed texts.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;
use statute::procedure::Step;

use crate::canonical::hex;
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fact::Fact;
use crate::rebuild::fact_of;
use crate::rows::{asked, padded};
use crate::sealed::open_bytes;

/// A step of an application, or of a case, as it is on record.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredStep<S = Step> {
    /// Its place in the stream, from 1.
    pub version: i64,
    /// When it was recorded, in UTC.
    pub at: String,
    /// What was done.
    pub step: S,
    /// What was written with it; none where nothing was, or its key was destroyed.
    pub texts: Option<serde_json::Map<String, serde_json::Value>>,
    /// Hashes of its attachments, in hexadecimal.
    pub files: Vec<String>,
}

/// What was written with an act, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A JSON object.
    Opened(Vec<u8>),
    /// Its key was destroyed (lawful deletion).
    Erased,
    /// Its key is not there, or it was altered.
    Unreadable,
}

/// Number, stream, and the sealed record.
type RegistrationRow = (String, String, String, Option<Vec<u8>>, Vec<u8>);

impl Store {
    /// What was written with the registration of an application; none where its key was destroyed.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn registration(
        &self,
        stream: &str,
    ) -> Result<Option<serde_json::Map<String, serde_json::Value>>> {
        const SQL: &str = "select * from event where stream = $1 and version = 1";
        let event: Option<Event> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_optional(db).await)?;
        let Some((_, Some(hash))) = event.as_ref().map(fact_of).transpose()? else { return Ok(None) };
        let bytes = self.open_sealed(stream, &hex(&hash)).await?;
        bytes
            .map(|bytes| serde_json::from_slice(&bytes).map_err(|_| Error::SealBroken(stream.to_owned())))
            .transpose()
    }

    /// What was written with the registration of each of these applications, by number; those where nothing was are
    /// left out.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn registrations(&self, agency: i64, numbers: &[&str]) -> Result<BTreeMap<String, Written>> {
        const SQL: &str = "select handling.number, handling.stream, sealed.key_id, sealed.wrapped_key, \
                           sealed.ciphertext from asked cross join handling \
                           join sealed on sealed.hash = handling.sealed \
                           where handling.agency = $1 and handling.number = asked.value";
        if numbers.is_empty() {
            return Ok(BTreeMap::new());
        }
        let sql = asked(2, numbers.len(), SQL);
        let rows: Vec<RegistrationRow> = on!(&self.pool, Pool, |db| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
            for number in padded(numbers) {
                query = query.bind(*number);
            }
            query.fetch_all(db).await
        })?;
        let opened = rows.into_iter().map(|(number, stream, key_id, wrapped_key, ciphertext)| {
            let written = match open_bytes(&self.keys, &stream, key_id, wrapped_key, ciphertext) {
                Ok(Some(bytes)) => Written::Opened(bytes),
                Ok(None) => Written::Erased,
                // One record that does not open must not hide a whole list.
                Err(_) => Written::Unreadable,
            };
            (number, written)
        });
        Ok(opened.collect())
    }

    /// The steps of an application with what was written, oldest first.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn steps(&self, stream: &str) -> Result<Vec<StoredStep>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Procedure { step, files } => Some((step, files)),
            _ => None,
        })
        .await
    }

    /// The steps among the events of a stream, with what was written.
    pub(crate) async fn steps_of<S>(
        &self,
        stream: &str,
        step: fn(Fact) -> Option<(S, Vec<String>)>,
    ) -> Result<Vec<StoredStep<S>>> {
        let mut found = Vec::new();
        for event in self.stream(stream).await? {
            let (fact, sealed) = fact_of(&event)?;
            if let Some((step, files)) = step(fact) {
                found.push((event, step, files, sealed.map(Vec::from)));
            }
        }
        let hashes: Vec<_> = found.iter().filter_map(|(.., sealed)| sealed.clone()).collect();
        let opened = self.open_each(stream, &hashes).await?;
        let steps = found.into_iter().map(|(event, step, files, sealed)| {
            let bytes = sealed.and_then(|hash| opened.get(&hash));
            let texts = bytes.map(|bytes| serde_json::from_slice(bytes)).transpose();
            let texts = texts.map_err(|_| Error::SealBroken(stream.to_owned()))?;
            let Event { version, at, .. } = event;
            Ok(StoredStep { version, at, step, texts, files })
        });
        steps.collect()
    }

    /// The hash under which a query code or the key of a form is kept.
    pub fn secret_hash(&self, field: &str, secret: &str) -> String {
        hex(&self.keys.blind(field, secret))
    }
}
