//! Importing: idempotent, all or nothing, corrections told apart, published years kept.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use office::ledger::{self, Handed, Import, NotImported, Reasons};
use serde_json::json;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{
    Agency, ApplicationEntry, Channel, DecisionEntry, DecisionKind, Period, Register, Registers, RemedyEntry,
    RemedyKind, RemedyResult,
};
use store::{Address, Author, Cipher, FrozenFile, Keys, Store};
use tempfile::TempDir;

/// A ledger of one test.
pub(crate) struct Office {
    pub(crate) store: Store,
    address: Address,
    keys: Keys,
    _folder: TempDir,
}

impl Office {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("gongkai.db"));
        let keys = Keys::generate(Cipher::Aes256Gcm);
        let store = Store::open(&address, keys.clone()).await.unwrap();
        Self { store, address, keys, _folder: folder }
    }

    pub(crate) async fn import(&self, handed: &Handed) -> Import {
        ledger::import(&self.store, &author(), handed.clone(), &Reasons::default()).await.unwrap()
    }

    pub(crate) async fn correct(&self, handed: &Handed, reason: &str) -> Import {
        let reasons = Reasons { correct: Some(reason.into()), retract: None };
        ledger::import(&self.store, &author(), handed.clone(), &reasons).await.unwrap()
    }

    pub(crate) async fn freeze(&self, year: i16) {
        let file = FrozenFile { name: "report.pdf".into(), sm3: store::file_hash(b"pdf"), bytes: 3 };
        ledger::freeze(&self.store, &author(), None, year, vec![file]).await.unwrap();
    }

    pub(crate) async fn registers(&self) -> Registers {
        let agency = ledger::agency(&self.store, None).await.unwrap();
        ledger::registers(&self.store, &agency).await.unwrap()
    }
}

pub(crate) fn author() -> Author {
    Author { actor: "经办人甲".into(), at: "2024-02-01T00:00:00Z".parse::<Timestamp>().unwrap() }
}

pub(crate) fn application(number: &str, received_on: Date, leaf: Option<(Leaf, Date)>) -> ApplicationEntry {
    ApplicationEntry {
        number: number.into(),
        received_on,
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        leaf: leaf.map(|(leaf, _)| leaf),
        answered_on: leaf.map(|(_, on)| on),
        topic: Some("社会保险".into()),
        content: Some(format!("{number}的申请内容")),
        reason: None,
        supplement_asked_on: None,
        supplement_received_on: None,
        extended_workdays: None,
        delayed_until: None,
        fee_notice_on: None,
        fee_paid_on: None,
    }
}

pub(crate) fn review(received_on: Date) -> RemedyEntry {
    RemedyEntry { kind: RemedyKind::Review, received_on, result: None, decided_on: None }
}

/// A year's registers: three applications, two equal reviews, decisions.
pub(crate) fn handed() -> Handed {
    let answered = Some((Leaf::Granted, date(2023, 3, 20)));
    let mut registers = Registers {
        agency: Agency { name: "某某市某某局".into(), ..Agency::default() },
        applications: vec![
            application("2023-001", date(2023, 3, 1), answered),
            application("2023-002", date(2023, 4, 1), Some((Leaf::NotHeld, date(2023, 4, 20)))),
            application("2023-003", date(2023, 12, 20), None),
        ],
        remedies: vec![review(date(2023, 5, 4)), review(date(2023, 5, 4))],
        decisions: vec![DecisionEntry {
            kind: DecisionKind::Licence,
            period: Period::Month(date(2023, 6, 1)),
            count: 12,
        }],
        ..Registers::default()
    };
    registers.absent = Register::ALL
        .into_iter()
        .filter(|register| {
            !matches!(
                register,
                Register::Applications | Register::Remedies | Register::Decisions | Register::Fees
            )
        })
        .collect();
    Handed {
        registers,
        narrative: Some("共收到申请{{ applications.received }}件。".into()),
        previous: Some(json!({"year": 2022, "part4": null})),
    }
}

#[tokio::test]
async fn what_is_imported_comes_back_as_it_was() {
    let office = Office::new().await;
    let import = office.import(&handed()).await;
    assert!(import.is_new_agency && !import.is_unchanged);
    assert_eq!(import.year, 2023);
    // The agency, six rows, narrative, predecessor, the list of registers.
    assert_eq!(import.events, 1 + 6 + 3);
    assert_eq!(office.registers().await, handed().registers, "an empty register is given, not absent");
    let agency = ledger::agency(&office.store, Some("某某市某某局")).await.unwrap();
    let input = ledger::report_input(&office.store, &agency, 2023).await.unwrap();
    assert_eq!(input.narrative, handed().narrative);
    assert_eq!(input.previous.unwrap()["year"], 2022);
}

#[tokio::test]
async fn the_same_folder_again_changes_nothing() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let count = office.store.event_count().await.unwrap();
    let first = office.store.stream("applications/1/2023-001").await.unwrap();
    let again = office.import(&handed()).await;
    assert!(again.is_unchanged && again.changes.is_empty() && again.vanished.is_empty());
    assert_eq!(again.events, 0);
    assert_eq!(office.store.event_count().await.unwrap(), count);
    assert_eq!(office.store.stream("applications/1/2023-001").await.unwrap(), first);
    // The predecessor's keys in another order say the same.
    let mut other = handed();
    other.previous = Some(json!({"part4": null, "year": 2022.0}));
    assert!(office.import(&other).await.is_unchanged);
}

#[tokio::test]
async fn filling_is_told_from_correcting() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut later = handed();
    later.registers.applications[2].leaf = Some(Leaf::Granted);
    later.registers.applications[2].answered_on = Some(date(2023, 12, 29));
    later.registers.applications[1].leaf = Some(Leaf::ThirdPartyRights);
    later.registers.applications[0].content = Some("改过的申请内容".into());
    later.registers.decisions[0].count = 13;

    let plan = ledger::plan(Some(&office.store), later.clone(), &Reasons::default()).await.unwrap();
    let told: Vec<_> = plan
        .changes
        .iter()
        .map(|change| (change.key.as_str(), change.is_correction, change.cells[0].column))
        .collect();
    assert_eq!(
        told,
        [
            ("2023-001", true, "申请内容"),
            ("2023-002", true, "办理结果"),
            ("2023-003", false, "办理结果"),
            ("行政许可，2023-06", true, "件数"),
        ]
    );
    assert!(!format!("{plan:?}").contains("2023-001的申请内容"), "the applicant's words are not shown");
    assert_eq!(plan.changes[1].cells[0].before.as_deref(), Some("4.1 本机关不掌握相关政府信息"));
    assert_eq!(office.store.event_count().await.unwrap(), 10, "a plan writes nothing");

    assert_eq!(office.import(&later).await.events, 4);
    let kinds = async |stream: &str| -> Vec<String> {
        office.store.stream(stream).await.unwrap().into_iter().map(|event| event.kind).collect()
    };
    assert_eq!(kinds("applications/1/2023-003").await, ["applications.entered", "applications.completed"]);
    assert_eq!(kinds("applications/1/2023-002").await, ["applications.entered", "applications.corrected"]);
    assert_eq!(office.registers().await, later.registers);
    assert!(office.import(&later).await.is_unchanged);
    assert!(office.store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn a_vanished_row_is_told_and_stays() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut fewer = handed();
    fewer.registers.applications.remove(1);
    fewer.registers.remedies.clear();
    fewer.registers.absent.insert(Register::Remedies);
    let import = office.import(&fewer).await;
    assert!(import.is_unchanged);
    let vanished: Vec<_> =
        import.vanished.iter().map(|row| (row.register, row.key.as_deref(), row.rows)).collect();
    assert_eq!(vanished, [(Register::Applications, Some("2023-002"), 1), (Register::Remedies, None, 2)]);
    assert_eq!(office.registers().await.applications.len(), 3);
}

#[tokio::test]
async fn the_next_year_s_folder_does_not_miss_the_rows_of_this_year() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut next = handed();
    next.registers.applications = vec![
        application("2023-003", date(2023, 12, 20), Some((Leaf::Granted, date(2024, 1, 8)))),
        application("2024-001", date(2024, 3, 1), None),
    ];
    next.registers.remedies.clear();
    next.registers.decisions.clear();
    next.previous = Some(json!({"year": 2023}));
    let import = office.import(&next).await;
    assert_eq!(import.year, 2024);
    let keys: Vec<_> = import.vanished.iter().map(|row| (row.register, row.key.clone())).collect();
    // The two reviews are undecided, so the next year's register must have them still.
    assert_eq!(keys.iter().filter(|(register, _)| *register == Register::Remedies).count(), 2);
    assert_eq!(keys.len(), 2, "{keys:?}");
    assert_eq!(import.changes.len(), 1);
}

#[tokio::test]
async fn equal_rows_are_kept_apart() {
    let office = Office::new().await;
    office.import(&handed()).await;
    let mut later = handed();
    // The second of two equal reviews is decided, and stands first now.
    later.registers.remedies.swap(0, 1);
    later.registers.remedies[0].result = Some(RemedyResult::Upheld);
    later.registers.remedies[0].decided_on = Some(date(2023, 7, 1));
    let import = office.import(&later).await;
    assert_eq!(import.events, 1);
    assert_eq!(import.changes.len(), 1);
    assert!(office.import(&later).await.is_unchanged);
    let three = {
        let mut three = later.clone();
        three.registers.remedies.push(review(date(2023, 5, 4)));
        three
    };
    assert_eq!(office.import(&three).await.events, 1);
    assert_eq!(office.store.version("remedies/1/行政复议|2023-05-04#3").await.unwrap(), 1);
}

#[tokio::test]
async fn a_published_year_is_refused_without_a_reason_and_corrected_with_one() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.freeze(2023).await;
    let count = office.store.event_count().await.unwrap();
    let mut later = handed();
    later.registers.applications[1].leaf = Some(Leaf::ThirdPartyRights);
    later.registers.applications.push(application("2023-004", date(2023, 8, 1), None));
    let refused = office.import(&later).await;
    assert_eq!((refused.refused[0].year, refused.refused[0].rows), (2023, 2));
    assert_eq!(office.store.event_count().await.unwrap(), count, "nothing is written");

    let corrected = office.correct(&later, "复查发现漏登").await;
    assert_eq!(corrected.corrected_years, [2023]);
    assert_eq!(corrected.events, 3);
    let event = office.store.stream("applications/1/2023-002").await.unwrap().pop().unwrap();
    let text = String::from_utf8(event.data).unwrap();
    assert!(text.contains(r#""reason":"复查发现漏登","report_years":[2023]"#), "{text}");
    let report = office.store.stream("report/1/2023").await.unwrap().pop().unwrap();
    assert_eq!(report.kind, "report.corrected");
    assert!(office.store.frozen_reports(1).await.unwrap()[0].is_corrected);
    assert!(office.import(&later).await.is_unchanged);
}

#[tokio::test]
async fn what_happens_after_a_published_year_does_not_touch_it() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.freeze(2023).await;
    let mut later = handed();
    // Received in 2023 and open at its end; answered in 2024.
    later.registers.applications[2].leaf = Some(Leaf::Granted);
    later.registers.applications[2].answered_on = Some(date(2024, 1, 12));
    later.registers.applications.push(application("2024-001", date(2024, 1, 3), None));
    let import = office.import(&later).await;
    assert!(import.refused.is_empty());
    assert_eq!(import.events, 2);
}

#[tokio::test]
async fn erased_texts_do_not_come_back() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.store.erase("applications/1/2023-001").await.unwrap();
    let again = office.import(&handed()).await;
    assert!(again.is_unchanged);
    assert!(again.notes.iter().any(|note| note.contains("依法删除")), "{:?}", again.notes);
    let mut later = handed();
    later.registers.applications[0].extended_workdays = Some(10);
    assert_eq!(office.import(&later).await.events, 1);
    let rows = office.store.register(1, Register::Applications).await.unwrap();
    assert!(rows[0].is_erased, "also when the row changes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_end_as_one() {
    let office = Office::new().await;
    let other = Store::open(&office.address, office.keys.clone()).await.unwrap();
    let (author, reasons) = (author(), Reasons::default());
    let (one, two) = tokio::join!(
        ledger::import(&office.store, &author, handed(), &reasons),
        ledger::import(&other, &author, handed(), &reasons)
    );
    let events = [one.unwrap().events, two.unwrap().events];
    assert!(events == [10, 0] || events == [0, 10], "{events:?}");
    assert_eq!(office.store.agencies().await.unwrap().len(), 1);
    assert_eq!(office.registers().await, handed().registers);
    assert!(office.store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn agencies_form_a_tree() {
    let office = Office::new().await;
    let mut bureau = handed();
    bureau.registers.agency.parent = Some("某某市".into());
    let import = office.import(&bureau).await;
    assert_eq!(import.notes, ["上级机关「某某市」尚未在数据库中登记"]);
    let mut city = handed();
    city.registers.agency = Agency { name: "某某市".into(), is_government: true, ..Agency::default() };
    assert_eq!(office.import(&city).await.events, 10, "the same numbers in another agency are other rows");
    assert_eq!(office.store.agencies().await.unwrap()[1].id, 2);
    city.registers.agency.parent = Some("某某市某某局".into());
    let error = ledger::import(&office.store, &author(), city, &Reasons::default()).await.unwrap_err();
    assert!(matches!(&error, NotImported::Circle(path) if path.contains("某某市某某局 → 某某市")), "{error}");
    assert!(ledger::agency(&office.store, None).await.is_err(), "which of the two must be said");
}

#[tokio::test]
async fn the_same_report_is_not_frozen_twice() {
    let office = Office::new().await;
    office.import(&handed()).await;
    office.freeze(2023).await;
    let file = FrozenFile { name: "report.pdf".into(), sm3: store::file_hash(b"pdf"), bytes: 3 };
    let again = ledger::freeze(&office.store, &author(), None, 2023, vec![file.clone()]).await;
    assert!(matches!(again, Err(ledger::NotFrozen::Already(2023))));
    let other = FrozenFile { sm3: store::file_hash(b"new"), ..file };
    ledger::freeze(&office.store, &author(), None, 2023, vec![other]).await.unwrap();
}
