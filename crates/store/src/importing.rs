//! Publications that another site had published, all of them in one transaction, each made when its turn comes.
//! `docs/decisions/0062-an-old-site.md`

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::civil::Date;
use statute::publication::{Act, IndexScheme, Step};
use statute::registers::{DocumentEntry, Register};

use crate::append::{Author, Draft, Heads, Piece, Texts, append_within};
use crate::content::{Content, keep};
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::numbered::PUBLICATIONS;
use crate::projection::{DOCUMENT_IN_FOLDER, DOCUMENT_ROW, document_streams};
use crate::publications::{StoredPublication, next_index_number, read};

/// Something that was public on another site.
#[derive(Clone, Debug)]
pub struct FromSite {
    /// [`Act::Imported`]; an index number that was not printed there is empty, and given here.
    pub step: Step,
    /// The bytes it names.
    pub contents: Vec<Content>,
}

/// The numbers that publications of one import get, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Numbering {
    year: i16,
    first: i64,
}

impl Numbering {
    /// The number of the publication at a place, from 0.
    pub fn of(self, place: usize) -> String {
        PUBLICATIONS.number(self.year, self.first + place as i64)
    }
}

impl Store {
    /// Records what another site had published, all or nothing: `next` makes them one by one, so that no more than one is
    /// in memory, and is told the numbers that all of them get. Answers how many there are.
    ///
    /// # Errors
    /// Whatever `next` says, and where the database does not answer; nothing is written then.
    pub async fn import_publications<E: From<Error>>(
        &self,
        author: &Author,
        agency: i64,
        on: Date,
        scheme: impl Into<IndexScheme>,
        mut next: impl FnMut(Numbering, usize) -> std::result::Result<Option<FromSite>, E>,
    ) -> std::result::Result<usize, E> {
        let (author, scheme) = (Arc::new(author.clone()), scheme.into());
        let mut write = self.write().await?;
        let first = PUBLICATIONS.next_serial(&mut write, agency, on.year()).await?;
        let numbering = Numbering { year: on.year(), first };
        let mut count = 0;
        while let Some(FromSite { mut step, contents }) = next(numbering, count)? {
            keep(&mut write, &contents).await?;
            if let Act::Imported { origin, .. } = &mut step.act
                && origin.index_number.is_empty()
            {
                let given = next_index_number(&mut write, agency, &scheme, on.year()).await?;
                origin.index_number = given.to_string();
            }
            let draft = Draft {
                agency,
                stream: PUBLICATIONS.stream(agency, &numbering.of(count)),
                expected: 0,
                fact: Fact::Publication(Box::new(step)),
                texts: Texts::Nothing,
            };
            let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
            let piece = Piece { keys, calendar, author: Arc::clone(&author), draft, record: None };
            append_within(&mut write, [piece], Heads::OfContinued).await?;
            count += 1;
        }
        write.commit().await.map_err(Error::from)?;
        self.changes.fetch_add(1, Ordering::Release);
        Ok(count)
    }

    /// What had an address on the site it came from.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication_from(&self, agency: i64, address: &str) -> Result<Option<StoredPublication>> {
        const SQL: &str =
            "select data, stream, version from publication where agency = $1 and old_address = $2";
        let row = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(address)
            .fetch_optional(db)
            .await)?;
        row.map(read).transpose()
    }

    /// The number of the publication that an index number was given to, or brought by.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn publication_indexed(&self, agency: i64, index_number: &str) -> Result<Option<String>> {
        const SQL: &str = "select number from publication where agency = $1 and index_number = $2";
        let row: Option<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(index_number)
            .fetch_optional(db)
            .await)?;
        Ok(row.map(|(number,)| number))
    }

    /// Whether a publication has a row of its own in the register of documents: a folder's row counts instead of it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn has_document_row(&self, agency: i64, stream: &str) -> Result<bool> {
        let row: Option<(i32,)> = on!(&self.pool, Pool, |db| sqlx::query_as(DOCUMENT_ROW)
            .bind(agency)
            .bind(Register::Documents.file_stem())
            .bind(stream)
            .fetch_optional(db)
            .await)?;
        Ok(row.is_some())
    }

    /// Whether the register of a folder that was imported holds a document.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn is_document_entered(&self, agency: i64, row: &DocumentEntry) -> Result<bool> {
        let [by_number, by_title] = document_streams(agency, row);
        let row: Option<(i32,)> = on!(&self.pool, Pool, |db| sqlx::query_as(DOCUMENT_IN_FOLDER)
            .bind(agency)
            .bind(Register::Documents.file_stem())
            .bind(by_number)
            .bind(by_title)
            .fetch_optional(db)
            .await)?;
        Ok(row.is_some())
    }
}
