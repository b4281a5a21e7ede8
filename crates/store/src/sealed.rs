//! Sealed records (封存记录): personal data outside the events, each under a key of its own.

use crate::canonical::{hex, sm3};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::event::Hash;
use crate::fact::Personal;
use crate::keys::{Keys, Sealing};

/// A sealed record as it is stored; its hash is SM3 of the ciphertext.
pub(crate) struct SealedRecord {
    pub(crate) hash: Hash,
    pub(crate) sealing: Sealing,
}

/// Seals the free texts of an application.
pub(crate) fn seal(keys: &Keys, stream: &str, personal: &Personal) -> Result<SealedRecord> {
    let text = serde_json::to_vec(personal).expect("texts are always JSON");
    let sealing = keys.seal(stream, &text)?;
    Ok(SealedRecord { hash: sm3(&[&sealing.ciphertext]), sealing })
}

/// Opens them; `None` where the key was destroyed.
pub(crate) fn open(
    keys: &Keys,
    stream: &str,
    key_id: String,
    wrapped_key: Option<Vec<u8>>,
    ciphertext: Vec<u8>,
) -> Result<Option<Personal>> {
    let Some(wrapped_key) = wrapped_key else { return Ok(None) };
    let text = keys.open(stream, &Sealing { key_id, wrapped_key, ciphertext })?;
    serde_json::from_slice(&text).map(Some).map_err(|_| Error::SealBroken(stream.to_owned()))
}

impl Store {
    /// Destroys the keys of all personal data of a stream (lawful deletion) and forgets its blind index.
    /// The events, their hashes and the figures stay. Answers how many records were erased.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn erase(&self, stream: &str) -> Result<u64> {
        const INDEX: &str =
            "delete from blind_index where sealed in (select hash from sealed where stream = $1)";
        const KEYS: &str =
            "update sealed set wrapped_key = null where stream = $1 and wrapped_key is not null";
        let mut write = self.write().await?;
        on!(&mut write, Write, |db| sqlx::query(INDEX).bind(stream).execute(&mut **db).await.map(drop))?;
        let erased = on!(&mut write, Write, |db| sqlx::query(KEYS)
            .bind(stream)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        write.commit().await?;
        if let Pool::Sqlite(db) = &self.pool {
            // The old page must not survive in the write-ahead log.
            sqlx::query("pragma wal_checkpoint(truncate)").execute(db).await?;
        }
        Ok(erased)
    }

    /// Enters a value of a sealed record into the blind index, so that it is found without being readable.
    ///
    /// # Errors
    /// Where the record is not there.
    pub async fn index_sealed(&self, agency: i64, field: &str, value: &str, sealed: &Hash) -> Result<()> {
        const SQL: &str = "insert into blind_index (agency, field, token, sealed) values ($1, $2, $3, $4) \
                           on conflict do nothing";
        let token = self.keys.blind(field, value).to_vec();
        let mut write = self.write().await?;
        on!(&mut write, Write, |db| sqlx::query(SQL)
            .bind(agency)
            .bind(field)
            .bind(token)
            .bind(sealed.to_vec())
            .execute(&mut **db)
            .await
            .map(drop))?;
        write.commit().await
    }

    /// The streams whose sealed records hold this value in this field.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn find_sealed(&self, agency: i64, field: &str, value: &str) -> Result<Vec<String>> {
        const SQL: &str = "select sealed.stream from blind_index \
                           join sealed on sealed.hash = blind_index.sealed \
                           where blind_index.agency = $1 and field = $2 and token = $3 order by 1";
        let token = self.keys.blind(field, value).to_vec();
        let rows: Vec<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(field)
            .bind(token)
            .fetch_all(db)
            .await)?;
        Ok(rows.into_iter().map(|(stream,)| stream).collect())
    }

    /// The hashes of the sealed records of a stream, in hexadecimal, with whether each can still be opened.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn sealed_of(&self, stream: &str) -> Result<Vec<(String, bool)>> {
        const SQL: &str = "select hash, wrapped_key from sealed where stream = $1";
        let rows: Vec<(Vec<u8>, Option<Vec<u8>>)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(hash, key)| (hex(&hash), key.is_some())).collect())
    }
}
