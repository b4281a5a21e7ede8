//! Publications: numbers without gaps or doubles, lists, and what they count as.

use jiff::civil::{Date, DateTime, date};
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Edition, Kind, Origin, Stage, Step, Withdrawal,
    WithdrawalKind, Worked,
};
use statute::registers::{DocumentEntry, DocumentKind, Register};
use store::{
    Change, Content, DeskQuery, Draft, Entry, Error, Fact, FromSite, Numbering, Record, Shelf, Store, Texts,
};

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
    store.begin_publication(&author(), 1, begun, vec![body], Vec::new()).await.unwrap().number
}

/// One publication that interprets another, for tests of every projection.
pub(crate) async fn fill(store: &Store) {
    let number =
        begin(store, Card { interprets: vec!["P2026-9".into()], ..card(Kind::Interpretation, "解读") }).await;
    let asked = store.publication(1, &number).await.unwrap().unwrap();
    let received = statute::comment::Act::Received {
        publication: "P2026-1".into(),
        channel: statute::registers::Channel::Internet,
        received_on: ON,
        submission: None,
    };
    let step = statute::comment::Step { on: ON, by: "申请人".into(), act: received };
    store.receive_comment(&author(), 1, &asked, step, Record::default()).await.unwrap();
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
    async fn what_something_is_is_known_of_rows_that_an_older_program_made(database) {
        let store = database.open().await;
        let elsewhere = Card { column: Some("msxx".into()), ..card(Kind::Policy, "政策文件") };
        for card in [elsewhere, card(Kind::DisclosureRule, "制度"), card(Kind::ServiceGuide, "指南")] {
            let number = begin(&store, card).await;
            publish(&store, &number, 9).await;
        }
        begin(&store, card(Kind::Policy, "草稿")).await;
        store.close().await;
        database
            .meddle(
                "drop index publication_kind; alter table publication drop column kind; \
                 delete from _sqlx_migrations where version = 24",
            )
            .await;
        let store = database.open().await;
        for (kind, number) in [(Kind::Policy, "P2026-1"), (Kind::DisclosureRule, "P2026-2"), (Kind::ServiceGuide, "P2026-3")] {
            let shelf = Shelf::Kind(kind);
            let rows = store.public_list(1, &shelf, ON, None, 9).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.item.number.as_str()).collect::<Vec<_>>(), [number], "{kind:?}");
            let next = store.public_list(1, &shelf, ON, Some(rows[0].shelf_key(&shelf)), 9).await.unwrap();
            assert!(next.is_empty());
        }
        let unexplained = store.unexplained(1, Kind::Policy, None, 9).await.unwrap();
        assert_eq!(unexplained[0].item.number, "P2026-1");
        assert!(store.unexplained(1, Kind::Policy, Some(unexplained[0].shelf_key(&Shelf::Kind(Kind::Policy))), 9).await.unwrap().is_empty());
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
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

story! {
    async fn what_explains_a_policy_is_found_and_interprets_nothing(database) {
        let store = database.open().await;
        let policy = begin(&store, card(Kind::Policy, "政策文件")).await;
        publish(&store, &policy, 9).await;
        let worked = Worked { policy: Some(policy.clone()), ..Worked::default() };
        let number = begin(&store, Card { worked: Some(worked), ..card(Kind::Worked, "算得清") }).await;
        publish(&store, &number, 10).await;
        let found = store.companions(1, &policy).await.unwrap();
        assert_eq!(found.iter().map(|one| one.item.number.as_str()).collect::<Vec<_>>(), [number]);
        let unexplained = store.unexplained(1, Kind::Policy, None, 9).await.unwrap();
        assert_eq!(unexplained.len(), 1, "a card is no interpretation");
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
        database.meddle("delete from publication_link").await;
        assert!(!store.verify(|_| ()).await.unwrap().is_sound());
        store.rebuild(|_| ()).await.unwrap();
        assert_eq!(store.companions(1, &policy).await.unwrap().len(), 1);

        let about = Card { interprets: vec![policy.clone()], ..card(Kind::Interpretation, "解读") };
        let interpretation = begin(&store, about).await;
        publish(&store, &interpretation, 11).await;
        assert!(store.unexplained(1, Kind::Policy, None, 9).await.unwrap().is_empty());
    }
}

/// What another site had published.
fn from_site(card: Card, address: &str, index_number: &str) -> FromSite {
    let body = Content::new(format!("<p>{}</p>", card.title).into_bytes());
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let origin = Origin {
        address: address.into(),
        published_at: date(2023, 5, 8).at(9, 30, 0, 0),
        index_number: index_number.into(),
        sm3: "2".repeat(64),
    };
    FromSite { step: step(Act::Imported { edition, origin }), contents: vec![body] }
}

async fn imports(store: &Store, all: Vec<FromSite>, code: &str) -> store::Result<usize> {
    let mut all = all.into_iter();
    let next = |_: Numbering, _: usize| -> store::Result<_> { Ok(all.next()) };
    store.import_publications(&author(), 1, ON, code, next).await
}

story! {
    async fn what_another_site_had_published_is_public_at_once_under_its_old_day_and_number(database) {
        let store = database.open().await;
        begin(&store, card(Kind::News, "动态")).await;
        let mut told = Vec::new();
        let mut all = vec![
            from_site(card(Kind::Policy, "政策文件甲"), "/zcwj/t2.html", ""),
            from_site(card(Kind::Policy, "政策文件乙"), "/zcwj/t1.html", "000014349/2023-00007"),
        ];
        let next = |numbers: Numbering, place: usize| -> store::Result<_> {
            told.push(numbers.of(place));
            Ok(all.pop())
        };
        let before = store.publications_changed();
        assert_eq!(store.import_publications(&author(), 1, ON, CODE, next).await.unwrap(), 2);
        assert_eq!(told, ["P2026-2", "P2026-3", "P2026-4"]);
        assert!(store.publications_changed() > before, "pages in memory are stale");
        assert_eq!(titles(&store, Shelf::Latest, ON).await, ["P2026-3", "P2026-2"]);
        let first = store.publication_from(1, "/zcwj/t1.html").await.unwrap().unwrap().item;
        assert_eq!((first.number.as_str(), first.public.unwrap().index_number.as_str()), ("P2026-2", "000014349/2023-00007"));
        let second = store.publication_from(1, "/zcwj/t2.html").await.unwrap().unwrap().item;
        assert_eq!(second.public.unwrap().index_number, format!("{CODE}/2026-00001"));
        assert_eq!(store.publication_indexed(1, "000014349/2023-00007").await.unwrap().as_deref(), Some("P2026-2"));
        assert_eq!(store.publication_indexed(1, "000014349/2023-00008").await.unwrap(), None);
        assert!(store.publication_from(1, "/zcwj/t3.html").await.unwrap().is_none());
        assert_eq!(documents(&store).await, 2);
        // Numbers go on behind what came in; both numbers stay with what they were given to.
        publish(&store, "P2026-1", 9).await;
        let own = store.publication(1, "P2026-1").await.unwrap().unwrap().item.public.unwrap();
        assert_eq!(own.index_number, format!("{CODE}/2026-00002"));
        does(&store, "P2026-2", Act::Saved { edition: first.draft }).await.unwrap();
        publish(&store, "P2026-2", 10).await;
        let again = store.publication_from(1, "/zcwj/t1.html").await.unwrap().unwrap().item.public.unwrap();
        assert_eq!((again.editions, again.index_number.as_str()), (2, "000014349/2023-00007"));
        assert_eq!(again.first_at, date(2023, 5, 8).at(9, 30, 0, 0));

        assert!(store.verify(|_| ()).await.unwrap().is_sound());
        store.rebuild(|_| ()).await.unwrap();
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
        assert!(store.publication_from(1, "/zcwj/t2.html").await.unwrap().is_some());
    }
}

story! {
    async fn an_import_is_all_or_nothing_and_no_number_of_it_is_there_twice(database) {
        let store = database.open().await;
        let again = |address: &str, index: &str| from_site(card(Kind::News, "动态"), address, index);
        imports(&store, vec![again("/a.html", "A/1")], CODE).await.unwrap();
        for all in [
            vec![again("/b.html", "A/2"), again("/a.html", "A/3")],
            vec![again("/b.html", "A/2"), again("/c.html", "A/1")],
        ] {
            assert!(imports(&store, all, CODE).await.is_err());
            assert!(store.publication_from(1, "/b.html").await.unwrap().is_none(), "nothing of it is there");
        }
        let refused = imports(&store, vec![again("/b.html", "A/2"), again("/c.html", "")], "").await;
        assert!(matches!(refused, Err(Error::IndexNumber(_))), "{refused:?}");
        // A serial without room behind it does not stop those that follow.
        let last = format!("{CODE}/2026-999999999");
        imports(&store, vec![again("/d.html", &last), again("/e.html", "")], CODE).await.unwrap();
        let item = store.publication_from(1, "/e.html").await.unwrap().unwrap().item;
        assert_eq!(item.public.unwrap().index_number, format!("{CODE}/2026-00001"));
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
    }
}

story! {
    async fn a_document_that_a_folder_brought_counts_once_by_number_or_title(database) {
        let store = database.open().await;
        let row = |title: &str, number: Option<&str>| DocumentEntry {
            kind: DocumentKind::Policy,
            title: title.into(),
            number: number.map(str::to_owned),
            made_on: Some(ON),
            published_on: Some(ON),
            valid_from: None,
            valid_until: None,
            repealed_on: None,
        };
        for (title, number) in [("政策文件甲", None), ("政策文件乙", Some("示测发〔2026〕7号"))] {
            let entry = Entry::Document(row(title, number));
            let stream = format!("documents/1/{}", entry.key());
            let fact = Fact::Entry { step: store::Step::Entered, entry, report_years: Vec::new(), reason: None };
            let draft = Draft { agency: 1, stream, expected: 0, fact, texts: Texts::Nothing };
            store.append(&author(), [draft]).await.unwrap();
        }
        let numbered = |title: &str, number: &str| Card { document_number: Some(number.into()), ..card(Kind::Policy, title) };
        // The folder has no number for the first; the title of the second is written otherwise there.
        let known = [numbered("政策文件甲", "示测发〔2026〕6号"), numbered("关于乙的通知", "示测发〔2026〕7号")];
        for (nth, card) in known.into_iter().enumerate() {
            let row = row(&card.title, card.document_number.as_deref());
            assert!(store.is_document_entered(1, &row).await.unwrap());
            imports(&store, vec![from_site(card, &format!("/{nth}.html"), "")], CODE).await.unwrap();
        }
        assert_eq!(documents(&store).await, 2);
        let other = numbered("政策文件乙", "示测发〔2026〕8号");
        assert!(!store.is_document_entered(1, &row(&other.title, other.document_number.as_deref())).await.unwrap());
        imports(&store, vec![from_site(other, "/2.html", "")], CODE).await.unwrap();
        assert_eq!(documents(&store).await, 3, "another number is another document");
        assert!(store.verify(|_| ()).await.unwrap().is_sound());
    }
}

story! {
    async fn a_comment_rests_on_the_draft_as_it_was_read(database) {
        let store = database.open().await;
        let number = begin(&store, card(Kind::Notice, "草案")).await;
        let asked = store.publication(1, &number).await.unwrap().unwrap();
        let received = statute::comment::Act::Received {
            publication: number.clone(),
            channel: statute::registers::Channel::Internet,
            received_on: ON,
            submission: None,
        };
        let comment = || statute::comment::Step { on: ON, by: "申请人".into(), act: received.clone() };
        does(&store, &number, Act::Saved { edition: asked.item.draft.clone() }).await.unwrap();
        let late = store.receive_comment(&author(), 1, &asked, comment(), Record::default()).await;
        assert!(late.unwrap_err().is_conflict(), "it decided by what is no longer so");
        let now = store.publication(1, &number).await.unwrap().unwrap();
        let taken = store.receive_comment(&author(), 1, &now, comment(), Record::default()).await.unwrap();
        assert_eq!(taken.number, "V2026-1", "nothing of the first is there");
    }
}
