//! Rebuilding gives every projection exactly as the writers left it.

use jiff::civil::date;
use serde_json::json;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::procedure::{self, Act, Role};
use statute::registers::{Channel, RemedyKind, RemedyResult};
use statute::remedy_case::{self, Filing, Outcome, Ruling, Track};
use store::{Account, Draft, Fact, FrozenFile, Step, Store, Texts};

use crate::databases::{Database, PROJECTIONS, story};
use crate::rows::{agency, application, author, entered, remedy, retracted, row};

async fn dump(database: &Database) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    for table in PROJECTIONS {
        all.push((table, database.dump(table).await));
    }
    all
}

fn report(expected: i64, fact: Fact) -> Draft {
    Draft { agency: 1, stream: "report/1/2023".into(), expected, fact, texts: Texts::Nothing }
}

fn act(expected: i64, act: Act) -> Draft {
    let step = procedure::Step::new(date(2026, 3, 2), "签发甲".into(), act);
    let fact = Fact::Procedure { step, files: vec![] };
    Draft { agency: 1, stream: "application/1/2026-1".into(), expected, fact, texts: Texts::Nothing }
}

fn registration() -> Act {
    Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: Some("0a".into()),
        split_from: None,
        happened: vec![],
    }
}

fn account() -> Draft {
    let roles = vec![Role::Clerk, Role::Handler];
    let account = Account { name: "clerk".into(), title: "登记甲".into(), roles, is_closed: false };
    let fact = Fact::Account { is_new: true, account };
    Draft { agency: 1, stream: "account/clerk".into(), expected: 0, fact, texts: Texts::Nothing }
}

fn settings() -> Draft {
    let fact = Fact::Settings { from: date(2026, 1, 1), settings: json!({"court": "某某法院"}) };
    Draft { agency: 1, stream: "agency/1".into(), expected: 1, fact, texts: Texts::Nothing }
}

/// An act in a review about the application of the procedure.
fn contested(expected: i64, act: remedy_case::Act) -> Draft {
    let step = remedy_case::Step { on: date(2026, 4, 2), by: "登记甲".into(), act };
    let fact = Fact::Remedy { step, files: vec![] };
    Draft { agency: 1, stream: "remedy/1/R2026-1".into(), expected, fact, texts: Texts::Nothing }
}

fn filing() -> remedy_case::Act {
    remedy_case::Act::Filed(Filing {
        kind: RemedyKind::Review,
        track: Track::Simplified,
        received_on: date(2026, 4, 1),
        application: Some("2026-1".into()),
        submission: Some("0b".into()),
    })
}

fn ruled(ruling: Ruling) -> remedy_case::Act {
    let outcome = Outcome { ruling, decided_on: date(2026, 4, 2), reopens: false, redo_by: None };
    remedy_case::Act::Decided(outcome)
}

/// A ledger with rows in every projection: 36 events.
pub(crate) async fn fill(store: &Store) {
    let mut texts = row("2", date(2023, 5, 1), Some((Leaf::NotHeld, date(2023, 5, 9))));
    texts.content = Some("申请人甲的申请内容".into());
    texts.extended_workdays = Some(5);
    store.append(&author(), [agency(1, "某某局"), agency(2, "某某委"), entered("1")]).await.unwrap();
    store
        .append(&author(), [application(Step::Entered, 0, texts), remedy(Step::Entered, 0, None)])
        .await
        .unwrap();
    store
        .append(
            &author(),
            [
                application(
                    Step::Corrected,
                    1,
                    row("1", date(2022, 3, 1), Some((Leaf::Granted, date(2023, 4, 1)))),
                ),
                remedy(Step::Completed, 1, Some((RemedyResult::Upheld, date(2023, 2, 1)))),
                report(0, Fact::Narrative { year: 2023, text: "共{{ applications.received }}件".into() }),
                report(1, Fact::Previous { year: 2023, report: json!({"z": 1.50, "a": [null, "/"]}) }),
                report(
                    2,
                    Fact::Frozen {
                        year: 2023,
                        files: vec![FrozenFile { name: "report.pdf".into(), sm3: "00".into(), bytes: 9 }],
                    },
                ),
                report(3, Fact::ReportCorrected { year: 2023, reason: "漏登".into(), rows: 1 }),
            ],
        )
        .await
        .unwrap();
    // Rows that are retracted, in the transaction that enters them or later, and one that returns.
    let fourth = row("4", date(2023, 7, 1), None);
    store
        .append(&author(), [entered("3"), retracted(1, row("3", date(2023, 3, 1), None)), entered("5")])
        .await
        .unwrap();
    store
        .append(&author(), [application(Step::Entered, 0, fourth.clone()), remedy(Step::Retracted, 2, None)])
        .await
        .unwrap();
    store.append(&author(), [retracted(1, fourth.clone()), entered("6")]).await.unwrap();
    store.append(&author(), [application(Step::Entered, 2, fourth), entered("7")]).await.unwrap();
    store
        .append(&author(), [remedy(Step::Entered, 3, None), retracted(1, row("7", date(2023, 3, 1), None))])
        .await
        .unwrap();
    let letter = "示测公开〔2026〕1号".to_owned();
    let lapsed = [
        act(0, registration()),
        act(1, Act::Assigned { to: "承办甲".into() }),
        act(2, Act::SupplementAsked { reply_by: date(2026, 3, 1) }),
        act(3, Act::SupplementLapsed { letter }),
        account(),
        settings(),
    ];
    store.append(&author(), lapsed).await.unwrap();
    let review = [
        contested(0, filing()),
        contested(1, remedy_case::Act::Replied),
        contested(2, ruled(Ruling::ReviewUpheld)),
    ];
    store.append(&author(), review).await.unwrap();
    crate::outbox::fill(store).await;
    crate::calendar::fill(store).await;
    crate::publications::fill(store).await;
}

story! {
    async fn every_projection_comes_back(database) {
        let store = database.open().await;
        fill(&store).await;
        let before = dump(&database).await;
        assert!(before.iter().all(|(_, rows)| !rows.is_empty()), "every projection is put to the test");

        assert_eq!(store.rebuild(|_| {}).await.unwrap(), 38);
        assert_eq!(dump(&database).await, before, "a rebuild changes nothing that is right");

        database
            .meddle(
                "update application set leaf = '3.1', slot = slot + 70; update retracted set slot = 9; delete from entry; \
                 update tally set year = year + 100; update agency set name = name || '!'; \
                 delete from application_pack; delete from text_part; update report set state = 'open'; \
                 delete from handling; delete from handling_count; delete from letter; delete from account; delete from setting; \
                 delete from remedy_case; update mail set state = 'queued', code = null; \
                 delete from calendar; delete from limit_move; delete from publication; delete from publication_link; \
                 delete from public_comment",
            )
            .await;
        assert_ne!(dump(&database).await, before);
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(dump(&database).await, before, "and mends what is wrong");
    }
}

story! {
    async fn an_event_of_no_known_kind_stops_the_rebuild_and_changes_nothing(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        let before = dump(&database).await;
        database.meddle("update event set kind = 'applications.invented' where id = 2").await;
        let error = store.rebuild(|_| {}).await.unwrap_err().to_string();
        assert!(error.contains("applications/1/1"), "{error}");
        assert_eq!(dump(&database).await, before);
    }
}

story! {
    async fn an_altered_event_does_not_spread(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), entered("1")]).await.unwrap();
        let before = dump(&database).await;
        database.meddle("update event set prev_hash = hash where id = 2").await;
        let error = store.rebuild(|_| {}).await.unwrap_err().to_string();
        assert!(error.contains("applications/1/1") && error.contains("哈希"), "{error}");
        assert_eq!(dump(&database).await, before);
    }
}

story! {
    /// PostgreSQL plans by what it counted last; what comes in at once is counted before anybody reads it.
    async fn tables_that_are_filled_at_once_are_counted(database) {
        let store = database.open().await;
        let is_counted = database.believed("application").await.is_some();
        assert!(!is_counted, "a new ledger");
        let drafts = std::iter::once(agency(1, "某某局")).chain((1..=700).map(|n| entered(&n.to_string())));
        store.append(&author(), drafts).await.unwrap();
        let believed = database.believed("application").await;
        if matches!(database.address, store::Address::Postgres(_)) {
            assert_eq!(believed, Some(700));
            assert_eq!(database.believed("event").await, Some(701));
        }
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(database.believed("application").await, believed);
    }
}
