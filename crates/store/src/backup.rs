//! The whole ledger as lines of JSON, the same from both databases: taken while others write, restored into an empty
//! one of either kind. Projections are left out; they are made again from the events.

use std::io::{BufRead, Write as Out};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sm3::{Digest, Sm3};

use crate::canonical::{hex, unhex};
use crate::database::{Pool, Store, Write, on};
use crate::error::{Error, Result};

/// What a backup starts with.
const FORMAT: &str = "gongkai-backup-1";
/// Rows read at a time.
const PAGE: i64 = 1000;

/// A table that is kept: its columns, of which the first are its key.
struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [(&'static str, Kind)],
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Text,
    Bytes,
}

use Kind::{Bytes, Number, Text};

/// Everything that cannot be made again, in the order it is restored.
const TABLES: [Table; 6] = [
    Table {
        name: "event",
        key: 1,
        columns: &[
            ("id", Number),
            ("agency", Number),
            ("stream", Text),
            ("version", Number),
            ("at", Text),
            ("actor", Text),
            ("kind", Text),
            ("data", Bytes),
            ("prev_hash", Bytes),
            ("hash", Bytes),
        ],
    },
    Table {
        name: "sealed",
        key: 1,
        columns: &[
            ("hash", Bytes),
            ("agency", Number),
            ("stream", Text),
            ("key_id", Text),
            ("wrapped_key", Bytes),
            ("ciphertext", Bytes),
        ],
    },
    Table { name: "content", key: 1, columns: &[("hash", Bytes), ("bytes", Bytes)] },
    Table {
        name: "blind_index",
        key: 4,
        columns: &[("agency", Number), ("field", Text), ("token", Bytes), ("sealed", Bytes)],
    },
    Table {
        name: "seal",
        key: 1,
        columns: &[
            ("number", Number),
            ("at", Text),
            ("first_event", Number),
            ("last_event", Number),
            ("root", Bytes),
            ("prev_hash", Bytes),
            ("hash", Bytes),
        ],
    },
    Table {
        name: "credential",
        key: 1,
        columns: &[
            ("account", Text),
            ("password", Text),
            ("is_once", Number),
            ("failures", Number),
            ("locked_until", Text),
            ("changed_at", Text),
        ],
    },
];

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Head { format: String },
    Row { table: String, row: Vec<Value> },
    End { rows: u64, sm3: String },
}

/// A backup that cannot be taken or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read or written.
    #[error("备份文件：{0}")]
    File(#[from] std::io::Error),
    /// It is no backup, or not a whole one.
    #[error("备份文件第{line}行：{problem}")]
    Broken {
        /// The line, from 1.
        line: u64,
        /// What is wrong, in Chinese.
        problem: String,
    },
    /// There is something in the database already.
    #[error("数据库中已有内容，只能恢复到空的数据库")]
    NotEmpty,
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Writes the whole ledger as it stands at one moment; others may go on writing. Answers how many rows.
    ///
    /// # Errors
    /// [`BackupError::File`] where `out` does not take it.
    pub async fn backup(
        &self,
        out: &mut impl Out,
        tell: impl Fn(u64),
    ) -> std::result::Result<u64, BackupError> {
        // One reading transaction sees one moment.
        let mut read = match &self.pool {
            Pool::Sqlite(db) => Write::Sqlite(db.begin().await?),
            Pool::Postgres(db) => {
                let mut transaction = db.begin().await?;
                sqlx::query("set transaction isolation level repeatable read read only")
                    .execute(&mut *transaction)
                    .await?;
                Write::Postgres(transaction)
            }
        };
        let mut hasher = Sm3::new();
        let mut put = |out: &mut dyn Out, line: &Line| -> std::io::Result<()> {
            let mut text = serde_json::to_vec(line)?;
            text.push(b'\n');
            hasher.update(&text);
            out.write_all(&text)
        };
        put(out, &Line::Head { format: FORMAT.to_owned() })?;
        let mut rows = 0;
        for table in &TABLES {
            let mut last: Option<Vec<Value>> = None;
            loop {
                let page = page(&mut read, table, last.as_deref()).await?;
                let Some(end) = page.last() else { break };
                last = Some(end[..table.key].to_vec());
                for row in page {
                    put(out, &Line::Row { table: table.name.to_owned(), row })?;
                    rows += 1;
                }
                tell(rows);
            }
        }
        let sm3 = hex(&hasher.finalize());
        out.write_all(&serde_json::to_vec(&Line::End { rows, sm3 }).map_err(std::io::Error::from)?)?;
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(rows)
    }

    /// Puts a backup into an empty database, all or nothing, and makes the projections again. Answers how many rows.
    ///
    /// # Errors
    /// [`BackupError`]: the database is not empty, the backup is cut off or altered.
    pub async fn restore(
        &self,
        backup: impl BufRead,
        tell: impl Fn(u64),
    ) -> std::result::Result<u64, BackupError> {
        let mut write = self.write().await?;
        for table in &TABLES {
            let sql = format!("select count(*) from {}", table.name);
            let (count,): (i64,) = on!(&mut write, Write, |db| sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_one(&mut **db)
                .await)?;
            if count > 0 {
                return Err(BackupError::NotEmpty);
            }
        }
        let mut hasher = Sm3::new();
        let (mut rows, mut number, mut is_whole) = (0, 0, false);
        for text in backup.lines() {
            let text = text?;
            number += 1;
            let broken = |problem: &str| BackupError::Broken { line: number, problem: problem.to_owned() };
            if is_whole {
                return Err(broken("结尾之后还有内容"));
            }
            let line: Line = serde_json::from_str(&text).map_err(|_| broken("不是备份的内容"))?;
            match line {
                Line::Head { format } if number == 1 && format == FORMAT => {}
                _ if number == 1 => return Err(broken("不是本程序的备份")),
                Line::Head { .. } => return Err(broken("开头重复")),
                Line::Row { table, row } => {
                    let table = TABLES.iter().find(|known| known.name == table);
                    let table = table.ok_or_else(|| broken("表名不能识别"))?;
                    insert(&mut write, table, &row).await?.ok_or_else(|| broken("一行的内容不能识别"))?;
                    rows += 1;
                    if rows % 1000 == 0 {
                        tell(rows);
                    }
                }
                Line::End { rows: expected, sm3 } => {
                    if expected != rows || sm3 != hex(&hasher.clone().finalize()) {
                        return Err(broken("行数或者哈希不符，备份不完整或者被改动"));
                    }
                    is_whole = true;
                }
            }
            hasher.update(text.as_bytes());
            hasher.update(b"\n");
        }
        if !is_whole {
            return Err(BackupError::Broken {
                line: number, problem: "没有结尾，备份不完整".into()
            });
        }
        write.commit().await?;
        self.rebuild(|_| {}).await?;
        Ok(rows)
    }
}

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
async fn page(read: &mut Write, table: &Table, after: Option<&[Value]>) -> Result<Vec<Vec<Value>>> {
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
async fn insert(write: &mut Write, table: &Table, row: &[Value]) -> Result<Option<()>> {
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
