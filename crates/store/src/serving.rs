//! One program serves a ledger at a time: it holds a lock that ends with it, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection as _, PgConnection};

use crate::address::Address;
use crate::error::{Error, Result};

/// What the lock of a ledger on PostgreSQL is called, beside its schema.
const LOCK: i32 = 0x676b_0001;
/// How often and how long apart it is tried: the one before may be about to end.
const ATTEMPTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Holds a ledger for the program that serves it.
#[derive(Debug)]
pub struct Serving {
    _held: Held,
}

#[derive(Debug)]
#[expect(dead_code, reason = "it is held, not read")]
enum Held {
    File(File),
    Connection(PgConnection),
}

impl Serving {
    /// Takes the ledger, waiting a moment for a program that is about to end. Who only reads, or writes from the command
    /// line, needs no lock.
    ///
    /// # Errors
    /// [`Error::Served`] where another program serves it.
    pub async fn start(address: &Address) -> Result<Self> {
        let failed = |source| Error::Open { address: address.to_string(), source };
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            let held = match address {
                Address::Sqlite(path) => locked(path).map_err(|error| failed(error.into()))?.map(Held::File),
                Address::Postgres(url) => connected(url).await.map_err(failed)?.map(Held::Connection),
            };
            if let Some(held) = held {
                return Ok(Self { _held: held });
            }
        }
        Err(Error::Served(address.to_string()))
    }
}

/// The locked file beside the database; none where another program has it. The database itself is not locked so: closing
/// it anywhere in the program would take SQLite's own locks away.
fn locked(database: &Path) -> std::io::Result<Option<File>> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    private(&mut options);
    let file = options.open(PathBuf::from(path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// The connection that holds the lock of the ledger's schema.
async fn connected(url: &str) -> sqlx::Result<Option<PgConnection>> {
    const SQL: &str = "select pg_try_advisory_lock($1, hashtext(current_schema()::text))";
    let options = PgConnectOptions::from_str(url)?;
    let mut connection = PgConnection::connect_with(&options).await?;
    let (is_taken,): (bool,) = sqlx::query_as(SQL).bind(LOCK).fetch_one(&mut connection).await?;
    Ok(is_taken.then_some(connection))
}

/// Makes the file of a ledger where there is none, for its owner only; the files SQLite puts beside it get the same
/// rights. What cannot be made is told by whoever opens it.
pub(crate) fn make(database: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    drop(options.open(database));
}

fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}
