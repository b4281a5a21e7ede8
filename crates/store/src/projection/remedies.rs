//! One row per review or lawsuit as a handled case, and the row of the register it counts as.

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::registers::RemedyEntry;
use statute::remedy_case::{Act, RemedyCase, Step};

use super::{NEVER, corrupt, load, number_of};
use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;
use crate::numbered::REMEDIES;

/// Applies a step to the row of its case: what it counted as before, and what it counts as now, if it counts.
pub(super) async fn apply(
    write: &mut Write,
    event: &Event,
    step: &Step,
    calendar: &Calendar,
) -> Result<(Option<RemedyEntry>, Option<RemedyEntry>)> {
    let number = number_of(event).ok_or_else(|| unreadable(event))?;
    if let Act::Filed(filing) = &step.act {
        let case = RemedyCase::begin(number, step).ok_or_else(|| unreadable(event))?;
        insert(write, event, &case, filing.submission.as_deref(), limit(&case, calendar)).await?;
        return Ok((None, case.entry()));
    }
    let mut case: RemedyCase =
        load(write, REMEDIES, event, number).await?.ok_or_else(|| unreadable(event))?;
    let before = case.entry();
    case.apply(step);
    update(write, event, &case, limit(&case, calendar)).await?;
    Ok((before, case.entry()))
}

/// A limit that moved with the arrangement of workdays.
pub(super) async fn moved(write: &mut Write, event: &Event, to: Date) -> Result<String> {
    const SQL: &str = "update remedy_case set limit_by = $3, version = $4 where agency = $1 and number = $2";
    let number = number_of(event).ok_or_else(|| unreadable(event))?.to_owned();
    super::calendar::place(write, SQL, event, &number, to).await?;
    Ok(number)
}

fn unreadable(event: &Event) -> crate::error::Error {
    corrupt(event, "案件记录不能识别")
}

/// The day by which the agency must act.
fn limit(case: &RemedyCase, calendar: &Calendar) -> String {
    case.limit(calendar).map_or_else(|| NEVER.to_owned(), |by| by.to_string())
}

fn json(case: &RemedyCase) -> String {
    serde_json::to_string(case).expect("a case is always JSON")
}

async fn insert(
    write: &mut Write,
    event: &Event,
    case: &RemedyCase,
    submission: Option<&str>,
    limit_by: String,
) -> Result<()> {
    const SQL: &str = "insert into remedy_case (agency, number, year, serial, stream, application, stage, is_open, \
                       limit_by, submission, data, version) \
                       values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11)";
    let (year, serial) = REMEDIES.serial_of(&case.number).ok_or_else(|| unreadable(event))?;
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&case.number)
        .bind(year)
        .bind(serial)
        .bind(&event.stream)
        .bind(&case.application)
        .bind(case.stage.code())
        .bind(limit_by)
        .bind(submission)
        .bind(json(case))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn update(write: &mut Write, event: &Event, case: &RemedyCase, limit_by: String) -> Result<()> {
    const SQL: &str = "update remedy_case set stage = $3, is_open = $4, limit_by = $5, data = $6, version = $7 \
                       where agency = $1 and number = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&case.number)
        .bind(case.stage.code())
        .bind(i64::from(case.is_open()))
        .bind(limit_by)
        .bind(json(case))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
