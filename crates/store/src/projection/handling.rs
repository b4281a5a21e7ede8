//! One row per application under the procedure, and the row of the register it counts as.

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::letters::LetterNumber;
use statute::procedure::{Act, Application, Step, Today};
use statute::readings::Readings;
use statute::registers::ApplicationEntry;

use super::desks::{Desks, Place};
use super::number_of;
use crate::database::{Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::rows::{ROWS, insert_rows};

/// Sorts behind every day: nothing waits.
pub(crate) const NEVER: &str = "9999-12-31";

/// What an act changed in the register of applications.
pub(super) enum Change {
    /// It is not in the register, or stays as it was.
    Nothing,
    /// It counts as received from now on.
    Entered(ApplicationEntry),
    /// It counts otherwise than before.
    Replaced(ApplicationEntry),
    /// It counts no more: its parts do.
    Left(ApplicationEntry),
}

/// Rows not yet inserted, and how many applications more or fewer lie where.
#[derive(Default)]
pub(super) struct Handling {
    rows: Vec<Row>,
    desks: Desks,
}

struct Row {
    agency: i64,
    number: String,
    year: i64,
    serial: Option<i64>,
    stream: String,
    stage: &'static str,
    turn: &'static str,
    handler: Option<String>,
    limit_kind: Option<&'static str>,
    limit_by: String,
    arrived_on: String,
    received_on: Option<String>,
    query_code: Option<String>,
    submission: Option<String>,
    data: String,
    version: i64,
    queue: &'static str,
    channel: &'static str,
    applicant: &'static str,
    listed_on: String,
    sealed: Option<Hash>,
}

impl Handling {
    /// Applies a step to the row of its application.
    pub(super) async fn apply(
        &mut self,
        write: &mut Write,
        event: &Event,
        step: &Step,
        sealed: Option<Hash>,
        calendar: &Calendar,
    ) -> Result<Change> {
        let number = number_of(event).ok_or_else(|| corrupt(event))?.to_owned();
        let readings = Readings::default();
        let mut before = None;
        let application = if let Act::Registered { query_code, submission, .. } = &step.act {
            let application = Application::begin(&number, step, &readings).ok_or_else(|| corrupt(event))?;
            let limit = limit(&application, application.arrived_on, calendar, &readings);
            let row =
                Row { sealed, ..row(event, &application, query_code.clone(), submission.clone(), limit) };
            self.desks.count(Place::of(event.agency, &application, row.limit_by.clone()), 1);
            self.rows.push(row);
            if self.rows.len() >= ROWS {
                self.insert(write).await?;
            }
            application
        } else {
            self.insert(write).await?;
            let (mut application, by) = load(write, event, &number).await?;
            before = application.entry();
            self.desks.count(Place::of(event.agency, &application, by), -1);
            application.apply(step);
            let limit = limit(&application, step.on, calendar, &readings);
            self.desks.count(Place::of(event.agency, &application, limit.1.clone()), 1);
            update(write, event, &application, &step.act, limit).await?;
            application
        };
        for letter in step.numbers() {
            sign(write, event, &number, letter, step.on).await?;
        }
        Ok(match (before, application.entry()) {
            (None, Some(now)) => Change::Entered(now),
            (Some(before), Some(now)) if before != now => Change::Replaced(now),
            (Some(before), None) => Change::Left(before),
            _ => Change::Nothing,
        })
    }

    /// A limit that moved with the arrangement of workdays.
    pub(super) async fn moved(&mut self, write: &mut Write, event: &Event, to: Date) -> Result<String> {
        const SQL: &str = "update handling set limit_by = $3, version = $4 where agency = $1 and number = $2";
        let number = number_of(event).ok_or_else(|| corrupt(event))?.to_owned();
        self.insert(write).await?;
        let (application, by) = load(write, event, &number).await?;
        self.desks.count(Place::of(event.agency, &application, by), -1);
        self.desks.count(Place::of(event.agency, &application, to.to_string()), 1);
        super::calendar::place(write, SQL, event, &number, to).await?;
        Ok(number)
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        self.insert(write).await?;
        self.desks.flush(write).await
    }

    async fn insert(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into handling (agency, number, year, serial, stream, stage, turn, is_open, handler, \
                           limit_kind, limit_by, arrived_on, received_on, query_code, submission, data, version, \
                           queue, channel, applicant, listed_on, sealed) values ";
        let rows = std::mem::take(&mut self.rows);
        insert_rows!(write, SQL, 22, "", &rows, |query, row| query
            .bind(row.agency)
            .bind(&row.number)
            .bind(row.year)
            .bind(row.serial)
            .bind(&row.stream)
            .bind(row.stage)
            .bind(row.turn)
            .bind(1_i64)
            .bind(&row.handler)
            .bind(row.limit_kind)
            .bind(&row.limit_by)
            .bind(&row.arrived_on)
            .bind(&row.received_on)
            .bind(&row.query_code)
            .bind(&row.submission)
            .bind(&row.data)
            .bind(row.version)
            .bind(row.queue)
            .bind(row.channel)
            .bind(row.applicant)
            .bind(&row.listed_on)
            .bind(row.sealed.map(|hash| hash.to_vec())))?;
        Ok(())
    }
}

/// The row of an application that has just been taken in; it is open.
fn row(
    event: &Event,
    application: &Application,
    query_code: Option<String>,
    submission: Option<String>,
    (limit_kind, limit_by): Limit,
) -> Row {
    let (year, serial) = serial_of(&application.number);
    Row {
        agency: event.agency,
        number: application.number.clone(),
        year,
        serial,
        stream: event.stream.clone(),
        stage: application.stage.code(),
        turn: application.turn().code(),
        handler: application.handler.clone(),
        limit_kind,
        limit_by,
        arrived_on: application.arrived_on.to_string(),
        received_on: application.received_on.map(|date| date.to_string()),
        query_code,
        submission,
        data: serde_json::to_string(application).expect("an application is always JSON"),
        version: event.version,
        queue: application.queue().code(),
        channel: application.channel.code(),
        applicant: application.applicant.code(),
        listed_on: application.listed_on().to_string(),
        sealed: None,
    }
}

fn corrupt(event: &Event) -> Error {
    Error::Corrupt {
        stream: event.stream.clone(),
        version: event.version,
        problem: "办理记录不能识别".into(),
    }
}

/// Year and serial of a number such as `2026-12`; the part of a split, `2026-12-1`, has no serial of its own.
fn serial_of(number: &str) -> (i64, Option<i64>) {
    let mut parts = number.splitn(2, '-');
    let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or_default();
    (year, parts.next().and_then(|serial| serial.parse().ok()))
}

/// Kind and last day of what must be done next.
type Limit = (Option<&'static str>, String);

fn limit(application: &Application, date: Date, calendar: &Calendar, readings: &Readings) -> Limit {
    let today = Today { date, calendar, readings };
    match application.limit(&today) {
        Some(limit) => (Some(limit.kind.zh()), limit.by.to_string()),
        None => (None, NEVER.to_owned()),
    }
}

/// The application as it stands, and the last day it is listed under.
async fn load(write: &mut Write, event: &Event, number: &str) -> Result<(Application, String)> {
    const SQL: &str = "select data, limit_by from handling where agency = $1 and number = $2";
    let row: Option<(String, String)> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(event.agency)
        .bind(number)
        .fetch_optional(&mut **db)
        .await)?;
    let (data, limit_by) = row.ok_or_else(|| corrupt(event))?;
    Ok((serde_json::from_str(&data).map_err(|_| corrupt(event))?, limit_by))
}

async fn update(
    write: &mut Write,
    event: &Event,
    application: &Application,
    act: &Act,
    (kind, by): Limit,
) -> Result<()> {
    const SQL: &str = "update handling set stage = $3, turn = $4, is_open = $5, handler = $6, limit_kind = $7, \
                       limit_by = $8, received_on = $9, data = $10, version = $11, queue = $12, \
                       listed_on = $13, query_code = coalesce($14, query_code), \
                       joined_into = coalesce($15, joined_into) where agency = $1 and number = $2";
    let (query_code, joined_into) = match act {
        Act::QueryCodeIssued { query_code } => (Some(query_code), None),
        Act::Joined { into } => (None, Some(into)),
        _ => (None, None),
    };
    let data = serde_json::to_string(application).expect("an application is always JSON");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&application.number)
        .bind(application.stage.code())
        .bind(application.turn().code())
        .bind(i64::from(application.is_open()))
        .bind(&application.handler)
        .bind(kind)
        .bind(by)
        .bind(application.received_on.map(|date| date.to_string()))
        .bind(data)
        .bind(event.version)
        .bind(application.queue().code())
        .bind(application.listed_on().to_string())
        .bind(query_code)
        .bind(joined_into)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// Enters the number of a letter; a number that is taken breaks the transaction.
pub(super) async fn sign(
    write: &mut Write,
    event: &Event,
    number: &str,
    letter: &str,
    on: Date,
) -> Result<()> {
    const SQL: &str =
        "insert into letter (agency, year, serial, application, signed_on) values ($1, $2, $3, $4, $5)";
    let LetterNumber { year, serial, .. } = letter.parse().map_err(|_| corrupt(event))?;
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(i64::from(year))
        .bind(i64::from(serial))
        .bind(number)
        .bind(on.to_string())
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
