//! The index of what was written: found without being readable, forgotten with the key, made again from the records.

use std::collections::BTreeSet;

use serde_json::{Map, json};
use statute::procedure::{Act, Step};
use statute::registers::{Channel, RemedyKind};
use statute::remedy_case::{self, Filing, Track};
use store::{Keys, Record, Store};

use crate::databases::story;
use crate::procedure::{by, registration};
use crate::rows::{agency, application, author, row};

/// Letters that stand beside each other.
fn pairs(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).map(|pair| pair.iter().collect()).collect()
}

async fn index(store: &Store) -> u64 {
    let mut events = 0;
    loop {
        let done = store.index_texts(2, pairs).await.unwrap().expect("there are keys");
        events += done.events;
        if done.left == 0 {
            return events;
        }
    }
}

async fn candidates(store: &Store, agency: i64, term: &str) -> Vec<String> {
    let pairs: Vec<String> = pairs(term).into_iter().collect();
    store.candidates(agency, &pairs, 10).await.unwrap().streams
}

async fn take(store: &Store, agency: i64, content: &str) {
    let mut texts = Map::new();
    texts.insert("content".into(), json!(content));
    texts.insert("person".into(), json!({"name": "欧阳示例", "address": "某某路九十九号"}));
    texts.insert("files".into(), json!(["证件扫描.pdf"]));
    let record = Record { texts, ..Record::default() };
    store
        .register_application(&by("登记甲"), agency, registration(Channel::Counter, None), record)
        .await
        .unwrap();
}

async fn fill(store: &Store) {
    store.append(&author(), [agency(1, "某某局"), agency(2, "某某委")]).await.unwrap();
    take(store, 1, "技能培训补贴发放文件").await;
    take(store, 1, "公益性岗位安置人数").await;
    take(store, 2, "技能培训学校名单").await;
    let stored = store.application(1, "2026-2").await.unwrap().unwrap();
    let mut texts = Map::new();
    texts.insert("note".into(), json!({"lines": ["已电话核实培训情况"]}));
    let step =
        Step::new(jiff::civil::date(2026, 3, 3), "登记甲".into(), Act::Assigned { to: "承办甲".into() });
    let record = Record { texts, ..Record::default() };
    store.record(&by("登记甲"), 1, &stored, step, "示测公开", record).await.unwrap();
}

story! {
    async fn a_term_is_found_within_the_agency_latest_first(database) {
        let store = database.open().await;
        fill(&store).await;
        assert!(candidates(&store, 1, "培训").await.is_empty(), "nothing before it is indexed");
        assert_eq!(index(&store).await, 6);
        assert_eq!(index(&store).await, 0);
        assert_eq!(candidates(&store, 1, "培训").await, ["application/1/2026-2", "application/1/2026-1"]);
        assert_eq!(candidates(&store, 1, "技能培训").await, ["application/1/2026-1"]);
        assert_eq!(candidates(&store, 2, "技能培训").await, ["application/2/2026-1"]);
        assert_eq!(candidates(&store, 1, "电话核实").await, ["application/1/2026-2"], "what an officer wrote, however deep");
        for nowhere in ["培训学校", "欧阳", "九十九号", "扫描", "训技能"] {
            assert!(candidates(&store, 1, nowhere).await.is_empty(), "{nowhere}");
        }
        let pairs: Vec<String> = pairs("培训").into_iter().collect();
        let one = store.candidates(1, &pairs, 1).await.unwrap();
        assert_eq!((one.streams.len(), one.is_cut), (1, true));
    }
}

story! {
    async fn the_index_cannot_be_read_and_goes_with_the_key(database) {
        let store = database.open().await;
        fill(&store).await;
        index(&store).await;
        for line in database.dump("text_index").await {
            assert!(!line.contains("培训") && line.contains("token="), "{line}");
        }
        // Equal pairs of two agencies have nothing in common.
        let tokens = |agency: i64, rows: &[String]| -> BTreeSet<String> {
            let start = format!("agency={agency} ");
            let of = rows.iter().filter(|row| row.starts_with(&start));
            of.map(|row| row.split(' ').find(|part| part.starts_with("token=")).unwrap().to_owned()).collect()
        };
        let rows = database.dump("text_index").await;
        assert!(tokens(1, &rows).is_disjoint(&tokens(2, &rows)));
        store.erase("application/1/2026-1").await.unwrap();
        assert!(candidates(&store, 1, "技能培训").await.is_empty());
        assert_eq!(candidates(&store, 1, "培训").await, ["application/1/2026-2"]);
        store.rebuild(|_| {}).await.unwrap();
        index(&store).await;
        assert!(candidates(&store, 1, "技能培训").await.is_empty(), "also after a rebuild");
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn a_rebuild_empties_it_and_whoever_has_keys_makes_it_again(database) {
        let store = database.open().await;
        fill(&store).await;
        index(&store).await;
        let before = database.dump("text_index").await;
        let without = Store::open(&database.address, Keys::none()).await.unwrap();
        without.rebuild(|_| {}).await.unwrap();
        assert!(database.dump("text_index").await.is_empty());
        assert_eq!(without.index_texts(10, pairs).await.unwrap(), None, "never under an empty key");
        assert_eq!(without.events_to_index().await.unwrap(), 6);
        index(&store).await;
        assert_eq!(database.dump("text_index").await, before);
    }
}

story! {
    async fn texts_of_reviews_and_lawsuits_are_found_and_their_claimants_by_name_only(database) {
        let store = database.open().await;
        fill(&store).await;
        let filing = Filing {
            kind: RemedyKind::Review,
            track: Track::Ordinary,
            received_on: jiff::civil::date(2026, 3, 9),
            application: None,
            submission: None,
        };
        let step = remedy_case::Step {
            on: jiff::civil::date(2026, 3, 9),
            by: "登记甲".into(),
            act: remedy_case::Act::Filed(filing),
        };
        let mut texts = Map::new();
        texts.insert("claimant".into(), json!("欧阳示例"));
        texts.insert("claim".into(), json!("请求公开安置培训名单"));
        let index_of_name = vec![("name", "欧阳示例".to_owned())];
        let record = Record { texts, index: index_of_name, ..Record::default() };
        store.file_remedy(&by("登记甲"), 1, step, record, vec![]).await.unwrap();
        index(&store).await;
        assert_eq!(candidates(&store, 1, "安置培训").await, ["remedy/1/R2026-1"]);
        assert_eq!(
            candidates(&store, 1, "培训").await,
            ["remedy/1/R2026-1", "application/1/2026-2", "application/1/2026-1"]
        );
        assert!(candidates(&store, 1, "欧阳").await.is_empty(), "names are not indexed as text");
        assert_eq!(store.find_sealed(1, "name", "欧阳示例").await.unwrap(), ["remedy/1/R2026-1"]);
        let before = database.dump("text_index").await;
        store.rebuild(|_| {}).await.unwrap();
        index(&store).await;
        assert_eq!(database.dump("text_index").await, before, "a rebuild makes the same");
        store.erase("remedy/1/R2026-1").await.unwrap();
        assert!(candidates(&store, 1, "安置培训").await.is_empty());
        assert!(store.find_sealed(1, "name", "欧阳示例").await.unwrap().is_empty());
    }
}

story! {
    async fn texts_of_an_imported_register_are_found_too(database) {
        let store = database.open().await;
        let mut texts = row("17", jiff::civil::date(2023, 5, 1), None);
        texts.content = Some("养老保险缴费基数".into());
        texts.topic = Some("社保".into());
        store.append(&author(), [agency(1, "某某局"), application(store::Step::Entered, 0, texts)]).await.unwrap();
        index(&store).await;
        assert_eq!(candidates(&store, 1, "缴费基数").await, ["applications/1/17"]);
        assert_eq!(candidates(&store, 1, "社保").await, ["applications/1/17"]);
    }
}
