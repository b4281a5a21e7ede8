//! What happened of late to publications and to what else public pages show, whoever did it: other programs write into
//! the same ledger.

use std::sync::atomic::Ordering;

use crate::database::{Pool, Store, on};
use crate::error::Result;

impl Store {
    /// Grows with every change to publications, and to what an agency set, that is known here: a page that was rendered before is stale. What other
    /// programs write is known once [`Store::look_for_publications`] has looked.
    pub fn publications_changed(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Looks whether the ledger has grown, and whether publications or settings changed; answers whether they did.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn look_for_publications(&self) -> Result<bool> {
        let last = self.last_event().await?;
        let seen = self.seen.load(Ordering::Acquire);
        if last == seen {
            return Ok(false);
        }
        // The first look has nothing to compare with: nothing was rendered before.
        let is_changed = seen == 0 || self.has_publications(seen, last).await?;
        self.seen.store(last, Ordering::Release);
        if is_changed {
            self.changes.fetch_add(1, Ordering::Release);
        }
        Ok(is_changed)
    }

    /// The number of the ledger's last event; 0 where there is none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn last_event(&self) -> Result<i64> {
        const SQL: &str = "select coalesce(max(id), 0) from event";
        let (last,): (i64,) = on!(&self.pool, Pool, |db| sqlx::query_as(SQL).fetch_one(db).await)?;
        Ok(last)
    }

    /// The numbers of an agency's publications that something happened to after one event and up to another.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publications_since(&self, agency: i64, after: i64, upto: i64) -> Result<Vec<String>> {
        const SQL: &str = "select distinct stream from event \
                           where id > $1 and id <= $2 and agency = $3 and stream like 'publication/%'";
        let rows: Vec<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(after)
            .bind(upto)
            .bind(agency)
            .fetch_all(db)
            .await)?;
        let number = |(stream,): (String,)| stream.rsplit('/').next().map(str::to_owned);
        Ok(rows.into_iter().filter_map(number).collect())
    }

    async fn has_publications(&self, after: i64, upto: i64) -> Result<bool> {
        const SQL: &str = "select id from event \
                           where id > $1 and id <= $2 \
                           and (stream like 'publication/%' or stream like 'list/%/catalogue%' \
                           or stream like 'list/%/absent' or stream like 'agency/%') limit 1";
        let row: Option<(i64,)> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(after).bind(upto).fetch_optional(db).await)?;
        Ok(row.is_some())
    }
}
