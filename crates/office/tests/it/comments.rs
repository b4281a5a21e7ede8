//! Comments of citizens on a draft: from the notice through the form and each answer to the result, which opens the gate
//! of the document. 国办发〔2018〕37号

use jiff::civil::date;
use office::agencies::{self, Settings};
use office::applications::Upload;
use office::comments::{self, Answering, Incoming, NotDone, receive};
use office::publications::{self, Found, Writing, begin, case_file, found, listed, unknown};
use statute::comment::Answer;
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, Commentary, Genre, Kind, Least, Stage, Tally, Verb, Withdrawal, WithdrawalKind,
};
use statute::registers::Channel;
use store::{Author, Shelf, Store};

use crate::ledgers::ledger;
use crate::publishing::{PNG, at, does, officer, on, publish};

async fn settings(store: &Store, workdays: &str) {
    let settings = Settings {
        code: Some("11370000000000000A".into()),
        comment_workdays: workdays.into(),
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: at(1) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
}

async fn document(store: &Store, kind: Kind) -> String {
    let card = Card { issuer: "示例市测试局".into(), ..Card::new(kind, "失业保险服务规定") };
    let html = "<p>第一条 为规范服务，制定本规定。</p>".to_owned();
    let files = vec![Upload { name: "附表.png".into(), bytes: PNG.to_vec() }];
    let writing = Writing { card, html, files, kept: Vec::new() };
    begin(store, 1, writing, None, &officer(Role::Handler), at(1)).await.unwrap().number
}

/// The notice of a draft from 2 to 13 March.
fn notice(document: &str) -> Card {
    let asked = Commentary {
        document: Some(document.to_owned()),
        from: Some(on(2)),
        until: Some(on(13)),
        explanation: "为规范服务，起草本规定。".into(),
        ..Commentary::new(Least::Days(1))
    };
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(on(1)),
        attribute: Some(Attribute::Proactive),
        commentary: Some(asked),
        ..Card::new(Kind::Commentary, "关于《失业保险服务规定》公开征求意见的公告")
    }
}

async fn asked(store: &Store, card: Card, kept: Vec<String>) -> String {
    let writing = Writing { card, html: "<p>第一条 草案</p>".into(), files: Vec::new(), kept };
    begin(store, 1, writing, None, &officer(Role::Handler), at(1)).await.unwrap().number
}

fn incoming(draft: &str, text: &str, key: Option<&str>) -> Incoming {
    Incoming {
        publication: draft.to_owned(),
        channel: Channel::Internet,
        received_on: on(1),
        name: "申请人甲".into(),
        contact: "甲@示例".into(),
        clause: "第一条".into(),
        text: text.to_owned(),
        submission: key.map(str::to_owned),
    }
}

async fn sent(store: &Store, draft: &str, text: &str, day: i64) -> Result<String, NotDone> {
    let taken = receive(store, 1, incoming(draft, text, None), &Officer::applicant(), at(day)).await;
    taken.map(|registered| registered.number)
}

async fn answered(store: &Store, number: &str, answer: Answer, role: Role, day: i64) -> Result<(), NotDone> {
    let version = store.comment(1, number).await.unwrap().unwrap().version;
    let answering = Answering { number, version, answer, reason: "理由".into() };
    comments::answer(store, 1, answering, &officer(role), at(day)).await
}

#[tokio::test]
async fn a_draft_is_commented_on_and_its_result_opens_the_gate_of_the_document() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "").await;
    let document = document(store, Kind::Normative).await;
    let file = case_file(store, 1, &document).await.unwrap().stored.item.draft.files[0].clone();
    let draft = asked(store, notice(&document), vec![file.sm3.clone()]).await;
    let item = store.publication(1, &draft).await.unwrap().unwrap().item;
    assert_eq!(item.draft.card.commentary.as_ref().unwrap().least, Least::Workdays(7), "not what was sent");
    assert_eq!(item.draft.files, [file], "it hands out what the document does");
    assert!(matches!(sent(store, &draft, "意见", 2).await, Err(NotDone::NotTaken(_))), "nobody sees it yet");
    publish(store, &draft, 2).await;

    let first = sent(store, &draft, "建议延长期限", 2).await.unwrap();
    assert_eq!(first, "V2026-1");
    let citizen = Officer::applicant();
    let by_form = |key| receive(store, 1, incoming(&draft, "再提一条", Some(key)), &citizen, at(13));
    let second = by_form("k").await.unwrap();
    let again = by_form("k").await.unwrap();
    assert!(second.is_new && !again.is_new && second.number == again.number, "one form, one comment");
    let late = sent(store, &draft, "迟到的意见", 14).await.unwrap_err().to_string();
    assert!(late.contains("2026年3月13日") && late.contains("24:00"), "{late}");
    let empty = sent(store, &draft, " ", 3).await.unwrap_err().to_string();
    assert!(empty.contains("请填写意见和理由"), "{empty}");

    // What came by post in time is entered later, by who may.
    let posted =
        Incoming { channel: Channel::SignedLetter, received_on: on(12), ..incoming(&draft, "来信", None) };
    let refused = receive(store, 1, posted.clone(), &officer(Role::Signer), at(15)).await;
    assert!(matches!(refused, Err(NotDone::NotYours)));
    let third = receive(store, 1, posted.clone(), &officer(Role::Clerk), at(15)).await.unwrap().number;
    let tardy = Incoming { received_on: on(14), ..posted };
    assert!(receive(store, 1, tardy, &officer(Role::Clerk), at(15)).await.is_err());

    // Nothing is told of it before each has its answer.
    let closed = |said: &str| Act::CommentsClosed { tally: Tally::default(), said: said.to_owned() };
    let early = does(store, &draft, closed("结果"), Role::Signer, 13).await.unwrap_err().to_string();
    assert!(early.contains("2026-03-13"), "{early}");
    let open = does(store, &draft, closed("结果"), Role::Signer, 15).await.unwrap_err().to_string();
    assert!(open.contains("还有3条意见没有处理"), "{open}");
    assert!(answered(store, &first, Answer::Adopted, Role::Reviewer, 15).await.is_err());
    for (number, answer) in
        [(&first, Answer::Rejected), (&second.number, Answer::Partly), (&third, Answer::Rejected)]
    {
        answered(store, number, answer, Role::Handler, 15).await.unwrap();
    }
    answered(store, &first, Answer::Adopted, Role::Clerk, 15).await.unwrap();
    let opened = comments::opened(store, 1, &first).await.unwrap();
    assert_eq!((opened.text.as_deref(), opened.name.as_str()), (Some("建议延长期限"), "申请人甲"));
    assert_eq!((opened.reason.as_str(), opened.answers.len()), ("理由", 2));
    let stale = Answering { number: &first, version: 1, answer: Answer::Partly, reason: "理由".into() };
    let stale = comments::answer(store, 1, stale, &officer(Role::Clerk), at(15)).await;
    assert!(matches!(stale, Err(NotDone::Conflict)));
    let list = comments::listed(store, 1, &draft, Some(Answer::Rejected), (0, 0), 9).await.unwrap();
    assert_eq!(list.iter().map(|(one, _)| one.comment.number.as_str()).collect::<Vec<_>>(), [third.as_str()]);

    // The result is screened as everything public is, and passes the gate of the document.
    let leak = does(store, &draft, closed("申请人甲，370000199001010011"), Role::Signer, 15).await;
    let publications::NotDone::Invalid(faults) = leak.unwrap_err() else { panic!("at its field") };
    assert!(faults[0].field == "said" && !faults[0].message.contains("370000199001010011"), "{faults:?}");
    let gate = |file: publications::CaseFile| {
        let gates = file.gates(Verb::Submit, on(15)).into_iter();
        gates.into_iter().find(|gate| gate.zh == "公开征求意见").unwrap()
    };
    let before = gate(case_file(store, 1, &document).await.unwrap());
    assert!(!before.is_met, "{before:?}");
    does(store, &draft, closed("采纳一条，部分采纳一条。"), Role::Signer, 15).await.unwrap();
    let after = gate(case_file(store, 1, &document).await.unwrap());
    assert!(after.is_met && after.said.contains("收到意见3条，采纳1条，部分采纳1条，不采纳1条"), "{after:?}");
    assert!(after.said.contains(&draft), "{after:?}");
    let Some(Found::Shown(shown)) = found(store, 1, &draft).await.unwrap() else { panic!("shown") };
    assert_eq!(shown.item.comment_result.as_ref().unwrap().tally.received, 3);
    let twice = answered(store, &first, Answer::Rejected, Role::Handler, 16).await.unwrap_err().to_string();
    assert!(twice.contains("已经公布"), "{twice}");
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}

#[tokio::test]
async fn what_is_signed_and_published_is_the_notice_not_the_document_it_asks_about() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "3").await;
    let card = Card {
        issuer: "示例市测试局".into(),
        made_on: Some(on(1)),
        attribute: Some(Attribute::Proactive),
        document_number: Some("示测发〔2026〕1号".into()),
        theme: Some("劳动、人事、监察/劳动就业".into()),
        genre: Some(Genre::Notice),
        ..Card::new(Kind::Policy, "关于见习补贴的通知")
    };
    let writing = Writing { card, html: "<p>第一条</p>".into(), files: Vec::new(), kept: Vec::new() };
    let document = begin(store, 1, writing, None, &officer(Role::Handler), at(1)).await.unwrap().number;
    let exempted = Act::Exempted { reason: "内容浅显".into() };
    does(store, &document, exempted, Role::Signer, 1).await.unwrap();
    does(store, &document, Act::Submitted, Role::Handler, 1).await.unwrap();
    let reviewed = Act::Reviewed { sm3: String::new(), opinion: "可以公开".into() };
    does(store, &document, reviewed, Role::SecrecyReviewer, 1).await.unwrap();
    let notice = asked(store, notice(&document), Vec::new()).await;
    publish(store, &notice, 2).await;
    let stage = async |number: &str| store.publication(1, number).await.unwrap().unwrap().item.stage;
    assert_eq!(stage(&notice).await, Stage::Published);
    assert_eq!(stage(&document).await, Stage::AwaitingSignature, "nobody signed it");
}

#[tokio::test]
async fn a_notice_signed_for_a_moment_must_leave_its_time_from_that_moment_on() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "3").await;
    let document = document(store, Kind::Normative).await;
    let notice = asked(store, notice(&document), Vec::new()).await;
    does(store, &notice, Act::Submitted, Role::Handler, 2).await.unwrap();
    let reviewed = Act::Reviewed { sm3: String::new(), opinion: "可以公开".into() };
    does(store, &notice, reviewed, Role::SecrecyReviewer, 2).await.unwrap();
    let signed = |day: i8| Act::Signed { publish_at: Some(on(day).at(9, 0, 0, 0)) };
    let refused = does(store, &notice, signed(12), Role::Signer, 2).await;
    assert!(matches!(refused, Err(publications::NotDone::NotPermitted(_))), "{refused:?}");
    does(store, &notice, signed(3), Role::Signer, 2).await.unwrap();
}

#[tokio::test]
async fn lists_tell_running_from_closed_and_what_is_taken_down_takes_nothing() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "3").await;
    let document = document(store, Kind::Normative).await;
    let mut numbers = Vec::new();
    for until in [6, 13, 20] {
        let mut card = notice(&document);
        card.commentary.as_mut().unwrap().until = Some(on(until));
        let number = asked(store, card, Vec::new()).await;
        publish(store, &number, 2).await;
        numbers.push(number);
    }
    let on_shelf = async |shelf, day| {
        let rows = listed(store, 1, &shelf, on(day), None, 9).await.unwrap();
        rows.into_iter().map(|row| row.item.number).collect::<Vec<_>>()
    };
    let [first, second, third] = [&numbers[0], &numbers[1], &numbers[2]];
    assert_eq!(on_shelf(Shelf::Running, 13).await, [third.as_str(), second.as_str()]);
    assert_eq!(on_shelf(Shelf::Closed, 13).await, [first.as_str()]);
    assert_eq!(on_shelf(Shelf::Running, 14).await, [third.as_str()]);
    assert_eq!(on_shelf(Shelf::Closed, 14).await, [second.as_str(), first.as_str()]);
    assert_eq!(on_shelf(Shelf::Column("zqyj"), 14).await.len(), 3, "the column itself has both");
    let drafts = case_file(store, 1, &document).await.unwrap().drafts;
    assert_eq!(drafts.len(), 3, "the document leads to its notices");
    let withdrawal =
        Withdrawal { kind: WithdrawalKind::Error, notice: "草案有误。".into(), replaced_by: None };
    does(store, third, Act::Withdrawn(withdrawal), Role::Signer, 14).await.unwrap();
    assert!(on_shelf(Shelf::Running, 14).await.is_empty());
    assert!(matches!(sent(store, third, "意见", 14).await, Err(NotDone::NotTaken(_))));
}

#[tokio::test]
async fn the_least_time_is_the_agencys_and_a_longer_one_by_law_cannot_be_set_aside_silently() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "10").await;
    let rule = document(store, Kind::Rule).await;
    let normative = document(store, Kind::Normative).await;
    let news = document(store, Kind::News).await;
    for (number, least) in [(&rule, Least::Days(30)), (&normative, Least::Workdays(10))] {
        let draft = asked(store, notice(number), Vec::new()).await;
        let item = store.publication(1, &draft).await.unwrap().unwrap().item;
        assert_eq!(item.draft.card.commentary.unwrap().least, least);
        let refused = does(store, &draft, Act::Submitted, Role::Handler, 2).await.unwrap_err().to_string();
        assert!(refused.contains(&least.zh()) && refused.contains("缩短期限的理由"), "{refused}");
        let mut reasoned = notice(number);
        reasoned.commentary.as_mut().unwrap().shortened = "汛期将至。".into();
        let draft = asked(store, reasoned, Vec::new()).await;
        publish(store, &draft, 2).await;
    }
    let faults = unknown(store, 1, &notice(&news), None).await.unwrap();
    assert!(faults[0].message.contains("应为政策文件、行政规范性文件或者规章"), "{faults:?}");
    assert!(unknown(store, 1, &notice("P2026-99"), None).await.unwrap()[0].message.contains("不存在"));
}

#[tokio::test]
async fn what_a_citizen_wrote_is_erased_and_still_counts() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store, "").await;
    let document = document(store, Kind::Normative).await;
    let draft = asked(store, notice(&document), Vec::new()).await;
    publish(store, &draft, 2).await;
    let number = sent(store, &draft, "我的电话是13000000000", 3).await.unwrap();
    let stored = store.comment(1, &number).await.unwrap().unwrap();
    let events = store.stream(&stored.stream).await.unwrap();
    let bytes = String::from_utf8_lossy(&events[0].data).into_owned();
    assert!(!bytes.contains("13000000000") && !bytes.contains("申请人甲"), "{bytes}");
    assert!(store.erase(&stored.stream).await.unwrap() > 0);
    let opened = comments::opened(store, 1, &number).await.unwrap();
    assert_eq!((opened.text, opened.name.as_str()), (None, ""));
    assert_eq!(store.comments_counted(1, &draft).await.unwrap().received, 1);
    store.rebuild(|_| {}).await.unwrap();
    assert_eq!(store.comments_counted(1, &draft).await.unwrap().received, 1);
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}
