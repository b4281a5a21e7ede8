//! Comments of citizens on drafts: taken in, answered, read one or a list. 国办发〔2018〕37号

use statute::comment::{Act, Answer, Comment, Step};
use statute::publication::Tally;

use crate::append::{Author, Draft, Record};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::{Registered, StoredStep};
use crate::numbered::{COMMENTS, Incoming};
use crate::publications::StoredPublication;

/// A comment as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredComment {
    /// The comment.
    pub comment: Comment,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
}

type Row = (String, String, i64);

/// What stands in the column of answers where there is none.
pub(crate) const UNANSWERED: &str = "";

const COUNTS: &str = "select answer, count(*) from public_comment where agency = $1 and publication = $2 \
                      group by answer";

impl Store {
    /// Takes a comment in on a draft as it was read, under the next number of its year; the same submission again gives
    /// the same number.
    ///
    /// # Errors
    /// [`Error::Conflict`] where something was done with the draft meanwhile; nothing is written then, nor where the
    /// database does not answer.
    pub async fn receive_comment(
        &self,
        author: &Author,
        agency: i64,
        asked: &StoredPublication,
        step: Step,
        record: Record,
    ) -> Result<Registered> {
        let submission = match &step.act {
            Act::Received { submission, .. } => submission.clone(),
            Act::Answered { .. } => None,
        };
        let incoming = Incoming {
            agency,
            year: step.on.year(),
            submission,
            fact: Fact::Comment(step),
            record,
            contents: Vec::new(),
            along: Vec::new(),
            rests_on: Some((asked.stream.clone(), asked.version)),
        };
        self.take_in(COMMENTS, author, incoming).await
    }

    /// Records what becomes of a comment, on top of the version that was read.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster.
    pub async fn answer_comment(
        &self,
        author: &Author,
        agency: i64,
        read: &StoredComment,
        step: Step,
        record: Record,
    ) -> Result<()> {
        let draft = Draft {
            agency,
            stream: read.stream.clone(),
            expected: read.version,
            fact: Fact::Comment(step),
            texts: record.into(),
        };
        self.append(author, [draft]).await.map(drop)
    }

    /// A comment of an agency by its number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn comment(&self, agency: i64, number: &str) -> Result<Option<StoredComment>> {
        const SQL: &str =
            "select data, stream, version from public_comment where agency = $1 and number = $2";
        let row: Option<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(read).transpose()
    }

    /// The number under which a form was taken in already.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn commented_as(&self, agency: i64, submission: &str) -> Result<Option<String>> {
        const SQL: &str = "select number from public_comment where agency = $1 and submission = $2";
        let row: Option<(String,)> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(submission)
            .fetch_optional(db)
            .await)?;
        Ok(row.map(|(number,)| number))
    }

    /// The steps of a comment with what was written, oldest first.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn comment_steps(&self, stream: &str) -> Result<Vec<StoredStep<Step>>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Comment(step) => Some((step, Vec::new())),
            _ => None,
        })
        .await
    }

    /// The comments on a draft with one answer, or without any, those that came first first; from after a year and
    /// serial on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn comment_list(
        &self,
        agency: i64,
        publication: &str,
        answer: Option<Answer>,
        after: (i64, i64),
        count: u32,
    ) -> Result<Vec<StoredComment>> {
        const SQL: &str = "select data, stream, version from public_comment \
                           where agency = $1 and publication = $2 and answer = $3 and (year, serial) > ($4, $5) \
                           order by year, serial limit $6";
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(publication)
            .bind(answer.map_or(UNANSWERED, Answer::code))
            .bind(after.0)
            .bind(after.1)
            .bind(i64::from(count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }

    /// How many comments came on a draft, and what became of them.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn comments_counted(&self, agency: i64, publication: &str) -> Result<Tally> {
        let rows: Vec<(String, i64)> = on!(&self.pool, Pool, |db| sqlx::query_as(COUNTS)
            .bind(agency)
            .bind(publication)
            .fetch_all(db)
            .await)?;
        Ok(tally(rows))
    }
}

impl StoredComment {
    /// Year and serial of its number: from the last one of a page the next page starts.
    pub fn key(&self) -> (i64, i64) {
        COMMENTS.serial_of(&self.comment.number).unwrap_or_default()
    }
}

/// The same within a transaction that publishes the result.
pub(crate) async fn counted(write: &mut Write, agency: i64, publication: &str) -> Result<Tally> {
    let rows: Vec<(String, i64)> = on!(write, Write, |db| sqlx::query_as(COUNTS)
        .bind(agency)
        .bind(publication)
        .fetch_all(&mut **db)
        .await)?;
    Ok(tally(rows))
}

fn tally(rows: Vec<(String, i64)>) -> Tally {
    let mut tally = Tally::default();
    for (answer, count) in rows {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        tally.received += count;
        match Answer::from_code(&answer) {
            Some(Answer::Adopted) => tally.adopted += count,
            Some(Answer::Partly) => tally.partly += count,
            Some(Answer::Rejected) => tally.rejected += count,
            None => {}
        }
    }
    tally
}

fn read((data, stream, version): Row) -> Result<StoredComment> {
    let comment = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "公众意见不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredComment { comment, stream, version })
}
