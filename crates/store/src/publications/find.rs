//! Publications by number or submission, with what belongs to them and their steps.

use sqlx::AssertSqlSafe;
use statute::publication::Step;

use super::{Row, StoredPublication, read};
use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::fact::Fact;
use crate::handling::StoredStep;

impl Store {
    /// A publication of an agency by its number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication(&self, agency: i64, number: &str) -> Result<Option<StoredPublication>> {
        const SQL: &str = "select data, stream, version from publication where agency = $1 and number = $2";
        let row: Option<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(read).transpose()
    }

    /// The number of the publication that a submission began, by the hash of its key; none where it began none.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication_submitted(&self, agency: i64, submission: &str) -> Result<Option<String>> {
        const SQL: &str = "select number from publication where agency = $1 and submission = $2";
        let row: Option<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(submission)
            .fetch_optional(db)
            .await)?;
        Ok(row.map(|(number,)| number))
    }

    /// The publications of an agency with these numbers, in one question, as far as there are any, in no order.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publications(&self, agency: i64, numbers: &[String]) -> Result<Vec<StoredPublication>> {
        let Some(last) = numbers.last() else { return Ok(Vec::new()) };
        // A statement for each power of two, so that few are planned.
        let count = numbers.len().next_power_of_two();
        let places: Vec<_> = (2..count + 2).map(|place| format!("${place}")).collect();
        let sql = format!(
            "select data, stream, version from publication where agency = $1 and number in ({})",
            places.join(", ")
        );
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| {
            let mut asked = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
            for number in numbers.iter().chain(std::iter::repeat(last)).take(count) {
                asked = asked.bind(number.as_str());
            }
            asked.fetch_all(db).await
        })?;
        rows.into_iter().map(read).collect()
    }

    /// What interprets a publication or explains it in plain words, drafts among it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn companions(&self, agency: i64, number: &str) -> Result<Vec<StoredPublication>> {
        const SQL: &str = "select data, stream, publication.version from publication_link \
                           join publication using (agency, number) \
                           where publication_link.agency = $1 and interprets = $2 order by number";
        let rows: Vec<Row> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).bind(number).fetch_all(db).await)?;
        rows.into_iter().map(read).collect()
    }

    /// The notices that ask citizens about a document, drafts among them, the first first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn commentaries(&self, agency: i64, number: &str) -> Result<Vec<StoredPublication>> {
        const SQL: &str = "select data, stream, version from publication \
                           where agency = $1 and comments_on = $2 order by made_on, number";
        let rows: Vec<Row> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).bind(number).fetch_all(db).await)?;
        rows.into_iter().map(read).collect()
    }

    /// The steps of a publication, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication_steps(&self, stream: &str) -> Result<Vec<StoredStep<Step>>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Publication(step) => Some((*step, Vec::new())),
            _ => None,
        })
        .await
    }
}
