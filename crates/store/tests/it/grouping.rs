//! Writing together: what shares a commit is done as if each were alone.

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use jiff::civil::{Date, date};
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::procedure::{Act, Step};
use statute::registers::Channel;
use store::{Address, Credential, Error, Keys, Record, Registered, Result, Store};
use tokio::task::JoinSet;

use crate::databases::{Database, story};
use crate::rows::{agency, author, entered};

const ON: Date = date(2026, 3, 2);

async fn submit(store: Store, key: String) -> Result<Registered> {
    let act = Act::Registered {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        query_code: Some(format!("code of {key}")),
        submission: Some(key.clone()),
        split_from: None,
        happened: vec![],
    };
    let mut texts = Map::new();
    texts.insert("content".into(), json!(format!("content of {key}")));
    let record = Record {
        texts,
        files: vec![format!("file of {key}").into_bytes()],
        index: vec![("name", "申请人甲".into()), ("identity", key)],
    };
    store.register_application(&author(), 1, Step::new(ON, "申请人".into(), act), record).await
}

async fn assign(store: Store, number: String, to: String) -> Result<()> {
    let read = store.application(1, &number).await?.expect("it is there");
    assign_read(store, &read, to).await
}

async fn assign_read(store: Store, read: &store::StoredApplication, to: String) -> Result<()> {
    let step = Step::new(ON, "登记甲".into(), Act::Assigned { to });
    store.record(&author(), 1, read, step, "示测公开", Record::default()).await
}

async fn opened(database: &Database) -> Store {
    let store = database.open().await;
    store.append(&author(), [agency(1, "某某局")]).await.unwrap();
    store
}

/// Every application is there once, with everything that was handed in, under a number of an unbroken row.
async fn all_is_there(database: &Database, store: &Store, keys: &[String]) {
    assert_eq!(database.dump("handling").await.len(), keys.len());
    for key in keys {
        assert_eq!(store.find_sealed(1, "identity", key).await.unwrap().len(), 1, "{key}");
    }
    let mut found = BTreeSet::new();
    for serial in 1..=keys.len() {
        let number = format!("2026-{serial}");
        let stored = store.application(1, &number).await.unwrap().expect("no number is left out");
        let steps = store.steps(&stored.stream).await.unwrap();
        let content = steps[0].texts.as_ref().unwrap()["content"].as_str().unwrap().to_owned();
        let key = content.strip_prefix("content of ").unwrap();
        assert_eq!(stored.query_code, Some(format!("code of {key}")));
        let file = store.open_sealed(&stored.stream, &steps[0].files[0]).await.unwrap();
        assert_eq!(file, Some(format!("file of {key}").into_bytes()));
        found.insert(key.to_owned());
    }
    assert_eq!(found, keys.iter().cloned().collect());
    let found = store.verify(|_| {}).await.unwrap();
    assert!(found.is_sound(), "{found:?}");
}

story! {
    async fn everything_at_once_is_as_one_after_the_other(database) {
        let store = opened(&database).await;
        let mut keys: Vec<_> = (0..20).map(|n| format!("first {n}")).collect();
        for key in &keys {
            submit(store.clone(), key.clone()).await.unwrap();
        }
        let (mut submissions, mut acts, mut others) = (JoinSet::new(), JoinSet::new(), JoinSet::new());
        for n in 0..150 {
            keys.push(format!("then {n}"));
            submissions.spawn(submit(store.clone(), format!("then {n}")));
            if n < 20 {
                let (store, read) = (store.clone(), store.application(1, &format!("2026-{}", n + 1)).await.unwrap());
                let read = read.unwrap();
                // Two officers have the same version on the screen.
                acts.spawn(async move {
                    tokio::join!(
                        assign_read(store.clone(), &read, "承办甲".into()),
                        assign_read(store.clone(), &read, "承办乙".into())
                    )
                });
            }
            if n % 10 == 0 {
                let store = store.clone();
                others.spawn(async move {
                    let credential = Credential { password: n.to_string(), is_once: false, failures: 0, locked_until: None };
                    store.set_credential(&format!("account {n}"), &credential, author().at).await.unwrap();
                    store.append(&author(), [entered(&format!("row {n}"))]).await.unwrap();
                });
            }
        }
        let numbers: BTreeSet<_> = submissions.join_all().await.into_iter().map(|taken| {
            let taken = taken.unwrap();
            assert!(taken.is_new);
            taken.number
        }).collect();
        assert_eq!(numbers, (21..=170).map(|serial| format!("2026-{serial}")).collect());
        for (one, two) in acts.join_all().await {
            assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
            let late = one.and(two).unwrap_err();
            assert!(matches!(late, Error::Conflict { expected: 1, found: 2, .. }), "{late:?}");
        }
        others.join_all().await;
        assert_eq!(database.dump("credential").await.len(), 15);
        assert_eq!(database.dump("application").await.len(), 15);
        assert_eq!(store.event_count().await.unwrap(), 1 + 170 + 20 + 15);
        let counts = store.work_counts(1, ON, ON, store.last_event().await.unwrap()).await.unwrap();
        assert_eq!(counts.iter().map(|count| count.cases).sum::<u64>(), 170);
        all_is_there(&database, &store, &keys).await;
    }
}

story! {
    async fn the_same_submission_many_times_at_once_is_one_application(database) {
        let store = opened(&database).await;
        let other = database.open().await;
        let mut submissions = JoinSet::new();
        for n in 0..100 {
            let store = if n % 3 == 0 { &other } else { &store };
            submissions.spawn(submit(store.clone(), format!("key {}", n % 5)));
        }
        let taken: Vec<_> = submissions.join_all().await.into_iter().map(Result::unwrap).collect();
        assert_eq!(taken.iter().filter(|taken| taken.is_new).count(), 5);
        let numbers: BTreeSet<_> = taken.into_iter().map(|taken| taken.number).collect();
        assert_eq!(numbers.len(), 5);
        let keys: Vec<_> = (0..5).map(|n| format!("key {n}")).collect();
        all_is_there(&database, &store, &keys).await;
    }
}

/// Refuses the submission `bad`: within the transaction, or when it is committed.
async fn refuse(database: &Database, is_late: bool) {
    let sql = match (&database.address, is_late) {
        (Address::Sqlite(_), false) => {
            "create trigger bad before insert on handling when new.submission = 'bad' \
             begin select raise(abort, 'bad'); end"
        }
        (Address::Sqlite(_), true) => {
            "create table parent (id integer primary key); \
             create table child (id integer references parent (id) deferrable initially deferred); \
             create trigger bad after insert on handling when new.submission = 'bad' \
             begin insert into child values (1); end"
        }
        (Address::Postgres(_), false) => {
            "alter table handling add constraint bad check (submission <> 'bad')"
        }
        (Address::Postgres(_), true) => {
            "create function bad() returns trigger language plpgsql as \
             $$ begin if new.submission = 'bad' then raise exception 'bad'; end if; return null; end $$; \
             create constraint trigger bad after insert on handling deferrable initially deferred \
             for each row execute function bad()"
        }
    };
    database.meddle(sql).await;
}

story! {
    async fn one_that_fails_harms_nobody(database) {
        let store = opened(&database).await;
        refuse(&database, false).await;
        let without_keys = store.clone().with_keys(Keys::none());
        let mut keys = Vec::new();
        let mut submissions = JoinSet::new();
        let mut failing = JoinSet::new();
        for n in 0..60 {
            keys.push(format!("good {n}"));
            submissions.spawn(submit(store.clone(), format!("good {n}")));
            match n % 20 {
                7 => { failing.spawn(submit(store.clone(), "bad".into())); }
                13 => { failing.spawn(submit(without_keys.clone(), format!("without keys {n}"))); }
                _ => {}
            }
        }
        for taken in submissions.join_all().await {
            assert!(taken.unwrap().is_new);
        }
        for failed in failing.join_all().await {
            let error = failed.unwrap_err();
            assert!(matches!(error, Error::Database(_) | Error::KeyMissing(_)), "its own fault: {error:?}");
        }
        all_is_there(&database, &store, &keys).await;
        // A fault among units of other kinds.
        assign(store.clone(), "2026-1".into(), "承办甲".into()).await.unwrap();
        let mut units = JoinSet::new();
        for n in 0..20 {
            let number = if n == 10 { "row 0".to_owned() } else { format!("row {}", n % 20) };
            let store = store.clone();
            units.spawn(async move { store.append(&author(), [entered(&number)]).await });
        }
        let outcomes = units.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 19);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(Error::Conflict { found: 1, .. }))));
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

/// A caller that has not been answered.
type Waiting<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Puts each into the queue, in this order.
async fn queued<T>(mut waiting: Vec<Waiting<T>>) -> Vec<Waiting<T>> {
    for future in &mut waiting {
        poll_fn(|context| {
            assert!(future.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
    }
    waiting
}

/// Submissions in the order of their keys.
fn waiting(store: &Store, keys: &[String]) -> Vec<Waiting<Result<Registered>>> {
    keys.iter().map(|key| Box::pin(submit(store.clone(), key.clone())) as Waiting<_>).collect()
}

story! {
    async fn a_commit_that_fails_is_told_to_all_and_leaves_nothing(database) {
        let store = opened(&database).await;
        refuse(&database, true).await;
        let keys: Vec<_> = (0..10).map(|n| if n == 5 { "bad".to_owned() } else { format!("good {n}") }).collect();
        let mut failed = Vec::new();
        for (future, key) in queued(waiting(&store, &keys)).await.into_iter().zip(&keys) {
            if let Err(error) = future.await {
                assert!(matches!(error, Error::NotWritten(_)), "{key}: {error:?}");
                failed.push(key.clone());
            }
        }
        assert!(failed.contains(&"bad".to_owned()), "{failed:?}");
        let written: Vec<_> = keys.into_iter().filter(|key| !failed.contains(key)).collect();
        all_is_there(&database, &store, &written).await;
        // The writer goes on.
        let mut keys = written;
        for key in failed.into_iter().filter(|key| key != "bad") {
            submit(store.clone(), key.clone()).await.unwrap();
            keys.push(key);
        }
        all_is_there(&database, &store, &keys).await;
    }
}

story! {
    async fn a_caller_that_leaves_leaves_nothing_half_done(database) {
        let store = opened(&database).await;
        let keys: Vec<_> = (0..40).map(|n| format!("key {n}")).collect();
        let mut futures = queued(waiting(&store, &keys)).await;
        futures.retain({
            let mut n = 0;
            move |_| { n += 1; n % 2 == 0 }
        });
        for (future, key) in futures.into_iter().zip(keys.iter().skip(1).step_by(2)) {
            assert!(future.await.unwrap().is_new, "{key}");
        }
        // Those who left may have been taken in; if so, whole.
        let mut there = Vec::new();
        for key in &keys {
            if !store.find_sealed(1, "identity", key).await.unwrap().is_empty() {
                there.push(key.clone());
            }
        }
        assert!(there.len() >= keys.len() / 2);
        all_is_there(&database, &store, &there).await;
    }
}

story! {
    async fn closing_finishes_what_waits(database) {
        let store = opened(&database).await;
        let keys: Vec<_> = (0..30).map(|n| format!("key {n}")).collect();
        let futures = queued(waiting(&store, &keys)).await;
        store.clone().close().await;
        for future in futures {
            assert!(future.await.unwrap().is_new);
        }
        assert!(submit(store, "too late".into()).await.is_err());
        let store = database.open().await;
        all_is_there(&database, &store, &keys).await;
    }
}
