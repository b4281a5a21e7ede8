//! Appending: versions, conflicts, all or nothing.

use std::sync::Arc;

use jiff::civil::date;
use statute::leaf::Leaf;
use store::{Error, Step};

use crate::databases::{Database, story};
use crate::rows::{agency, application, author, entered, row};

story! {
    async fn a_stream_grows_by_versions(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        let answered = row("1", date(2023, 3, 1), Some((Leaf::Granted, date(2023, 3, 9))));
        store.append(&author(), [application(Step::Completed, 1, answered)]).await.unwrap();
        let events = store.stream("applications/1/1").await.unwrap();
        assert_eq!(events.iter().map(|event| event.version).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(events.iter().map(|event| event.id).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(events[0].prev_hash, store::GENESIS);
        assert_eq!(events[1].prev_hash, events[0].hash);
        assert_eq!(events[1].kind, "applications.completed");
    }
}

story! {
    async fn a_stale_version_is_a_conflict_and_writes_nothing(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        // A new stream that is there already, behind more rows than one statement holds.
        let many = (2..1000).map(|n| entered(&n.to_string())).chain([entered("1")]);
        let error = store.append(&author(), many).await.unwrap_err();
        assert!(
            matches!(&error, Error::Conflict { stream, expected: 0, found: 1 } if stream == "applications/1/1"),
            "{error:?}"
        );
        // A version that was not read.
        let error = store
            .append(&author(), [application(Step::Corrected, 3, row("1", date(2023, 3, 2), None))])
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Conflict { expected: 3, found: 1, .. }), "{error:?}");
        assert_eq!(store.event_count().await.unwrap(), 2);
        assert_eq!(database.dump("application").await.len(), 1);
    }
}

story! {
    /// Whoever comes second is told, whichever way the two interleave.
    async fn of_two_writers_exactly_one_is_told_of_a_conflict(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        let other = database.open().await;
        for version in 1..6 {
            let draft = application(Step::Corrected, version, row("1", date(2023, 3, 2), None));
            let (author, again) = (author(), [draft.clone()]);
            let (one, two) = tokio::join!(
                store.append(&author, [draft]),
                other.append(&author, again)
            );
            let conflicts = [&one, &two].iter().filter(|outcome| {
                matches!(outcome, Err(Error::Conflict { .. }))
            }).count();
            assert_eq!(conflicts, 1, "{one:?} {two:?}");
            assert!(one.is_ok() || two.is_ok());
        }
        assert_eq!(store.stream("applications/1/1").await.unwrap().len(), 6);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn one_batch_may_write_a_stream_twice(database) {
        let store = database.open().await;
        let twice = application(Step::Completed, 1, row("1", date(2023, 3, 2), None));
        store.append(&author(), [agency(1, "某某局"), entered("1"), twice]).await.unwrap();
        assert_eq!(store.version("applications/1/1").await.unwrap(), 2);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    /// Two processes may open a new database at the same moment.
    async fn opening_at_once_is_harmless(database) {
        let (one, two, three) = tokio::join!(database.open(), database.open(), database.open());
        one.append(&author(), [agency(1, "某某局")]).await.unwrap();
        assert_eq!(two.event_count().await.unwrap(), 1);
        assert_eq!(three.agencies().await.unwrap()[0].agency.name, "某某局");
    }
}

/// SQLite turns a new file to its log while nobody else has it open, and lets nobody wait for that.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn those_who_open_a_new_file_at_once_all_get_it() {
    for _ in 0..10 {
        let database = Arc::new(Database::sqlite());
        let opening: Vec<_> = (0..8)
            .map(|_| {
                let database = Arc::clone(&database);
                tokio::spawn(async move { database.open().await })
            })
            .collect();
        for store in opening {
            assert_eq!(store.await.unwrap().event_count().await.unwrap(), 0);
        }
    }
}
