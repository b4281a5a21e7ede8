//! Asking the public about a draft: how long, when a comment is taken, what its result does. 国办发〔2018〕37号

use jiff::civil::{Date, date};
use statute::calendar::Calendar;
use statute::comment::{Act as Doing, Answer, Comment, Step as Done};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, CommentStanding, Commentary, Edition, Kind, Least, Publication, Step, Tally, Verb,
    Withdrawal, WithdrawalKind,
};
use statute::registers::Channel;

/// A Monday.
const START: Date = Date::constant(2026, 3, 2);

fn step(act: Act) -> Step {
    Step { on: START, by: "承办甲".into(), act }
}

fn notice(from: Date, until: Date) -> Card {
    let asked = Commentary {
        document: Some("P2026-1".into()),
        from: Some(from),
        until: Some(until),
        explanation: "为规范服务，起草本规定。".into(),
        ..Commentary::new(Least::Workdays(7))
    };
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(START),
        attribute: Some(Attribute::Proactive),
        commentary: Some(asked),
        ..Card::new(Kind::Commentary, "关于《规定》公开征求意见的公告")
    }
}

fn begun(card: Card) -> Publication {
    let edition = Edition { card, body: "0".repeat(64), files: Vec::new() };
    Publication::begin("P2026-2", &step(Act::Begun { edition, submission: None })).unwrap()
}

fn published(card: Card) -> Publication {
    let mut publication = begun(card);
    for act in [
        Act::Submitted,
        Act::Reviewed { sm3: String::new(), opinion: String::new() },
        Act::Signed { publish_at: None },
        Act::Published {
            at: START.at(9, 30, 0, 0),
            index_number: "11370000000000000A/2026-00001".into(),
            sm3: String::new(),
        },
    ] {
        publication.apply(&step(act));
    }
    publication
}

fn lacks(card: &Card) -> Vec<&'static str> {
    card.missing().into_iter().map(|fault| fault.field).collect()
}

#[test]
fn the_least_time_is_that_of_the_law_or_of_the_agency() {
    let calendar = Calendar::published();
    for (document, is_market, least, reaches) in [
        (Some(Kind::Rule), false, Least::Days(30), date(2026, 4, 1)),
        (Some(Kind::Normative), true, Least::Days(30), date(2026, 4, 1)),
        (Some(Kind::Normative), false, Least::Workdays(7), date(2026, 3, 11)),
        (None, false, Least::Workdays(7), date(2026, 3, 11)),
    ] {
        let found = Least::of(document, is_market, 7);
        assert_eq!((found, found.reaches(START, calendar)), (least, reaches), "{document:?} {is_market}");
    }
}

#[test]
fn a_notice_names_its_days_and_explains_the_draft_and_a_shorter_time() {
    assert!(lacks(&notice(START, date(2026, 3, 11))).is_empty());
    let short = notice(START, date(2026, 3, 10));
    assert_eq!(lacks(&short), ["comments_until"]);
    let said = &short.missing()[0].message;
    assert!(said.contains("7个工作日") && said.contains("2026-03-11"), "{said}");
    let mut reasoned = short;
    reasoned.commentary.as_mut().unwrap().shortened = "汛期将至".into();
    assert!(lacks(&reasoned).is_empty(), "generally, not always");
    let empty = Card { commentary: Some(Commentary::new(Least::Workdays(7))), ..notice(START, START) };
    assert_eq!(lacks(&empty), ["comments_from", "comments_until", "explanation"]);
    let none = Card { commentary: None, ..notice(START, START) };
    assert_eq!(lacks(&none), ["comments_from", "comments_until", "explanation"]);
    let kept = Card { attribute: Some(Attribute::OnApplication), withheld_because: "x".into(), ..reasoned };
    assert_eq!(lacks(&kept), ["attribute"], "nobody is asked about what nobody sees");
    let backwards = notice(date(2026, 3, 11), START);
    assert_eq!(backwards.impossible(START)[0].field, "comments_until");
}

#[test]
fn the_time_runs_from_the_day_the_draft_is_seen() {
    let draft = begun(notice(START, date(2026, 3, 11)));
    assert!(draft.pass(Verb::Publish, &[], START).is_ok());
    let late = draft.pass(Verb::Publish, &[], date(2026, 3, 3)).unwrap_err().to_string();
    assert!(late.contains("征求意见期限") && late.contains("2026-03-12"), "{late}");
    let over = draft.pass(Verb::Sign, &[], date(2026, 3, 12)).unwrap_err().to_string();
    assert!(over.contains("已过"), "{over}");
    // A slip of the pen is corrected after the first publication without asking anew.
    let mut revised = published(notice(START, date(2026, 3, 11)));
    revised.apply(&step(Act::Saved { edition: revised.draft.clone() }));
    assert!(revised.pass(Verb::Publish, &[], date(2026, 3, 20)).is_ok());
}

#[test]
fn a_comment_is_taken_from_the_first_day_to_the_end_of_the_last() {
    let draft = published(notice(date(2026, 3, 4), date(2026, 3, 13)));
    for (day, standing, is_taken) in [
        (date(2026, 3, 3), CommentStanding::Ahead, false),
        (date(2026, 3, 4), CommentStanding::Running { left: 9 }, true),
        (date(2026, 3, 13), CommentStanding::Running { left: 0 }, true),
        (date(2026, 3, 14), CommentStanding::Closed, false),
    ] {
        assert_eq!(draft.comment_standing(day), Some(standing), "{day}");
        assert_eq!(draft.takes_comment(day).is_ok(), is_taken, "{day}");
    }
    let late = draft.takes_comment(date(2026, 3, 14)).unwrap_err().to_string();
    assert!(late.contains("2026年3月13日24:00截止"), "{late}");
    assert!(begun(notice(START, date(2026, 3, 13))).takes_comment(START).is_err(), "nobody sees it yet");
    let news = published(Card { commentary: None, ..notice(START, START) });
    assert!(news.takes_comment(START).is_err());
    let mut gone = draft;
    let notice = "有误".to_owned();
    let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice, replaced_by: None };
    gone.apply(&step(Act::Withdrawn(withdrawal)));
    assert!(gone.takes_comment(date(2026, 3, 5)).is_err(), "it was taken down");
}

#[test]
fn the_result_is_published_once_and_after_the_last_day() {
    let mut draft = published(notice(START, date(2026, 3, 11)));
    let signer = Officer { account: "签发甲".into(), roles: vec![Role::Signer] };
    let tally = Tally { received: 3, adopted: 1, partly: 1, rejected: 1 };
    let closed = Act::CommentsClosed { tally, said: "采纳一条".into() };
    assert!(draft.permit(Verb::CloseComments, &signer).is_ok());
    assert!(draft.day_fault(&closed, date(2026, 3, 11)).is_some(), "somebody may still comment");
    assert!(draft.day_fault(&closed, date(2026, 3, 12)).is_none());
    draft.apply(&step(closed));
    assert_eq!(draft.comment_result.as_ref().map(|result| result.tally), Some(tally));
    assert!(draft.permit(Verb::CloseComments, &signer).is_err());
    assert!(draft.takes_comment(date(2026, 3, 5)).is_err(), "nothing is entered afterwards");
    let news = published(Card { commentary: None, ..Card::new(Kind::News, "动态") });
    assert!(news.permit(Verb::CloseComments, &signer).is_err());
}

#[test]
fn what_becomes_of_comments_adds_up() {
    let tally = Tally { received: 4, adopted: 1, partly: 1, rejected: 1 };
    assert_eq!(tally.open(), Some(1));
    assert_eq!(Tally { received: 2, ..tally }.open(), None);
    assert_eq!(tally.zh(), "收到意见4条，采纳1条，部分采纳1条，不采纳1条");
    let received = Doing::Received {
        publication: "P2026-2".into(),
        channel: Channel::Internet,
        received_on: START,
        submission: None,
    };
    let done = |act| Done { on: START, by: "申请人".into(), act };
    let mut comment = Comment::begin("V2026-1", &done(received.clone())).unwrap();
    assert!(Comment::begin("V2026-1", &done(Doing::Answered { answer: Answer::Partly })).is_none());
    for answer in Answer::ALL {
        let step = done(Doing::Answered { answer });
        comment.apply(&step);
        assert_eq!(comment.answer, Some(answer), "the last one holds");
        assert_eq!(serde_json::to_value(answer).unwrap(), answer.code());
        assert_eq!(Answer::from_code(answer.code()), Some(answer));
        let json = serde_json::to_value(&step).unwrap();
        assert_eq!(serde_json::from_value::<Done>(json).unwrap(), step);
    }
    comment.apply(&done(received));
    assert_eq!(comment.answer, Some(Answer::Rejected));
}
