//! Projections of which a single row changes at a time: agencies, texts, reports, accounts, settings.

use jiff::civil::Date;
use serde_json::Value;
use statute::registers::Agency;

use crate::canonical::canonical;
use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;
use crate::fact::{Account, FrozenFile};

pub(super) async fn agency(write: &mut Write, event: &Event, agency: &Agency) -> Result<()> {
    const SQL: &str = "insert into agency (id, name, parent, data, version) values ($1, $2, $3, $4, $5) \
                       on conflict (id) do update set name = excluded.name, parent = excluded.parent, \
                       data = excluded.data, version = excluded.version";
    let data = serde_json::to_string(agency).expect("an agency is always JSON");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&agency.name)
        .bind(&agency.parent)
        .bind(data)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn text_part(
    write: &mut Write,
    event: &Event,
    part: &str,
    year: i16,
    value: &Value,
) -> Result<()> {
    const SQL: &str = "insert into text_part (agency, part, year, data, version) values ($1, $2, $3, $4, $5) \
                       on conflict (agency, part, year) do update set data = excluded.data, \
                       version = excluded.version";
    // Canonical, so that a rebuild from the event's bytes gives the same text.
    let text = String::from_utf8(canonical(value)).expect("JSON is UTF-8");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(part)
        .bind(i64::from(year))
        .bind(text)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn frozen(write: &mut Write, event: &Event, year: i16, files: &[FrozenFile]) -> Result<()> {
    const SQL: &str = "insert into report (agency, year, state, frozen_at, data, version) \
                       values ($1, $2, 'frozen', $3, $4, $5) on conflict (agency, year) do update set \
                       state = excluded.state, frozen_at = excluded.frozen_at, data = excluded.data, \
                       version = excluded.version";
    let data = serde_json::to_string(files).expect("names and hashes are always JSON");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(i64::from(year))
        .bind(&event.at)
        .bind(data)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn corrected(write: &mut Write, event: &Event, year: i16) -> Result<()> {
    const SQL: &str = "update report set state = 'corrected', version = $3 where agency = $1 and year = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(i64::from(year))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn account(write: &mut Write, event: &Event, account: &Account) -> Result<()> {
    const SQL: &str = "insert into account (name, agency, data, stream, version) values ($1, $2, $3, $4, $5) \
                       on conflict (name) do update set data = excluded.data, version = excluded.version";
    let data = serde_json::to_string(account).expect("an account is always JSON");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(&account.name)
        .bind(event.agency)
        .bind(data)
        .bind(&event.stream)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

pub(super) async fn settings(write: &mut Write, event: &Event, from: Date, settings: &Value) -> Result<()> {
    const SQL: &str = "insert into setting (agency, from_on, data, version) values ($1, $2, $3, $4) \
                       on conflict (agency, from_on) do update set data = excluded.data, \
                       version = excluded.version";
    if settings.is_null() {
        return withdrawn(write, event, from).await;
    }
    let data = String::from_utf8(canonical(settings)).expect("JSON is UTF-8");
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(from.to_string())
        .bind(data)
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

async fn withdrawn(write: &mut Write, event: &Event, from: Date) -> Result<()> {
    const SQL: &str = "delete from setting where agency = $1 and from_on = $2";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(from.to_string())
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
