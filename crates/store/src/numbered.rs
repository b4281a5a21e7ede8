//! Cases with numbers of their own: reviews and lawsuits (`R2026-2`), requests to correct records (`C2026-2`), publications
//! (`P2026-2`), comments on drafts (`V2026-2`). Each is taken in once, under the next number of its year, without gaps.

use std::sync::Arc;

use sqlx::AssertSqlSafe;

use crate::append::{Author, Draft, Heads, Piece, Record, append_within, head};
use crate::content::{Content, keep};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::Registered;

/// A kind of cases: where their rows, streams and numbers are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Series {
    /// The table with a row for each.
    pub(crate) table: &'static str,
    /// What their streams begin with.
    stream: &'static str,
    /// The letter before the year.
    letter: char,
}

/// 复议诉讼案件
pub(crate) const REMEDIES: Series = Series { table: "remedy_case", stream: "remedy", letter: 'R' };
/// 主动公开的信息. 《条例》第19条
pub(crate) const PUBLICATIONS: Series = Series { table: "publication", stream: "publication", letter: 'P' };
/// 更正申请. 《条例》第41条
pub(crate) const RECTIFICATIONS: Series =
    Series { table: "rectification", stream: "rectification", letter: 'C' };

/// 公众意见. 国办发〔2018〕37号
pub(crate) const COMMENTS: Series = Series { table: "public_comment", stream: "comment", letter: 'V' };

impl Series {
    /// Year and serial of a number; none where it is none of these.
    pub(crate) fn serial_of(self, number: &str) -> Option<(i64, i64)> {
        let (year, serial) = number.strip_prefix(self.letter)?.split_once('-')?;
        Some((year.parse().ok()?, serial.parse().ok()?))
    }

    async fn submitted(self, write: &mut Write, agency: i64, submission: &str) -> Result<Option<String>> {
        let sql = format!("select number from {} where agency = $1 and submission = $2", self.table);
        let row: Option<(String,)> = on!(write, Write, |db| sqlx::query_as(AssertSqlSafe(sql))
            .bind(agency)
            .bind(submission)
            .fetch_optional(&mut **db)
            .await)?;
        Ok(row.map(|(number,)| number))
    }

    /// The number of a serial.
    pub(crate) fn number(self, year: i16, serial: i64) -> String {
        format!("{}{year}-{serial}", self.letter)
    }

    /// The stream of a case.
    pub(crate) fn stream(self, agency: i64, number: &str) -> String {
        format!("{}/{agency}/{number}", self.stream)
    }

    /// The next serial of a year.
    pub(crate) async fn next_serial(self, write: &mut Write, agency: i64, year: i16) -> Result<i64> {
        let sql = format!(
            "select coalesce(max(serial), 0) + 1 from {} where agency = $1 and year = $2",
            self.table
        );
        let (serial,): (i64,) = on!(write, Write, |db| sqlx::query_as(AssertSqlSafe(sql))
            .bind(agency)
            .bind(i64::from(year))
            .fetch_one(&mut **db)
            .await)?;
        Ok(serial)
    }
}

/// A case that comes in.
pub(crate) struct Incoming {
    pub(crate) agency: i64,
    pub(crate) year: i16,
    /// The hash of the form's own key.
    pub(crate) submission: Option<String>,
    pub(crate) fact: Fact,
    pub(crate) record: Record,
    /// Bytes that the fact names by their hash.
    pub(crate) contents: Vec<Content>,
    /// Further events that go into the transaction.
    pub(crate) along: Vec<Draft>,
    /// A stream whose version decided that the case may come in; it is still that one then.
    pub(crate) rests_on: Option<(String, i64)>,
}

impl Store {
    /// Takes a case in; the same submission again gives the same number.
    pub(crate) async fn take_in(
        &self,
        series: Series,
        author: &Author,
        incoming: Incoming,
    ) -> Result<Registered> {
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let author = Arc::new(author.clone());
        self.in_turn(move |write| {
            Box::pin(async move {
                let Incoming { agency, year, submission, fact, record, contents, along, rests_on } = incoming;
                if let Some(submission) = submission
                    && let Some(number) = series.submitted(write, agency, &submission).await?
                {
                    return Ok(Registered { number, is_new: false });
                }
                if let Some((stream, expected)) = rests_on {
                    let found = head(write, &stream).await?.map_or(0, |(version, _)| version);
                    if found != expected {
                        return Err(Error::Conflict { stream, expected, found });
                    }
                }
                keep(write, &contents).await?;
                let number = series.number(year, series.next_serial(write, agency, year).await?);
                let stream = series.stream(agency, &number);
                let draft = Draft { agency, stream, expected: 0, fact, texts: record.into() };
                let piece = |draft| Piece {
                    keys: Arc::clone(&keys),
                    calendar: Arc::clone(&calendar),
                    author: Arc::clone(&author),
                    draft,
                    record: None,
                };
                let pieces: Vec<_> = std::iter::once(draft).chain(along).map(piece).collect();
                append_within(write, pieces, Heads::OfAll).await?;
                Ok(Registered { number, is_new: true })
            })
        })
        .await
    }
}
