//! 撤销录入: a row that should never have been entered counts nowhere, and may come back.

use jiff::civil::date;
use office::ledger::{self, Handed, Import, Reasons};
use statute::registers::Register;
use store::{Scope, Step};

use crate::importing::{Office, application, author, handed, review};

fn retracting() -> Reasons {
    Reasons { correct: None, retract: Some("收到日期误登".into()) }
}

async fn import(office: &Office, handed: &Handed, reasons: &Reasons) -> Import {
    ledger::import(&office.store, &author(), handed.clone(), reasons).await.unwrap()
}

async fn reviews(office: &Office, year: i16) -> i64 {
    office.store.table_four(Scope::Agency(1), year).await.unwrap().0[0][4]
}

async fn received(office: &Office, year: i16) -> [i64; 3] {
    let counters = office.store.table_three(Scope::Agency(1), year).await.unwrap().0[0][6];
    let all = office.store.table_three(Scope::All, year).await.unwrap().0[0][6];
    let counted = office.store.count_table_three(year).await.unwrap()[&1].0[0][6];
    [counters, all, counted]
}

async fn is_sound(office: &Office) {
    let found = office.store.verify(|_| {}).await.unwrap();
    assert!(found.is_sound(), "{found:?}");
}

#[tokio::test]
async fn a_mistyped_key_does_not_count_twice() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut later = handed();
    later.registers.remedies[0].received_on = date(2023, 5, 5);
    let told = ledger::plan(Some(&office.store), later.clone(), &retracting()).await.unwrap();
    assert_eq!((told.retracted.len(), told.vanished.len(), told.events), (1, 0, 0));
    assert_eq!(told.retracted[0].key, "行政复议，2023-05-04");
    assert_eq!(reviews(&office, 2023).await, 2, "a plan writes nothing");

    let done = import(&office, &later, &retracting()).await;
    assert_eq!(done.events, 2, "one entered, one retracted");
    let count = done.registers.iter().find(|count| count.register == Register::Remedies).unwrap();
    assert_eq!((count.entered, count.retracted, count.unchanged), (1, 1, 1));
    assert_eq!(reviews(&office, 2023).await, 2);
    let mut rows = office.registers().await.remedies;
    rows.sort_by_key(|row| row.received_on);
    assert_eq!(rows, [review(date(2023, 5, 4)), review(date(2023, 5, 5))]);
    // Of two equal rows the second went.
    let stream = office.store.stream("remedies/1/行政复议|2023-05-04#2").await.unwrap();
    assert_eq!(stream[1].kind, "remedies.retracted");
    assert!(String::from_utf8_lossy(&stream[1].data).contains("收到日期误登"));
    is_sound(&office).await;
    assert!(import(&office, &later, &retracting()).await.is_unchanged, "once is enough");
}

#[tokio::test]
async fn a_retracted_application_counts_nowhere_and_may_return() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut fewer = handed();
    fewer.registers.applications.remove(1);
    assert_eq!(import(&office, &fewer, &retracting()).await.events, 1);
    assert_eq!(received(&office, 2023).await, [2; 3]);
    assert_eq!(office.registers().await, fewer.registers);
    let retracted = office.store.retracted(1, Register::Applications).await.unwrap();
    assert_eq!(retracted[0].entry, store::Entry::Application(handed().registers.applications[1].clone()));
    is_sound(&office).await;
    office.store.rebuild(|_| {}).await.unwrap();
    assert_eq!(received(&office, 2023).await, [2; 3]);
    assert!(office.import(&fewer).await.is_unchanged);

    // It returns beside a new one, then another follows: every one keeps a place of its own.
    let mut more = handed();
    more.registers.applications.push(application("2023-004", date(2023, 8, 1), None));
    let done = office.import(&more).await;
    assert_eq!(done.events, 2);
    assert!(done.notes.iter().any(|note| note.contains("1 行曾撤销录入")), "{:?}", done.notes);
    let kinds: Vec<_> = office.store.stream("applications/1/2023-002").await.unwrap();
    let kinds: Vec<_> = kinds.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["applications.entered", "applications.retracted", "applications.entered"]);
    assert_eq!(office.store.sealed_of("applications/1/2023-002").await.unwrap().len(), 1, "sealed once");
    more.registers.applications.push(application("2023-005", date(2023, 9, 1), None));
    office.import(&more).await;
    assert_eq!(received(&office, 2023).await, [5; 3]);
    assert!(office.store.retracted(1, Register::Applications).await.unwrap().is_empty());
    let mut rows = office.registers().await.applications;
    rows.sort_by(|a, b| a.number.cmp(&b.number));
    assert_eq!(rows, more.registers.applications, "with its free texts");
    is_sound(&office).await;
    office.store.rebuild(|_| {}).await.unwrap();
    assert_eq!(received(&office, 2023).await, [5; 3]);
}

#[tokio::test]
async fn a_published_year_needs_its_own_reason() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.freeze(2023).await;
    let mut fewer = handed();
    fewer.registers.remedies.pop();
    let refused = import(&office, &fewer, &retracting()).await;
    assert_eq!((refused.refused[0].year, refused.refused[0].rows), (2023, 1));
    assert_eq!(reviews(&office, 2023).await, 2, "nothing is written");
    let both = Reasons { correct: Some("复查".into()), ..retracting() };
    let done = import(&office, &fewer, &both).await;
    assert_eq!((done.corrected_years, done.events), (vec![2023], 2));
    let event = office.store.stream("remedies/1/行政复议|2023-05-04#2").await.unwrap().pop().unwrap();
    let text = String::from_utf8(event.data).unwrap();
    assert!(text.contains(r#""reason":"收到日期误登","report_years":[2023]"#), "{text}");
    // Coming back touches the published year too.
    let back = office.import(&handed()).await;
    assert_eq!(back.refused[0].year, 2023);
    assert_eq!(reviews(&office, 2023).await, 1);
    assert_eq!(office.correct(&handed(), "并未误登").await.events, 2);
    assert_eq!(reviews(&office, 2023).await, 2);
}

#[tokio::test]
async fn a_register_that_is_not_handed_in_is_not_retracted() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut fewer = handed();
    fewer.registers.remedies.clear();
    fewer.registers.absent.insert(Register::Remedies);
    let done = import(&office, &fewer, &retracting()).await;
    assert!(done.is_unchanged && done.retracted.is_empty());
    assert_eq!(done.vanished[0].key, None);
    fewer.registers.absent.remove(&Register::Remedies);
    assert_eq!(import(&office, &fewer, &retracting()).await.retracted.len(), 2, "an empty one says so");
    assert_eq!(reviews(&office, 2023).await, 0);
}

#[tokio::test]
async fn erased_texts_do_not_come_back_with_a_returning_row() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.store.erase("applications/1/2023-001").await.unwrap();
    let mut fewer = handed();
    fewer.registers.applications.remove(0);
    import(&office, &fewer, &retracting()).await;
    office.import(&handed()).await;
    let rows = office.store.register(1, Register::Applications).await.unwrap();
    let row = rows.iter().find(|row| row.stream.ends_with("2023-001")).unwrap();
    assert!(row.is_erased);
    is_sound(&office).await;
}

#[tokio::test]
async fn what_was_never_retracted_is_not_entered_twice() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let entry = store::Entry::Application(application("2023-003", date(2023, 12, 20), None));
    let fact = store::Fact::Entry { step: Step::Entered, entry, report_years: vec![], reason: None };
    let draft = store::Draft {
        agency: 1,
        stream: "applications/1/2023-003".into(),
        expected: 1,
        fact,
        texts: store::Texts::Nothing,
    };
    let error = office.store.append(&author(), [draft]).await.unwrap_err().to_string();
    assert!(error.contains("未曾撤销"), "{error}");
}
