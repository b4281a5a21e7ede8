//! One row per entry of every register but that of applications.

use sqlx::AssertSqlSafe;

use super::CHUNK;
use crate::append::values;
use crate::database::{Write, on};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::event::Event;

struct EntryRow {
    agency: i64,
    register: &'static str,
    stream: String,
    data: String,
    position: i64,
}

/// Rows not yet inserted.
#[derive(Default)]
pub(super) struct Pending(Vec<EntryRow>);

fn json(entry: &Entry) -> String {
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
        });
        if self.0.len() >= CHUNK { self.flush(write).await } else { Ok(()) }
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into entry (agency, register, stream, data, position, version) values ";
        if self.0.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.0);
        let sql = values(write, SQL, 6, rows.len());
        on!(write, Write, |db| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for row in rows {
                query = query
                    .bind(row.agency)
                    .bind(row.register)
                    .bind(row.stream)
                    .bind(row.data)
                    .bind(row.position)
                    .bind(1_i64);
            }
            query.execute(&mut **db).await.map(drop)
        })?;
        Ok(())
    }
}

/// Puts a changed entry in the place of the old one, which is the answer.
pub(super) async fn replace(write: &mut Write, event: &Event, entry: &Entry) -> Result<Entry> {
    const OLD: &str = "select data from entry where agency = $1 and register = $2 and stream = $3";
    const NEW: &str =
        "update entry set data = $4, version = $5 where agency = $1 and register = $2 and stream = $3";
    let corrupt = |problem: &str| Error::Corrupt {
        stream: event.stream.clone(),
        version: event.version,
        problem: problem.to_owned(),
    };
    let register = entry.register();
    let row: Option<(String,)> = on!(write, Write, |db| sqlx::query_as(OLD)
        .bind(event.agency)
        .bind(register.file_stem())
        .bind(&event.stream)
        .fetch_optional(&mut **db)
        .await)?;
    let (old,) = row.ok_or_else(|| corrupt("更正的记录不存在"))?;
    let old = serde_json::from_str(&old)
        .and_then(|json| Entry::from_json(register, json))
        .map_err(|_| corrupt("记录不能识别，请执行 gongkai rebuild"))?;
    on!(write, Write, |db| sqlx::query(NEW)
        .bind(event.agency)
        .bind(register.file_stem())
        .bind(&event.stream)
        .bind(json(entry))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(old)
}
