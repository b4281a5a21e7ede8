//! `gongkai rebuild`: every projection anew from the events.

use serde::Deserialize;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::canonical::{sm3, unhex};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::fact::Fact;
use crate::projection::{Projector, TABLES};
use crate::text_index;

/// Events read at a time.
const PAGE: i64 = 2000;

#[derive(Deserialize)]
struct Data {
    data: Value,
}

/// The fact an event tells, and the sealed record it names.
pub(crate) fn fact_of(event: &Event) -> Result<(Fact, Option<Hash>)> {
    let corrupt =
        |problem: String| Error::Corrupt { stream: event.stream.clone(), version: event.version, problem };
    let Data { data } = serde_json::from_slice(&event.data).map_err(|error| corrupt(error.to_string()))?;
    let (fact, sealed) = Fact::read(&event.kind, data).map_err(corrupt)?;
    Ok((fact, sealed_hash(sealed)))
}

/// The hash of a sealed record out of the hexadecimal that names it.
pub(crate) fn sealed_hash(named: Option<String>) -> Option<Hash> {
    named.and_then(|hash| unhex(&hash)).and_then(|bytes| bytes.try_into().ok())
}

impl Store {
    /// Empties every projection and makes it again from the events, in one transaction; `tell` hears how many events
    /// are done. Answers how many there were. The index of texts is emptied only: whoever holds the keys makes it again
    /// with [`Store::index_texts`].
    ///
    /// # Errors
    /// [`Error::Corrupt`] where an event is not what this program writes; the projections then stay as they were.
    pub async fn rebuild(&self, tell: impl Fn(u64)) -> Result<u64> {
        const SQL: &str = "select * from event where id > $1 order by id limit $2";
        let mut write = self.write().await?;
        for table in TABLES {
            let sql = format!("delete from {table}");
            on!(&mut write, Write, |db| sqlx::query(AssertSqlSafe(sql)).execute(&mut **db).await.map(drop))?;
        }
        text_index::empty(&mut write).await?;
        let mut projector = Projector::anew(&mut write, &self.calendar).await?;
        let (mut last, mut done) = (0, 0);
        loop {
            let page: Vec<Event> = on!(&mut write, Write, |db| sqlx::query_as(SQL)
                .bind(last)
                .bind(PAGE)
                .fetch_all(&mut **db)
                .await)?;
            let Some(event) = page.last() else { break };
            last = event.id;
            for event in &page {
                // An altered event must not spread into what is read every day.
                if event.hash != sm3(&[&event.prev_hash, &event.data]) {
                    return Err(Error::Corrupt {
                        stream: event.stream.clone(),
                        version: event.version,
                        problem: "哈希与内容不符，内容被改动，请执行 gongkai audit verify".into(),
                    });
                }
                let (fact, sealed) = fact_of(event)?;
                projector.apply(&mut write, event, fact, sealed).await?;
            }
            done += page.len() as u64;
            tell(done);
        }
        projector.flush(&mut write).await?;
        write.commit().await?;
        Ok(done)
    }
}
