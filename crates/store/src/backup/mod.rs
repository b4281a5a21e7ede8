//! The whole ledger as lines of JSON, the same from both databases: taken while others write, restored into an empty
//! one of either kind. Projections are left out; they are made again from the events.

mod error;
mod rows;
mod tables;

pub use error::BackupError;

use std::io::{BufRead, Write as Out};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sm3::{Digest, Sm3};

use crate::canonical::hex;
use crate::database::{Pool, Store, Write, on};
use rows::{insert, page};
use tables::TABLES;

/// What a backup starts with.
const FORMAT: &str = "gongkai-backup-1";

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Head { format: String },
    Row { table: String, row: Vec<Value> },
    End { rows: u64, sm3: String },
}

impl Store {
    /// Writes the whole ledger as it stands at one moment; others may go on writing. Answers how many rows.
    ///
    /// # Errors
    /// [`BackupError::File`] where `out` does not take it.
    pub async fn backup(&self, out: &mut impl Out, tell: impl Fn(u64)) -> Result<u64, BackupError> {
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
    pub async fn restore(&self, backup: impl BufRead, tell: impl Fn(u64)) -> Result<u64, BackupError> {
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
