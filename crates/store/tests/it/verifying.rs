//! Verification finds every altered byte and says where.

use jiff::civil::date;
use statute::leaf::Leaf;
use store::{Step, Store};

use crate::databases::{Database, story};
use crate::rows::{agency, application, author, entered, row};

async fn filled(database: &Database) -> Store {
    let store = database.open().await;
    let mut texts = row("2", date(2023, 5, 1), None);
    texts.content = Some("申请人甲的申请内容".into());
    store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
    store.append(&author(), [application(Step::Entered, 0, texts)]).await.unwrap();
    let answered = row("1", date(2023, 3, 1), Some((Leaf::Granted, date(2023, 3, 9))));
    store.append(&author(), [application(Step::Completed, 1, answered)]).await.unwrap();
    store
}

/// The faults after a statement, as `stream@version`.
async fn faults_after(database: &Database, store: &Store, sql: &str) -> Vec<String> {
    database.meddle(sql).await;
    let found = store.verify(|_| {}).await.unwrap();
    found.faults.iter().map(|fault| format!("{}@{}", fault.stream, fault.version)).collect()
}

story! {
    async fn an_untouched_ledger_is_sound(database) {
        let store = filled(&database).await;
        let seal = store.seal(&author()).await.unwrap().unwrap();
        assert_eq!((seal.number, seal.first_event, seal.last_event), (1, 1, 4));
        assert_eq!(store.seal(&author()).await.unwrap(), None, "nothing new to seal");
        store.append(&author(), [entered("3")]).await.unwrap();
        let found = store.verify(|_| {}).await.unwrap();
        assert!(found.is_sound(), "{found:?}");
        // Agency, three applications, counters of 2023 for it and for all, its pack.
        assert_eq!(found.compared, Some(1 + 3 + 2 + 1));
        assert_eq!((found.events, found.streams, found.sealed, found.seals), (5, 4, 1, 1));
        assert_eq!(found.unsealed, 1);
    }
}

story! {
    async fn altered_content_names_stream_and_version(database) {
        let store = filled(&database).await;
        let byte = match &database.address {
            store::Address::Sqlite(_) => "update event set data = replace(data, '2023-03-01', '2023-03-02') where id = 4",
            store::Address::Postgres(_) =>
                "update event set data = set_byte(data, length(data) - 30, 65) where id = 4",
        };
        let faults = faults_after(&database, &store, byte).await;
        assert!(faults.contains(&"applications/1/1@2".to_owned()), "{faults:?}");
        assert!(faults.iter().all(|fault| fault == "applications/1/1@2"), "{faults:?}");
    }
}

story! {
    async fn each_column_is_covered(database) {
        let store = filled(&database).await;
        for (change, undo) in [
            ("kind = 'applications.corrected'", "kind = 'applications.completed'"),
            ("actor = '他人'", "actor = '经办人甲'"),
            ("at = '2024-01-15T01:02:04Z'", "at = '2024-01-15T01:02:03Z'"),
            ("agency = 2", "agency = 1"),
            ("version = 3", "version = 2"),
            ("stream = 'applications/1/9'", "stream = 'applications/1/1'"),
        ] {
            let faults = faults_after(&database, &store, &format!("update event set {change} where id = 4")).await;
            assert!(!faults.is_empty(), "{change} is found");
            assert_eq!(
                faults_after(&database, &store, &format!("update event set {undo} where id = 4")).await,
                Vec::<String>::new(),
                "{undo}"
            );
        }
    }
}

story! {
    /// Who can compute hashes can rewrite one event; the next one in the stream, or the seal, still tells.
    async fn a_rewritten_history_breaks_chain_and_seal(database) {
        let store = filled(&database).await;
        store.seal(&author()).await.unwrap();
        let faults = faults_after(
            &database,
            &store,
            "update event set hash = (select hash from event where id = 3) where id = 2",
        ).await;
        assert!(faults.contains(&"applications/1/1@1".to_owned()), "{faults:?}");
        assert!(faults.contains(&"applications/1/1@2".to_owned()), "{faults:?}");
        assert!(faults.contains(&"seal/1@1".to_owned()), "{faults:?}");
    }
}

story! {
    async fn a_missing_event_is_found(database) {
        let store = filled(&database).await;
        let faults = faults_after(&database, &store, "delete from event where id = 2").await;
        assert!(faults.contains(&"applications/1/1@2".to_owned()), "{faults:?}");
    }
}

story! {
    async fn a_missing_last_event_is_found_once_sealed(database) {
        let store = filled(&database).await;
        store.seal(&author()).await.unwrap();
        let faults = faults_after(&database, &store, "delete from event where id = 4").await;
        assert!(faults.contains(&"seal/1@1".to_owned()), "{faults:?}");
    }
}

story! {
    async fn altered_or_missing_sealed_texts_are_found(database) {
        let store = filled(&database).await;
        let shorter = match &database.address {
            store::Address::Sqlite(_) => "update sealed set ciphertext = substr(ciphertext, 2)",
            store::Address::Postgres(_) => "update sealed set ciphertext = substring(ciphertext from 2)",
        };
        assert_eq!(faults_after(&database, &store, shorter).await, ["applications/1/2@0"]);
        assert_eq!(faults_after(&database, &store, "delete from sealed").await, ["applications/1/2@1"]);
    }
}

story! {
    async fn an_altered_seal_is_found(database) {
        let store = filled(&database).await;
        store.seal(&author()).await.unwrap();
        let faults = faults_after(&database, &store, "update seal set at = '2024-01-16T00:00:00Z'").await;
        assert_eq!(faults, ["seal/1@1"]);
    }
}
