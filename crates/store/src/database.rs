//! The two databases behind one SQL text (`docs/decisions/0002-one-sql-text.md`).

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgConnection, Postgres, Sqlite, Transaction};
use statute::calendar::Calendar;

use crate::address::Address;
use crate::counted::Shared;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::said::Kept;
use crate::serving;
use crate::writer::Queue;

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_mins(1);

/// Attempts to bring the tables up to date while another process does the same.
const MIGRATION_ATTEMPTS: u32 = 20;

/// Statements a connection keeps prepared: ten for each table that rows are inserted into in runs, and the others.
const STATEMENTS: usize = 256;

/// Pages of four kilobytes, 16 MB of SQLite's log.
const CARRIED_OVER: &str = "4000";

/// How long a connection may have rested to be used untried: a server that was started again is noticed all the same.
const RESTED: Duration = Duration::from_secs(1);

/// Connections that read beside the writer.
const CONNECTIONS: u32 = 5;

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

/// A transaction of the one writer.
pub(crate) enum Write {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs the same expression on whichever database is open.
macro_rules! on {
    ($holder:expr, $side:ident, |$db:ident| $body:expr) => {
        match $holder {
            $side::Sqlite($db) => $body,
            $side::Postgres($db) => $body,
        }
    };
}
pub(crate) use on;

/// The ledger, open.
#[derive(Clone)]
pub struct Store {
    /// Connections that read.
    pub(crate) pool: Pool,
    /// The one connection that writes; whoever holds it is the writer.
    pub(crate) writing: Pool,
    /// What waits to be written together.
    pub(crate) queue: Queue,
    pub(crate) keys: Arc<Keys>,
    /// What limits are reckoned by: the arrangement the program carries.
    pub(crate) calendar: Arc<Calendar>,
    /// How often what may be public changed.
    pub(crate) changes: Arc<AtomicU64>,
    /// The last event that was looked at for changes by others.
    pub(crate) seen: Arc<AtomicI64>,
    /// What agencies said of themselves.
    pub(crate) said: Kept,
    /// What was counted for pages.
    pub(crate) counted: Shared,
}

impl Store {
    /// Opens a database, creating a SQLite file where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Open`] where it cannot be reached; [`Error::Migration`] where a newer program has changed it.
    pub async fn open(address: &Address, keys: Keys) -> Result<Self> {
        let failed = |source| Error::Open { address: address.to_string(), source };
        let (pool, writing) = match address {
            Address::Sqlite(path) => {
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
                    // Pages of the log that are carried over into the file at once: tokens of the indexes lie in no
                    // order, and the same pages come again and again.
                    .pragma("wal_autocheckpoint", CARRIED_OVER)
                    .statement_cache_capacity(STATEMENTS);
                // A file does not hang up: a connection need not be tried before it is used.
                let pool = |connections| {
                    SqlitePoolOptions::new()
                        .max_connections(connections)
                        .acquire_timeout(BUSY)
                        .test_before_acquire(false)
                };
                let reading = pool(CONNECTIONS).connect_with(options.clone()).await.map_err(failed)?;
                (Pool::Sqlite(reading), Pool::Sqlite(pool(1).connect_lazy_with(options)))
            }
            Address::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)
                    .map_err(failed)?
                    .statement_cache_capacity(STATEMENTS)
                    // A statement is planned once for a connection, whatever is asked: that is the plan that the test
                    // of plans looks at, and planning a page's statements each time costs as much as to run them.
                    .options([("plan_cache_mode", "force_generic_plan")]);
                // A pool would try an address where nobody listens for half a minute.
                PgConnection::connect_with(&options).await.map_err(failed)?.close().await.map_err(failed)?;
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
                let reading = pool(CONNECTIONS).connect_with(options.clone()).await.map_err(failed)?;
                (Pool::Postgres(reading), Pool::Postgres(pool(1).connect_lazy_with(options)))
            }
        };
        migrate(&pool).await?;
        let queue = Queue::start(writing.clone());
        let calendar = Arc::new(Calendar::published().clone());
        Ok(Self {
            pool,
            writing,
            queue,
            keys: Arc::new(keys),
            calendar,
            changes: Arc::default(),
            seen: Arc::default(),
            said: Kept::default(),
            counted: Shared::default(),
        })
    }

    /// Whether a SQLite file has the tables of this program already, so that opening it changes nothing.
    ///
    /// # Errors
    /// [`Error::Open`] where it cannot be read.
    pub async fn is_current(address: &Address) -> Result<bool> {
        const SQL: &str = "select count(*) from _sqlx_migrations where success";
        let Address::Sqlite(path) = address else { return Ok(true) };
        let failed = |source| Error::Open { address: address.to_string(), source };
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        let mut db = sqlx::SqliteConnection::connect_with(&options).await.map_err(failed)?;
        let known: (i64,) = sqlx::query_as(SQL).fetch_one(&mut db).await.unwrap_or_default();
        Ok(known.0 as usize >= sqlx::migrate!("migrations/sqlite").iter().count())
    }

    /// The same ledger with these keys.
    #[must_use]
    pub fn with_keys(mut self, keys: Keys) -> Self {
        self.keys = Arc::new(keys);
        self
    }

    /// Finishes what waits to be written and closes all connections; a SQLite file is then whole in itself.
    pub async fn close(self) {
        self.queue.finish().await;
        on!(&self.writing, Pool, |db| db.close().await);
        on!(&self.pool, Pool, |db| db.close().await);
    }

    /// Starts a writing transaction of one's own; others wait. What is short goes into the queue instead.
    pub(crate) async fn write(&self) -> Result<Write> {
        Ok(Write::begin(&self.writing).await?)
    }
}

impl Write {
    pub(crate) async fn begin(writing: &Pool) -> sqlx::Result<Self> {
        match writing {
            Pool::Sqlite(db) => Ok(Self::Sqlite(db.begin_with("begin immediate").await?)),
            Pool::Postgres(db) => {
                let mut transaction = db.begin().await?;
                // Event ids then grow in the order of commits, without gaps; readers are not kept waiting.
                sqlx::query("lock table event in exclusive mode").execute(&mut *transaction).await?;
                Ok(Self::Postgres(transaction))
            }
        }
    }

    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        on!(self, Self, |db| db.commit().await)
    }

    pub(crate) async fn roll_back(self) -> sqlx::Result<()> {
        on!(self, Self, |db| db.rollback().await)
    }

    /// Marks the place to which [`Write::undo`] goes back.
    pub(crate) async fn mark(&mut self) -> sqlx::Result<()> {
        self.say("savepoint unit").await
    }

    /// What was written since the mark belongs to the transaction.
    pub(crate) async fn keep(&mut self) -> sqlx::Result<()> {
        self.say("release savepoint unit").await
    }

    /// What was written since the mark is undone.
    pub(crate) async fn undo(&mut self) -> sqlx::Result<()> {
        self.say("rollback to savepoint unit; release savepoint unit").await
    }

    async fn say(&mut self, sql: &'static str) -> sqlx::Result<()> {
        on!(self, Self, |db| sqlx::raw_sql(sql).execute(&mut **db).await.map(drop))
    }
}

/// SQLite has no lock around migrations: whoever comes second finds the work half visible and tries again.
async fn migrate(pool: &Pool) -> Result<()> {
    let mut attempt = 0;
    loop {
        let outcome = match pool {
            Pool::Sqlite(db) => sqlx::migrate!("migrations/sqlite").run(db).await,
            Pool::Postgres(db) => sqlx::migrate!("migrations/postgres").run(db).await,
        };
        match outcome {
            Err(
                sqlx::migrate::MigrateError::Execute(_) | sqlx::migrate::MigrateError::ExecuteMigration(..),
            ) if attempt < MIGRATION_ATTEMPTS => {
                attempt += 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}
