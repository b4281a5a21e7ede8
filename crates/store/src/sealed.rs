//! Sealed records (封存记录): personal data outside the events, each under a key of its own.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use crate::canonical::{hex, sm3, unhex};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::fact::Personal;
use crate::keys::{Keys, Sealing};
use crate::rebuild::fact_of;
use crate::rows::{insert_rows, padded};
use crate::text_index;

/// A sealed record as it is stored; its hash is SM3 of the ciphertext.
pub(crate) struct SealedRecord {
    pub(crate) hash: Hash,
    pub(crate) sealing: Sealing,
}

/// Seals texts.
pub(crate) fn seal(keys: &Keys, stream: &str, texts: &impl serde::Serialize) -> Result<SealedRecord> {
    seal_bytes(keys, stream, &serde_json::to_vec(texts).expect("texts are always JSON"))
}

/// Seals bytes.
pub(crate) fn seal_bytes(keys: &Keys, stream: &str, bytes: &[u8]) -> Result<SealedRecord> {
    let sealing = keys.seal(stream, bytes)?;
    Ok(SealedRecord { hash: sm3(&[&sealing.ciphertext]), sealing })
}

/// Agency, field, token of a value, and the hash of the sealed record that holds it.
pub(crate) type Token<'a> = (i64, &'a str, &'a Hash, &'a Hash);

/// Enters tokens into the blind index.
pub(crate) async fn index_tokens(write: &mut Write, tokens: &[Token<'_>]) -> Result<()> {
    const SQL: &str = "insert into blind_index (agency, field, token, sealed) values ";
    const TAIL: &str = " on conflict do nothing";
    insert_rows!(write, SQL, 4, TAIL, tokens, |query, (agency, field, token, sealed)| query
        .bind(*agency)
        .bind(*field)
        .bind(token.to_vec())
        .bind(sealed.to_vec()))?;
    Ok(())
}

/// Opens them; `None` where the key was destroyed.
pub(crate) fn open(
    keys: &Keys,
    stream: &str,
    key_id: String,
    wrapped_key: Option<Vec<u8>>,
    ciphertext: Vec<u8>,
) -> Result<Option<Personal>> {
    let text = open_bytes(keys, stream, key_id, wrapped_key, ciphertext)?;
    text.map(|text| serde_json::from_slice(&text).map_err(|_| Error::SealBroken(stream.to_owned())))
        .transpose()
}

/// Opens bytes; `None` where the key was destroyed.
pub(crate) fn open_bytes(
    keys: &Keys,
    stream: &str,
    key_id: String,
    wrapped_key: Option<Vec<u8>>,
    ciphertext: Vec<u8>,
) -> Result<Option<Vec<u8>>> {
    let Some(wrapped_key) = wrapped_key else { return Ok(None) };
    keys.open(stream, &Sealing { key_id, wrapped_key, ciphertext }).map(Some)
}

/// Destroys the keys of the records that the events of a stream name, and takes them out of the blind index of its
/// agency. Answers how many keys were destroyed.
async fn erase_of(write: &mut Write, stream: &str) -> Result<u64> {
    const EVENTS: &str = "select * from event where stream = $1 order by version";
    const INDEX: &str = "delete from blind_index where agency = $1 and sealed = $2";
    const KEYS: &str = "update sealed set wrapped_key = null \
                        where hash = $1 and stream = $2 and wrapped_key is not null";
    let events: Vec<Event> =
        on!(&mut *write, Write, |db| sqlx::query_as(EVENTS).bind(stream).fetch_all(&mut **db).await)?;
    let mut erased = 0;
    for event in &events {
        let (fact, sealed) = fact_of(event)?;
        let files = fact.files().iter().filter_map(|hash| unhex(hash));
        for hash in sealed.map(Vec::from).into_iter().chain(files) {
            let destroyed = on!(&mut *write, Write, |db| sqlx::query(KEYS)
                .bind(&hash)
                .bind(stream)
                .execute(&mut **db)
                .await
                .map(|done| done.rows_affected()))?;
            erased += destroyed;
            // The index is looked through within the agency: an index by record would cost every submission.
            on!(&mut *write, Write, |db| sqlx::query(INDEX)
                .bind(event.agency)
                .bind(&hash)
                .execute(&mut **db)
                .await
                .map(drop))?;
        }
    }
    Ok(erased)
}

impl Store {
    /// Destroys the keys of all personal data of a stream (lawful deletion) and forgets its indexes; those of the
    /// e-mails of an application go with it. The events, their hashes and the figures stay. Answers how many records
    /// were erased.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn erase(&self, stream: &str) -> Result<u64> {
        const MAILS: &str = "select stream from mail where agency = $1 and application = $2";
        let mut streams = vec![stream.to_owned()];
        let application = match stream.splitn(3, '/').collect::<Vec<_>>()[..] {
            ["application", agency, number] => agency.parse::<i64>().ok().map(|id| (id, number.to_owned())),
            _ => None,
        };
        let erased = self
            .in_turn(move |write| {
                Box::pin(async move {
                    if let Some((agency, number)) = application {
                        let mails: Vec<(String,)> = on!(&mut *write, Write, |db| sqlx::query_as(MAILS)
                            .bind(agency)
                            .bind(number)
                            .fetch_all(&mut **db)
                            .await)?;
                        streams.extend(mails.into_iter().map(|(stream,)| stream));
                    }
                    let mut erased = 0;
                    for stream in &streams {
                        text_index::forget(write, stream).await?;
                        erased += erase_of(write, stream).await?;
                    }
                    Ok(erased)
                })
            })
            .await?;
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
        let (field, token, sealed) = (field.to_owned(), self.keys.blind(field, value), *sealed);
        self.in_turn(move |write| {
            Box::pin(async move { index_tokens(write, &[(agency, &field, &token, &sealed)]).await })
        })
        .await
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

    /// The bytes of sealed records of a stream by their hashes, in one question; those whose key was destroyed are left
    /// out.
    pub(crate) async fn open_each(
        &self,
        stream: &str,
        hashes: &[Vec<u8>],
    ) -> Result<BTreeMap<Vec<u8>, Vec<u8>>> {
        type Row = (Vec<u8>, String, String, Option<Vec<u8>>, Vec<u8>);
        if hashes.is_empty() {
            return Ok(BTreeMap::new());
        }
        let places: Vec<_> =
            (1..=hashes.len().next_power_of_two()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "select hash, stream, key_id, wrapped_key, ciphertext from sealed where hash in ({})",
            places.join(", ")
        );
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| {
            let mut asked = sqlx::query_as(AssertSqlSafe(sql));
            for hash in padded(hashes) {
                asked = asked.bind(hash);
            }
            asked.fetch_all(db).await
        })?;
        let mut opened = BTreeMap::new();
        for (hash, _, key_id, wrapped_key, ciphertext) in rows.into_iter().filter(|(_, of, ..)| of == stream)
        {
            if let Some(bytes) = open_bytes(&self.keys, stream, key_id, wrapped_key, ciphertext)? {
                opened.insert(hash, bytes);
            }
        }
        Ok(opened)
    }

    /// The bytes of a sealed record of a stream, found by its hash in hexadecimal; `None` where there is no such record
    /// or its key was destroyed.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where it does not open.
    pub async fn open_sealed(&self, stream: &str, hash: &str) -> Result<Option<Vec<u8>>> {
        const SQL: &str =
            "select key_id, wrapped_key, ciphertext from sealed where hash = $1 and stream = $2";
        let Some(hash) = unhex(hash) else { return Ok(None) };
        let row: Option<(String, Option<Vec<u8>>, Vec<u8>)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(hash).bind(stream).fetch_optional(db).await)?;
        match row {
            Some((key_id, wrapped_key, ciphertext)) => {
                open_bytes(&self.keys, stream, key_id, wrapped_key, ciphertext)
            }
            None => Ok(None),
        }
    }
}
