//! Reviews and lawsuits from filing to result: the application is answered again, table four counts, years stay true.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use office::agencies::{self, Settings};
use office::applications::{self, Person};
use office::ledger::{self, Handed, Reasons};
use office::remedies::{self, Deed, Intake, NotDone};
use serde_json::Map;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::letters::{Fact, LetterForm};
use statute::procedure::{self, Decision, Officer, Role, Service};
use statute::registers::{Agency, Channel, Registers, RemedyEntry, RemedyKind};
use statute::remedy_case::{Act, Filing, Outcome, Ruling, Stage, Track};
use statute::tally;
use store::{Author, FrozenFile, Registered, Store};

use crate::ledgers::{Ledger, ledger};

fn on(date: Date) -> Timestamp {
    Offset::UTC.to_timestamp(date.at(2, 0, 0, 0)).unwrap()
}

fn officer(account: &str, role: Role) -> Officer {
    Officer { account: account.into(), roles: vec![role] }
}

fn clerk() -> Officer {
    officer("登记甲", Role::Clerk)
}

async fn does(store: &Store, who: &Officer, act: procedure::Act, day: Date) {
    let version = store.application(1, "2026-1").await.unwrap().unwrap().version;
    let texts = match &act {
        procedure::Act::Drafted(decision) => stated(decision.letter()),
        _ => Map::new(),
    };
    let deed = applications::Deed { on: None, act, version, texts, files: vec![] };
    applications::act(store, 1, "2026-1", deed, who, on(day)).await.unwrap();
}

/// Words for everything that a letter must contain.
fn stated(letter: LetterForm) -> Map<String, serde_json::Value> {
    let facts = letter.must_contain().iter().map(|group| group[0]);
    let words = |fact: Fact| fact.choices().first().copied().unwrap_or("已经写明");
    facts.map(|fact| (fact.name().to_owned(), words(fact).into())).collect()
}

/// Drafts, reviews, signs and serves an answer.
async fn answer(store: &Store, leaf: Leaf, day: Date) {
    let decision = Decision::of(leaf);
    let handler = officer("承办甲", Role::Handler);
    for (who, act) in [
        (&handler, procedure::Act::Accepted),
        (&handler, procedure::Act::Drafted(decision)),
        (&officer("审核甲", Role::Reviewer), procedure::Act::Approved),
        (&officer("签发甲", Role::Signer), procedure::Act::Signed { letter: String::new() }),
        (&clerk(), procedure::Act::Served { way: Service::Post }),
    ] {
        does(store, who, act, day).await;
    }
}

/// An application that was refused and served.
async fn refused(store: &Store) {
    let intake = applications::Intake {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        person: Person { name: "申请人甲".into(), ..Person::default() },
        content: "某项信息".into(),
        form: String::new(),
        way: String::new(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files: vec![],
        arrived_on: date(2026, 3, 2),
        submission: None,
    };
    let settings = Settings {
        letter_code: "示测公开".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例区人民法院".into()],
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: on(date(2026, 1, 1)) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
    applications::register(store, 1, intake, &clerk(), on(date(2026, 3, 2))).await.unwrap();
    does(store, &clerk(), procedure::Act::Assigned { to: "承办甲".into() }, date(2026, 3, 2)).await;
    answer(store, Leaf::ProcessInformation, date(2026, 3, 16)).await;
}

fn intake(kind: RemedyKind, received_on: Date) -> Intake {
    let filing = Filing {
        kind,
        track: Track::Ordinary,
        received_on,
        application: Some("2026-1".into()),
        submission: Some("key".into()),
    };
    Intake { filing, texts: Map::new(), files: vec![] }
}

async fn file(store: &Store, intake: Intake, day: Date) -> Result<Registered, NotDone> {
    remedies::file(store, 1, intake, &clerk(), on(day)).await
}

async fn handle(store: &Store, number: &str, act: Act, day: Date) -> Result<(), NotDone> {
    let version = store.remedy(1, number).await.unwrap().unwrap().version;
    let deed = Deed { act, version, texts: Map::new(), files: vec![] };
    remedies::act(store, 1, number, deed, &clerk(), on(day)).await
}

fn decided(ruling: Ruling, decided_on: Date, redo_by: Option<Date>) -> Act {
    Act::Decided(Outcome { ruling, decided_on, reopens: redo_by.is_some(), redo_by })
}

async fn registers(store: &Store) -> Registers {
    let agency = ledger::agency(store, None).await.unwrap();
    ledger::registers(store, &agency).await.unwrap()
}

/// Reviews in table four of a year: 结果维持, 结果纠正, 其他结果, 尚未审结, 总计.
async fn reviews(store: &Store, year: i16) -> Vec<String> {
    let part = tally::remedies::part4(&registers(store).await.remedies, year);
    part.reviews.iter().map(|cell| cell.number().unwrap().to_string()).collect()
}

#[tokio::test]
async fn a_corrected_answer_is_given_again_and_counted_once() {
    let Ledger { store, folder: _folder } = ledger().await;
    refused(&store).await;
    let filed = file(&store, intake(RemedyKind::Review, date(2026, 4, 1)), date(2026, 4, 1)).await.unwrap();
    assert_eq!((filed.number.as_str(), filed.is_new), ("R2026-1", true));
    let again = file(&store, intake(RemedyKind::Review, date(2026, 4, 1)), date(2026, 4, 1)).await.unwrap();
    assert!(!again.is_new, "the same form sent twice is one case");
    handle(&store, "R2026-1", Act::Replied, date(2026, 4, 8)).await.unwrap();
    assert_eq!(reviews(&store, 2026).await, ["0", "0", "0", "1", "1"]);
    let redo_by = date(2026, 6, 30);
    let ruling = decided(Ruling::ReviewRevoked, date(2026, 5, 20), Some(redo_by));
    handle(&store, "R2026-1", ruling, date(2026, 5, 22)).await.unwrap();
    assert_eq!(reviews(&store, 2026).await, ["0", "1", "0", "0", "1"]);
    let stored = store.application(1, "2026-1").await.unwrap().unwrap();
    assert_eq!(
        (stored.application.stage, stored.application.redo_by),
        (procedure::Stage::Handling, Some(redo_by))
    );
    let told = store.steps(&stored.stream).await.unwrap().pop().unwrap().texts.unwrap();
    assert_eq!(told["decision"], "复议诉讼案件R2026-1：撤销、部分撤销");
    answer(&store, Leaf::Granted, date(2026, 6, 15)).await;
    let kept = registers(&store).await.applications;
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].leaf, kept[0].answered_on),
        (Some(Leaf::ProcessInformation), Some(date(2026, 3, 16)))
    );
    assert!(store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn an_application_that_is_not_closed_is_named_and_nothing_is_half_done() {
    let Ledger { store, folder: _folder } = ledger().await;
    refused(&store).await;
    for key in ["a", "b"] {
        let mut intake = intake(RemedyKind::Review, date(2026, 4, 1));
        intake.filing.submission = Some(key.into());
        file(&store, intake, date(2026, 4, 1)).await.unwrap();
    }
    let ruling = || decided(Ruling::ReviewRevoked, date(2026, 5, 20), Some(date(2026, 6, 30)));
    handle(&store, "R2026-1", ruling(), date(2026, 5, 20)).await.unwrap();
    let Err(NotDone::Invalid(faults)) = handle(&store, "R2026-2", ruling(), date(2026, 5, 20)).await else {
        panic!("the application is open");
    };
    assert_eq!(faults[0].field, "redo");
    assert!(faults[0].message.contains("申请2026-1") && faults[0].message.contains("办理中"), "{faults:?}");
    let second = store.remedy(1, "R2026-2").await.unwrap().unwrap();
    assert_eq!((second.case.stage, second.version), (Stage::AwaitingReply, 1));
    handle(&store, "R2026-2", decided(Ruling::ReviewRevoked, date(2026, 5, 20), None), date(2026, 5, 20))
        .await
        .unwrap();
    assert_eq!(reviews(&store, 2026).await, ["0", "2", "0", "0", "2"]);
    // A correction of the first result does not reopen a second time.
    let outcome = Outcome {
        ruling: Ruling::ReviewOrdered,
        decided_on: date(2026, 5, 19),
        reopens: true,
        redo_by: None,
    };
    handle(&store, "R2026-1", Act::Corrected(outcome), date(2026, 5, 21)).await.unwrap();
    let steps = store.steps("application/1/2026-1").await.unwrap();
    let count = steps.iter().filter(|step| matches!(step.step.act, procedure::Act::Reopened { .. })).count();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn every_field_of_a_filing_that_cannot_be_taken_is_named() {
    let Ledger { store, folder: _folder } = ledger().await;
    refused(&store).await;
    let today = date(2026, 4, 1);
    let fields = async |intake: Intake| match file(&store, intake, today).await {
        Err(NotDone::Invalid(faults)) => faults.iter().map(|fault| fault.field).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let review = |on| intake(RemedyKind::Review, on);
    assert_eq!(fields(review(date(2026, 4, 2))).await, ["received_on"]);
    assert_eq!(fields(review(date(2026, 3, 1))).await, ["received_on"]);
    let mut unknown = review(date(2024, 4, 1));
    unknown.filing.application = Some("2026-9".into());
    unknown.files = vec![applications::Upload { name: "a.pdf".into(), bytes: b"MZ a program".to_vec() }];
    assert_eq!(fields(unknown).await, ["received_on", "application", "files"]);
    let handler = officer("承办甲", Role::Handler);
    let refused = remedies::file(&store, 1, review(today), &handler, on(today)).await;
    assert!(matches!(refused, Err(NotDone::NotPermitted(_))));
    assert!(store.remedy(1, "R2026-1").await.unwrap().is_none());
    file(&store, review(today), today).await.unwrap();
    let stale = Deed { act: Act::Replied, version: 0, texts: Map::new(), files: vec![] };
    let late = remedies::act(&store, 1, "R2026-1", stale, &clerk(), on(today)).await;
    assert!(matches!(late, Err(NotDone::Conflict)));
    let missing = Deed { act: Act::Replied, version: 1, texts: Map::new(), files: vec![] };
    let none = remedies::act(&store, 1, "R2026-9", missing, &clerk(), on(today)).await;
    assert!(matches!(none, Err(NotDone::Missing)));
}

/// An appeal in January makes the judgment of December undecided, and the published report is marked as to be corrected.
#[tokio::test]
async fn a_published_year_that_counts_otherwise_is_to_be_corrected() {
    let Ledger { store, folder: _folder } = ledger().await;
    refused(&store).await;
    file(&store, intake(RemedyKind::DirectSuit, date(2026, 9, 1)), date(2026, 9, 1)).await.unwrap();
    let judgment = decided(Ruling::SuitClaimDismissed, date(2026, 12, 21), None);
    handle(&store, "R2026-1", judgment, date(2026, 12, 23)).await.unwrap();
    let author = Author { actor: "测试".into(), at: on(date(2027, 1, 4)) };
    let frozen = FrozenFile { name: "report.pdf".into(), sm3: store::file_hash(b"pdf"), bytes: 3 };
    ledger::freeze(&store, &author, None, 2026, vec![frozen]).await.unwrap();
    handle(&store, "R2026-1", Act::Appealed, date(2027, 1, 5)).await.unwrap();
    let report = store.frozen_reports(1).await.unwrap().pop().unwrap();
    assert!(report.is_corrected);
    let suits = tally::remedies::part4(&registers(&store).await.remedies, 2026).direct_suits;
    assert_eq!(suits[3].number().unwrap().to_string(), "1");
    let kinds: Vec<_> =
        store.stream("report/1/2026").await.unwrap().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["report.frozen", "report.corrected"]);
    // The judgment of the second instance counts in its own year and touches no other.
    let second = decided(Ruling::SuitClaimDismissed, date(2027, 3, 1), None);
    handle(&store, "R2026-1", second, date(2027, 3, 2)).await.unwrap();
    assert_eq!(store.version("report/1/2026").await.unwrap(), 2);
}

#[tokio::test]
async fn a_folder_does_not_change_what_the_console_handles() {
    let Ledger { store, folder: _folder } = ledger().await;
    refused(&store).await;
    file(&store, intake(RemedyKind::Review, date(2026, 4, 1)), date(2026, 4, 1)).await.unwrap();
    let entry = RemedyEntry {
        kind: RemedyKind::Review,
        received_on: date(2026, 4, 1),
        result: Some(statute::registers::RemedyResult::Upheld),
        decided_on: Some(date(2026, 5, 1)),
    };
    let registers = Registers {
        agency: Agency { name: "示例市测试局".into(), ..Agency::default() },
        remedies: vec![entry],
        absent: [statute::registers::Register::Applications].into(),
        ..Registers::default()
    };
    let author = Author { actor: "测试".into(), at: on(date(2026, 6, 1)) };
    let handed = Handed { registers, ..Handed::default() };
    let import = ledger::import(&store, &author, handed, &Reasons::default()).await.unwrap();
    assert!(import.notes.iter().any(|note| note.contains("以工作台为准")), "{:?}", import.notes);
    assert!(import.changes.is_empty());
    assert_eq!(reviews(&store, 2026).await, ["0", "0", "0", "1", "1"]);
    handle(&store, "R2026-1", Act::Replied, date(2026, 6, 1)).await.unwrap();
}
