//! One row per application.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{ApplicationEntry, Channel};

use super::corrupt;
use crate::database::{Write, on};
use crate::error::{Error, Result};
use crate::event::{Event, Hash};
use crate::rows::{ROWS, insert_rows};

/// The dates that most applications do not have, as one JSON text.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Rest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supplement_asked_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supplement_received_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extended_workdays: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delayed_until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fee_notice_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fee_paid_on: Option<Date>,
}

struct ApplicationRow {
    agency: i64,
    number: String,
    slot: i64,
    received_on: String,
    channel: &'static str,
    applicant: &'static str,
    leaf: Option<&'static str>,
    answered_on: Option<String>,
    rest: Option<String>,
    sealed: Option<Vec<u8>>,
    stream: String,
    position: i64,
    version: i64,
}

/// Rows not yet inserted.
#[derive(Default)]
pub(super) struct Pending(Vec<ApplicationRow>);

fn rest(row: &ApplicationEntry) -> Option<String> {
    let rest = Rest {
        supplement_asked_on: row.supplement_asked_on,
        supplement_received_on: row.supplement_received_on,
        extended_workdays: row.extended_workdays,
        delayed_until: row.delayed_until,
        fee_notice_on: row.fee_notice_on,
        fee_paid_on: row.fee_paid_on,
    };
    (rest != Rest::default()).then(|| serde_json::to_string(&rest).expect("dates are always JSON"))
}

impl Pending {
    pub(super) async fn insert(
        &mut self,
        write: &mut Write,
        event: &Event,
        row: &ApplicationEntry,
        slot: i64,
        sealed: Option<Hash>,
    ) -> Result<()> {
        self.0.push(ApplicationRow {
            agency: event.agency,
            number: row.number.clone(),
            slot,
            received_on: row.received_on.to_string(),
            channel: row.channel.zh(),
            applicant: row.applicant.zh(),
            leaf: row.leaf.map(Leaf::code),
            answered_on: row.answered_on.map(|date| date.to_string()),
            rest: rest(row),
            sealed: sealed.map(|hash| hash.to_vec()),
            stream: event.stream.clone(),
            position: event.id,
            version: event.version,
        });
        if self.0.len() >= ROWS { self.flush(write).await } else { Ok(()) }
    }

    pub(super) async fn flush(&mut self, write: &mut Write) -> Result<()> {
        const SQL: &str = "insert into application (agency, number, slot, received_on, channel, applicant, leaf, \
                           answered_on, rest, sealed, stream, position, version) values ";
        let rows = std::mem::take(&mut self.0);
        insert_rows!(write, SQL, 13, "", &rows, |query, row| query
            .bind(row.agency)
            .bind(&row.number)
            .bind(row.slot)
            .bind(&row.received_on)
            .bind(row.channel)
            .bind(row.applicant)
            .bind(row.leaf)
            .bind(&row.answered_on)
            .bind(&row.rest)
            .bind(&row.sealed)
            .bind(&row.stream)
            .bind(row.position)
            .bind(row.version))?;
        Ok(())
    }
}

/// The typed columns of an application, without its number.
#[derive(sqlx::FromRow)]
pub(crate) struct Columns {
    pub(crate) slot: i64,
    pub(crate) received_on: String,
    pub(crate) channel: String,
    pub(crate) applicant: String,
    pub(crate) leaf: Option<String>,
    pub(crate) answered_on: Option<String>,
    pub(crate) rest: Option<String>,
}

/// The application out of its columns, free texts left out.
pub(crate) fn application_of(number: &str, columns: &Columns) -> Result<ApplicationEntry> {
    let wrong = |what: &str| Error::Corrupt {
        stream: number.to_owned(),
        version: 0,
        problem: format!("{what}不能识别，请执行 gongkai rebuild"),
    };
    let date = |text: &str| text.parse::<Date>().map_err(|_| wrong("日期"));
    let rest: Rest = match &columns.rest {
        Some(text) => serde_json::from_str(text).map_err(|_| wrong("日期"))?,
        None => Rest::default(),
    };
    Ok(ApplicationEntry {
        number: number.to_owned(),
        received_on: date(&columns.received_on)?,
        channel: Channel::ALL
            .into_iter()
            .find(|channel| channel.zh() == columns.channel)
            .ok_or_else(|| wrong("申请渠道"))?,
        applicant: Applicant::from_zh(&columns.applicant).ok_or_else(|| wrong("申请人类型"))?,
        leaf: match &columns.leaf {
            Some(code) => Some(Leaf::from_code(code).ok_or_else(|| wrong("办理结果"))?),
            None => None,
        },
        answered_on: columns.answered_on.as_deref().map(date).transpose()?,
        topic: None,
        content: None,
        reason: None,
        supplement_asked_on: rest.supplement_asked_on,
        supplement_received_on: rest.supplement_received_on,
        extended_workdays: rest.extended_workdays,
        delayed_until: rest.delayed_until,
        fee_notice_on: rest.fee_notice_on,
        fee_paid_on: rest.fee_paid_on,
    })
}

/// An application as it stands before this event, and its slot.
pub(super) async fn find(
    write: &mut Write,
    event: &Event,
    row: &ApplicationEntry,
) -> Result<(ApplicationEntry, i64)> {
    const SQL: &str = "select slot, received_on, channel, applicant, leaf, answered_on, rest from application \
                       where agency = $1 and number = $2";
    let columns: Option<Columns> = on!(write, Write, |db| sqlx::query_as(SQL)
        .bind(event.agency)
        .bind(&row.number)
        .fetch_optional(&mut **db)
        .await)?;
    let columns = columns.ok_or_else(|| corrupt(event, "更正或者撤销的申请不存在"))?;
    Ok((application_of(&row.number, &columns)?, columns.slot))
}

/// Puts a changed application in the place of the old one.
pub(super) async fn replace(
    write: &mut Write,
    event: &Event,
    row: &ApplicationEntry,
    sealed: Option<Hash>,
) -> Result<()> {
    const SQL: &str = "update application set received_on = $3, channel = $4, applicant = $5, leaf = $6, \
                       answered_on = $7, rest = $8, sealed = $9, version = $10 where agency = $1 and number = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&row.number)
        .bind(row.received_on.to_string())
        .bind(row.channel.zh())
        .bind(row.applicant.zh())
        .bind(row.leaf.map(Leaf::code))
        .bind(row.answered_on.map(|date| date.to_string()))
        .bind(rest(row))
        .bind(sealed.map(|hash| hash.to_vec()))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes a retracted application out of the list.
pub(super) async fn remove(write: &mut Write, event: &Event, row: &ApplicationEntry) -> Result<()> {
    const SQL: &str = "delete from application where agency = $1 and number = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&row.number)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
