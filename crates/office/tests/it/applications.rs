//! Applications from the form to the served answer, and what is refused on the way.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::Offset;
use office::agencies::{self, Settings};
use office::applications::{self, Deed, Heading, HeadingsKept, Intake, NotDone, Person, Receipt, Upload};
use serde_json::Map;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Officer, Role, Service, Stage, Verb};
use statute::registers::Channel;
use store::{Address, Author, Keys, Standing, Store, WorkQuery};

use crate::ledgers::{Ledger, ledger};

fn at(day: i8, hour: i8) -> Timestamp {
    Offset::UTC.to_timestamp(date(2026, 3, day).at(hour, 0, 0, 0)).unwrap()
}

fn officer(account: &str, role: Role) -> Officer {
    Officer { account: account.into(), roles: vec![role] }
}

fn intake() -> Intake {
    Intake {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        person: Person {
            name: "申请人甲".into(),
            identity_kind: "居民身份证".into(),
            identity_number: "110101199003070000".into(),
            telephone: "13000000000".into(),
            address: "示例市测试路1号".into(),
            email: "a@example.cn".into(),
            ..Person::default()
        },
        content: "2025年度技能培训补贴发放文件".into(),
        form: "电子邮件".into(),
        way: "电子邮件".into(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files: vec![Upload { name: "../../证件.PDF.exe".into(), bytes: b"%PDF-1.7 ".to_vec() }],
        arrived_on: date(2026, 3, 2),
        submission: Some("key".into()),
    }
}

async fn submit(store: &Store) -> Receipt {
    applications::register(store, 1, intake(), &Officer::applicant(), at(2, 2)).await.unwrap()
}

async fn does(store: &Store, number: &str, who: &Officer, act: Act) -> Result<(), NotDone> {
    writes(store, number, who, act, &[]).await
}

/// Does it with something written.
async fn writes(
    store: &Store,
    number: &str,
    who: &Officer,
    act: Act,
    texts: &[(&str, &str)],
) -> Result<(), NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let deed = Deed { on: None, act, version, texts, files: vec![] };
    applications::act(store, 1, number, deed, who, at(3, 2)).await
}

/// What the answer that grants everything states.
const GRANTED: &[(&str, &str)] =
    &[("supplied.what", "《补贴办法》"), ("supplied.form", "电子文件"), ("supplied.pages", "3页")];

async fn settings(store: &Store, letter_code: &str) {
    let settings = Settings {
        letter_code: letter_code.into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        online_review: "https://review.example.cn".into(),
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: at(1, 2) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
}

/// What a list tells of the first application, with what earlier lists left behind.
async fn listed(store: &Store, kept: &HeadingsKept, hour: i8) -> Heading {
    let query = WorkQuery { standing: Standing::All, count: 9, ..WorkQuery::default() };
    let rows = store.work_list(1, &query).await.unwrap().rows;
    let mut headings = applications::headings_of(store, 1, &rows, kept, at(2, hour)).await.unwrap();
    headings.remove("2026-1").expect("a row tells what is asked")
}

#[tokio::test]
async fn what_a_list_showed_before_it_was_erased_is_not_shown_again() {
    let Ledger { store, folder } = ledger().await;
    submit(&store).await;
    let kept = HeadingsKept::default();
    let told = listed(&store, &kept, 2).await;
    assert_eq!((told.applicant.as_str(), told.subject.is_empty()), ("申请人甲", false));
    // It comes from memory: with the keys gone, nothing could be opened.
    let address = Address::Sqlite(folder.path().join("gongkai.db"));
    let keyless = Store::open(&address, Keys::none()).await.unwrap();
    assert_eq!(listed(&keyless, &kept, 2).await, told);
    assert_eq!(listed(&keyless, &HeadingsKept::default(), 2).await.subject, "（内容不能读取）");
    assert_eq!(listed(&keyless, &kept, 3).await.subject, "（内容不能读取）", "not for long");
    assert_eq!(listed(&store, &kept, 3).await, told);
    // Somebody else erases it, of whom this program hears nothing.
    keyless.erase("application/1/2026-1").await.unwrap();
    let erased = listed(&store, &kept, 3).await;
    assert_eq!((erased.subject.as_str(), erased.applicant.as_str()), ("（内容已依法删除）", ""));
}

#[tokio::test]
async fn a_citizen_applies_and_sees_where_it_stands() {
    let Ledger { store, folder: _folder } = ledger().await;
    let receipt = submit(&store).await;
    let code = receipt.query_code.expect("a new application has a code");
    assert_eq!(code.len(), 16);
    let again = submit(&store).await;
    assert!(receipt.is_new && !again.is_new);
    assert_eq!((again.number, again.query_code), (receipt.number, Some(code.clone())));
    let other = Intake { submission: Some("another key".into()), ..intake() };
    let other = applications::register(&store, 1, other, &Officer::applicant(), at(2, 2)).await.unwrap();
    assert_eq!(other.number, "2026-2");
    assert_ne!(other.query_code.as_ref(), Some(&code));
    let typed = format!("{}-{}", code[..8].to_uppercase(), &code[8..]);
    let file = applications::status(&store, 1, "2026-1", &typed, date(2026, 3, 3)).await.unwrap();
    assert_eq!(file.stored.application.stage, Stage::Arrived);
    assert_eq!(file.person().name, "申请人甲");
    assert_eq!(file.steps[0].texts.as_ref().unwrap()["files"][0], "证件PDF.pdf");
    for (number, code) in
        [("2026-1", "wrong"), ("2026-2", code.as_str()), ("2026-3", code.as_str()), ("2026-1", "")]
    {
        let missing = applications::status(&store, 1, number, code, date(2026, 3, 3)).await;
        assert!(matches!(missing, Err(NotDone::Missing)));
    }
}

#[tokio::test]
async fn every_field_that_cannot_be_taken_is_named_at_once() {
    let Ledger { store, folder: _folder } = ledger().await;
    let bad = Intake {
        person: Person { email: "nonsense".into(), ..Person::default() },
        content: "字".repeat(5001),
        files: vec![Upload { name: "a.pdf".into(), bytes: b"MZ a program".to_vec() }],
        arrived_on: date(2026, 3, 9),
        ..intake()
    };
    let Err(NotDone::Invalid(faults)) =
        applications::register(&store, 1, bad, &Officer::applicant(), at(2, 2)).await
    else {
        panic!("it is refused");
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    let expected = [
        "files",
        "name",
        "identity_kind",
        "identity_number",
        "telephone",
        "address",
        "content",
        "email",
        "arrived_on",
    ];
    assert_eq!(fields, expected);
    assert!(store.application(1, "2026-1").await.unwrap().is_none(), "nothing is half done");
}

#[tokio::test]
async fn an_address_that_no_server_takes_is_refused_at_once() {
    let Ledger { store, folder: _folder } = ledger().await;
    for email in
        ["name@@example.cn", "name@example", "na me@example.cn", "@example.cn", "a@b.cn\nBcc: c@d.cn"]
    {
        let bad = Intake { person: Person { email: email.into(), ..intake().person }, ..intake() };
        let refused = applications::register(&store, 1, bad, &Officer::applicant(), at(2, 2)).await;
        let Err(NotDone::Invalid(faults)) = refused else { panic!("{email:?} is refused") };
        assert_eq!(faults[0].field, "email", "{email:?}");
    }
}

/// 《条例》第31条: the one day a person may enter is bounded and, where it is not today, has its reason on record.
#[tokio::test]
async fn an_earlier_day_of_arrival_needs_its_reason() {
    let Ledger { store, folder: _folder } = ledger().await;
    let (clerk, now) = (officer("登记甲", Role::Clerk), at(5, 2));
    let late = Intake { channel: Channel::SignedLetter, ..intake() };
    let refused = applications::register(&store, 1, late.clone(), &clerk, now).await;
    let Err(NotDone::Invalid(faults)) = refused else { panic!("it is refused") };
    assert_eq!(faults.len(), 1);
    assert_eq!(
        (faults[0].field, faults[0].message.as_str()),
        ("arrival_reason", "请填写到达日期早于今天的原因")
    );
    let ahead = Intake { arrived_on: date(2026, 3, 6), ..late.clone() };
    let refused = applications::register(&store, 1, ahead, &clerk, now).await;
    let Err(NotDone::Invalid(faults)) = refused else { panic!("it is refused") };
    assert_eq!(faults[0].message, "到达日期 2026-03-06 应不晚于今天（2026-03-05）");
    let reasoned = Intake { arrival_reason: "收发室昨日签收，今日转到".into(), ..late };
    let receipt = applications::register(&store, 1, reasoned, &clerk, now).await.unwrap();
    let file = applications::case_file(&store, 1, &receipt.number, date(2026, 3, 5)).await.unwrap();
    assert_eq!(file.field("arrival_reason"), "收发室昨日签收，今日转到");
    assert_eq!(file.stored.application.received_on, Some(date(2026, 3, 2)));
}

#[tokio::test]
async fn an_officer_registers_what_came_however_incomplete() {
    let Ledger { store, folder: _folder } = ledger().await;
    let letter = Intake {
        channel: Channel::OrdinaryLetter,
        person: Person { name: "申请人乙".into(), ..Person::default() },
        form: String::new(),
        way: String::new(),
        files: vec![],
        submission: None,
        ..intake()
    };
    applications::register(&store, 1, letter, &officer("登记甲", Role::Clerk), at(2, 2)).await.unwrap();
    let stored = store.application(1, "2026-1").await.unwrap().unwrap();
    assert_eq!(stored.application.stage, Stage::Arrived, "an ordinary letter waits for confirmation");
}

#[tokio::test]
async fn an_application_goes_from_the_form_to_the_served_answer() {
    let Ledger { store, folder: _folder } = ledger().await;
    settings(&store, "示测公开").await;
    submit(&store).await;
    let (clerk, handler) = (officer("登记甲", Role::Clerk), officer("承办甲", Role::Handler));
    let (reviewer, signer) = (officer("审核甲", Role::Reviewer), officer("签发甲", Role::Signer));
    let early = does(&store, "2026-1", &clerk, Act::Assigned { to: "承办甲".into() }).await;
    let Err(NotDone::NotPermitted(refused)) = early else { panic!("it is not received yet") };
    assert_eq!(refused.what, Verb::Assign);
    let decision = Decision::of(Leaf::Granted);
    for (who, act) in [
        (&clerk, Act::Confirmed),
        (&clerk, Act::Assigned { to: "承办甲".into() }),
        (&handler, Act::Accepted),
        (&handler, Act::Drafted(decision)),
        (&reviewer, Act::Approved),
        (&signer, Act::Signed { letter: String::new() }),
        (&clerk, Act::Served { way: Service::Email }),
    ] {
        if matches!(act, Act::Served { .. }) {
            // No mail server is set up: somebody sent it by hand.
            let unseen = writes(&store, "2026-1", who, act.clone(), GRANTED).await;
            assert!(unseen.unwrap_err().to_string().contains("请写明何时从哪个邮箱发出"));
        }
        let evidence = ("evidence", "3月3日10时从 xxgk@cs.example.gov.cn 发出");
        writes(&store, "2026-1", who, act, &[GRANTED, &[evidence]].concat()).await.unwrap();
    }
    let file = applications::case_file(&store, 1, "2026-1", date(2026, 3, 3)).await.unwrap();
    assert_eq!(file.stored.application.letter.as_deref(), Some("示测公开〔2026〕1号"));
    assert_eq!(file.stored.application.outcome.map(|outcome| outcome.leaf), Some(Leaf::Granted));
    assert_eq!(file.steps.len(), 8);
    let late = does(&store, "2026-1", &Officer::applicant(), Act::Withdrawn).await;
    assert!(matches!(late, Err(NotDone::NotPermitted(_))));
}

#[tokio::test]
async fn nothing_is_signed_whose_letter_lacks_a_fact_or_a_setting() {
    let Ledger { store, folder: _folder } = ledger().await;
    submit(&store).await;
    let (clerk, handler) = (officer("登记甲", Role::Clerk), officer("承办甲", Role::Handler));
    let (reviewer, signer) = (officer("审核甲", Role::Reviewer), officer("签发甲", Role::Signer));
    let decision = Decision::of(Leaf::Granted);
    let drafted = Act::Drafted(decision);
    for (who, act) in [
        (&clerk, Act::Confirmed),
        (&clerk, Act::Assigned { to: "承办甲".into() }),
        (&handler, Act::Accepted),
        (&handler, drafted.clone()),
        (&reviewer, Act::Approved),
    ] {
        does(&store, "2026-1", who, act).await.unwrap();
    }
    let signed = Act::Signed { letter: String::new() };
    let before = store.application(1, "2026-1").await.unwrap();
    let refused = does(&store, "2026-1", &signer, signed.clone()).await.unwrap_err();
    assert!(matches!(refused, NotDone::NotComposed(_)));
    let message = refused.to_string();
    for missing in ["没有办理", "予以公开告知书", "提供的信息", "复议机关", "管辖法院", "网上复议渠道"]
    {
        assert!(message.contains(missing), "{message}");
    }
    assert_eq!(store.application(1, "2026-1").await.unwrap(), before, "nothing is recorded");
    settings(&store, "").await;
    let refused = does(&store, "2026-1", &signer, signed.clone()).await.unwrap_err().to_string();
    assert!(refused.contains("提供的信息") && !refused.contains("复议机关"), "{refused}");
    does(&store, "2026-1", &signer, Act::SentBack).await.unwrap();
    writes(&store, "2026-1", &handler, drafted, GRANTED).await.unwrap();
    does(&store, "2026-1", &reviewer, Act::Approved).await.unwrap();
    let refused = does(&store, "2026-1", &signer, signed.clone()).await.unwrap_err();
    assert!(refused.to_string().contains("发文代字"), "{refused}");
    settings(&store, "示测公开").await;
    does(&store, "2026-1", &signer, signed).await.unwrap();
    let stored = store.application(1, "2026-1").await.unwrap().unwrap();
    assert_eq!(stored.application.letter.as_deref(), Some("示测公开〔2026〕1号"), "no number was lost");
}

#[tokio::test]
async fn a_lapse_is_its_letter_and_needs_what_the_letter_needs() {
    let Ledger { store, folder: _folder } = ledger().await;
    submit(&store).await;
    let (clerk, handler) = (officer("登记甲", Role::Clerk), officer("承办甲", Role::Handler));
    for (who, act) in
        [(&clerk, Act::Confirmed), (&clerk, Act::Assigned { to: "承办甲".into() }), (&handler, Act::Accepted)]
    {
        does(&store, "2026-1", who, act).await.unwrap();
    }
    let asked = Act::SupplementAsked { reply_by: date(2026, 3, 10) };
    let refused = does(&store, "2026-1", &handler, asked.clone()).await.unwrap_err().to_string();
    assert!(refused.contains("补正告知书缺少必须载明的事项"), "{refused}");
    let points = &[("defects", "没有写明年度"), ("guidance", "请写明年度")];
    let refused = writes(&store, "2026-1", &handler, asked.clone(), points).await.unwrap_err().to_string();
    assert!(refused.contains("补正告知书没有文号") && refused.contains("发文代字"), "{refused}");
    let numbered = Settings { letter_code: "示测公开".into(), ..Settings::default() };
    let author = Author { actor: "测试".into(), at: at(1, 2) };
    agencies::set(&store, &author, 1, date(2026, 1, 1), &numbered).await.unwrap();
    writes(&store, "2026-1", &handler, asked, points).await.unwrap();
    let signer = officer("签发甲", Role::Signer);
    let lapse = async || {
        let version = store.application(1, "2026-1").await.unwrap().unwrap().version;
        let act = Act::SupplementLapsed { letter: String::new() };
        let deed = Deed { on: None, act, version, texts: Map::new(), files: vec![] };
        applications::act(&store, 1, "2026-1", deed, &signer, at(12, 2)).await
    };
    let refused = lapse().await.unwrap_err().to_string();
    assert!(refused.contains("不再处理告知书（逾期不补正）") && refused.contains("复议机关"), "{refused}");
    settings(&store, "示测公开").await;
    lapse().await.unwrap();
    let stored = store.application(1, "2026-1").await.unwrap().unwrap();
    assert_eq!(stored.application.letter.as_deref(), Some("示测公开〔2026〕2号"), "the notice was the first");
}

#[tokio::test]
async fn who_acts_on_an_old_screen_is_told() {
    let Ledger { store, folder: _folder } = ledger().await;
    submit(&store).await;
    let clerk = officer("登记甲", Role::Clerk);
    does(&store, "2026-1", &clerk, Act::Confirmed).await.unwrap();
    let deed = Deed { on: None, act: Act::Withdrawn, version: 1, texts: Map::new(), files: vec![] };
    let late = applications::act(&store, 1, "2026-1", deed, &clerk, at(3, 2)).await;
    assert!(matches!(late, Err(NotDone::Conflict)));
    assert_eq!(applications::day_of(at(2, 17)), date(2026, 3, 3), "the day is that of Beijing");
}
