//! Connections to a database, and its tables brought up to date, also where another program does the same.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection};

use crate::address::Address;
use crate::database::Pool;
use crate::error::{Error, Result};
use crate::serving;

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_mins(1);

/// How often and how long apart it is tried to open a database that another program is about to make.
const ATTEMPTS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Statements a connection keeps prepared: ten for each table that rows are inserted into in runs, and the others.
const STATEMENTS: usize = 256;

/// Pages of four kilobytes, 16 MB of SQLite's log.
const CARRIED_OVER: &str = "4000";

/// What SQLite answers where another connection holds what it needs (`SQLITE_BUSY`, the low byte of its kin).
const SQLITE_BUSY: u32 = 5;

/// How long a connection may have rested to be used untried: a server that was started again is noticed all the same.
const RESTED: Duration = Duration::from_secs(1);

/// Connections that read beside the writer.
const CONNECTIONS: u32 = 5;

/// The connections that read, and the one that writes.
pub(crate) async fn pools(address: &Address) -> Result<(Pool, Pool)> {
    let pools = match address {
        Address::Sqlite(path) => sqlite(path).await,
        Address::Postgres(url) => postgres(url).await,
    };
    pools.map_err(|source| Error::Open { address: address.to_string(), source })
}

async fn sqlite(path: &Path) -> sqlx::Result<(Pool, Pool)> {
    serving::make(path);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        // Erased keys must not survive in free pages.
        .pragma("secure_delete", "on")
        .pragma("cache_size", "-65536")
        // Pages of the log that are carried over into the file at once: tokens of the indexes lie in no order, and the
        // same pages come again and again.
        .pragma("wal_autocheckpoint", CARRIED_OVER)
        .statement_cache_capacity(STATEMENTS);
    // A file does not hang up: a connection need not be tried before it is used.
    let pool = |connections| {
        SqlitePoolOptions::new().max_connections(connections).acquire_timeout(BUSY).test_before_acquire(false)
    };
    // Of those who open a new file at once one turns it to its log, and SQLite lets nobody wait for that.
    let mut attempt = 0;
    let reading = loop {
        match pool(CONNECTIONS).connect_with(options.clone()).await {
            Err(error) if is_busy(&error) && attempt < ATTEMPTS => {
                attempt += 1;
                tokio::time::sleep(PAUSE).await;
            }
            outcome => break outcome?,
        }
    };
    Ok((Pool::Sqlite(reading), Pool::Sqlite(pool(1).connect_lazy_with(options))))
}

fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == SQLITE_BUSY)
}

async fn postgres(url: &str) -> sqlx::Result<(Pool, Pool)> {
    let options = PgConnectOptions::from_str(url)?
        .statement_cache_capacity(STATEMENTS)
        // A statement is planned once for a connection, whatever is asked: that is the plan that the test of plans looks
        // at, and planning a page's statements each time costs as much as to run them.
        .options([("plan_cache_mode", "force_generic_plan")]);
    // A pool would try an address where nobody listens for half a minute.
    PgConnection::connect_with(&options).await?.close().await?;
    let pool = |connections| {
        PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(BUSY)
            // Each statement would otherwise cost two ways to the server.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for > RESTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
    };
    let reading = pool(CONNECTIONS).connect_with(options.clone()).await?;
    Ok((Pool::Postgres(reading), Pool::Postgres(pool(1).connect_lazy_with(options))))
}

/// SQLite has no lock around migrations: whoever comes second finds the work half visible and tries again.
pub(crate) async fn migrate(pool: &Pool) -> Result<()> {
    let mut attempt = 0;
    loop {
        let outcome = match pool {
            Pool::Sqlite(db) => sqlx::migrate!("migrations/sqlite").run(db).await,
            Pool::Postgres(db) => sqlx::migrate!("migrations/postgres").run(db).await,
        };
        match outcome {
            Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..)) if attempt < ATTEMPTS => {
                attempt += 1;
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}
