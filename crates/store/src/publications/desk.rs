//! Publications for whoever works on them: what is open, what expires, what is to be published of itself.

use jiff::civil::{Date, DateTime};
use statute::publication::Stage;

use super::{FIRST, LAST, Row, StoredPublication, made_on, read};
use crate::database::{Pool, Store, on};
use crate::error::Result;

/// Which publications an officer asks for.
#[derive(Clone, Debug, Default)]
pub struct DeskQuery {
    /// Those at this stage, the latest made first; without one those that somebody has something to do about, the
    /// earliest made first.
    pub stage: Option<Stage>,
    /// Only what comes after this row.
    pub after: Option<(String, String)>,
    /// How many at the most.
    pub count: u32,
}

impl Store {
    /// The publications of an agency for whoever works on them.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication_list(&self, agency: i64, query: &DeskQuery) -> Result<Vec<StoredPublication>> {
        const OPEN: &str = "select data, stream, version from publication \
                            where agency = $1 and is_open = $2 and (made_on, number) > ($3, $4) \
                            order by made_on, number limit $5";
        const STAGE: &str = "select data, stream, version from publication \
                             where agency = $1 and stage = $2 and (made_on, number) < ($3, $4) \
                             order by made_on desc, number desc limit $5";
        let after = query.after.clone();
        let rows: Vec<Row> = match query.stage {
            None => {
                let (made_on, number) = after.unwrap_or_else(|| (FIRST.into(), FIRST.into()));
                on!(&self.pool, Pool, |db| sqlx::query_as(OPEN)
                    .bind(agency)
                    .bind(1_i64)
                    .bind(made_on)
                    .bind(number)
                    .bind(i64::from(query.count))
                    .fetch_all(db)
                    .await)?
            }
            Some(stage) => {
                let (made_on, number) = after.unwrap_or_else(|| (LAST.into(), LAST.into()));
                on!(&self.pool, Pool, |db| sqlx::query_as(STAGE)
                    .bind(agency)
                    .bind(stage.code())
                    .bind(made_on)
                    .bind(number)
                    .bind(i64::from(query.count))
                    .fetch_all(db)
                    .await)?
            }
        };
        rows.into_iter().map(read).collect()
    }

    /// As [`Store::publications_waiting`], from the database.
    pub(crate) async fn count_waiting(&self, agency: i64) -> Result<u64> {
        const SQL: &str = "select count(*) from publication where agency = $1 and is_open = $2";
        let (count,): (i64,) =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).bind(1_i64).fetch_one(db).await)?;
        Ok(count.unsigned_abs())
    }

    /// Public documents whose last day in force is within these days, the first to end first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn expiring(&self, agency: i64, from: Date, to: Date) -> Result<Vec<StoredPublication>> {
        const SQL: &str = "select data, stream, version from publication \
                           where agency = $1 and is_public = 1 and ends_on >= $2 and ends_on <= $3 \
                           order by ends_on, number limit 500";
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(from.to_string())
            .bind(to.to_string())
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }

    /// The numbers of what is to be published of itself by this moment.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publications_due(&self, agency: i64, now: DateTime) -> Result<Vec<String>> {
        const SQL: &str = "select number from publication where agency = $1 and publish_at <= $2 \
                           order by publish_at limit 100";
        let rows: Vec<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(now.to_string())
            .fetch_all(db)
            .await)?;
        Ok(rows.into_iter().map(|(number,)| number).collect())
    }
}

impl StoredPublication {
    /// Day made and number of the row: from the last one of a page of the desk the next page starts.
    pub fn key(&self) -> (String, String) {
        (made_on(&self.item), self.item.number.clone())
    }
}
