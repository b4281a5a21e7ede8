//! One row per request to correct records about oneself. It counts nowhere else. 《条例》第41条

use statute::rectification::{Act, Rectification, Step};

use super::{corrupt, handling, load, number_of};
use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;
use crate::numbered::RECTIFICATIONS;

/// Applies a step to the row of its request.
pub(super) async fn apply(write: &mut Write, event: &Event, step: &Step) -> Result<()> {
    let number = number_of(event).ok_or_else(|| unreadable(event))?;
    if let Act::Registered { submission, .. } = &step.act {
        let request = Rectification::begin(number, step).ok_or_else(|| unreadable(event))?;
        return insert(write, event, &request, submission.as_deref()).await;
    }
    let mut request: Rectification =
        load(write, RECTIFICATIONS, event, number).await?.ok_or_else(|| unreadable(event))?;
    request.apply(step);
    if let Some(letter) = step.act.letter() {
        handling::sign(write, event, number, letter, step.on).await?;
    }
    update(write, event, &request).await
}

fn unreadable(event: &Event) -> crate::error::Error {
    corrupt(event, "更正记录不能识别")
}

fn json(request: &Rectification) -> String {
    serde_json::to_string(request).expect("a request is always JSON")
}

async fn insert(
    write: &mut Write,
    event: &Event,
    request: &Rectification,
    submission: Option<&str>,
) -> Result<()> {
    const SQL: &str = "insert into rectification (agency, number, year, serial, stream, stage, is_open, received_on, \
                       submission, data, version) values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10)";
    let (year, serial) = RECTIFICATIONS.serial_of(&request.number).ok_or_else(|| unreadable(event))?;
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&request.number)
        .bind(year)
        .bind(serial)
        .bind(&event.stream)
        .bind(request.stage.code())
        .bind(request.received_on.to_string())
        .bind(submission)
        .bind(json(request))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn update(write: &mut Write, event: &Event, request: &Rectification) -> Result<()> {
    const SQL: &str = "update rectification set stage = $3, is_open = $4, data = $5, version = $6 \
                       where agency = $1 and number = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&request.number)
        .bind(request.stage.code())
        .bind(i64::from(request.is_open()))
        .bind(json(request))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
