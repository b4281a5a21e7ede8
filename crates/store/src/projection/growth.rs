//! What PostgreSQL knows of tables that one long transaction fills.
//!
//! It plans by what it counted last, and a new ledger's tables were empty then: every index that begins with the agency
//! looks as good as the one that finds the row. Autovacuum counts again within a minute of a commit, but sees nothing of
//! an import or a rebuild under way, which would walk through an index for each event, the square of their number.

use sqlx::AssertSqlSafe;

use super::TABLES;
use crate::database::Write;
use crate::error::Result;

/// Events after which tables are counted for the first time; then after so many times as many.
const FIRST: u64 = 500;
const FACTOR: u64 = 4;

/// Tables that are no projections and grow with them.
const KEPT: [&str; 3] = ["event", "sealed", "blind_index"];

/// How many events a transaction has applied.
pub(super) struct Growth {
    events: u64,
    next: u64,
}

impl Default for Growth {
    fn default() -> Self {
        Self { events: 0, next: FIRST }
    }
}

impl Growth {
    /// One event more.
    pub(super) async fn grow(&mut self, write: &mut Write) -> Result<()> {
        self.events += 1;
        if self.events == self.next {
            self.next *= FACTOR;
            count(write).await?;
        }
        Ok(())
    }

    /// The last event was applied: those who read next have what was counted.
    pub(super) async fn end(&self, write: &mut Write) -> Result<()> {
        if self.events >= FIRST { count(write).await } else { Ok(()) }
    }
}

async fn count(write: &mut Write) -> Result<()> {
    // SQLite plans by what the migrations tell it.
    let Write::Postgres(db) = write else { return Ok(()) };
    let sql = format!("analyze {}", KEPT.into_iter().chain(TABLES).collect::<Vec<_>>().join(", "));
    sqlx::query(AssertSqlSafe(sql)).execute(&mut **db).await?;
    Ok(())
}
