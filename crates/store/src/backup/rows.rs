//! Rows of a kept table, read and put back as JSON values.

use serde_json::Value;

use super::tables::Kind::{Bytes, Number, Text};
use super::tables::{Kind, Table};
use crate::canonical::{hex, unhex};
use crate::database::{Write, on};
use crate::error::Result;

/// Rows read at a time.
const PAGE: i64 = 1000;

/// Binds values of these columns to a query; answers none where one is not of its column's kind.
macro_rules! bound {
    ($query:expr, $columns:expr, $values:expr) => {{
        let mut query = Some($query);
        for ((_, kind), value) in $columns.iter().zip($values) {
            query = match (query, kind, value) {
                (Some(query), Number, Value::Number(number)) => Some(query.bind(number.as_i64())),
                (Some(query), Text, Value::Null) => Some(query.bind(None::<String>)),
                (Some(query), Text, Value::String(text)) => Some(query.bind(text.clone())),
                (Some(query), Bytes, Value::Null) => Some(query.bind(None::<Vec<u8>>)),
                (Some(query), Bytes, Value::String(text)) => unhex(text).map(|bytes| query.bind(bytes)),
                _ => None,
            };
        }
        query
    }};
}

fn names(columns: &[(&'static str, Kind)]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn places(count: usize) -> String {
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// The rows of a table after a key, bytes as hexadecimal.
pub(super) async fn page(
    read: &mut Write,
    table: &Table,
    after: Option<&[Value]>,
) -> Result<Vec<Vec<Value>>> {
    use sqlx::Row as _;
    let key = &table.columns[..table.key];
    let since = match after {
        Some(_) => format!(" where ({}) > ({})", names(key), places(table.key)),
        None => String::new(),
    };
    let (all, key_names) = (names(table.columns), names(key));
    let sql = format!("select {all} from {}{since} order by {key_names} limit {PAGE}", table.name);
    let after = after.unwrap_or_default();
    macro_rules! values {
        ($db:expr) => {{
            let query = bound!(sqlx::query(sqlx::AssertSqlSafe(sql)), key, after);
            let query = query.expect("a key that was read is one of its columns");
            let mut page = Vec::new();
            for row in query.fetch_all(&mut **$db).await? {
                let mut values = Vec::with_capacity(table.columns.len());
                for (index, (_, kind)) in table.columns.iter().enumerate() {
                    values.push(match kind {
                        Number => row.try_get::<i64, _>(index)?.into(),
                        Text => row.try_get::<Option<String>, _>(index)?.into(),
                        Bytes => row.try_get::<Option<Vec<u8>>, _>(index)?.map(|bytes| hex(&bytes)).into(),
                    });
                }
                page.push(values);
            }
            page
        }};
    }
    Ok(match read {
        Write::Sqlite(db) => values!(db),
        Write::Postgres(db) => values!(db),
    })
}

/// Puts a row back; none where it is not one of this table.
pub(super) async fn insert(write: &mut Write, table: &Table, row: &[Value]) -> Result<Option<()>> {
    if row.len() != table.columns.len() {
        return Ok(None);
    }
    let (all, count) = (names(table.columns), table.columns.len());
    let sql = format!("insert into {} ({all}) values ({})", table.name, places(count));
    on!(write, Write, |db| {
        let Some(query) = bound!(sqlx::query(sqlx::AssertSqlSafe(sql)), table.columns, row) else {
            return Ok(None);
        };
        query.execute(&mut **db).await.map(drop)
    })?;
    Ok(Some(()))
}
