//! Publications: numbers without gaps or doubles, lists, and what they count as.

use jiff::civil::{Date, DateTime, date};
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Edition, Kind, Stage, Step, Withdrawal, WithdrawalKind,
};
use statute::registers::Register;
use store::{Change, Content, DeskQuery, Error, Record, Shelf, Store};

use crate::databases::story;
use crate::rows::author;

const ON: Date = Date::constant(2026, 3, 2);
const CODE: &str = "11370000000000000A";

fn step(act: Act) -> Step {
    Step { on: ON, by: "承办甲".into(), act }
}

fn card(kind: Kind, title: &str) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(ON),
        attribute: Some(Attribute::Proactive),
        ..Card::new(kind, title)
    }
}

async fn begin(store: &Store, card: Card) -> String {
    let body = Content::new(format!("<p>{}</p>", card.title).into_bytes());
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let begun = step(Act::Begun { edition, submission: None });
    store.begin_publication(&author(), 1, begun, vec![body]).await.unwrap().number
}

/// One publication that interprets another, for tests of every projection.
pub(crate) async fn fill(store: &Store) {
    begin(store, Card { interprets: vec!["P2026-9".into()], ..card(Kind::Interpretation, "解读") }).await;
    let received = statute::comment::Act::Received {
        publication: "P2026-1".into(),
        channel: statute::registers::Channel::Internet,
        received_on: ON,
        submission: None,
    };
    let step = statute::comment::Step { on: ON, by: "申请人".into(), act: received };
    store.receive_comment(&author(), 1, step, Record::default()).await.unwrap();
}

async fn does(store: &Store, number: &str, act: Act) -> store::Result<()> {
    let read = store.publication(1, number).await.unwrap().unwrap();
    let change = Change { read, step: step(act) };
    store.record_publications(&author(), 1, vec![change], Vec::new(), CODE).await
}

fn at(hour: i8) -> DateTime {
    ON.at(hour, 0, 0, 0)
}

async fn publish(store: &Store, number: &str, hour: i8) {
    let acts = [
        Act::Submitted,
        Act::Reviewed { sm3: String::new(), opinion: String::new() },
        Act::Signed { publish_at: Some(at(hour)) },
        Act::Published { at: at(hour), index_number: String::new(), sm3: String::new() },
    ];
    for act in acts {
        does(store, number, act).await.unwrap();
    }
}

async fn documents(store: &Store) -> usize {
    store.register(1, Register::Documents).await.unwrap().len()
}

async fn titles(store: &Store, shelf: Shelf<'_>, today: Date) -> Vec<String> {
    let rows = store.public_list(1, &shelf, today, None, 50).await.unwrap();
    rows.into_iter().map(|row| row.item.number).collect()
}

story! {
    async fn what_is_published_is_listed_counted_and_gone_when_taken_down(database) {
        let store = database.open().await;
        let notice = begin(&store, card(Kind::Policy, "政策文件甲")).await;
        assert_eq!(notice, "P2026-1");
        assert!(titles(&store, Shelf::Latest, ON).await.is_empty() && documents(&store).await == 0);
        let open = store.publication_list(1, &DeskQuery { count: 9, ..DeskQuery::default() }).await.unwrap();
        assert_eq!(open.len(), 1);
        publish(&store, &notice, 9).await;
        let other = begin(&store, card(Kind::Policy, "政策文件乙")).await;
        publish(&store, &other, 10).await;
        assert_eq!(titles(&store, Shelf::Column("zcwj"), ON).await, ["P2026-2", "P2026-1"]);
        let first = store.public_list(1, &Shelf::Latest, ON, None, 1).await.unwrap();
        let next = store.public_list(1, &Shelf::Latest, ON, Some(first[0].shelf_key(&Shelf::Latest)), 9).await;
        assert_eq!(next.unwrap()[0].item.number, "P2026-1");
        assert_eq!(documents(&store).await, 2);

        // 清理: repealed from a day on; the row of the register says so.
        let decision = "示测发〔2026〕9号".to_owned();
        let cleaning =
            Cleaning { result: CleaningResult::Repealed, holds_from: date(2026, 6, 1), decision, valid_until: None };
        does(&store, &notice, Act::Cleaned(cleaning)).await.unwrap();
        assert_eq!(titles(&store, Shelf::Column("zcwj"), date(2026, 5, 31)).await.len(), 2);
        assert_eq!(titles(&store, Shelf::Column("zcwj"), date(2026, 6, 1)).await, ["P2026-2"]);
        assert_eq!(titles(&store, Shelf::Ended, date(2026, 6, 1)).await, ["P2026-1"]);
        assert_eq!(documents(&store).await, 2);

        let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice: "有误".into(), replaced_by: None };
        does(&store, &other, Act::Withdrawn(withdrawal)).await.unwrap();
        assert_eq!(titles(&store, Shelf::Latest, ON).await, ["P2026-1"]);
        assert_eq!(documents(&store).await, 1);
        let withdrawn = DeskQuery { stage: Some(Stage::Withdrawn), count: 9, after: None };
        assert_eq!(store.publication_list(1, &withdrawn).await.unwrap().len(), 1);

        let body = store.publication(1, &notice).await.unwrap().unwrap().item.draft.body;
        assert_eq!(store.content(&body).await.unwrap().unwrap(), "<p>政策文件甲</p>".as_bytes());
        assert_eq!(store.publication_steps("publication/1/P2026-1").await.unwrap().len(), 6);
        let found = store.verify(|_| ()).await.unwrap();
        assert!(found.faults.is_empty() && found.differences.is_empty(), "{found:?}");
        store.rebuild(|_| ()).await.unwrap();
        assert!(store.verify(|_| ()).await.unwrap().differences.is_empty());
        assert_eq!(documents(&store).await, 1);
        database.meddle("update content set bytes = hash").await;
        let altered = store.verify(|_| ()).await.unwrap();
        assert!(!altered.faults.is_empty() && altered.faults.iter().all(|one| one.stream.starts_with("content/")));
        database.meddle("update content set bytes = null").await;
        assert!(store.verify(|_| ()).await.unwrap().is_sound(), "what was taken out for good is no fault");
    }
}

story! {
    async fn index_numbers_have_no_gap_and_no_double_when_fifty_publish_at_once(database) {
        let store = database.open().await;
        let mut numbers = Vec::new();
        for nth in 0..50 {
            numbers.push(begin(&store, card(Kind::News, &format!("动态{nth}"))).await);
        }
        let all: Vec<_> = numbers
            .iter()
            .map(|number| {
                let (store, number) = (store.clone(), number.clone());
                tokio::spawn(async move { publish(&store, &number, 9).await })
            })
            .collect();
        for one in all {
            one.await.unwrap();
        }
        let mut given = Vec::new();
        for number in &numbers {
            given.push(store.publication(1, number).await.unwrap().unwrap().item.public.unwrap().index_number);
        }
        given.sort();
        let expected: Vec<_> = (1..=50).map(|serial| format!("{CODE}/2026-{serial:05}")).collect();
        assert_eq!(given, expected);
        // A revision keeps its number; half a number is never given.
        let item = store.publication(1, &numbers[0]).await.unwrap().unwrap().item;
        does(&store, &numbers[0], Act::Saved { edition: item.draft.clone() }).await.unwrap();
        publish(&store, &numbers[0], 11).await;
        let again = store.publication(1, &numbers[0]).await.unwrap().unwrap().item.public.unwrap();
        assert_eq!((again.index_number, again.editions), (item.public.unwrap().index_number, 2));
        let late = begin(&store, card(Kind::News, "动态")).await;
        let read = store.publication(1, &late).await.unwrap().unwrap();
        let act = Act::Published { at: at(9), index_number: String::new(), sm3: String::new() };
        let change = Change { read, step: step(act) };
        let refused = store.record_publications(&author(), 1, vec![change], Vec::new(), "").await;
        assert!(matches!(refused, Err(Error::IndexNumber(_))), "{refused:?}");
    }
}

story! {
    async fn two_who_write_on_one_publication_do_not_lose_anything(database) {
        let store = database.open().await;
        let number = begin(&store, card(Kind::News, "动态")).await;
        let read = store.publication(1, &number).await.unwrap().unwrap();
        does(&store, &number, Act::Submitted).await.unwrap();
        let change = Change { read, step: step(Act::Submitted) };
        let late = store.record_publications(&author(), 1, vec![change], Vec::new(), CODE).await;
        assert!(matches!(late, Err(Error::Conflict { .. })));
    }
}

story! {
    async fn interpretations_are_found_by_what_they_interpret_and_the_clock_by_its_moment(database) {
        let store = database.open().await;
        let policy = begin(&store, card(Kind::Policy, "政策文件")).await;
        let about = Card { interprets: vec![policy.clone()], ..card(Kind::Interpretation, "解读") };
        let interpretation = begin(&store, about).await;
        let found = store.companions(1, &policy).await.unwrap();
        assert_eq!(found[0].item.number, interpretation);
        for act in [
            Act::Submitted,
            Act::Reviewed { sm3: String::new(), opinion: String::new() },
            Act::Signed { publish_at: Some(at(9)) },
        ] {
            does(&store, &policy, act).await.unwrap();
        }
        assert!(store.publications_due(1, at(8)).await.unwrap().is_empty());
        assert_eq!(store.publications_due(1, at(9)).await.unwrap(), [policy.as_str()]);
        does(&store, &policy, Act::SentBack { reason: "改".into() }).await.unwrap();
        assert!(store.publications_due(1, at(9)).await.unwrap().is_empty());
    }
}
