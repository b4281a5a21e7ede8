//! No query of the running program reads a whole table: every statement that the store's functions execute is recorded,
//! and its plan looked at, on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    dead_code,
    unused_macros,
    unused_imports,
    reason = "helpers of tests"
)]

#[path = "../it/databases.rs"]
mod databases;
mod plan;
mod recorder;
#[path = "../it/rows.rs"]
mod rows;
#[path = "../it/schema.rs"]
mod schema;
mod walk;

use std::collections::BTreeSet;
use std::path::Path;

use databases::Database;
use tokio::sync::Mutex;

/// One walk at a time: the recorder hears everybody.
static TURN: Mutex<()> = Mutex::const_new(());

/// Functions that read all there is because all there is, or all there is of one agency, is what they answer or change.
const WHOLE: [(&str, &str); 11] = [
    ("adopt_calendar", "looks at every open application, once for every new arrangement of holidays"),
    ("agencies", "answers every agency"),
    ("accounts", "answers every account"),
    ("all_tables_three", "answers the counters of every agency"),
    ("count_table_three", "counts every single application, to prove the counters"),
    ("event_count", "counts every event; only tests ask"),
    ("verify", "looks at everything"),
    ("rebuild", "makes everything again"),
    ("backup", "keeps everything"),
    ("restore", "brings everything back"),
    ("sealed_of", "only tests ask"),
];

/// Functions that ask for no rows.
const NONE: [&str; 5] = ["open", "is_current", "close", "sealing_key", "start"];

/// Steps that are in a plan and never taken, or that read of an agency what the statement is asked for.
const EXPECTED: [(&str, &str); 5] = [
    // SQLite looks for rows that missed their sealed record, but only while a deferred foreign key counts some.
    ("insert into sealed ", "SCAN blind_index"),
    // Lawful deletion, by hand and rare: an index by record would cost every submission.
    ("delete from blind_index ", "SEARCH blind_index USING PRIMARY KEY (agency=?)"),
    // The register of an agency, to hold an import against it; its counts by desk; its reports.
    ("select a.number, a.slot, ", "SEARCH a USING PRIMARY KEY (agency=?)"),
    (
        "select json_group_array(json_array(handler, stage, queue, ",
        "SEARCH handling_count USING PRIMARY KEY (agency=?)",
    ),
    ("select year, frozen_at, ", "SEARCH report USING INDEX sqlite_autoindex_report_1 (agency=?)"),
];

async fn no_table_is_read_whole(database: Database) {
    let _turn = TURN.lock().await;
    let (walked, statements) = walk::through(&database).await;
    assert!(statements.len() > 40, "{}: {statements:#?}", statements.len());
    let functions = functions();
    let known: BTreeSet<_> = WHOLE.iter().map(|(name, _)| *name).chain(NONE).collect();
    let missing: Vec<_> = functions
        .iter()
        .filter(|name| !known.contains(name.as_str()) && !walked.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "walk::through does not call: {missing:?}");
    let gone: Vec<_> = known.iter().filter(|name| !functions.contains(**name)).collect();
    assert!(gone.is_empty(), "no such function any more: {gone:?}");
    let mut faults = Vec::new();
    for statement in statements {
        for fault in plan::faults(&database, &statement).await {
            if EXPECTED.iter().any(|(start, step)| statement.starts_with(start) && fault == *step) {
                continue;
            }
            faults.push(format!("{fault}\n  {statement}"));
        }
    }
    assert!(faults.is_empty(), "{} whole tables are read:\n{}", faults.len(), faults.join("\n"));
    // Not through the events of all agencies either. PostgreSQL decides by what it counted: here nearly all events are
    // of one agency, and in their own order it is as near.
    let latest = "select * from event where agency = $1 and id < $2 order by id desc limit $3";
    let is_counted = matches!(database.address, store::Address::Postgres(_));
    assert!(is_counted || plan::written(&database, latest).await.contains("event_agency"));
    // The test can see one.
    let whole = "select stream from event where actor = $1";
    assert_eq!(plan::faults(&database, whole).await.len(), 1, "a plan that reads a table is seen");
}

/// Every function of the store that asks the database.
fn functions() -> BTreeSet<String> {
    fn read(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for rest in text.split("\n    pub async fn ").skip(1) {
                found.insert(rest.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.contains("work_list") && found.len() > 30, "{found:?}");
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    no_table_is_read_whole(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(database) = Database::postgres().await {
        no_table_is_read_whole(database).await;
    }
}
