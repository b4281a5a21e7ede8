//! Encoded events put into the database, and which stream clashed where they do not go in.

use super::encode::Encoded;
use super::head;
use crate::database::Write;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::rows::{insert_rows, runs};
use crate::sealed::{SealedRecord, Token, index_tokens};

/// Bytes of sealed records inserted by one statement, as long as there is more than one: PostgreSQL takes no message of
/// a gigabyte.
const SEALED_BYTES: usize = 16 << 20;

pub(super) async fn insert(write: &mut Write, encoded: &[Encoded]) -> Result<()> {
    const EVENT: &str =
        "insert into event (id, agency, stream, version, at, actor, kind, data, prev_hash, hash) values ";
    // One run after the other: those before the one that clashes are in, and no clash.
    for run in runs(write, encoded) {
        let outcome = insert_rows!(write, EVENT, 10, "", run, |query, Encoded { event, .. }| query
            .bind(event.id)
            .bind(event.agency)
            .bind(&event.stream)
            .bind(event.version)
            .bind(&event.at)
            .bind(&event.actor)
            .bind(&event.kind)
            .bind(&event.data)
            .bind(&event.prev_hash)
            .bind(&event.hash));
        if let Err(error) = outcome {
            return Err(conflict(write, run, error).await);
        }
    }
    let records: Vec<_> =
        encoded.iter().flat_map(|one| one.records.iter().map(move |record| (&one.event, record))).collect();
    let mut rest = records.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|(_, record)| {
            bytes += record.sealing.ciphertext.len();
            bytes <= SEALED_BYTES
        });
        let (now, later) = rest.split_at(fits.count().max(1));
        insert_sealed(write, now).await?;
        rest = later;
    }
    let tokens: Vec<Token<'_>> = encoded
        .iter()
        .filter_map(|one| Some((one, one.sealed.as_ref()?)))
        .flat_map(|(one, sealed)| {
            one.index.iter().map(move |(field, token)| (one.event.agency, *field, token, sealed))
        })
        .collect();
    index_tokens(write, &tokens).await
}

async fn insert_sealed(write: &mut Write, records: &[(&Event, &SealedRecord)]) -> Result<()> {
    const SEALED: &str = "insert into sealed (hash, agency, stream, key_id, wrapped_key, ciphertext) values ";
    insert_rows!(write, SEALED, 6, "", records, |query, (event, record)| query
        .bind(record.hash.to_vec())
        .bind(event.agency)
        .bind(&event.stream)
        .bind(&record.sealing.key_id)
        .bind(&record.sealing.wrapped_key)
        .bind(&record.sealing.ciphertext))?;
    Ok(())
}

/// Which stream clashed, if that is what the error says.
async fn conflict(write: &mut Write, encoded: &[Encoded], error: sqlx::Error) -> Error {
    if !error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
        return error.into();
    }
    if let Write::Postgres(db) = write
        // After an error PostgreSQL answers nothing in the same transaction.
        && let Err(error) = sqlx::query("rollback").execute(&mut **db).await
    {
        return error.into();
    }
    for Encoded { event, .. } in encoded {
        match head(write, &event.stream).await {
            Ok(Some((found, _))) if found != event.version - 1 => {
                return Error::Conflict { stream: event.stream.clone(), expected: event.version - 1, found };
            }
            Ok(_) => {}
            Err(error) => return error,
        }
    }
    error.into()
}
