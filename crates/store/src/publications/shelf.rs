//! What citizens see, a page of a list at a time.

use jiff::civil::Date;
use sqlx::AssertSqlSafe;
use statute::publication::Kind;

use super::{LAST, Row, StoredPublication, comments_until, ends_on, published_at, read};
use crate::database::{Pool, Store, on};
use crate::error::Result;

/// Which public items are asked for.
#[derive(Clone, Debug)]
pub enum Shelf<'a> {
    /// Those of a column that have not ended, the latest first.
    Column(&'a str),
    /// Those of a kind that have not ended, whatever column they stand in, the latest first.
    Kind(Kind),
    /// Documents that were repealed or have expired, those that ended last first.
    Ended,
    /// All of them, the latest first.
    Latest,
    /// Drafts on which comments are taken on the day or later, those that are taken longest first.
    Running,
    /// Drafts on which no comments are taken any more, those that closed last first.
    Closed,
}

/// Which way a shelf is read from a row.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// What comes after it.
    On,
    /// What comes right before it.
    Back,
}

impl Shelf<'_> {
    /// The column it is sorted by, the last first.
    const fn sorted_by(&self) -> &'static str {
        match self {
            Self::Column(_) | Self::Kind(_) | Self::Latest => "published_at",
            Self::Ended => "ends_on",
            Self::Running | Self::Closed => "comments_until",
        }
    }

    /// What it holds of what is public on a day: a condition and its values, which are asked for from `$2` on.
    fn condition(&self, today: Date) -> (&'static str, Vec<String>) {
        let today = today.to_string();
        match self {
            Self::Column(code) => {
                (" and column_code = $2 and ends_on >= $3", vec![(*code).to_owned(), today])
            }
            Self::Kind(kind) => (" and kind = $2 and ends_on >= $3", vec![kind.code().to_owned(), today]),
            Self::Ended => (" and ends_on < $2", vec![today]),
            Self::Latest => ("", Vec::new()),
            Self::Running => (" and comments_until >= $2", vec![today]),
            Self::Closed => (" and comments_until < $2", vec![today]),
        }
    }
}

impl Store {
    /// What citizens see of a shelf on a day, from after a row on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn public_list(
        &self,
        agency: i64,
        shelf: &Shelf<'_>,
        today: Date,
        after: Option<(String, String)>,
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        let from = after.unwrap_or_else(|| (LAST.into(), LAST.into()));
        self.shelf_rows(agency, shelf, today, (from, Way::On), count).await
    }

    /// What citizens see of a shelf on a day right before a row, in the same order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn public_list_before(
        &self,
        agency: i64,
        shelf: &Shelf<'_>,
        today: Date,
        before: (String, String),
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        let mut rows = self.shelf_rows(agency, shelf, today, (before, Way::Back), count).await?;
        rows.reverse();
        Ok(rows)
    }

    /// Rows of a shelf from a row on, in the order they are read.
    async fn shelf_rows(
        &self,
        agency: i64,
        shelf: &Shelf<'_>,
        today: Date,
        (from, way): ((String, String), Way),
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        let (condition, values) = shelf.condition(today);
        let (by, place) = (shelf.sorted_by(), values.len() + 2);
        let (beyond, descending) = if way == Way::On { ("<", " desc") } else { (">", "") };
        let sql = format!(
            "select data, stream, version from publication where agency = $1 and is_public = 1{condition} \
             and ({by}, number) {beyond} (${place}, ${}) order by {by}{descending}, number{descending} limit ${}",
            place + 1,
            place + 2
        );
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| {
            let mut asked = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
            for value in values {
                asked = asked.bind(value);
            }
            let (key, number) = from;
            asked.bind(key).bind(number).bind(i64::from(count)).fetch_all(db).await
        })?;
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
    /// Where the row stands on a shelf: from the last one of a page the next page starts.
    pub fn shelf_key(&self, shelf: &Shelf<'_>) -> (String, String) {
        let sorted_by = match shelf {
            Shelf::Ended => ends_on(&self.item),
            Shelf::Column(_) | Shelf::Kind(_) | Shelf::Latest => published_at(&self.item),
            Shelf::Running | Shelf::Closed => comments_until(&self.item).unwrap_or_default(),
        };
        (sorted_by, self.item.number.clone())
    }
}
