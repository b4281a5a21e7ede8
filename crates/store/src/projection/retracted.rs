//! Rows that were retracted (撤销录入): out of every list and count, kept so that they are known when they return.

use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::{Event, Hash};

/// Keeps a row that was taken out of its list; `slot` is the place of an application in its pack.
pub(super) async fn keep(
    write: &mut Write,
    event: &Event,
    entry: &Entry,
    slot: Option<i64>,
    sealed: Option<Hash>,
) -> Result<()> {
    const SQL: &str = "insert into retracted (agency, register, stream, data, sealed, slot, version) \
                       values ($1, $2, $3, $4, $5, $6, $7)";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(entry.register().file_stem())
        .bind(&event.stream)
        .bind(super::entries::json(entry))
        .bind(sealed.map(|hash| hash.to_vec()))
        .bind(slot)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// Forgets a retracted row because it is entered again; answers the place it has in its pack.
pub(super) async fn release(write: &mut Write, event: &Event, entry: &Entry) -> Result<Option<i64>> {
    const SLOT: &str = "select slot from retracted where agency = $1 and register = $2 and stream = $3";
    const DELETE: &str = "delete from retracted where agency = $1 and register = $2 and stream = $3";
    let register = entry.register().file_stem();
    let row: Option<(Option<i64>,)> = on!(write, Write, |db| sqlx::query_as(SLOT)
        .bind(event.agency)
        .bind(register)
        .bind(&event.stream)
        .fetch_optional(&mut **db)
        .await)?;
    let (slot,) = row.ok_or_else(|| super::corrupt(event, "重新录入的记录未曾撤销"))?;
    on!(write, Write, |db| sqlx::query(DELETE)
        .bind(event.agency)
        .bind(register)
        .bind(&event.stream)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(slot)
}
