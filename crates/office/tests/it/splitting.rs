//! Splitting and joining from the office, what belongs together, and the query code that opens it.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::Offset;
use office::agencies::{self, Settings};
use office::applications::{
    self, Deed, Intake, Link, NotDone, Office, Parts, Person, case_file, code_holder, linked, ordinal, status,
};
use office::ledger::running_year;
use serde_json::Map;
use statute::applicant::Applicant;
use statute::procedure::{Act, Officer, Role, Stage};
use statute::registers::Channel;
use store::{Author, Store};

use crate::ledgers::{Ledger, ledger};

fn at(day: i8) -> Timestamp {
    Offset::UTC.to_timestamp(date(2026, 3, day).at(2, 0, 0, 0)).unwrap()
}

fn officer(role: Role) -> Officer {
    Officer { account: role.code().into(), roles: vec![role] }
}

/// Takes an application in; number and query code.
async fn taken(store: &Store, name: &str, identity: &str) -> (String, String) {
    let intake = Intake {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        person: Person { name: name.into(), identity_number: identity.into(), ..Person::default() },
        content: "两项信息".into(),
        form: "纸质".into(),
        way: "自行领取".into(),
        purpose: String::new(),
        files: vec![],
        arrived_on: date(2026, 3, 2),
        arrival_reason: String::new(),
        submission: None,
    };
    let receipt = applications::register(store, 1, intake, &officer(Role::Clerk), at(2)).await.unwrap();
    (receipt.number, receipt.query_code.unwrap())
}

fn deed(act: Act, version: i64) -> Deed {
    Deed { act, on: None, version, texts: Map::new(), files: vec![] }
}

async fn does(store: &Store, number: &str, role: Role, act: Act) -> Result<(), NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    // What the letter of a supplement must contain.
    let texts = [("defects", "没有写明年度"), ("guidance", "请写明年度")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.into())).into_iter().collect();
    let deed = Deed { texts, ..deed(act, version) };
    applications::act(store, 1, number, deed, &officer(role), at(3)).await
}

async fn splits(store: &Store, number: &str, contents: &[&str]) -> Result<Vec<String>, NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let contents = contents.iter().map(|content| (*content).to_owned()).collect();
    let parts = Parts { version, contents, note: Map::new() };
    applications::split(store, 1, number, parts, &officer(Role::Clerk), at(4)).await
}

async fn belongs(store: &Store, number: &str) -> Vec<(Link, String, bool)> {
    let file = case_file(store, 1, number, date(2026, 3, 5)).await.unwrap();
    let linked = linked(store, 1, &file).await.unwrap();
    linked.into_iter().map(|one| (one.link, one.number, one.is_same_applicant)).collect()
}

#[tokio::test]
async fn an_application_goes_on_as_its_parts_which_its_code_opens() {
    let Ledger { store, folder: _folder } = ledger().await;
    let settings = Settings { letter_code: "示测公开".into(), ..Settings::default() };
    let author = Author { actor: "测试".into(), at: at(1) };
    agencies::set(&store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
    let (number, code) = taken(&store, "申请人甲", "110101199003070000").await;
    for (role, act) in [
        (Role::Clerk, Act::Assigned { to: "handler".into() }),
        (Role::Handler, Act::Accepted),
        (Role::Handler, Act::SupplementAsked { reply_by: date(2026, 3, 20) }),
        (Role::Clerk, Act::SupplementReceived),
    ] {
        does(&store, &number, role, act).await.unwrap();
    }
    let due = case_file(&store, 1, &number, date(2026, 3, 4)).await.unwrap().deadline.unwrap().due;
    let Err(NotDone::Invalid(faults)) = splits(&store, &number, &["只有一项"]).await else {
        panic!("one part is none")
    };
    assert!(faults[0].message.contains("应为2至20件"), "{faults:?}");
    let parts = splits(&store, &number, &["第一项", "第二项"]).await.unwrap();
    assert_eq!(parts, ["2026-1-1", "2026-1-2"]);
    let whole = case_file(&store, 1, &number, date(2026, 3, 5)).await.unwrap();
    assert_eq!(
        (whole.stored.application.stage, &whole.stored.application.split_into),
        (Stage::Closed, &parts)
    );
    for part in &parts {
        let opened = status(&store, 1, part, &code, date(2026, 3, 5)).await.unwrap();
        assert_eq!(opened.deadline.unwrap().due, due, "the supplement began the term anew for every part");
        assert_eq!(opened.stored.application.received_on, Some(date(2026, 3, 2)));
        assert!(matches!(status(&store, 1, part, "wrong", date(2026, 3, 5)).await, Err(NotDone::Missing)));
        assert_eq!(belongs(&store, part).await, [(Link::Origin, number.clone(), true)]);
    }
    let both = parts.iter().map(|part| (Link::Part, part.clone(), true)).collect::<Vec<_>>();
    assert_eq!(belongs(&store, &number).await, both);
    assert!(splits(&store, &number, &["一", "二"]).await.is_err(), "it is closed");
    // A part of a part is opened by the same code.
    let further = splits(&store, &parts[1], &["其一", "其二"]).await.unwrap();
    assert_eq!(further, ["2026-1-2-1", "2026-1-2-2"]);
    assert!(status(&store, 1, &further[0], &code, date(2026, 3, 5)).await.is_ok());
    assert_eq!(code_holder(&store, 1, &further[0]).await.unwrap(), number);
    // The fee counts what the report counts: three parts, one of them first.
    let file = case_file(&store, 1, &further[1], date(2026, 3, 5)).await.unwrap();
    let ordinal = ordinal(&store, 1, &file).await.unwrap().unwrap();
    let counted: Vec<_> = ordinal.received.into_iter().map(|(number, _)| number).collect();
    assert_eq!(counted, ["2026-1-1", "2026-1-2-1", "2026-1-2-2"]);
    let agency = office::ledger::agency(&store, None).await.unwrap();
    let year = running_year(&store, &agency, 2026, date(2026, 3, 5)).await.unwrap();
    assert_eq!(year.registers.applications.len(), 3);
    let told: Vec<_> = year.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(!told.iter().any(|message| message.contains("没有办理结果")), "{told:?}");
    assert!(store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn what_was_joined_leads_to_the_other_and_the_applicant_only_to_their_own() {
    let Ledger { store, folder: _folder } = ledger().await;
    let (first, _) = taken(&store, "申请人甲", "110101199003070000").await;
    let (second, _) = taken(&store, "申请人甲", "110101199003070000").await;
    let (third, _) = taken(&store, "申请人乙", "110101199003070027").await;
    for joined in [&second, &third] {
        does(&store, joined, Role::Clerk, Act::Joined { into: first.clone() }).await.unwrap();
    }
    assert_eq!(
        belongs(&store, &first).await,
        [(Link::Joined, second.clone(), true), (Link::Joined, third.clone(), false)]
    );
    assert_eq!(belongs(&store, &second).await, [(Link::Into, first.clone(), true)]);
    assert_eq!(
        belongs(&store, &third).await,
        [(Link::Into, first.clone(), false)],
        "another's is not theirs"
    );
    splits(&store, &first, &["一", "二"]).await.unwrap();
    let closed = does(&store, &first, Role::Clerk, Act::Joined { into: first.clone() }).await;
    assert!(closed.is_err(), "what was split is closed");
}

#[tokio::test]
async fn a_new_code_opens_and_the_old_one_does_not_and_neither_is_in_the_ledger() {
    let Ledger { store, folder: _folder } = ledger().await;
    let (number, old) = taken(&store, "申请人甲", "110101199003070000").await;
    splits(&store, &number, &["第一项", "第二项"]).await.unwrap();
    let office = Office { store: &store, agency: 1, mailing: None, now: at(5) };
    let version = store.application(1, &number).await.unwrap().unwrap().version;
    let blank = || deed(Act::QueryCodeIssued { query_code: String::new() }, version);
    let refused = office.issue_query_code(&number, blank(), &officer(Role::Handler)).await;
    assert!(matches!(refused, Err(NotDone::NotPermitted(_))));
    let new = office.issue_query_code(&number, blank(), &officer(Role::Clerk)).await.unwrap();
    assert!(new.len() == 16 && new != old);
    for one in [number.as_str(), "2026-1-1", "2026-1-2"] {
        assert!(status(&store, 1, one, &new, date(2026, 3, 5)).await.is_ok(), "{one}");
        assert!(status(&store, 1, one, &old, date(2026, 3, 5)).await.is_err(), "{one}");
    }
    let again = office.issue_query_code(&number, blank(), &officer(Role::Clerk)).await;
    assert!(matches!(again, Err(NotDone::Conflict)), "the page was not the newest");
    for event in store.stream(&format!("application/1/{number}")).await.unwrap() {
        let written = String::from_utf8_lossy(&event.data).into_owned();
        assert!(!written.contains(&new) && !written.contains(&old), "{written}");
    }
}
