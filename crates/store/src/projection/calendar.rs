//! The arrangement of workdays in force, and the limits it moved.

use jiff::civil::Date;

use crate::calendar::{LimitMove, fingerprint};
use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;

/// The one row of the arrangement in force.
pub(super) async fn adopt(write: &mut Write, event: &Event, arrangement: &str) -> Result<()> {
    const SQL: &str = "insert into calendar (id, fingerprint, version) values (1, $1, $2) \
                       on conflict (id) do update set fingerprint = excluded.fingerprint, \
                       version = excluded.version";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(fingerprint(arrangement))
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// A limit that moved, in the list of moves.
pub(super) async fn moved(write: &mut Write, event: &Event, number: &str, moved: &LimitMove) -> Result<()> {
    const SQL: &str = "insert into limit_move (agency, at, number, kind, from_on, to_on, version) \
                       values ($1, $2, $3, $4, $5, $6, $7)";
    on!(write, Write, |db| sqlx::query(SQL)
        .bind(event.agency)
        .bind(&event.at)
        .bind(number)
        .bind(&moved.kind)
        .bind(moved.from.to_string())
        .bind(moved.to.to_string())
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}

/// Puts a case under another last day: agency, number, day and version, in the order of the statement.
pub(super) async fn place(
    write: &mut Write,
    sql: &'static str,
    event: &Event,
    number: &str,
    to: Date,
) -> Result<()> {
    on!(write, Write, |db| sqlx::query(sql)
        .bind(event.agency)
        .bind(number)
        .bind(to.to_string())
        .bind(event.version)
        .execute(&mut **db)
        .await
        .map(drop))?;
    Ok(())
}
