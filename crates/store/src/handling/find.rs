//! Applications by number, submission or letter, and what there is beside them.

use statute::letters::LetterNumber;

use super::{Beside, StoredApplication, read};
use crate::access;
use crate::database::{Pool, Store, on};
use crate::error::Result;

type HandlingRow = (String, String, i64, Option<String>);

impl Store {
    /// An application of an agency by its number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn application(&self, agency: i64, number: &str) -> Result<Option<StoredApplication>> {
        const SQL: &str =
            "select data, stream, version, query_code from handling where agency = $1 and number = $2";
        let row: Option<HandlingRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(stored).transpose()
    }

    /// The application that a form's own key was handed in with, by its hash.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn submitted_as(&self, agency: i64, submission: &str) -> Result<Option<StoredApplication>> {
        const SQL: &str =
            "select data, stream, version, query_code from handling where agency = $1 and submission = $2";
        let row: Option<HandlingRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(submission)
            .fetch_optional(db)
            .await)?;
        row.map(stored).transpose()
    }

    /// What there is of an application beside its own stream, in one question: most have none of it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn beside(&self, agency: i64, number: &str) -> Result<Beside> {
        const SQL: &str = "select \
            exists (select 1 from event where stream = $3) as accesses, \
            exists (select 1 from limit_move where agency = $1 and number = $2) as moves, \
            exists (select 1 from mail where agency = $1 and application = $2) as mails, \
            exists (select 1 from handling where joined_into = $2 and agency + 0 = $1) as joined, \
            exists (select 1 from remedy_case where agency = $1 and application = $2) as remedies";
        Ok(on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .bind(access::stream(agency, number))
            .fetch_one(db)
            .await)?)
    }

    /// The applications that were joined with this one, in the order of their numbers.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn joined_into(&self, agency: i64, number: &str) -> Result<Vec<StoredApplication>> {
        // Not by the agency, which may have many: few are joined with one.
        const SQL: &str = "select data, stream, version, query_code from handling \
                           where joined_into = $2 and agency + 0 = $1";
        let rows: Vec<HandlingRow> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(agency).bind(number).fetch_all(db).await)?;
        let mut joined: Vec<_> = rows.into_iter().map(stored).collect::<Result<_>>()?;
        joined.sort_by(|one, other| one.application.number.cmp(&other.application.number));
        Ok(joined)
    }

    /// The applications of an agency whose number begins so, in the order of their numbers, and at the most so many.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn numbered(&self, agency: i64, start: &str, most: u32) -> Result<Vec<StoredApplication>> {
        const SQL: &str = "select data, stream, version, query_code from handling where agency = $1 \
                           and number >= $2 and number < $3 order by number limit $4";
        let rows: Vec<HandlingRow> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(start)
            .bind(format!("{start}\u{10FFFF}"))
            .bind(i64::from(most))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(stored).collect()
    }

    /// The number of the application that a letter belongs to.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn application_of_letter(&self, agency: i64, letter: &LetterNumber) -> Result<Option<String>> {
        const SQL: &str = "select application from letter where agency = $1 and year = $2 and serial = $3";
        let row: Option<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(i64::from(letter.year))
            .bind(i64::from(letter.serial))
            .fetch_optional(db)
            .await)?;
        Ok(row.map(|(number,)| number))
    }
}

fn stored((data, stream, version, query_code): HandlingRow) -> Result<StoredApplication> {
    let application = read(&data, &stream)?;
    Ok(StoredApplication { application, stream, version, query_code })
}
