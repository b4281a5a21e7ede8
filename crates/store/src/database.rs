//! The two databases behind one SQL text (`docs/decisions/0002-one-sql-text.md`).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Postgres, Sqlite, Transaction};
use statute::calendar::Calendar;

use crate::address::Address;
use crate::counted::Shared;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::opening;
use crate::said::Kept;
use crate::writer::Queue;

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
        let (pool, writing) = opening::pools(address).await?;
        opening::migrate(&pool).await?;
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
