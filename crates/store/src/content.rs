//! Bytes of texts and files of publications, found by their SM3: an event that names a hash is written together with the
//! bytes, so that neither is ever there without the other.

use crate::canonical::{sm3, unhex};
use crate::database::{Pool, Store, Write, on};
use crate::error::Result;

/// Bytes that an event names by their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    bytes: Vec<u8>,
    sm3: String,
}

impl Content {
    /// The bytes with their hash.
    pub fn new(bytes: Vec<u8>) -> Self {
        let sm3 = sm3_of(&bytes);
        Self { bytes, sm3 }
    }

    /// SM3 of the bytes, in hexadecimal.
    pub fn sm3(&self) -> &str {
        &self.sm3
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes.
    pub fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// SM3 of bytes, in hexadecimal.
pub fn sm3_of(bytes: &[u8]) -> String {
    crate::canonical::hex(&sm3(&[bytes]))
}

/// Keeps bytes that are not there yet.
pub(crate) async fn keep(write: &mut Write, contents: &[Content]) -> Result<()> {
    const KNOWN: &str = "select 1 from content where hash = $1";
    const SQL: &str = "insert into content (hash, bytes) values ($1, $2)";
    for content in contents {
        let hash = unhex(&content.sm3).unwrap_or_default();
        let known: Option<(i32,)> =
            on!(&mut *write, Write, |db| sqlx::query_as(KNOWN).bind(&hash).fetch_optional(&mut **db).await)?;
        if known.is_none() {
            on!(&mut *write, Write, |db| sqlx::query(SQL)
                .bind(&hash)
                .bind(&content.bytes)
                .execute(&mut **db)
                .await
                .map(drop))?;
        }
    }
    Ok(())
}

impl Store {
    /// Whether the bytes with this hash in hexadecimal are kept; they are not read for that.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn has_content(&self, hash: &str) -> Result<bool> {
        const SQL: &str = "select 1 from content where hash = $1 and bytes is not null";
        let Some(hash) = unhex(hash) else { return Ok(false) };
        let row: Option<(i32,)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(hash).fetch_optional(db).await)?;
        Ok(row.is_some())
    }

    /// The bytes with this hash in hexadecimal; none where they are not kept.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn content(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        const SQL: &str = "select bytes from content where hash = $1";
        let Some(hash) = unhex(hash) else { return Ok(None) };
        let row: Option<(Option<Vec<u8>>,)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(hash).fetch_optional(db).await)?;
        Ok(row.and_then(|(bytes,)| bytes))
    }
}
