//! Applications under the procedure: numbers, submissions, conflicts, sealed records, what the report counts.

use jiff::civil::{Date, date};
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::letters::LetterNumber;
use statute::procedure::{Act, Decision, Service, Stage, Step};
use statute::registers::{Channel, ConsultationKind, Register};
use store::{Author, Draft, Entry, Error, Fact, Record, Store, StoredApplication, Texts};

use crate::databases::{PROJECTIONS, story};
use crate::rows::{agency, author};

const ON: Date = date(2026, 3, 2);

pub(crate) fn by(name: &str) -> Author {
    Author { actor: name.into(), ..author() }
}

fn step(on: Date, name: &str, act: Act) -> Step {
    Step::new(on, name.into(), act)
}

pub(crate) fn registration(channel: Channel, submission: Option<&str>) -> Step {
    let act = Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: Some("00".into()),
        submission: submission.map(str::to_owned),
        split_from: None,
        happened: vec![],
    };
    step(ON, "申请人", act)
}

pub(crate) fn record() -> Record {
    let mut texts = Map::new();
    texts.insert("content".into(), json!("申请人甲请求公开某某事项"));
    Record { texts, files: vec![b"a scan".to_vec()], index: vec![("name", "申请人甲".into())] }
}

async fn read(store: &Store, number: &str) -> StoredApplication {
    store.application(1, number).await.unwrap().expect("it is there")
}

pub(crate) async fn act(store: &Store, number: &str, on: Date, name: &str, act: Act) {
    let stored = read(store, number).await;
    store.record(&by(name), 1, &stored, step(on, name, act), "示测公开", Record::default()).await.unwrap();
}

story! {
    async fn a_submission_counts_once_and_numbers_have_no_gaps(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let take = async |key: &str| {
            store.register_application(&by("申请人"), 1, registration(Channel::Internet, Some(key)), record()).await.unwrap()
        };
        let first = take("k1").await;
        assert_eq!((first.number.as_str(), first.is_new), ("2026-1", true));
        let again = take("k1").await;
        assert_eq!((again.number.as_str(), again.is_new), ("2026-1", false));
        assert_eq!(take("k2").await.number, "2026-2");
        let both = tokio::join!(take("k3"), take("k3"));
        assert_eq!((&both.0.number, both.0.is_new != both.1.is_new), (&both.1.number, true));
        assert_eq!(read(&store, "2026-3").await.application.stage, Stage::Arrived);
        // Not received yet: the report does not know it.
        assert!(store.register(1, Register::Applications).await.unwrap().is_empty());
    }
}

story! {
    async fn what_was_handed_in_is_sealed_and_found(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        store.register_application(&by("申请人"), 1, registration(Channel::Counter, None), record()).await.unwrap();
        for table in ["event", "sealed", "handling", "blind_index", "application"] {
            for line in database.dump(table).await {
                assert!(!line.contains("某某事项") && !line.contains("申请人甲"), "{table}: {line}");
            }
        }
        let steps = store.steps("application/1/2026-1").await.unwrap();
        assert_eq!(steps[0].texts.as_ref().unwrap()["content"], "申请人甲请求公开某某事项");
        let file = store.open_sealed("application/1/2026-1", &steps[0].files[0]).await.unwrap();
        assert_eq!(file.as_deref(), Some(b"a scan".as_slice()));
        assert_eq!(store.open_sealed("application/1/2026-2", &steps[0].files[0]).await.unwrap(), None);
        assert_eq!(store.find_sealed(1, "name", "申请人甲").await.unwrap(), ["application/1/2026-1"]);
        store.erase("application/1/2026-1").await.unwrap();
        assert_eq!(store.steps("application/1/2026-1").await.unwrap()[0].texts, None);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn the_second_of_two_officers_is_told(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        store.register_application(&by("登记甲"), 1, registration(Channel::Counter, None), record()).await.unwrap();
        let stored = read(&store, "2026-1").await;
        let assign = |to: &str| step(ON, "登记甲", Act::Assigned { to: to.to_owned() });
        store.record(&by("登记甲"), 1, &stored, assign("承办甲"), "示测公开", Record::default()).await.unwrap();
        let late = store.record(&by("登记乙"), 1, &stored, assign("承办乙"), "示测公开", Record::default()).await;
        assert!(matches!(late, Err(Error::Conflict { found: 2, .. })), "{late:?}");
        assert_eq!(read(&store, "2026-1").await.application.handler.as_deref(), Some("承办甲"));
    }
}

story! {
    async fn an_answer_counts_in_table_three_and_a_rebuild_gives_the_same(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        store.register_application(&by("登记甲"), 1, registration(Channel::Counter, None), record()).await.unwrap();
        act(&store, "2026-1", ON, "登记甲", Act::Assigned { to: "承办甲".into() }).await;
        act(&store, "2026-1", ON, "承办甲", Act::Accepted).await;
        let decision = Decision::of(Leaf::Granted);
        act(&store, "2026-1", ON, "承办甲", Act::Drafted(decision)).await;
        act(&store, "2026-1", ON, "审核甲", Act::Approved).await;
        act(&store, "2026-1", ON, "签发甲", Act::Signed { letter: String::new() }).await;
        act(&store, "2026-1", date(2026, 3, 4), "登记甲", Act::Served { way: Service::Post }).await;
        let stored = read(&store, "2026-1").await;
        assert_eq!(stored.application.stage, Stage::Closed);
        assert_eq!(stored.application.letter.as_deref(), Some("示测公开〔2026〕1号"));
        let rows = store.register(1, Register::Applications).await.unwrap();
        let Entry::Application(row) = &rows[0].entry else { panic!("an application") };
        assert_eq!((row.leaf, row.answered_on), (Some(Leaf::Granted), Some(date(2026, 3, 4))));
        act(&store, "2026-1", date(2026, 6, 1), "登记甲", Act::Reopened { redo_by: None }).await;
        let rows = store.register(1, Register::Applications).await.unwrap();
        let Entry::Application(row) = &rows[0].entry else { panic!("an application") };
        assert_eq!(row.answered_on, Some(date(2026, 3, 4)), "the first answer stays");
        let mut before = Vec::new();
        for table in PROJECTIONS {
            before.push(database.dump(table).await);
        }
        store.rebuild(|_| {}).await.unwrap();
        for (table, rows) in PROJECTIONS.into_iter().zip(before) {
            assert_eq!(database.dump(table).await, rows, "{table}");
        }
    }
}

fn consulted(id: &str) -> Act {
    Act::ConsultationSent { id: id.into(), kind: ConsultationKind::ThirdParty }
}

/// An application that somebody works on.
async fn handled(store: &Store) -> String {
    let registration = registration(Channel::Counter, None);
    let number =
        store.register_application(&by("登记甲"), 1, registration, Record::default()).await.unwrap().number;
    act(store, &number, ON, "登记甲", Act::Assigned { to: "承办甲".into() }).await;
    act(store, &number, ON, "承办甲", Act::Accepted).await;
    number
}

/// The numbers of the letters that went out with each step that sent any.
async fn numbers(store: &Store, number: &str) -> Vec<Vec<String>> {
    let steps = store.steps(&format!("application/1/{number}")).await.unwrap();
    let numbers = steps.iter().map(|step| step.step.numbers().map(str::to_owned).collect::<Vec<_>>());
    numbers.filter(|numbers| !numbers.is_empty()).collect()
}

story! {
    async fn letters_of_the_course_and_answers_share_one_series_without_gaps(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let (first, second) = (handled(&store).await, handled(&store).await);
        // A letter of the time when only answers were numbered stays without a number.
        let old = read(&store, &first).await;
        let fact = Fact::Procedure { step: step(ON, "承办甲", Act::SupplementAsked { reply_by: ON }), files: vec![] };
        let draft = Draft { agency: 1, stream: old.stream, expected: old.version, fact, texts: Texts::Nothing };
        store.append(&by("承办甲"), [draft]).await.unwrap();
        act(&store, &first, ON, "登记甲", Act::SupplementReceived).await;

        act(&store, &second, ON, "承办甲", Act::SupplementAsked { reply_by: ON }).await;
        act(&store, &second, ON, "登记甲", Act::SupplementReceived).await;
        let stale = read(&store, &first).await;
        act(&store, &first, ON, "承办甲", consulted("1")).await;
        let sent = step(ON, "承办乙", consulted("2"));
        let late = store.record(&by("承办乙"), 1, &stale, sent, "示测公开", Record::default()).await;
        assert!(matches!(late, Err(Error::Conflict { .. })), "who is late takes no number");
        let decision = Decision::of(Leaf::Granted);
        act(&store, &second, ON, "承办甲", Act::Drafted(decision)).await;
        act(&store, &second, ON, "审核甲", Act::Approved).await;
        act(&store, &second, ON, "签发甲", Act::Signed { letter: String::new() }).await;
        act(&store, &first, date(2027, 1, 5), "承办甲", Act::FeePaid).await;
        act(&store, &first, date(2027, 1, 5), "承办甲", consulted("2")).await;

        let number = |year, serial: u32| format!("示测公开〔{year}〕{serial}号");
        assert_eq!(
            numbers(&store, &first).await,
            [vec![number(2026, 2), number(2026, 3)], vec![number(2027, 1), number(2027, 2)]]
        );
        assert_eq!(numbers(&store, &second).await, [vec![number(2026, 1)], vec![number(2026, 4)]]);
        assert_eq!(read(&store, &second).await.application.letter, Some(number(2026, 4)));
        for (serial, application) in [(1, &second), (2, &first), (3, &first), (4, &second)] {
            let letter = LetterNumber { code: "示测公开".into(), year: 2026, serial };
            assert_eq!(store.application_of_letter(1, &letter).await.unwrap().as_ref(), Some(application));
        }
        let before = database.dump("letter").await;
        assert_eq!(before.len(), 6);
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(database.dump("letter").await, before);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        // The register of letters is held against the events.
        database.meddle("update letter set application = '2026-9' where serial = 3; delete from letter where year = 2027").await;
        let verified = store.verify(|_| {}).await.unwrap();
        let told: Vec<_> = verified.differences.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().all(|difference| difference.starts_with("letter（文书编号）")), "{told:?}");
    }
}

story! {
    async fn letters_that_go_out_at_once_get_numbers_of_their_own(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let number = handled(&store).await;
            // Two officers press the button on the same screen: one of them is told so.
            let read = read(&store, &number).await;
            for name in ["承办甲", "承办乙"] {
                let (store, read) = (store.clone(), read.clone());
                sending.spawn(async move {
                    let sent = step(ON, name, consulted("1"));
                    store.record(&by(name), 1, &read, sent, "示测公开", Record::default()).await.is_ok()
                });
            }
        }
        let done = sending.join_all().await;
        assert_eq!(done.iter().filter(|is_done| **is_done).count(), 12);
        let mut all = Vec::new();
        for serial in 1..=12 {
            let pairs = numbers(&store, &format!("2026-{serial}")).await.concat();
            assert_eq!(pairs.len(), 2, "a letter to the third party and one to the applicant: {pairs:?}");
            all.extend(pairs.iter().map(|number| number.parse::<LetterNumber>().unwrap().serial));
        }
        all.sort_unstable();
        assert_eq!(all, (1..=24).collect::<Vec<_>>());
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}
