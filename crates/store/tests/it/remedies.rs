//! Reviews and lawsuits as handled cases: numbers, submissions, conflicts, sealed records, table four, the list.

use jiff::civil::{Date, date};
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::procedure;
use statute::registers::{Channel, Register, RemedyKind};
use statute::remedy_case::{Act, Filing, Outcome, Ruling, Stage, Step, Track};
use store::{Author, Draft, Error, Fact, Record, RemedyQuery, Scope, Store, Texts};

use crate::databases::{PROJECTIONS, story};
use crate::rows::{agency, author};

fn by(name: &str) -> Author {
    Author { actor: name.into(), ..author() }
}

fn filed(received_on: Date, track: Track, submission: Option<&str>) -> Step {
    let filing = Filing {
        kind: RemedyKind::Review,
        track,
        received_on,
        application: Some("2026-1".into()),
        submission: submission.map(str::to_owned),
    };
    Step { on: date(2026, 3, 9), by: "登记甲".into(), act: Act::Filed(filing) }
}

fn record() -> Record {
    let mut texts = Map::new();
    texts.insert("case_number".into(), json!("示政复〔2026〕5号"));
    Record { texts, files: vec![b"a scan".to_vec()], index: vec![] }
}

async fn file(store: &Store, step: Step) -> String {
    store.file_remedy(&by("登记甲"), 1, step, record(), vec![]).await.unwrap().number
}

/// An act on top of a version that was read.
fn draft(number: &str, expected: i64, on: Date, act: Act) -> Draft {
    Draft {
        agency: 1,
        stream: format!("remedy/1/{number}"),
        expected,
        fact: Fact::Remedy { step: Step { on, by: "登记甲".into(), act }, files: vec![] },
        texts: Texts::Nothing,
    }
}

fn decided(ruling: Ruling, decided_on: Date) -> Act {
    Act::Decided(Outcome { ruling, decided_on, reopens: true, redo_by: None })
}

async fn four(store: &Store, year: i16) -> [i64; 5] {
    store.table_four(Scope::All, year).await.unwrap().0[0]
}

story! {
    async fn a_case_counts_once_in_table_four_and_a_rebuild_gives_the_same(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let on = date(2026, 3, 9);
        let number = file(&store, filed(on, Track::Ordinary, Some("k1"))).await;
        assert_eq!((number.as_str(), file(&store, filed(on, Track::Ordinary, Some("k1"))).await.as_str()), ("R2026-1", "R2026-1"));
        assert_eq!(four(&store, 2026).await, [0, 0, 0, 1, 1]);
        store.append(&by("登记甲"), [draft(&number, 1, date(2026, 3, 20), Act::Replied)]).await.unwrap();
        let late = store.append(&by("登记乙"), [draft(&number, 1, date(2026, 3, 20), Act::Replied)]).await;
        assert!(matches!(late, Err(Error::Conflict { found: 2, .. })), "{late:?}");
        let ruling = decided(Ruling::ReviewRevoked, date(2026, 5, 6));
        store.append(&by("登记甲"), [draft(&number, 2, date(2026, 5, 8), ruling)]).await.unwrap();
        assert_eq!(four(&store, 2026).await, [0, 1, 0, 0, 1]);
        let wrong = Outcome { ruling: Ruling::ReviewTerminated, decided_on: date(2026, 5, 6), reopens: false, redo_by: None };
        store.append(&by("登记甲"), [draft(&number, 3, date(2026, 5, 9), Act::Corrected(wrong))]).await.unwrap();
        assert_eq!((four(&store, 2026).await, four(&store, 2027).await), ([0, 0, 1, 0, 1], [0; 5]));
        assert_eq!(store.register(1, Register::Remedies).await.unwrap().len(), 1);
        let twice = file(&store, filed(on, Track::Ordinary, Some("k2"))).await;
        assert_eq!(four(&store, 2026).await, [0, 0, 1, 1, 2]);
        store.append(&by("登记甲"), [draft(&twice, 1, date(2026, 5, 9), Act::Retracted)]).await.unwrap();
        assert_eq!(four(&store, 2026).await, [0, 0, 1, 0, 1], "what was filed twice counts once");
        assert_eq!(store.register(1, Register::Remedies).await.unwrap().len(), 1);
        assert_eq!(store.remedy(1, &number).await.unwrap().unwrap().case.stage, Stage::Decided);
        let mut before = Vec::new();
        for table in PROJECTIONS {
            before.push(database.dump(table).await);
        }
        store.rebuild(|_| {}).await.unwrap();
        for (table, rows) in PROJECTIONS.into_iter().zip(before) {
            assert_eq!(database.dump(table).await, rows, "{table}");
        }
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn what_was_written_is_sealed_in_the_stream_of_its_case(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        file(&store, filed(date(2026, 3, 9), Track::Ordinary, None)).await;
        for table in ["event", "sealed", "remedy_case", "entry"] {
            for line in database.dump(table).await {
                assert!(!line.contains("示政复"), "{table}: {line}");
            }
        }
        let steps = store.remedy_steps("remedy/1/R2026-1").await.unwrap();
        assert_eq!(steps[0].texts.as_ref().unwrap()["case_number"], "示政复〔2026〕5号");
        let scan = store.open_sealed("remedy/1/R2026-1", &steps[0].files[0]).await.unwrap();
        assert_eq!(scan.as_deref(), Some(b"a scan".as_slice()));
        store.erase("remedy/1/R2026-1").await.unwrap();
        assert_eq!(store.remedy_steps("remedy/1/R2026-1").await.unwrap()[0].texts, None);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn the_list_is_paged_by_what_the_agency_must_do_first(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        for (day, track) in [(9, Track::Ordinary), (5, Track::Ordinary), (9, Track::Simplified), (3, Track::Ordinary)] {
            file(&store, filed(date(2026, 3, day), track, None)).await;
        }
        store.append(&by("登记甲"), [draft("R2026-4", 1, date(2026, 3, 10), Act::Replied)]).await.unwrap();
        let numbers = |page: &[store::StoredRemedy]| {
            page.iter().map(|row| row.case.number.clone()).collect::<Vec<_>>()
        };
        let mut query = RemedyQuery { count: 3, ..RemedyQuery::default() };
        let page = store.remedy_list(1, &query).await.unwrap();
        assert_eq!(numbers(&page), ["R2026-3", "R2026-2", "R2026-1"]);
        assert_eq!(page[0].limit, Some(date(2026, 3, 16)));
        query.after = page.last().map(store::StoredRemedy::key);
        let rest = store.remedy_list(1, &query).await.unwrap();
        assert_eq!((numbers(&rest), rest[0].limit), (vec!["R2026-4".to_owned()], None));
        let decided = RemedyQuery { is_decided: true, count: 9, ..RemedyQuery::default() };
        assert!(store.remedy_list(1, &decided).await.unwrap().is_empty());
        let all = RemedyQuery { count: 9, ..RemedyQuery::default() };
        assert!(store.remedy_list(2, &all).await.unwrap().is_empty(), "within the agency only");
        assert_eq!(store.remedies_of(1, "2026-1").await.unwrap().len(), 4);
        assert!(store.remedies_of(1, "2026-2").await.unwrap().is_empty());
    }
}

story! {
    /// What goes along is not where it was read: neither the case nor what goes along is written.
    async fn a_case_and_what_goes_along_are_written_together_or_not_at_all(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let registered = procedure::Act::Registered {
            channel: Channel::Counter,
            applicant: Applicant::NaturalPerson,
            query_code: None,
            submission: None,
            split_from: None,
            happened: vec![],
        };
        let step = procedure::Step::new(date(2026, 3, 2), "登记甲".into(), registered);
        let number = store.register_application(&by("登记甲"), 1, step, record()).await.unwrap().number;
        let along = |expected| Draft {
            agency: 1,
            stream: format!("application/1/{number}"),
            expected,
            fact: Fact::Procedure {
                step: procedure::Step::new(date(2026, 3, 9), "登记甲".into(), procedure::Act::Withdrawn),
                files: vec![],
            },
            texts: Texts::Nothing,
        };
        let step = filed(date(2026, 3, 9), Track::Ordinary, None);
        let refused = store.file_remedy(&by("登记甲"), 1, step.clone(), record(), vec![along(4)]).await;
        assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
        assert!(store.remedy(1, "R2026-1").await.unwrap().is_none());
        assert_eq!(four(&store, 2026).await, [0; 5]);
        store.file_remedy(&by("登记甲"), 1, step, record(), vec![along(1)]).await.unwrap();
        assert!(store.remedy(1, "R2026-1").await.unwrap().is_some());
        assert!(!store.application(1, &number).await.unwrap().unwrap().application.is_open());
    }
}
