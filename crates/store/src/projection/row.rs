//! The row of a case: which number its stream has, and what is in it.

use serde::de::DeserializeOwned;
use sqlx::AssertSqlSafe;

use crate::database::{Write, on};
use crate::error::Result;
use crate::event::Event;
use crate::numbered::Series;

/// The number of an application or a case, which stands in its stream: `application/1/2026-12`.
pub(super) fn number_of(event: &Event) -> Option<&str> {
    event.stream.splitn(3, '/').nth(2).filter(|number| !number.is_empty())
}

/// A case as its row holds it; none where there is no such row, or it is not what this program writes.
pub(super) async fn load<T: DeserializeOwned>(
    write: &mut Write,
    series: Series,
    event: &Event,
    number: &str,
) -> Result<Option<T>> {
    let sql = format!("select data from {} where agency = $1 and number = $2", series.table);
    let row: Option<(String,)> = on!(write, Write, |db| sqlx::query_as(AssertSqlSafe(sql))
        .bind(event.agency)
        .bind(number)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(row.and_then(|(data,)| serde_json::from_str(&data).ok()))
}
