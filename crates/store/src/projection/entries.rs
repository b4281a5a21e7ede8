//! One row per entry of every register but that of applications.

use statute::registers::Register;

use super::corrupt;
use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::Event;
use crate::rows::{ROWS, insert_rows};

struct EntryRow {
    agency: i64,
    register: &'static str,
    stream: String,
    data: String,
    position: i64,
    version: i64,
}

/// Rows not yet inserted.
#[derive(Default)]
pub(super) struct Pending(Vec<EntryRow>);

pub(super) fn json(entry: &Entry) -> String {
    serde_json::to_string(entry).expect("an entry is always JSON")
}

impl Pending {
    pub(super) async fn insert(&mut self, write: &mut Write, event: &Event, entry: &Entry) -> Result<()> {
        self.0.push(EntryRow {
            agency: event.agency,
            register: entry.register().file_stem(),
            stream: event.stream.clone(),
            data: json(entry),
            position: event.id,
            version: event.version,
        });
        if self.0.len() >= ROWS { self.flush(write).await } else { Ok(()) }
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into entry (agency, register, stream, data, position, version) values ";
        let rows = std::mem::take(&mut self.0);
        insert_rows!(write, SQL, 6, "", &rows, |query, row| query
            .bind(row.agency)
            .bind(row.register)
            .bind(&row.stream)
            .bind(&row.data)
            .bind(row.position)
            .bind(row.version))?;
        Ok(())
    }
}

/// An entry as it stands before this event.
pub(super) async fn find(write: &mut Write, event: &Event, register: Register) -> Result<Entry> {
    const SQL: &str = "select data from entry where agency = $1 and register = $2 and stream = $3";
    let row: Option<(String,)> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(event.agency)
        .bind(register.file_stem())
        .bind(&event.stream)
        .fetch_optional(&mut **db)
        .await)?;
    let (data,) = row.ok_or_else(|| corrupt(event, "更正或者撤销的记录不存在"))?;
    serde_json::from_str(&data)
        .and_then(|json| Entry::from_json(register, json))
        .map_err(|_| corrupt(event, "记录不能识别，请执行 gongkai rebuild"))
}

/// Puts a changed entry in the place of the old one.
pub(super) async fn replace(write: &mut Write, event: &Event, entry: &Entry) -> Result<()> {
    const SQL: &str =
        "update entry set data = $4, version = $5 where agency = $1 and register = $2 and stream = $3";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(entry.register().file_stem())
        .bind(&event.stream)
        .bind(json(entry))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes a retracted entry out of the list.
pub(super) async fn remove(write: &mut Write, event: &Event, register: Register) -> Result<()> {
    const SQL: &str = "delete from entry where agency = $1 and register = $2 and stream = $3";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(register.file_stem())
        .bind(&event.stream)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
