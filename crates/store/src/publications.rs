//! Publications: begun, written on, published, read one or a list. 《条例》第19条至第26条

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::civil::{Date, DateTime};
use sqlx::AssertSqlSafe;
use statute::publication::{Act, IndexNumber, IndexScheme, Kind, Publication, Stage, Step};

use crate::append::{Author, Draft, Heads, Piece, Record, Texts, append_within};
use crate::comments::counted;
use crate::content::{Content, keep};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::{Registered, StoredStep};
use crate::numbered::{Incoming, PUBLICATIONS};

/// A publication as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPublication {
    /// The publication.
    pub item: Publication,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
}

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

/// Which public items of a column are asked for.
#[derive(Clone, Debug)]
pub enum Shelf<'a> {
    /// Those of a column that have not ended, the latest first.
    Column(&'a str),
    /// Documents that were repealed or have expired, those that ended last first.
    Ended,
    /// All of them, the latest first.
    Latest,
    /// Drafts on which comments are taken on the day or later, those that are taken longest first.
    Running,
    /// Drafts on which no comments are taken any more, those that closed last first.
    Closed,
}

/// The step of a publication at the version that was read.
#[derive(Clone, Debug)]
pub struct Change {
    /// As it was read.
    pub read: StoredPublication,
    /// What is done.
    pub step: Step,
}

pub(crate) type Row = (String, String, i64);

/// Before everything and after everything in an order of texts.
const FIRST: &str = "";
pub(crate) const LAST: &str = "\u{10FFFF}";

impl Store {
    /// Begins a publication under the next number of its year, together with steps on other publications on top of the
    /// versions that were read, all or none; the same submission again gives the same number and records nothing.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster with one of the others, and where the database does not answer.
    pub async fn begin_publication(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        contents: Vec<Content>,
        along: Vec<Change>,
    ) -> Result<Registered> {
        let submission = match &step.act {
            Act::Begun { submission, .. } => submission.clone(),
            _ => None,
        };
        let is_shown = !along.is_empty();
        let draft = |Change { read, step }| Draft {
            agency,
            stream: read.stream,
            expected: read.version,
            fact: Fact::Publication(Box::new(step)),
            texts: Texts::Nothing,
        };
        let incoming = Incoming {
            agency,
            year: step.on.year(),
            submission,
            fact: Fact::Publication(Box::new(step)),
            record: Record::default(),
            contents,
            along: along.into_iter().map(draft).collect(),
            rests_on: None,
        };
        let begun = self.take_in(PUBLICATIONS, author, incoming).await?;
        if is_shown {
            self.changes.fetch_add(1, Ordering::Release);
        }
        Ok(begun)
    }

    /// Records steps on top of the versions that were read, all or none. What is published first gets the next index
    /// number of the year by `scheme`; a result of comments gets their numbers, and what is recorded of the
    /// document after it the same.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster; [`Error::IndexNumber`] where a part of the number is missing.
    pub async fn record_publications(
        &self,
        author: &Author,
        agency: i64,
        changes: Vec<Change>,
        contents: Vec<Content>,
        scheme: impl Into<IndexScheme>,
    ) -> Result<()> {
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let (author, scheme) = (Arc::new(author.clone()), scheme.into());
        let written = self.in_turn(move |write| {
            Box::pin(async move {
                keep(write, &contents).await?;
                let mut closed = None;
                for Change { read, mut step } in changes {
                    match &mut step.act {
                        Act::CommentsClosed { tally, .. } => {
                            *tally = counted(write, agency, &read.item.number).await?;
                            // Another one came in since the result was written.
                            if tally.open() != Some(0) {
                                let StoredPublication { stream, version, .. } = read;
                                return Err(Error::Conflict { stream, expected: version, found: version });
                            }
                            closed = Some(*tally);
                        }
                        Act::CommentsRecorded(heard) => {
                            heard.tally = closed.unwrap_or(heard.tally);
                        }
                        _ => {}
                    }
                    if let Act::Published { at, index_number, .. } = &mut step.act {
                        *index_number = match &read.item.public {
                            Some(public) => public.index_number.clone(),
                            None => next_index_number(write, agency, &scheme, at.year()).await?.to_string(),
                        };
                    }
                    let StoredPublication { stream, version: expected, .. } = read;
                    let draft = Draft {
                        agency,
                        stream,
                        expected,
                        fact: Fact::Publication(Box::new(step)),
                        texts: Texts::Nothing,
                    };
                    let (keys, calendar, author) =
                        (Arc::clone(&keys), Arc::clone(&calendar), Arc::clone(&author));
                    let piece = Piece { keys, calendar, author, draft, record: None };
                    append_within(write, [piece], Heads::OfAll).await?;
                }
                Ok(())
            })
        });
        written.await?;
        self.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }

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
        const COLUMN: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and column_code = $2 and ends_on >= $3 \
                              and (published_at, number) < ($4, $5) \
                              order by published_at desc, number desc limit $6";
        const ENDED: &str = "select data, stream, version from publication \
                             where agency = $1 and is_public = 1 and ends_on < $2 and (ends_on, number) < ($3, $4) \
                             order by ends_on desc, number desc limit $5";
        const LATEST: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and (published_at, number) < ($2, $3) \
                              order by published_at desc, number desc limit $4";
        const RUNNING: &str = "select data, stream, version from publication \
                               where agency = $1 and is_public = 1 and comments_until >= $2 \
                               and (comments_until, number) < ($3, $4) \
                               order by comments_until desc, number desc limit $5";
        const CLOSED: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and comments_until < $2 \
                              and (comments_until, number) < ($3, $4) \
                              order by comments_until desc, number desc limit $5";
        let from = after.unwrap_or_else(|| (LAST.into(), LAST.into()));
        let sql = [COLUMN, ENDED, LATEST, RUNNING, CLOSED];
        self.shelf_rows(sql, agency, shelf, today, from, count).await
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
        const COLUMN: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and column_code = $2 and ends_on >= $3 \
                              and (published_at, number) > ($4, $5) \
                              order by published_at, number limit $6";
        const ENDED: &str = "select data, stream, version from publication \
                             where agency = $1 and is_public = 1 and ends_on < $2 and (ends_on, number) > ($3, $4) \
                             order by ends_on, number limit $5";
        const LATEST: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and (published_at, number) > ($2, $3) \
                              order by published_at, number limit $4";
        const RUNNING: &str = "select data, stream, version from publication \
                               where agency = $1 and is_public = 1 and comments_until >= $2 \
                               and (comments_until, number) > ($3, $4) \
                               order by comments_until, number limit $5";
        const CLOSED: &str = "select data, stream, version from publication \
                              where agency = $1 and is_public = 1 and comments_until < $2 \
                              and (comments_until, number) > ($3, $4) \
                              order by comments_until, number limit $5";
        let sql = [COLUMN, ENDED, LATEST, RUNNING, CLOSED];
        let mut rows = self.shelf_rows(sql, agency, shelf, today, before, count).await?;
        rows.reverse();
        Ok(rows)
    }

    /// Rows of a shelf by its statement: that of a column, of what has ended, of all, of running and closed comments.
    async fn shelf_rows(
        &self,
        [column, ended, latest, running, closed]: [&'static str; 5],
        agency: i64,
        shelf: &Shelf<'_>,
        today: Date,
        (day, number): (String, String),
        count: u32,
    ) -> Result<Vec<StoredPublication>> {
        let count = i64::from(count);
        let by_day = async |sql: &'static str, day: String, number: String| -> Result<Vec<Row>> {
            Ok(on!(&self.pool, Pool, |db| sqlx::query_as(sql)
                .bind(agency)
                .bind(today.to_string())
                .bind(day)
                .bind(number)
                .bind(count)
                .fetch_all(db)
                .await)?)
        };
        let rows: Vec<Row> = match shelf {
            Shelf::Column(code) => on!(&self.pool, Pool, |db| sqlx::query_as(column)
                .bind(agency)
                .bind(*code)
                .bind(today.to_string())
                .bind(day)
                .bind(number)
                .bind(count)
                .fetch_all(db)
                .await)?,
            Shelf::Ended => by_day(ended, day, number).await?,
            Shelf::Running => by_day(running, day, number).await?,
            Shelf::Closed => by_day(closed, day, number).await?,
            Shelf::Latest => on!(&self.pool, Pool, |db| sqlx::query_as(latest)
                .bind(agency)
                .bind(day)
                .bind(number)
                .bind(count)
                .fetch_all(db)
                .await)?,
        };
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

    /// The same of a page of a shelf.
    pub fn shelf_key(&self, shelf: &Shelf<'_>) -> (String, String) {
        let sorted_by = match shelf {
            Shelf::Ended => ends_on(&self.item),
            Shelf::Column(_) | Shelf::Latest => published_at(&self.item),
            Shelf::Running | Shelf::Closed => comments_until(&self.item).unwrap_or_default(),
        };
        (sorted_by, self.item.number.clone())
    }
}

/// Columns of the row that lists are sorted by.
pub(crate) fn made_on(item: &Publication) -> String {
    item.draft.card.made_on.map_or_else(String::new, |day| day.to_string())
}

pub(crate) fn published_at(item: &Publication) -> String {
    item.public.as_ref().map_or_else(String::new, |public| public.first_at.to_string())
}

pub(crate) fn ends_on(item: &Publication) -> String {
    item.in_force_until().map_or_else(|| crate::projection::NEVER.to_owned(), |day| day.to_string())
}

/// Until when a notice asks for comments. One that came from another site without its days asks no more: it stands among
/// those that are over by the day it was published.
pub(crate) fn comments_until(item: &Publication) -> Option<String> {
    if item.card().kind != Kind::Commentary {
        return None;
    }
    let asked = item.card().commentary.as_ref().and_then(|asked| asked.until);
    let until = asked.or_else(|| item.origin.as_ref().map(|origin| origin.published_at.date()));
    until.map(|day| day.to_string())
}

/// What it is: what citizens see, else the draft.
pub(crate) fn kind(item: &Publication) -> &'static str {
    item.card().kind.code()
}

/// The next index number of a year.
pub(crate) async fn next_index_number(
    write: &mut Write,
    agency: i64,
    scheme: &IndexScheme,
    year: i16,
) -> Result<IndexNumber> {
    const SQL: &str =
        "select coalesce(max(index_serial), 0) + 1 from publication where agency = $1 and index_year = $2";
    let (serial,): (i64,) = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(agency)
        .bind(i64::from(year))
        .fetch_one(&mut **db)
        .await)?;
    let serial = u32::try_from(serial).unwrap_or_default();
    Ok(scheme.number(year, serial)?)
}

pub(crate) fn read((data, stream, version): Row) -> Result<StoredPublication> {
    let item = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "公开的信息不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredPublication { item, stream, version })
}
