//! The events of a stream or an agency, and what the ledger holds at all.

use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::event::Event;

impl Store {
    /// The events of a stream, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn stream(&self, stream: &str) -> Result<Vec<Event>> {
        const SQL: &str = "select * from event where stream = $1 order by version";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_all(db).await)?)
    }

    /// The version of a stream; 0 where there is none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn version(&self, stream: &str) -> Result<i64> {
        const SQL: &str = "select coalesce(max(version), 0) from event where stream = $1";
        let (version,): (i64,) =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_one(db).await)?;
        Ok(version)
    }

    /// The latest events of an agency before one of them, newest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn latest_events(&self, agency: i64, before: Option<i64>, count: u32) -> Result<Vec<Event>> {
        const SQL: &str = "select * from event where agency = $1 and id < $2 order by id desc limit $3";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?)
    }

    /// How many events the ledger holds.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn event_count(&self) -> Result<i64> {
        const SQL: &str = "select count(*) from event";
        let (count,): (i64,) = on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_one(db).await)?;
        Ok(count)
    }

    /// The id of a master key that sealed something here; none where nothing is sealed, so that no key file is needed.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn sealing_key(&self) -> Result<Option<String>> {
        const SQL: &str = "select key_id from sealed limit 1";
        let row: Option<(String,)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_optional(db).await)?;
        Ok(row.map(|(id,)| id))
    }
}
