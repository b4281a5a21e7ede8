//! Verification holds every projection against the events and says where they part.

use crate::databases::{Database, PROJECTIONS, story};
use crate::rebuilding::fill;
use crate::rows::{author, entered};

/// What is told after a statement, `table/column` each, sorted; a rebuild then mends it.
async fn told_after(database: &Database, store: &store::Store, sql: &str) -> Vec<String> {
    database.meddle(sql).await;
    let found = store.verify(|_| {}).await.unwrap();
    // A sealed record that a row should not name is told as missing besides.
    assert!(found.faults.iter().all(|fault| fault.problem.contains("封存")), "{sql}: {:?}", found.faults);
    let mut told: Vec<_> = found
        .differences
        .iter()
        .map(|place| format!("{}/{}", place.table, place.column.unwrap_or("row")))
        .collect();
    told.sort();
    told.dedup();
    store.rebuild(|_| {}).await.unwrap();
    let again = store.verify(|_| {}).await.unwrap();
    assert!(again.is_sound(), "{sql}: a rebuild mends it: {again:?}");
    told
}

story! {
    async fn every_column_of_every_projection_is_compared(database) {
        let store = database.open().await;
        fill(&store).await;
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        for table in PROJECTIONS {
            let keys: &[&str] = match table {
                "agency" | "calendar" => &["id"],
                "application" | "handling" | "remedy_case" | "publication" | "public_comment" => &["agency", "number"],
                "entry" | "retracted" => &["agency", "register", "stream"],
                "text_part" => &["agency", "part", "year"],
                "report" | "tally" => &["agency", "year"],
                "handling_count" => &["agency", "handler", "stage", "queue", "limit_by"],
                "publication_link" => &["agency", "interprets", "number"],
                "letter" => &["agency", "year", "serial"],
                "account" => &["name"],
                "setting" => &["agency", "from_on"],
                "mail" => &["agency", "application", "act"],
                "limit_move" => &["agency", "at", "number"],
                _ => &["agency", "part"],
            };
            // One row only: two of the same key cannot be.
            let one = keys.iter().map(|key| {
                format!("{key} = (select {key} from {table} order by {} limit 1)", keys.join(", "))
            });
            let one = one.collect::<Vec<_>>().join(" and ");
            let mut others = Vec::new();
            let mut changes = Vec::new();
            for column in database.columns(table).await {
                let value = match column.as_str() {
                    "sealed" | "counts" | "cells" => match &database.address {
                        store::Address::Sqlite(_) => "x'0102'",
                        store::Address::Postgres(_) => "'\\x0102'::bytea",
                    },
                    name if database.is_text(table, name).await => "'改'",
                    _ => "77",
                };
                if keys.contains(&column.as_str()) {
                    let sql = format!("update {table} set {column} = {value} where {one}");
                    assert_eq!(told_after(&database, &store, &sql).await, [format!("{table}/row")], "{column}");
                } else {
                    changes.push(format!("{column} = {value}"));
                    others.push(format!("{table}/{column}"));
                }
            }
            others.sort();
            let sql = format!("update {table} set {} where {one}", changes.join(", "));
            assert_eq!(told_after(&database, &store, &sql).await, others);
        }
    }
}

story! {
    async fn a_difference_names_table_key_found_and_expected(database) {
        let store = database.open().await;
        fill(&store).await;
        let sql = "update application set leaf = '3.1' where number = '2'; delete from entry; \
                   delete from application where number = '6'";
        database.meddle(sql).await;
        let found = store.verify(|_| {}).await.unwrap();
        assert!(!found.is_sound() && found.faults.is_empty());
        let told: Vec<_> = found.differences.iter().map(ToString::to_string).collect();
        assert_eq!(told, [
            "application（申请）agency=1 number=2：leaf 现为「3.1」，按事件应为「4.1」",
            "application（申请）agency=1 number=6：现为「无此行」，按事件应为「有此行」",
            "entry（台账）agency=1 register=remedies stream=remedies/1/行政复议|2022-12-01：现为「无此行」，按事件应为「有此行」",
            "entry（台账）agency=1 register=remedies stream=remedy/1/R2026-1：现为「无此行」，按事件应为「有此行」",
        ]);
        store.rebuild(|_| {}).await.unwrap();
        let counts = store::TableThree([[0; 7]; 25]);
        assert_ne!(store.table_three(store::Scope::All, 2023).await.unwrap(), counts);
        // One counter of four bytes, one cell of six.
        let (counters, cells) = match &database.address {
            store::Address::Sqlite(_) => ("cast(x'63000000' || substr(counts, 5) as blob)", "cast(x'E407' || substr(cells, 3) as blob)"),
            store::Address::Postgres(_) => ("set_byte(counts, 0, 99)", "set_byte(cells, 0, 228)"),
        };
        database.meddle(&format!(
            "update tally set counts = {counters} where agency = 0 and year = 2023; \
             update application_pack set cells = {cells}"
        )).await;
        let told: Vec<_> = store.verify(|_| {}).await.unwrap().differences.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("tally（计数）agency=0 year=2023：counts 现为「商业企业，收到 99」") || told[0].contains("自然人，收到 99"), "{told:?}");
        assert!(told[1].contains("cells 现为「第1件 2020 2023") && told[1].contains("按事件应为「第1件 2022 2023"), "{told:?}");
    }
}

story! {
    async fn altered_events_leave_nothing_to_compare_with(database) {
        let store = database.open().await;
        fill(&store).await;
        database.meddle("update event set prev_hash = hash where id = 3; delete from entry").await;
        let found = store.verify(|_| {}).await.unwrap();
        assert!(!found.faults.is_empty());
        assert_eq!((found.compared, found.differences.len()), (None, 0));
    }
}

story! {
    async fn verifying_writes_nothing_and_waits_for_nobody(database) {
        let store = database.open().await;
        fill(&store).await;
        let before = (database.dump("application").await, database.dump("tally").await);
        // The same store goes on writing while another connection verifies, and each sees its own state only.
        for number in ["20", "21", "22"] {
            let draft = [entered(number)];
            let author = author();
            let (found, written) = tokio::join!(store.verify(|_| {}), store.append(&author, draft));
            assert!(found.unwrap().is_sound());
            written.unwrap();
        }
        assert_eq!(database.dump("application").await.len(), before.0.len() + 3);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        let rows = database.dump("tally").await;
        assert_eq!(rows.len(), before.1.len());
    }
}
