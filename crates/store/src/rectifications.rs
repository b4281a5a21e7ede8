//! Requests to correct records about oneself: taking in, signing, reading one or a list. Other acts are appended as any
//! event is. 《条例》第41条

use std::sync::Arc;

use statute::letters::LetterNumber;
use statute::rectification::{Act, Rectification, Step};

use crate::append::{Author, Draft, Heads, Piece, Record, append_within};
use crate::database::{Pool, Store, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::handling::{Registered, StoredStep, next_letter};
use crate::numbered::{Incoming, RECTIFICATIONS};

/// A request as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRectification {
    /// The request.
    pub case: Rectification,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
}

/// Which requests are asked for.
#[derive(Clone, Debug, Default)]
pub struct RectificationQuery {
    /// Those that are closed instead of those that are open.
    pub is_closed: bool,
    /// Only what comes after this day of receipt and number.
    pub after: Option<(String, String)>,
    /// How many at the most.
    pub count: u32,
}

type Row = (String, String, i64);

impl Store {
    /// Takes a request in under the next number of its year; the same submission again gives the same number.
    ///
    /// # Errors
    /// Where the database does not answer; nothing is written then.
    pub async fn register_rectification(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        record: Record,
    ) -> Result<Registered> {
        let Act::Registered { submission, .. } = &step.act else {
            return Err(Error::Corrupt {
                stream: "rectification".into(),
                version: 0,
                problem: "不是登记".into(),
            });
        };
        let incoming = Incoming {
            agency,
            year: step.on.year(),
            submission: submission.clone(),
            fact: Fact::Rectification { step, files: Vec::new() },
            record,
            contents: Vec::new(),
            along: Vec::new(),
            rests_on: None,
        };
        self.take_in(RECTIFICATIONS, author, incoming).await
    }

    /// Records an act on top of the version that was read. The letter that goes out with it gets the next number of the
    /// agency's one series, behind `letter_code`.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster.
    pub async fn record_rectification(
        &self,
        author: &Author,
        agency: i64,
        read: &StoredRectification,
        mut step: Step,
        letter_code: &str,
        record: Record,
    ) -> Result<()> {
        let (stream, expected) = (read.stream.clone(), read.version);
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let (author, code) = (Arc::new(author.clone()), letter_code.to_owned());
        self.in_turn(move |write| {
            Box::pin(async move {
                if step.act.letter().is_some() {
                    let year = step.on.year();
                    let serial = next_letter(write, agency, year).await?;
                    step.set_number(&LetterNumber { code, year, serial });
                }
                let fact = Fact::Rectification { step, files: Vec::new() };
                let draft = Draft { agency, stream, expected, fact, texts: record.into() };
                let piece = Piece { keys, calendar, author, draft, record: None };
                append_within(write, [piece], Heads::OfAll).await.map(drop)
            })
        })
        .await
    }

    /// A request of an agency by its number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn rectification(&self, agency: i64, number: &str) -> Result<Option<StoredRectification>> {
        const SQL: &str = "select data, stream, version from rectification where agency = $1 and number = $2";
        let row: Option<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        row.map(read).transpose()
    }

    /// The steps of a request with what was written, oldest first.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn rectification_steps(&self, stream: &str) -> Result<Vec<StoredStep<Step>>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Rectification { step, files } => Some((step, files)),
            _ => None,
        })
        .await
    }

    /// The requests of an agency, those that came first first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn rectification_list(
        &self,
        agency: i64,
        query: &RectificationQuery,
    ) -> Result<Vec<StoredRectification>> {
        const SQL: &str = "select data, stream, version from rectification \
                           where agency = $1 and is_open = $2 and (received_on, number) > ($3, $4) \
                           order by received_on, number limit $5";
        let (received_on, number) = query.after.clone().unwrap_or_default();
        let rows: Vec<Row> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(agency)
            .bind(i64::from(!query.is_closed))
            .bind(received_on)
            .bind(number)
            .bind(i64::from(query.count))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(read).collect()
    }
}

impl StoredRectification {
    /// Day of receipt and number of the row: from the last one of a page the next page starts.
    pub fn key(&self) -> (String, String) {
        (self.case.received_on.to_string(), self.case.number.clone())
    }
}

fn read((data, stream, version): Row) -> Result<StoredRectification> {
    let case = serde_json::from_str(&data).map_err(|_| Error::Corrupt {
        stream: stream.clone(),
        version,
        problem: "更正申请不能识别，请执行 gongkai rebuild".into(),
    })?;
    Ok(StoredRectification { case, stream, version })
}
