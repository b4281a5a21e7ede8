//! Projections made anew beside the ones in use, to compare them.
//!
//! They are temporary tables of the same names, which a connection of their own finds first: the code that writes
//! projections fills them without knowing. The transaction is never committed.

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, Row as _};

use super::differences::{Difference, SHAPES, Shape};
use crate::database::{Pool, Store, Write, on};
use crate::error::Result;
use crate::projection::TABLES;

/// Places told of each kind in each table.
const TOLD: i64 = 100;

pub(super) struct Shadow {
    /// One snapshot of the ledger with empty projections over it.
    pub(super) write: Write,
    /// Where the projections in use are.
    schema: String,
}

impl Shadow {
    pub(super) async fn open(store: &Store) -> Result<Self> {
        // A connection that has prepared no statement yet, so that none still means the tables in use.
        match &store.pool {
            Pool::Sqlite(pool) => {
                const MADE: &str = "select sql from main.sqlite_master where type = 'table' and name = $1";
                let options = (*pool.connect_options()).clone();
                let alone = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
                let mut db = alone.begin().await?;
                for table in TABLES {
                    let (made,): (String,) = sqlx::query_as(MADE).bind(table).fetch_one(&mut *db).await?;
                    let columns = made.split_once('(').map_or("", |(_, columns)| columns);
                    let sql = format!("create temp table {table} ({columns}");
                    sqlx::query(AssertSqlSafe(sql)).execute(&mut *db).await?;
                }
                Ok(Self { write: Write::Sqlite(db), schema: "main".into() })
            }
            Pool::Postgres(pool) => {
                const SCHEMA: &str = "select quote_ident(nspname::text) from pg_class \
                                      join pg_namespace on pg_namespace.oid = relnamespace \
                                      where pg_class.oid = 'application'::regclass";
                let options = (*pool.connect_options()).clone();
                let alone = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
                let mut db = alone.begin_with("begin isolation level repeatable read").await?;
                let (schema,): (String,) = sqlx::query_as(SCHEMA).fetch_one(&mut *db).await?;
                for table in TABLES {
                    let sql = format!(
                        "create temp table {table} (like {schema}.{table} including all) on commit drop"
                    );
                    sqlx::query(AssertSqlSafe(sql)).execute(&mut *db).await?;
                }
                Ok(Self { write: Write::Postgres(db), schema })
            }
        }
    }

    /// Compares every projection with the one made anew; answers how many rows there should be.
    pub(super) async fn compare(mut self, differences: &mut Vec<Difference>) -> Result<u64> {
        if let Write::Postgres(db) = &mut self.write {
            // Without figures the planner takes the new tables for small ones.
            for table in TABLES {
                let sql = AssertSqlSafe(format!("analyze pg_temp.{table}"));
                sqlx::query(sql).execute(&mut **db).await?;
            }
        }
        let mut rows = 0;
        for shape in &SHAPES {
            let [altered, missing, extra, count] = self.queries(shape);
            for row in self.rows(&altered).await? {
                differences.extend(shape.altered(&row));
            }
            for row in self.rows(&missing).await? {
                differences.push(shape.missing(&row));
            }
            for row in self.rows(&extra).await? {
                differences.push(shape.extra(&row));
            }
            let count = self.rows(&count).await?;
            rows += count.first().and_then(|row| row[0].as_ref()?.parse::<u64>().ok()).unwrap_or(0);
        }
        on!(self.write, Write, |db| db.rollback().await)?;
        Ok(rows)
    }

    /// Rows that differ, that are missing, that should not be there, and how many there should be.
    fn queries(&self, shape: &Shape) -> [String; 4] {
        let (schema, table) = (&self.schema, shape.table);
        let temp = match self.write {
            Write::Sqlite(_) => "temp",
            Write::Postgres(_) => "pg_temp",
        };
        let list = |columns: &[&str], of: &str| -> String {
            columns.iter().map(|column| self.text(of, column)).collect::<Vec<_>>().join(", ")
        };
        let all = |word: &str, columns: &[&str], operator: &str| -> String {
            let each = columns.iter().map(|column| format!("used.{column} {operator} made.{column}"));
            each.collect::<Vec<_>>().join(word)
        };
        let same = all(" and ", shape.keys, "=");
        let differ = all(" or ", shape.others, "is distinct from");
        let (used, made) = (list(shape.others, "used"), list(shape.others, "made"));
        let order = |of: &str| -> String {
            shape.keys.iter().map(|key| format!("{of}.{key}")).collect::<Vec<_>>().join(", ")
        };
        let end = |of: &str| format!("order by {} limit {TOLD}", order(of));
        [
            format!(
                "select {}, {used}, {made} from {schema}.{table} as used join {temp}.{table} as made on {same} \
                 where {differ} {}",
                list(shape.keys, "used"),
                end("used")
            ),
            format!(
                "select {} from {temp}.{table} as made where not exists \
                 (select 1 from {schema}.{table} as used where {same}) {}",
                list(shape.keys, "made"),
                end("made")
            ),
            format!(
                "select {} from {schema}.{table} as used where not exists \
                 (select 1 from {temp}.{table} as made where {same}) {}",
                list(shape.keys, "used"),
                end("used")
            ),
            format!("select cast(count(*) as text) from {temp}.{table}"),
        ]
    }

    /// A column as text, bytes in hexadecimal.
    fn text(&self, of: &str, column: &str) -> String {
        match (&self.write, matches!(column, "counts" | "cells" | "sealed")) {
            (_, false) => format!("cast({of}.{column} as text)"),
            (Write::Sqlite(_), true) => {
                format!("case when {of}.{column} is not null then lower(hex({of}.{column})) end")
            }
            (Write::Postgres(_), true) => format!("encode({of}.{column}, 'hex')"),
        }
    }

    async fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>> {
        let sql = AssertSqlSafe(sql.to_owned());
        on!(&mut self.write, Write, |db| {
            let rows = sqlx::query(sql).fetch_all(&mut **db).await?;
            rows.iter().map(|row| (0..row.len()).map(|index| Ok(row.try_get(index)?)).collect()).collect()
        })
    }
}
