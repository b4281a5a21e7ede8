//! Public items by what they are, whatever column they stand in.

use jiff::civil::Date;
use statute::publication::Kind;

use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::publications::{LAST, Row, Shelf, StoredPublication, read};

impl Store {
    /// What citizens see of a kind that has not ended on a day, the latest first, from after a row on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn public_of_kind(
        &self,
        agency: i64,
        kind: Kind,
        today: Date,
        after: Option<(String, String)>,
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        const SQL: &str = "select data, stream, version from publication \
                           where agency = $1 and is_public = 1 and kind = $2 and ends_on >= $3 \
                           and (published_at, number) < ($4, $5) \
                           order by published_at desc, number desc limit $6";
        let (day, number) = after.unwrap_or_else(|| (LAST.into(), LAST.into()));
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(kind.code())
            .bind(today.to_string())
            .bind(day)
            .bind(number)
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }

    /// Public items of a kind that nothing public interprets, the latest first, from after a row on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn unexplained(
        &self,
        agency: i64,
        kind: Kind,
        after: Option<(String, String)>,
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        const SQL: &str = "select data, stream, version from publication \
                           where agency = $1 and is_public = 1 and kind = $2 \
                           and (published_at, publication.number) < ($3, $4) and not exists \
                           (select 1 from publication_link join publication as other \
                           on other.agency = publication_link.agency and other.number = publication_link.number \
                           where publication_link.agency = publication.agency \
                           and interprets = publication.number and other.is_public = 1 and other.kind <> $6) \
                           order by published_at desc, publication.number desc limit $5";
        let (day, number) = after.unwrap_or_else(|| (LAST.into(), LAST.into()));
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(kind.code())
            .bind(day)
            .bind(number)
            .bind(i64::from(count))
            .bind(Kind::Worked.code())
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }
}

impl StoredPublication {
    /// Where the next page of items of its kind goes on.
    pub fn kind_key(&self) -> (String, String) {
        self.shelf_key(&Shelf::Latest)
    }
}
