//! Taking an application in, and recording what is done with it.

use std::sync::Arc;

use statute::letters::LetterNumber;
use statute::procedure::{Act, Step};

use super::StoredApplication;
use crate::append::{Author, Draft, Heads, Piece, Record, Texts, append_within};
use crate::database::{Store, Write, on};
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::outbox::{self, StoredMail, Tells};
use crate::registering::Registration;
use crate::writer::lost;

/// How an application that was handed in is known from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// 申请编号
    pub number: String,
    /// Whether this call registered it: the same submission again finds the first one.
    pub is_new: bool,
}

/// What goes out with an act.
#[derive(Clone)]
pub struct GoesOut<'a> {
    /// What stands before the year in the numbers of its letters.
    pub letter_code: &'a str,
    /// The e-mail to the applicant; none where nothing is told.
    pub tells: Option<Tells>,
    /// E-mails that were refused and that it takes the place of: they are settled with it.
    pub settles: Vec<StoredMail>,
}

impl Store {
    /// Takes an application in under the next number of its year; the same submission again gives the same number.
    ///
    /// # Errors
    /// Where the database does not answer; nothing is written then.
    pub async fn register_application(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        record: Record,
    ) -> Result<Registered> {
        self.register_and_tell(author, agency, step, record, None).await
    }

    /// The same with the e-mail that goes to the applicant: both are on disk, or neither.
    ///
    /// # Errors
    /// Where the database does not answer; nothing is written then.
    pub async fn register_and_tell(
        &self,
        author: &Author,
        agency: i64,
        step: Step,
        record: Record,
        tells: Option<Tells>,
    ) -> Result<Registered> {
        let Act::Registered { .. } = &step.act else {
            return Err(Error::Corrupt {
                stream: "application".into(),
                version: 0,
                problem: "不是登记".into(),
            });
        };
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let (registration, answer) =
            Registration::new(keys, calendar, author.clone(), agency, step, record, tells);
        self.queue.register(registration).await?;
        answer.await.unwrap_or_else(|_| Err(lost()))
    }

    /// Records an act on top of the version that was read. Letters that go out with it get the next numbers of the year,
    /// behind `letter_code`.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster.
    pub async fn record(
        &self,
        author: &Author,
        agency: i64,
        read: &StoredApplication,
        step: Step,
        letter_code: &str,
        record: Record,
    ) -> Result<()> {
        let out = GoesOut { letter_code, tells: None, settles: Vec::new() };
        self.record_and_tell(author, agency, read, step, out, record).await
    }

    /// The same with the e-mail that goes to the applicant: both are on disk, or neither.
    ///
    /// # Errors
    /// [`Error::Conflict`] where somebody was faster.
    pub async fn record_and_tell(
        &self,
        author: &Author,
        agency: i64,
        read: &StoredApplication,
        mut step: Step,
        out: GoesOut<'_>,
        record: Record,
    ) -> Result<()> {
        let (stream, expected) = (read.stream.clone(), read.version);
        let texts = Texts::from(record);
        let (keys, calendar) = (Arc::clone(&self.keys), Arc::clone(&self.calendar));
        let author = Arc::new(author.clone());
        let code = out.letter_code.to_owned();
        let (number, tells, settles) = (read.application.number.clone(), out.tells, out.settles);
        let mut after = read.application.clone();
        after.apply(&step);
        let letters = after.numbered(&step.act);
        self.in_turn(move |write| {
            Box::pin(async move {
                if !letters.is_empty() {
                    let year = step.on.year();
                    let serials = next_letter(write, agency, year).await?..;
                    let number = |serial| LetterNumber { code: code.clone(), year, serial };
                    step.set_numbers(letters.into_iter().zip(serials.map(number)));
                }
                let mail = tells.and_then(|tells| tells(&number, &step));
                let mail = mail.map(|mail| outbox::draft(agency, &number, expected + 1, mail));
                let fact = Fact::Procedure { step, files: Vec::new() };
                let draft = Draft { agency, stream, expected, fact, texts };
                let settled = settles.into_iter().map(|mail| outbox::settled(agency, mail));
                let pieces = std::iter::once(draft).chain(mail).chain(settled).map(|draft| Piece {
                    keys: Arc::clone(&keys),
                    calendar: Arc::clone(&calendar),
                    author: Arc::clone(&author),
                    draft,
                    record: None,
                });
                append_within(write, pieces, Heads::OfAll).await.map(drop)
            })
        })
        .await
    }
}

/// The serial of the next letter of a year, without gaps.
pub(crate) async fn next_letter(write: &mut Write, agency: i64, year: i16) -> Result<u32> {
    const SQL: &str = "select coalesce(max(serial), 0) + 1 from letter where agency = $1 and year = $2";
    let (serial,): (i64,) = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(agency)
        .bind(i64::from(year))
        .fetch_one(&mut **db)
        .await)?;
    Ok(serial as u32)
}
