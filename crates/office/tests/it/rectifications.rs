//! Requests to correct records about oneself: from the registration to the served letter, and nowhere else. 《条例》第41条

use documents::write::letter::text;
use jiff::Timestamp;
use jiff::civil::date;
use office::agencies::{self, Settings};
use office::rectifications::{Deed, Intake, NotDone, act, answer, case_file, register};
use serde_json::{Map, Value};
use statute::procedure::{Officer, Role, Service};
use statute::rectification::{Act, Judgement};
use statute::registers::{Channel, Register};
use store::{Author, RectificationQuery, Store};

use crate::ledgers::{Ledger, ledger};

fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T02:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_hours((day - 1) * 24)
}

fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

fn texts(pairs: &[(&str, &str)]) -> Map<String, Value> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect()
}

async fn settings(store: &Store) {
    let settings = Settings {
        letter_code: "示测公开".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: at(1) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
}

async fn registered(store: &Store, key: &str) -> String {
    let intake = Intake {
        channel: Channel::SignedLetter,
        received_on: date(2026, 3, 2),
        submission: Some(key.into()),
        texts: texts(&[
            ("name", "申请人甲"),
            ("party_kind", "个人"),
            ("record", "就业登记信息中的登记日期"),
            ("claim", "应为2021年3月1日，身份证号11010119900307100X"),
            ("proof", "劳动合同"),
            ("way", "邮寄"),
        ]),
        files: vec![],
    };
    register(store, 1, intake, &officer(Role::Clerk), at(2)).await.unwrap().number
}

async fn does(
    store: &Store,
    number: &str,
    role: Role,
    done: Act,
    written: &[(&str, &str)],
) -> Result<(), NotDone> {
    let version = store.rectification(1, number).await.unwrap().unwrap().version;
    let deed = Deed { act: done, version, texts: texts(written), files: vec![] };
    act(store, 1, number, deed, &officer(role), at(4)).await
}

async fn letter(store: &Store, number: &str) -> String {
    let file = case_file(store, 1, number).await.unwrap();
    text(&answer(store, 1, &file, at(4)).await.unwrap().unwrap().unwrap())
}

const RECORD: (&str, &str) = ("correction.record", "就业登记信息中的登记日期");

#[tokio::test]
async fn a_request_goes_from_the_registration_to_the_served_letter_and_counts_nowhere() {
    let Ledger { store, folder: _folder } = ledger().await;
    let number = registered(&store, "1").await;
    assert_eq!((number.as_str(), registered(&store, "1").await.as_str()), ("C2026-1", "C2026-1"));
    let drafted = Act::Drafted { judgement: Judgement::Refused };
    let refused = does(&store, &number, Role::Clerk, drafted.clone(), &[]).await.unwrap_err();
    assert!(refused.to_string().contains("由承办人办理"), "{refused}");
    does(&store, &number, Role::Handler, drafted.clone(), &[RECORD]).await.unwrap();
    does(&store, &number, Role::Reviewer, Act::Approved, &[]).await.unwrap();
    let signed = || Act::Signed { letter: String::new() };
    // Nothing is signed whose letter lacks something, and no number is taken.
    let refused = does(&store, &number, Role::Signer, signed(), &[]).await.unwrap_err().to_string();
    assert!(refused.contains("不予更正的理由") && refused.contains("复议机关"), "{refused}");
    does(&store, &number, Role::Signer, Act::SentBack, &[("note", "写明理由")]).await.unwrap();
    let written = [RECORD, ("correction.refusal", "登记日期与原始材料一致，没有证据证明记录不准确")];
    does(&store, &number, Role::Handler, drafted, &written).await.unwrap();
    settings(&store).await;
    assert!(letter(&store, &number).await.contains("（草稿）"));
    does(&store, &number, Role::Reviewer, Act::Approved, &[]).await.unwrap();
    does(&store, &number, Role::Signer, signed(), &[]).await.unwrap();
    does(&store, &number, Role::Clerk, Act::Served { way: Service::Post }, &[]).await.unwrap();
    let body = letter(&store, &number).await;
    for words in [
        "示测公开〔2026〕1号",
        "政府信息不予更正告知书",
        "申请人甲：",
        "本机关于2026年3月2日收到您要求更正与自身相关的政府信息记录的申请（编号：C2026-1）",
        "没有证据证明记录不准确",
        "第四十一条",
        "60日内向示例市人民政府申请行政复议，也可以",
    ] {
        assert!(body.contains(words), "{words}\n{body}");
    }
    let file = case_file(&store, 1, &number).await.unwrap();
    assert!(!file.field("claim").contains("11010119900307100X"), "{}", file.field("claim"));
    // It is no application, no entry of any register, and no case of table four.
    assert!(store.application(1, &number).await.unwrap().is_none());
    for register in Register::ALL {
        assert!(store.register(1, register).await.unwrap().is_empty(), "{register:?}");
    }
    let upto = store.last_event().await.unwrap();
    let counts = store.work_counts(1, date(2026, 3, 4), date(2026, 3, 10), upto).await.unwrap();
    assert!(counts.is_empty(), "it lies on no desk of applications");
    // The next letter of anything takes the next number.
    let second = registered(&store, "2").await;
    assert_eq!(second, "C2026-2");
    let corrected = [RECORD, ("correction.result", "登记日期更正为2021年3月1日")];
    does(&store, &second, Role::Handler, Act::Drafted { judgement: Judgement::Corrected }, &corrected)
        .await
        .unwrap();
    does(&store, &second, Role::Reviewer, Act::Approved, &[]).await.unwrap();
    does(&store, &second, Role::Signer, signed(), &[]).await.unwrap();
    let body = letter(&store, &second).await;
    assert!(body.contains("示测公开〔2026〕2号") && body.contains("本机关已予以更正"), "{body}");
    let list = async |is_closed| {
        let query = RectificationQuery { is_closed, after: None, count: 10 };
        let listed = store.rectification_list(1, &query).await.unwrap();
        listed.into_iter().map(|stored| stored.case.number).collect::<Vec<_>>()
    };
    assert_eq!((list(false).await, list(true).await), (vec![second.clone()], vec![number.clone()]));
    // Made again from the events it is the same, and the ledger verifies.
    let before = store.rectification(1, &number).await.unwrap();
    store.rebuild(|_| {}).await.unwrap();
    assert_eq!(store.rectification(1, &number).await.unwrap(), before);
    assert_eq!((list(false).await, list(true).await), (vec![second], vec![number]));
}

#[tokio::test]
async fn what_another_agency_can_correct_is_handed_on_or_told() {
    let Ledger { store, folder: _folder } = ledger().await;
    settings(&store).await;
    let number = registered(&store, "1").await;
    let drafted = Act::Drafted { judgement: Judgement::Forwarded };
    let told = [RECORD, ("correction.forwarded_to", "示例市丙局，电话0000-1111111")];
    does(&store, &number, Role::Handler, drafted.clone(), &told).await.unwrap();
    let body = letter(&store, &number).await;
    assert!(body.contains("请您向有权更正的机关提出：示例市丙局"), "{body}");
    does(&store, &number, Role::Reviewer, Act::SentBack, &[]).await.unwrap();
    let handed_on = [told[0], told[1], ("correction.transferred", "yes")];
    does(&store, &number, Role::Handler, drafted, &handed_on).await.unwrap();
    let body = letter(&store, &number).await;
    assert!(body.contains("本机关已将申请转送有权更正的机关处理：示例市丙局"), "{body}");
    let stale = Deed { act: Act::Approved, version: 1, texts: Map::new(), files: vec![] };
    let conflict = act(&store, 1, &number, stale, &officer(Role::Reviewer), at(4)).await;
    assert!(matches!(conflict, Err(NotDone::Conflict)));
    assert!(matches!(case_file(&store, 1, "C2026-9").await, Err(NotDone::Missing)));
    let tomorrow = Intake {
        channel: Channel::Counter,
        received_on: date(2026, 3, 5),
        submission: None,
        texts: Map::new(),
        files: vec![],
    };
    let refused = register(&store, 1, tomorrow, &officer(Role::Clerk), at(4)).await.unwrap_err();
    assert!(refused.to_string().contains("晚于今天（2026-03-04）"), "{refused}");
}
