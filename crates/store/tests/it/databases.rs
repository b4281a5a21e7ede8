//! A fresh database for each test: a SQLite file, or a schema of the PostgreSQL of `TEST_DATABASE_URL`.

use std::path::PathBuf;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{Address, Cipher, Keys, Store};
use tempfile::TempDir;

use crate::schema;

/// A database of one test.
pub(crate) struct Database {
    pub(crate) address: Address,
    pub(crate) keys: Keys,
    folder: TempDir,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("gongkai.db"));
        Self { address, keys: Keys::generate(Cipher::Aes256Gcm), folder }
    }

    /// `None`, said aloud, where there is no server and none is required.
    pub(crate) async fn postgres() -> Option<Self> {
        let address = Address::Postgres(schema::fresh("t").await?);
        let folder = tempfile::tempdir().unwrap();
        Some(Self { address, keys: Keys::generate(Cipher::Sm4Gcm), folder })
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.address, self.keys.clone()).await.expect("the database opens")
    }

    /// Runs raw statements, as somebody beside the program could.
    pub(crate) async fn meddle(&self, sql: &str) {
        match &self.address {
            Address::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            }
            Address::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            }
        }
    }

    /// Name and type of every column of a table.
    async fn shape(&self, table: &str) -> Vec<(String, String)> {
        let (sqlite, postgres) = (
            format!("select name, lower(type) from pragma_table_info('{table}')"),
            format!(
                "select column_name::text, data_type::text from information_schema.columns \
                 where table_name = '{table}' and table_schema = current_schema()"
            ),
        );
        match &self.address {
            Address::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                sqlx::query_as(AssertSqlSafe(sqlite)).fetch_all(&mut connection).await.unwrap()
            }
            Address::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query_as(AssertSqlSafe(postgres)).fetch_all(&mut connection).await.unwrap()
            }
        }
    }

    /// The columns of a table.
    pub(crate) async fn columns(&self, table: &str) -> Vec<String> {
        self.shape(table).await.into_iter().map(|(name, _)| name).collect()
    }

    pub(crate) async fn is_text(&self, table: &str, column: &str) -> bool {
        self.shape(table).await.iter().any(|(name, kind)| name == column && kind == "text")
    }

    /// How many rows PostgreSQL believes a table has; none where SQLite holds it, or where it was never counted.
    pub(crate) async fn believed(&self, table: &str) -> Option<i64> {
        let Address::Postgres(url) = &self.address else { return None };
        let mut connection = PgConnection::connect(url).await.unwrap();
        let sql = "select cast(reltuples as bigint) from pg_class where oid = cast($1 as regclass)";
        let (rows,): (i64,) = sqlx::query_as(sql).bind(table).fetch_one(&mut connection).await.unwrap();
        (rows >= 0).then_some(rows)
    }

    /// Every row of a table as text, in a fixed order.
    pub(crate) async fn dump(&self, table: &str) -> Vec<String> {
        use sqlx::{Column, Row, TypeInfo, ValueRef};
        macro_rules! texts {
            ($rows:expr) => {
                $rows
                    .iter()
                    .map(|row| {
                        (0..row.columns().len())
                            .map(|index| {
                                let raw = row.try_get_raw(index).unwrap();
                                let value = if raw.is_null() {
                                    "null".to_owned()
                                } else {
                                    match raw.type_info().name() {
                                        "INTEGER" | "INT8" => row.get::<i64, _>(index).to_string(),
                                        "TEXT" => row.get::<String, _>(index),
                                        "BLOB" | "BYTEA" => format!("{:?}", row.get::<Vec<u8>, _>(index)),
                                        other => panic!("a column of type {other}"),
                                    }
                                };
                                format!("{}={value}", row.column(index).name())
                            })
                            .collect::<Vec<_>>()
                            .join(" ")
                    })
                    .collect::<Vec<String>>()
            };
        }
        let sql = format!("select * from {table}");
        let mut rows = match &self.address {
            Address::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                texts!(sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap())
            }
            Address::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                texts!(sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap())
            }
        };
        rows.sort();
        rows
    }

    /// All bytes on disk, where the database is a file.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let Address::Sqlite(path) = &self.address else { return None };
        let mut bytes = Vec::new();
        for ending in ["", "-wal"] {
            let mut name = path.clone().into_os_string();
            name.push(ending);
            bytes.extend(std::fs::read(PathBuf::from(name)).unwrap_or_default());
        }
        Some(bytes)
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// Every projection.
pub(crate) const PROJECTIONS: [&str; 20] = [
    "agency",
    "application",
    "entry",
    "retracted",
    "text_part",
    "report",
    "tally",
    "application_pack",
    "handling",
    "handling_count",
    "letter",
    "remedy_case",
    "publication",
    "publication_link",
    "public_comment",
    "account",
    "setting",
    "mail",
    "calendar",
    "limit_move",
];

/// Runs a story on both databases.
macro_rules! story {
    ($(#[$note:meta])* async fn $name:ident($database:ident) $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$note])*
            async fn story($database: crate::databases::Database) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story(crate::databases::Database::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(database) = crate::databases::Database::postgres().await {
                    story(database).await;
                }
            }
        }
    };
}
pub(crate) use story;
