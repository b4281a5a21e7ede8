//! What a plan reads whole.

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::Address;

use crate::databases::Database;

/// The places of a statement's plan where a table or an index is read from end to end.
pub(crate) async fn faults(database: &Database, statement: &str) -> Vec<String> {
    match plan(database, statement).await {
        Plan::Sqlite(steps) => {
            // What a statement makes for itself is no table.
            let made: Vec<String> = ["CO-ROUTINE ", "MATERIALIZE "]
                .iter()
                .flat_map(|word| steps.iter().filter_map(move |step| step.strip_prefix(*word)))
                .map(|name| format!("SCAN {name}"))
                .collect();
            let is_bounded = statement.contains("limit ");
            let reads = |step: &String| {
                (reads_whole(step) && !made.contains(step)) || (!is_bounded && reads_agency(step))
            };
            steps.into_iter().filter(reads).collect()
        }
        Plan::Postgres(plan) => {
            let mut found = Vec::new();
            walk(&plan, &mut found);
            found
        }
    }
}

/// The plan of a statement in the words of its database.
pub(crate) async fn written(database: &Database, statement: &str) -> String {
    match plan(database, statement).await {
        Plan::Sqlite(steps) => steps.join("\n"),
        Plan::Postgres(plan) => plan.to_string(),
    }
}

enum Plan {
    Sqlite(Vec<String>),
    Postgres(Value),
}

async fn plan(database: &Database, statement: &str) -> Plan {
    match &database.address {
        Address::Sqlite(path) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
            let mut db = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            let sql = format!("explain query plan {statement}");
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut db).await.unwrap();
            Plan::Sqlite(plan.into_iter().map(|(.., step)| step).collect())
        }
        Address::Postgres(url) => {
            let mut db = PgConnection::connect(url).await.unwrap();
            // A small table is read whole because that is quicker: where it still is, there is no index for it.
            let set = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off";
            sqlx::raw_sql(set).execute(&mut db).await.unwrap();
            let prepare = format!("prepare asked as {statement}");
            sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut db).await.unwrap();
            let nulls = vec!["null"; parameters(statement)].join(", ");
            let arguments = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
            let sql = format!("explain (format json) execute asked{arguments}");
            let row: sqlx::postgres::PgRow =
                sqlx::raw_sql(AssertSqlSafe(sql)).fetch_one(&mut db).await.unwrap();
            let text: String = sqlx::Row::try_get_unchecked(&row, 0).unwrap();
            Plan::Postgres(serde_json::from_str(&text).unwrap())
        }
    }
}

/// Whether a step of SQLite's plan goes through a table or an index from end to end; constants are no table.
fn reads_whole(step: &str) -> bool {
    step.strip_prefix("SCAN ").is_some_and(|what| {
        !what.contains("CONSTANT ROW") && !what.contains("VALUES CLAUSE") && !what.starts_with('(')
    })
}

/// Whether a step of SQLite's plan goes through all rows that an agency has: it asks for more, but filters for that.
fn reads_agency(step: &str) -> bool {
    step.starts_with("SEARCH ") && step.ends_with("(agency=?)")
}

fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

/// Finds nodes of PostgreSQL's plan that read a table or an index from end to end.
fn walk(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| walk(node, found)),
        Value::Object(fields) => {
            let kind = fields.get("Node Type").and_then(Value::as_str).unwrap_or_default();
            let is_whole = match kind {
                "Seq Scan" => true,
                "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => !fields.contains_key("Index Cond"),
                _ => false,
            };
            if is_whole {
                let name = |key| fields.get(key).and_then(Value::as_str).unwrap_or_default();
                found.push(format!("{kind} {} {}", name("Relation Name"), name("Index Name")));
            }
            fields.values().for_each(|node| walk(node, found));
        }
        _ => {}
    }
}
