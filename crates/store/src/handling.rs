//! Applications under the procedure: taking in, recording acts, reading one or a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::AssertSqlSafe;
use statute::letters::LetterNumber;
use statute::procedure::{Act, Application, Step};

use crate::access;
use crate::append::{Author, Draft, Heads, Piece, Record, Texts, append_within};
use crate::canonical::hex;
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fact::Fact;
use crate::outbox::{self, StoredMail, Tells};
use crate::rebuild::fact_of;
use crate::registering::Registration;
use crate::rows::{asked, padded};
use crate::sealed::open_bytes;
use crate::writer::lost;

/// An application as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    /// The application.
    pub application: Application,
    /// Its stream.
    pub stream: String,
    /// The version of its stream.
    pub version: i64,
    /// Hash of the query code, where one was given out.
    pub query_code: Option<String>,
}

/// What there is of an application beside its own stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each says of another thing whether it is there")]
pub struct Beside {
    /// Somebody had something of it, as [`Store::identity_shown`] tells.
    pub accesses: bool,
    /// Limits of it moved: [`Store::moves_of`].
    pub moves: bool,
    /// E-mails: [`Store::mails`].
    pub mails: bool,
    /// Applications that were joined with it: [`Store::joined_into`].
    pub joined: bool,
    /// Reviews and lawsuits about it: [`Store::remedies_of`].
    pub remedies: bool,
}

/// A step of an application, or of a case, as it is on record.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredStep<S = Step> {
    /// Its place in the stream, from 1.
    pub version: i64,
    /// When it was recorded, in UTC.
    pub at: String,
    /// What was done.
    pub step: S,
    /// What was written with it; none where nothing was, or its key was destroyed.
    pub texts: Option<serde_json::Map<String, serde_json::Value>>,
    /// Hashes of its attachments, in hexadecimal.
    pub files: Vec<String>,
}

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

/// What was written with an act, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A JSON object.
    Opened(Vec<u8>),
    /// Its key was destroyed (lawful deletion).
    Erased,
    /// Its key is not there, or it was altered.
    Unreadable,
}

/// Number, stream, and the sealed record.
type RegistrationRow = (String, String, String, Option<Vec<u8>>, Vec<u8>);
type HandlingRow = (String, String, i64, Option<String>);

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

    /// What was written with the registration of an application; none where its key was destroyed.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn registration(
        &self,
        stream: &str,
    ) -> Result<Option<serde_json::Map<String, serde_json::Value>>> {
        const SQL: &str = "select * from event where stream = $1 and version = 1";
        let event: Option<Event> =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream).fetch_optional(db).await)?;
        let Some((_, Some(hash))) = event.as_ref().map(fact_of).transpose()? else { return Ok(None) };
        let bytes = self.open_sealed(stream, &hex(&hash)).await?;
        bytes
            .map(|bytes| serde_json::from_slice(&bytes).map_err(|_| Error::SealBroken(stream.to_owned())))
            .transpose()
    }

    /// What was written with the registration of each of these applications, by number; those where nothing was are
    /// left out.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn registrations(&self, agency: i64, numbers: &[&str]) -> Result<BTreeMap<String, Written>> {
        const SQL: &str = "select handling.number, handling.stream, sealed.key_id, sealed.wrapped_key, \
                           sealed.ciphertext from asked cross join handling \
                           join sealed on sealed.hash = handling.sealed \
                           where handling.agency = $1 and handling.number = asked.value";
        if numbers.is_empty() {
            return Ok(BTreeMap::new());
        }
        let sql = asked(2, numbers.len(), SQL);
        let rows: Vec<RegistrationRow> = on!(&self.pool, Pool, |db| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(agency);
            for number in padded(numbers) {
                query = query.bind(*number);
            }
            query.fetch_all(db).await
        })?;
        let opened = rows.into_iter().map(|(number, stream, key_id, wrapped_key, ciphertext)| {
            let written = match open_bytes(&self.keys, &stream, key_id, wrapped_key, ciphertext) {
                Ok(Some(bytes)) => Written::Opened(bytes),
                Ok(None) => Written::Erased,
                // One record that does not open must not hide a whole list.
                Err(_) => Written::Unreadable,
            };
            (number, written)
        });
        Ok(opened.collect())
    }

    /// The steps of an application with what was written, oldest first.
    ///
    /// # Errors
    /// [`Error::KeyMissing`] or [`Error::SealBroken`] where sealed texts do not open.
    pub async fn steps(&self, stream: &str) -> Result<Vec<StoredStep>> {
        self.steps_of(stream, |fact| match fact {
            Fact::Procedure { step, files } => Some((step, files)),
            _ => None,
        })
        .await
    }

    /// The steps among the events of a stream, with what was written.
    pub(crate) async fn steps_of<S>(
        &self,
        stream: &str,
        step: fn(Fact) -> Option<(S, Vec<String>)>,
    ) -> Result<Vec<StoredStep<S>>> {
        let mut found = Vec::new();
        for event in self.stream(stream).await? {
            let (fact, sealed) = fact_of(&event)?;
            if let Some((step, files)) = step(fact) {
                found.push((event, step, files, sealed.map(Vec::from)));
            }
        }
        let hashes: Vec<_> = found.iter().filter_map(|(.., sealed)| sealed.clone()).collect();
        let opened = self.open_each(stream, &hashes).await?;
        let steps = found.into_iter().map(|(event, step, files, sealed)| {
            let bytes = sealed.and_then(|hash| opened.get(&hash));
            let texts = bytes.map(|bytes| serde_json::from_slice(bytes)).transpose();
            let texts = texts.map_err(|_| Error::SealBroken(stream.to_owned()))?;
            let Event { version, at, .. } = event;
            Ok(StoredStep { version, at, step, texts, files })
        });
        steps.collect()
    }

    /// The hash under which a query code or the key of a form is kept.
    pub fn secret_hash(&self, field: &str, secret: &str) -> String {
        hex(&self.keys.blind(field, secret))
    }
}

fn stored((data, stream, version, query_code): HandlingRow) -> Result<StoredApplication> {
    let application = read(&data, &stream)?;
    Ok(StoredApplication { application, stream, version, query_code })
}

pub(crate) fn read(data: &str, stream: &str) -> Result<Application> {
    serde_json::from_str(data).map_err(|_| Error::Corrupt {
        stream: stream.to_owned(),
        version: 0,
        problem: "办理情况不能识别，请执行 gongkai rebuild".into(),
    })
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
