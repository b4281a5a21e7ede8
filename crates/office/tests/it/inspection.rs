//! The site as an inspector sees it, from the ledger: what is late, stale, empty, unexplained, and what stands in public
//! texts that should not. 国办秘函〔2019〕19号

use documents::page::Body;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use office::catalogue;
use office::inspection::{Inspected, Seen, inspect};
use office::lists::{self, Kept};
use office::publications::{Writing, begin, save};
use statute::catalogue::standards;
use statute::inspection::{Check, Inspection, Rules};
use statute::procedure::Role;
use statute::publication::{
    Act, Attribute, Card, Commentary, Earlier, Edition, Genre, Kind, Least, Origin, Revision, Step,
};
use store::{Author, Content, FromSite, Numbering, Store};

use crate::ledgers::ledger;
use crate::publishing::{officer, publish_at, settings};

/// The day of the inspection.
const TODAY: Date = Date::constant(2026, 6, 30);

/// Ten o'clock in Beijing on a day.
fn at(day: Date) -> Timestamp {
    let start: Timestamp = "2026-01-01T02:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(i64::from((day - date(2026, 1, 1)).get_days()) * 24)
}

fn card(kind: Kind, title: &str, made_on: Date) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(made_on),
        attribute: Some(Attribute::Proactive),
        ..Card::new(kind, title)
    }
}

fn writing(card: Card, html: &str) -> Writing {
    Writing { card, html: html.into(), files: vec![], kept: vec![] }
}

async fn begun(store: &Store, card: Card, html: &str, on: Date) -> String {
    begin(store, 1, writing(card, html), None, &officer(Role::Handler), at(on)).await.unwrap().number
}

async fn revised(store: &Store, number: &str, made_on: Date, on: Date) {
    let stored = store.publication(1, number).await.unwrap().unwrap();
    let revision = Some(Revision { said: "修改".into(), earlier: Earlier::Kept, changed_on: None });
    let card = Card { made_on: Some(made_on), revision, ..stored.item.draft.card };
    save(store, 1, number, stored.version, writing(card, "<p>修改</p>"), &officer(Role::Handler), at(on))
        .await
        .unwrap();
}

/// What was public on another site, as it was there.
async fn imported(store: &Store, cards: Vec<(Card, &str)>, on: Date) {
    let author = Author { actor: "命令行".into(), at: at(TODAY) };
    let last = store.last_event().await.unwrap();
    let mut cards = cards.into_iter();
    let mut count = 0;
    let next = |_: Numbering, _: usize| -> store::Result<_> {
        let Some((card, text)) = cards.next() else { return Ok(None) };
        count += 1;
        let paragraphs: Vec<_> = text.split('\n').map(str::to_owned).collect();
        let body = Content::new(Body::composed(&paragraphs, &[]).as_str().as_bytes().to_vec());
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let address = format!("/{last}/{count}.html");
        let origin = Origin {
            address,
            published_at: on.at(9, 0, 0, 0),
            index_number: String::new(),
            sm3: "0".repeat(64),
        };
        let step = Step { on: TODAY, by: "命令行".into(), act: Act::Imported { edition, origin } };
        Ok(Some(FromSite { step, contents: vec![body] }))
    };
    store.import_publications(&author, 1, TODAY, "11370000000000000A", next).await.unwrap();
}

async fn inspected(store: &Store) -> (Inspection, Seen) {
    let Inspected { inspection, seen, .. } =
        inspect(store, 1, "3703000001", Rules::built_in(), TODAY).await.unwrap();
    (inspection, seen)
}

/// What a check tells, and where.
fn told(inspection: &Inspection, check: Check) -> Vec<(String, String)> {
    let findings = inspection.findings.iter().filter(|one| one.rule.check == check);
    let place =
        |place: &Option<(String, String)>| place.as_ref().map(|(title, _)| title.clone()).unwrap_or_default();
    findings.map(|one| (place(&one.place), one.said.clone())).collect()
}

fn titles(inspection: &Inspection, check: Check) -> Vec<String> {
    let mut titles: Vec<_> = told(inspection, check).into_iter().map(|(title, _)| title).collect();
    titles.sort();
    titles
}

#[tokio::test]
async fn late_is_what_is_to_be_public_and_waits_a_revision_too() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let (early, recent) = (date(2026, 3, 2), date(2026, 6, 25));
    begun(store, card(Kind::Notice, "甲草稿", early), "<p>一</p>", early).await;
    begun(store, card(Kind::Notice, "乙新草稿", recent), "<p>一</p>", recent).await;
    let on_request = Card {
        attribute: Some(Attribute::OnApplication),
        withheld_because: "内部管理信息".into(),
        ..card(Kind::Notice, "丙依申请公开", early)
    };
    begun(store, on_request, "<p>一</p>", early).await;
    // Public in time; one is revised with a new day and waits, one is corrected and waits, one came late with a revision.
    for (title, made_on) in
        [("丁修订", date(2026, 4, 1)), ("戊更正", early), ("己修订已发布", date(2026, 4, 1))]
    {
        let number = begun(store, card(Kind::Notice, title, early), "<p>一</p>", early).await;
        publish_at(store, &number, at(early)).await.unwrap();
        let (is_late, on) = (title == "己修订已发布", date(2026, 4, 2));
        revised(store, &number, made_on, if is_late { date(2026, 6, 1) } else { on }).await;
        if is_late {
            publish_at(store, &number, at(date(2026, 6, 1))).await.unwrap();
            // A correction afterwards changes nothing of that.
            revised(store, &number, made_on, date(2026, 6, 2)).await;
            publish_at(store, &number, at(date(2026, 6, 2))).await.unwrap();
        }
    }
    // A revision in time stays in time, however late a correction of it comes.
    let number = begun(store, card(Kind::Notice, "庚修订及时", early), "<p>一</p>", early).await;
    publish_at(store, &number, at(early)).await.unwrap();
    for (made_on, on) in [(date(2026, 4, 1), date(2026, 4, 2)), (date(2026, 4, 1), date(2026, 6, 2))] {
        revised(store, &number, made_on, on).await;
        publish_at(store, &number, at(on)).await.unwrap();
    }
    let (inspection, _) = inspected(store).await;
    assert_eq!(titles(&inspection, Check::PublishedLate), ["丁修订", "己修订已发布", "甲草稿"]);
}

#[tokio::test]
async fn a_revision_of_an_older_item_is_something_new_in_its_column() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let days = [date(2026, 6, 1), date(2026, 6, 2)];
    let mut numbers = Vec::new();
    for day in days {
        let number = begun(store, card(Kind::News, "动态", day), "<p>一</p>", day).await;
        publish_at(store, &number, at(day)).await.unwrap();
        numbers.push(number);
    }
    let stale =
        |inspection: &Inspection| titles(inspection, Check::ColumnStale).contains(&"工作动态".to_owned());
    assert!(stale(&inspected(store).await.0), "nothing for four weeks");
    revised(store, &numbers[0], days[0], date(2026, 6, 28)).await;
    assert!(stale(&inspected(store).await.0), "a revision that is not public is nothing new");
    publish_at(store, &numbers[0], at(date(2026, 6, 28))).await.unwrap();
    assert!(!stale(&inspected(store).await.0));
}

#[tokio::test]
async fn documents_are_known_by_what_they_are_and_the_catalogue_as_data_is_content() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let day = date(2026, 6, 29);
    let policy = Card {
        column: Some("msxx".into()),
        genre: Some(Genre::Notice),
        ..card(Kind::Policy, "没有解读的文件", day)
    };
    let notice = Card { column: Some("zcwj".into()), ..card(Kind::Notice, "栏目中的通知", day) };
    imported(store, vec![(policy, "一"), (notice, "一")], day).await;
    let (inspection, seen) = inspected(store).await;
    assert_eq!(titles(&inspection, Check::PolicyUnexplained), ["没有解读的文件"]);
    assert_eq!(seen, Seen { items: 2, is_all: true, texts: 2 });
    let blank = |inspection: &Inspection| titles(inspection, Check::ColumnBlank);
    assert!(blank(&inspection).contains(&"主动公开基本目录".to_owned()));
    let entries = catalogue::adopted(&[], &standards()[0], "示例市测试局");
    catalogue::keep(store, 1, 0, entries, &officer(Role::Clerk), at(day)).await.unwrap();
    let (inspection, _) = inspected(store).await;
    assert!(!blank(&inspection).contains(&"主动公开基本目录".to_owned()));
    assert!(told(&inspection, Check::HomeStale).is_empty(), "something was published yesterday");

    // What the agency has nothing of is not empty; what it has all the same can be stale.
    assert!(
        blank(&inspection).contains(&"规章".to_owned()) && blank(&inspection).contains(&"会议".to_owned())
    );
    let author = Author { actor: "登记员甲".into(), at: at(day) };
    lists::keep(store, &author, 1, Kept::Absent, 0, "规章，本机关没有规章制定权\n工作动态，没有")
        .await
        .unwrap();
    imported(store, vec![(card(Kind::News, "旧动态", date(2025, 1, 2)), "一")], date(2025, 1, 2)).await;
    let (inspection, _) = inspected(store).await;
    assert!(
        !blank(&inspection).contains(&"规章".to_owned()) && blank(&inspection).contains(&"会议".to_owned())
    );
    assert!(titles(&inspection, Check::ColumnStale).contains(&"工作动态".to_owned()));
}

#[tokio::test]
async fn a_change_of_the_catalogue_is_nothing_new_on_the_first_page() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let old = date(2026, 6, 1);
    imported(store, vec![(card(Kind::News, "动态", old), "一")], old).await;
    let entries = catalogue::adopted(&[], &standards()[0], "示例市测试局");
    catalogue::keep(store, 1, 0, entries, &officer(Role::Clerk), at(date(2026, 6, 29))).await.unwrap();
    assert!(told(&inspected(store).await.0, Check::HomeStale)[0].1.contains("2026-06-01"));
}

#[tokio::test]
async fn public_texts_are_searched_by_the_list_of_today_and_guides_for_their_elements() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let day = date(2026, 6, 29);
    let asked = |on: Date| {
        let asks = Commentary { from: Some(on), until: Some(on), ..Commentary::new(Least::Days(1)) };
        Card { commentary: Some(asks), ..card(Kind::Commentary, "征求意见", on) }
    };
    imported(
        store,
        vec![
            (card(Kind::Notice, "甲名单", day), "申请人甲，370000199001010011。\n370000199001010011"),
            (card(Kind::Notice, "乙通知", day), "旧的说法。"),
            (card(Kind::Notice, "丙通知", day), "此事联系13800138000。"),
            (card(Kind::ServiceGuide, "丁事项", day), "设定依据：某法。\n联系电话：略"),
        ],
        day,
    )
    .await;
    for nth in 1..=5_i8 {
        imported(store, vec![(asked(date(2026, nth, 5)), "一")], date(2026, nth, 5)).await;
    }
    let (inspection, _) = inspected(store).await;
    let secrets = told(&inspection, Check::SecretPublic);
    assert_eq!(secrets.len(), 1, "{secrets:?}");
    let (title, said) = &secrets[0];
    assert!(title == "甲名单" && said.contains("共2处") && !said.contains("370000199001010011"), "{said}");
    assert!(titles(&inspection, Check::WordPublic).is_empty());
    assert_eq!(titles(&inspection, Check::DoubtfulPublic), ["丙通知"]);
    let guides = told(&inspection, Check::GuideIncomplete);
    assert!(
        guides[0].0 == "丁事项" && guides[0].1.contains("申请条件、办理材料、办理地点、办理时间、办理流程"),
        "{guides:?}"
    );
    assert!(told(&inspection, Check::ConsultationsFew)[0].1.contains("征求意见5次"));

    let author = Author { actor: "保密甲".into(), at: at(day) };
    lists::keep(store, &author, 1, Kept::Words, 0, "旧的说法，新的说法，阻断").await.unwrap();
    imported(store, vec![(asked(day), "一")], day).await;
    let (inspection, _) = inspected(store).await;
    assert_eq!(titles(&inspection, Check::WordPublic), ["乙通知"]);
    assert!(told(&inspection, Check::ConsultationsFew).is_empty());
}
