//! The basic catalogue: kept by version, counted once a day, screened, held against what is published. 《条例》第12条、第22条

use jiff::SignedDuration;
use jiff::civil::date;
use office::catalogue::{
    NotKept, VersionsKept, adopted, catalogue_csv, catalogue_workbook, fulfilments, held, held_at, keep,
    read_catalogue, told_changes, unfulfilled, withdraw, withdrawals,
};
use office::publications::{Writing, begin};
use statute::catalogue::{Entry, standards};
use statute::procedure::{Officer, Role};
use statute::publication::{Act, Attribute, Card, Edition, Kind, Origin, Step};
use statute::registers::Register;
use store::{Author, Content, FromSite, Numbering, Store};

use crate::ledgers::ledger;
use crate::publishing::{at, card, officer, publish, settings, writing};

fn entry(serial: &str) -> Entry {
    Entry {
        field: "就业".into(),
        serial: serial.into(),
        first: "就业信息服务".into(),
        second: "岗位信息发布".into(),
        content: "招聘单位、岗位要求".into(),
        term: "20个工作日".into(),
        subject: "示例市测试局".into(),
        channels: "政府网站、精准推送".into(),
        way: "主动".into(),
        update: "两周内更新".into(),
        column: "通知公告".into(),
        ..Entry::default()
    }
}

async fn kept(store: &Store, version: i64, entries: Vec<Entry>, day: i64) -> Result<(), NotKept> {
    keep(store, 1, version, entries, &officer(Role::Clerk), at(day)).await
}

async fn published(store: &Store, day: i64) -> String {
    settings(store).await;
    let writing = Writing { html: "<p>公告</p>".into(), ..writing(card(Kind::Notice, "招聘会公告")) };
    let number = begin(store, 1, writing, None, &officer(Role::Handler), at(day)).await.unwrap().number;
    publish(store, &number, day).await;
    number
}

#[tokio::test]
async fn a_catalogue_is_kept_by_version_and_counted_once_a_day() {
    let ledger = ledger().await;
    let store = &ledger.store;
    assert_eq!(held(store, 1).await.unwrap().version, 0);
    let versions = VersionsKept::default();
    kept(store, 0, vec![entry("1.1")], 2).await.unwrap();
    assert_eq!(versions.of(store, 1).await.unwrap().len(), 1);
    kept(store, 1, vec![entry("1.1")], 2).await.unwrap();
    assert_eq!(held(store, 1).await.unwrap().version, 1, "what is alike is no change");
    let altered = Entry { term: "即时".into(), ..entry("1.1") };
    kept(store, 1, vec![altered.clone(), entry("1.2")], 2).await.unwrap();
    assert_eq!(store.register(1, Register::Catalogue).await.unwrap().len(), 1, "one change a day");
    kept(store, 2, vec![altered], 3).await.unwrap();
    assert_eq!(store.register(1, Register::Catalogue).await.unwrap().len(), 2);
    let all = versions.of(store, 1).await.unwrap();
    assert_eq!(all, VersionsKept::default().of(store, 1).await.unwrap(), "as if it were read at once");
    assert_eq!(versions.of(store, 2).await.unwrap().len(), 0, "another agency's");
    let told: Vec<_> = all.iter().map(|one| (one.version, one.on.day(), one.count, one.changes)).collect();
    assert_eq!(told, [(1, 2, 1, [1, 0, 0]), (2, 2, 2, [1, 0, 1]), (3, 3, 1, [0, 1, 0])]);

    let first = held_at(store, 1, 1).await.unwrap().unwrap();
    assert_eq!((first.entries, first.version, first.on), (vec![entry("1.1")], 1, date(2026, 3, 2)));
    assert!(held_at(store, 1, 4).await.unwrap().is_none());

    let stale = kept(store, 1, Vec::new(), 3).await;
    assert!(matches!(stale, Err(NotKept::Conflict)), "{stale:?}");
    let others = keep(store, 1, 3, Vec::new(), &officer(Role::Signer), at(3)).await;
    assert!(matches!(others, Err(NotKept::NotYours)));
    let twice = kept(store, 3, vec![entry("1.1"), entry("1.1")], 3).await.unwrap_err().to_string();
    assert!(twice.contains("就业 1.1 重复"), "{twice}");
    let wrong = kept(store, 3, vec![Entry { way: String::new(), ..entry("1.1") }], 3).await.unwrap_err();
    assert!(wrong.to_string().contains("就业 1.1 公开方式：应填写"), "{wrong}");
    let secret = Entry { content: "机密★10年".into(), ..entry("1.1") };
    let found = kept(store, 3, vec![secret], 3).await.unwrap_err();
    assert!(matches!(&found, NotKept::Screened(found) if found.len() == 1), "{found}");
    assert_eq!(held(store, 1).await.unwrap().version, 3, "nothing half done");
    store.rebuild(|_| {}).await.unwrap();
    assert_eq!(store.register(1, Register::Catalogue).await.unwrap().len(), 2);
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}

#[tokio::test]
async fn earlier_versions_are_taken_down_on_record_and_nothing_is_counted() {
    let ledger = ledger().await;
    let store = &ledger.store;
    kept(store, 0, vec![entry("1.1")], 2).await.unwrap();
    kept(store, 1, vec![entry("1.2")], 3).await.unwrap();
    let (signer, changed) = (officer(Role::Signer), store.publications_changed());
    let done = async |versions: &[i64], by: &Officer| withdraw(store, 1, versions, "有误", by, at(4)).await;
    assert!(matches!(done(&[1], &officer(Role::Clerk)).await, Err(NotKept::NotYours)));
    assert!(matches!(done(&[2], &signer).await, Err(NotKept::Invalid(_))), "the one that holds");
    assert!(withdrawals(store, 1).await.unwrap().is_empty());
    done(&[1, 1], &signer).await.unwrap();
    assert!(store.publications_changed() > changed, "pages are made anew");
    done(&[1], &signer).await.unwrap();
    let all = withdrawals(store, 1).await.unwrap();
    assert_eq!((all.len(), all[0].versions.as_slice()), (1, [1].as_slice()), "once");
    assert_eq!((all[0].on, all[0].actor.as_str()), (date(2026, 3, 4), "签发人甲"));
    assert_eq!(held(store, 1).await.unwrap().version, 2);
    kept(store, 2, vec![entry("1.3")], 4).await.unwrap();
    done(&[2], &signer).await.unwrap();
    assert_eq!(withdrawals(store, 1).await.unwrap().len(), 2);
    assert_eq!(store.register(1, Register::Catalogue).await.unwrap().len(), 3, "one for each day of changes");
    store.rebuild(|_| {}).await.unwrap();
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}

#[test]
fn changes_are_told_entry_by_entry() {
    let before = [entry("1.1"), entry("1.2"), entry("1.3")];
    let altered = Entry { term: "即时".into(), channels: String::new(), ..entry("1.2") };
    let told = told_changes(&before, &[entry("1.0"), altered, entry("1.3")]);
    assert_eq!(
        told,
        [
            "增加 就业 1.0 就业信息服务：岗位信息发布",
            "修改 就业 1.2 就业信息服务：岗位信息发布：公开时限改为“即时”；公开渠道和载体改为不填",
            "去掉 就业 1.1 就业信息服务：岗位信息发布",
        ]
    );
    assert!(told_changes(&before, &before).is_empty());
}

#[tokio::test]
async fn each_entry_is_held_against_what_is_published() {
    let ledger = ledger().await;
    let store = &ledger.store;
    let number = published(store, 2).await;
    let entries = vec![
        entry("1.1"),
        Entry { theme: "劳动、人事、监察/社会保障".into(), ..entry("1.2") },
        Entry { column: String::new(), publications: number.clone(), update: String::new(), ..entry("1.3") },
        Entry { column: String::new(), ..entry("1.4") },
    ];
    kept(store, 0, entries.clone(), 2).await.unwrap();
    let found = fulfilments(store, 1, &entries, date(2026, 3, 16)).await.unwrap();
    let newest = found[0].newest.as_ref().map(|one| (&one.number, one.at.date()));
    assert_eq!(newest, Some((&number, date(2026, 3, 2))));
    assert!(found[0].is_of_column && found[1..].iter().all(|one| !one.is_of_column));
    assert!(!found[0].is_stale && found[0].age == 14);
    assert!(found[1].newest.is_none() && found[1].is_linked, "no theme on the card");
    assert!(found[2].newest.is_some() && !found[2].is_stale);
    assert!(!found[3].is_linked);
    assert!(fulfilments(store, 1, &entries, date(2026, 3, 17)).await.unwrap()[0].is_stale);
    let told = unfulfilled(store, 1, date(2026, 3, 17)).await.unwrap();
    let told: Vec<_> = told.iter().map(|(said, title)| format!("{title}：{said}")).collect();
    assert!(told[0].contains("1.1") && told[0].contains("已有15天"), "{told:?}");
    assert!(told[1].contains("1.2") && told[1].contains("没有公开的信息"), "{told:?}");
    assert_eq!(told.len(), 2, "nobody knows of one without a link: {told:?}");
}

#[tokio::test]
async fn a_theme_is_found_however_much_was_published_after_it() {
    const THEME: &str = "劳动、人事、监察/社会保障";
    let ledger = ledger().await;
    let store = &ledger.store;
    let author = Author { actor: "系统管理员".into(), at: at(1) };
    let next = |_: Numbering, nth: usize| -> store::Result<_> {
        let body = Content::new(format!("<p>{nth}</p>").into_bytes());
        let card = Card {
            issuer: "示例市测试局".into(),
            attribute: Some(Attribute::Proactive),
            theme: (nth == 1).then(|| THEME.to_owned()),
            ..Card::new(Kind::Notice, format!("第{nth}条"))
        };
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let origin = Origin {
            address: format!("/{nth}.html"),
            published_at: (date(2024, 1, 1) + SignedDuration::from_hours(24 * nth as i64)).at(9, 0, 0, 0),
            index_number: String::new(),
            sm3: format!("{nth:064}"),
        };
        let act = Act::Imported { edition, origin };
        let step = Step { on: date(2026, 3, 1), by: "系统管理员".into(), act };
        Ok((nth < 450).then(|| FromSite { step, contents: vec![body] }))
    };
    store.import_publications(&author, 1, date(2026, 3, 1), "11370000000000000A", next).await.unwrap();
    let entries = [
        entry("1.1"),
        Entry { theme: THEME.into(), ..entry("1.2") },
        Entry { theme: "劳动、人事、监察/劳动就业".into(), ..entry("1.3") },
    ];
    let found = fulfilments(store, 1, &entries, date(2026, 3, 16)).await.unwrap();
    let titles: Vec<_> = found.iter().map(|one| one.newest.as_ref().map(|one| &*one.title)).collect();
    assert_eq!(titles, [Some("第449条"), Some("第1条"), None]);
}

#[test]
fn a_catalogue_goes_out_as_a_file_and_comes_back_the_same() {
    let mut entries = standards()[0].entries("示例市测试局");
    entries.push(Entry { content: "=1+1，“引号\"”\n第二行".into(), ..entry("99") });
    assert_eq!(read_catalogue("a.xlsx", catalogue_workbook(&entries, false).unwrap()), Ok(entries.clone()));
    assert_eq!(read_catalogue("a.csv", catalogue_csv(&entries, false)), Ok(entries.clone()));
    let public = read_catalogue("a.csv", catalogue_csv(&entries, true)).unwrap();
    assert!(public.iter().all(|entry| entry.column.is_empty() && entry.source.is_empty()));
    let again = adopted(&public, &standards()[0], "示例市测试局");
    assert_eq!(again.len(), entries.len(), "what is there stays");
    assert_eq!(adopted(&public, &standards()[1], "甲局").len(), entries.len() + 17);

    let bad = |text: &str| {
        let told = read_catalogue("目录.csv", text.as_bytes().to_vec()).unwrap_err();
        told.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(bad("")[0].contains("没有内容"));
    assert!(bad("甲,乙\n1,2\n")[0].contains("没有找到表头"));
    let header = "领域,序号,一级事项,公开内容（要素）,公开时限,公开主体,公开方式";
    assert!(bad(&format!("目录\n{header}\n"))[0].contains("表头以下没有内容"));
    let told =
        bad(&format!("{header}\n就业,1,事项,要素,即时,甲局,看情况\n就业,1,事项,要素,即时,甲局,主动\n"));
    assert!(told[0].contains("第2行「公开方式」：看情况，应为主动、依申请之一"), "{told:?}");
    assert!(told[1].contains("第3行「序号」"), "{told:?}");
    let long = "长".repeat(201);
    let told = bad(&format!("{header}\n就业,1,{long},,即时,甲局,主动\n"));
    assert!(told[0].ends_with("，应不超过200字，现有201字"), "{told:?}");
    assert!(told[1].ends_with("「公开内容（要素）」：空白，应填写"), "{told:?}");
    let parted = format!("{header},公开渠道和载体\n就业,1,事项,要素,即时,甲局,主动,政府网站；精准推送\n");
    let read = read_catalogue("目录.csv", parted.into_bytes()).unwrap();
    assert_eq!(read[0].channels, "政府网站、精准推送");
}
