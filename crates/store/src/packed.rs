//! Many rows as one: on SQLite a page of a list comes as one JSON array.
//!
//! SQLite runs on a thread of its own, and every row is handed over to the one that asked: on a busy processor that
//! costs more than to find the row. PostgreSQL sends its rows together, and writing them as JSON costs it more
//! (`docs/decisions/0058-few-rows-few-statements.md`).

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// `select` with all its rows in one, as a JSON array of arrays of these columns: numbers, texts and nulls only.
pub(crate) fn packed(columns: &str, select: &str) -> String {
    format!("select json_group_array(json_array({columns})) from ({select}) as packed")
}

/// The rows of such a statement.
pub(crate) fn unpacked<T: DeserializeOwned>((text,): (String,)) -> Result<Vec<T>> {
    serde_json::from_str(&text).map_err(|error| Error::Corrupt {
        stream: "packed".into(),
        version: 0,
        problem: format!("数据库给出的行不能识别（{error}）"),
    })
}

/// All rows of a statement, whose columns are named beside it; `$bound` binds its values.
macro_rules! all_rows {
    ($pool:expr, $row:ty, $columns:expr, $select:expr, |$query:ident| $bound:expr) => {
        match $pool {
            $crate::database::Pool::Sqlite(db) => {
                let sql = $crate::packed::packed($columns, $select);
                let $query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
                $crate::packed::unpacked::<$row>($bound.fetch_one(db).await?)?
            }
            $crate::database::Pool::Postgres(db) => {
                let $query = sqlx::query_as::<_, $row>(sqlx::AssertSqlSafe($select.to_owned()));
                $bound.fetch_all(db).await?
            }
        }
    };
}
pub(crate) use all_rows;
