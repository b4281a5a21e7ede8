//! Parts in the place of an application, what was joined with another, query codes that were replaced: what the lists and
//! the report hold of them, and that the events say the same.

use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::procedure::{Act, Stage, Step};
use statute::registers::{Channel, Register};
use store::{Draft, Fact, Record, Scope, Store, Texts};

use crate::databases::{PROJECTIONS, story};
use crate::procedure::{act, by, record, registration};
use crate::rows::{agency, author};

const ON: Date = date(2026, 3, 2);

async fn taken(store: &Store) -> String {
    let step = registration(Channel::Counter, None);
    store.register_application(&by("登记甲"), 1, step, record()).await.unwrap().number
}

/// Received and carried out of 2026, over all applicants.
async fn counted(store: &Store) -> (i64, i64) {
    let table = store.table_three(Scope::Agency(1), 2026).await.unwrap().0;
    (table[0][6], table[24][6])
}

async fn split(store: &Store, number: &str, closes: bool) {
    let read = store.application(1, number).await.unwrap().unwrap();
    let parts: Vec<String> = (1..=3).map(|part| format!("{number}-{part}")).collect();
    let draft = |stream: String, expected, act| Draft {
        agency: 1,
        stream,
        expected,
        fact: Fact::Procedure { step: Step::new(ON, "登记甲".into(), act), files: vec![] },
        texts: Texts::Record(Record::default()),
    };
    let registered = || Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: Some(number.to_owned()),
        happened: read.application.happenings.clone(),
    };
    let mut drafts: Vec<_> =
        parts.iter().map(|part| draft(format!("application/1/{part}"), 0, registered())).collect();
    drafts.push(draft(read.stream.clone(), read.version, Act::Split { into: parts, closes }));
    store.append(&author(), drafts).await.unwrap();
}

story! {
    async fn the_parts_count_and_what_was_split_does_not(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let (number, other) = (taken(&store).await, taken(&store).await);
        assert_eq!(counted(&store).await, (2, 2));
        split(&store, &number, true).await;
        assert_eq!(counted(&store).await, (4, 4));
        let whole = store.application(1, &number).await.unwrap().unwrap();
        assert_eq!((whole.application.stage, whole.application.split_into.len()), (Stage::Closed, 3));
        let registered = store.register(1, Register::Applications).await.unwrap();
        let numbers: Vec<_> = registered.iter().map(|row| row.entry.key()).collect();
        assert!(numbers.len() == 4 && !numbers.contains(&number), "{numbers:?}");
        // As it was done before: it goes on beside its parts and counts.
        split(&store, &other, false).await;
        assert_eq!(counted(&store).await, (7, 7));
        assert!(store.application(1, &other).await.unwrap().unwrap().application.is_open());
        let mut before = Vec::new();
        for table in PROJECTIONS {
            before.push(database.dump(table).await);
        }
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        store.rebuild(|_| {}).await.unwrap();
        for (table, rows) in PROJECTIONS.into_iter().zip(before) {
            assert_eq!(database.dump(table).await, rows, "{table}");
        }
        assert_eq!(counted(&store).await, (7, 7));
        // The next number is that of the next application.
        assert_eq!(taken(&store).await, "2026-3");
    }
}

story! {
    async fn what_was_joined_is_found_from_the_other_and_a_new_code_takes_the_place_of_the_old(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let submitted = registration(Channel::Counter, Some("k1"));
        let first = store.register_application(&by("申请人"), 1, submitted, record()).await.unwrap().number;
        let (second, third) = (taken(&store).await, taken(&store).await);
        for joined in [&third, &second] {
            act(&store, joined, ON, "登记甲", Act::Joined { into: first.clone() }).await;
        }
        let joined = async || {
            let found = store.joined_into(1, &first).await.unwrap();
            found.into_iter().map(|one| one.application.number).collect::<Vec<_>>()
        };
        assert_eq!(joined().await, [second.clone(), third]);
        assert!(store.joined_into(1, &second).await.unwrap().is_empty());
        let submission = store.submitted_as(1, "k1").await.unwrap().unwrap();
        assert_eq!(submission.application.number, first);
        assert!(store.submitted_as(2, "k1").await.unwrap().is_none());
        assert_eq!(submission.query_code.as_deref(), Some("00"));
        act(&store, &first, ON, "登记甲", Act::QueryCodeIssued { query_code: "11".into() }).await;
        let code = async || store.application(1, &first).await.unwrap().unwrap().query_code;
        assert_eq!(code().await.as_deref(), Some("11"));
        act(&store, &first, ON, "登记甲", Act::Assigned { to: "承办甲".into() }).await;
        assert_eq!(code().await.as_deref(), Some("11"), "what comes later leaves it");
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!((code().await.as_deref(), joined().await.len()), (Some("11"), 2));
        database.meddle("update handling set joined_into = null where number = '2026-2'").await;
        assert!(!store.verify(|_| {}).await.unwrap().is_sound(), "it is held against the events");
    }
}
