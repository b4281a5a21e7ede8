//! The order of what makes a normative document lawful, and the days it names. 国办发〔2018〕37号

use jiff::civil::{Date, date};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Card, Cleaning, CleaningResult, Deliberation, Edition, Heard, Kind, Least, Publication, Step, Tally,
    Verb,
};

const DAY: Date = date(2026, 3, 11);

fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

fn step(on: Date, act: Act) -> Step {
    Step { on, by: "承办甲".into(), act }
}

fn begun(card: Card) -> Publication {
    let edition = Edition { card, body: "0".repeat(64), files: Vec::new() };
    Publication::begin("P2026-1", &step(DAY, Act::Begun { edition, submission: None })).unwrap()
}

fn heard(from: Date, until: Date, shortened: &str) -> Heard {
    Heard {
        place: "报纸".into(),
        from,
        until,
        tally: Tally::default(),
        said: "没有收到意见".into(),
        shortened: shortened.into(),
    }
}

#[test]
fn comments_legality_deliberation_and_number_follow_each_other() {
    let mut publication = begun(Card::new(Kind::Normative, "办法"));
    let order = [
        (Verb::RecordComments, Role::Handler, Act::CommentsRecorded(heard(DAY, DAY, ""))),
        (
            Verb::ReviewLegality,
            Role::Reviewer,
            Act::LegalityReviewed { opinion: "合法".into(), is_refused: false },
        ),
        (
            Verb::Deliberate,
            Role::Handler,
            Act::Deliberated(Deliberation { meeting: "局长办公会议".into(), held_on: DAY }),
        ),
        (Verb::Number, Role::Clerk, Act::Numbered { registration: "SLCR-2026-0010001".into() }),
    ];
    for (nth, (verb, role, act)) in order.iter().enumerate() {
        for (later, role, _) in &order[nth + 1..] {
            let refused = publication.permit(*later, &officer(*role)).unwrap_err();
            assert!(refused.why.contains("应当先"), "{later:?} before {verb:?}: {refused}");
        }
        publication.permit(*verb, &officer(*role)).unwrap_or_else(|refused| panic!("{refused}"));
        publication.apply(&step(DAY, act.clone()));
    }
}

#[test]
fn a_meeting_is_not_held_before_legality_was_reviewed() {
    let mut publication = begun(Card::new(Kind::Normative, "办法"));
    publication.apply(&step(DAY, Act::LegalityReviewed { opinion: "合法".into(), is_refused: false }));
    let fault = |held_on| {
        let act = Act::Deliberated(Deliberation { meeting: "局长办公会议".into(), held_on });
        publication.day_fault(&act, date(2026, 3, 20))
    };
    assert_eq!(fault(DAY), None);
    let (field, said) = fault(date(2020, 1, 1)).unwrap();
    assert_eq!(
        (field, said.as_str()),
        ("held_on", "审议日期 2020-01-01 早于通过合法性审核的日期 2026-03-11")
    );
    assert!(fault(date(2026, 3, 21)).unwrap().1.contains("晚于今天"));
}

#[test]
fn comments_asked_for_elsewhere_have_the_same_least_time() {
    let least = Least::Workdays(7);
    assert_eq!(heard(date(2026, 3, 2), date(2026, 3, 11), "").too_short(least), None);
    let said = heard(date(2026, 3, 2), date(2026, 3, 10), "").too_short(least).unwrap();
    assert!(said.starts_with("2026-03-02至2026-03-10短于7个工作日，截止日期应不早于2026-03-11"), "{said}");
    assert_eq!(heard(date(2026, 3, 2), date(2026, 3, 3), "防汛急需").too_short(least), None);
}

#[test]
fn no_clean_up_holds_before_the_document_was_made() {
    let cleaning = |from| Cleaning {
        result: CleaningResult::Repealed,
        holds_from: from,
        decision: "清理决定".into(),
        valid_until: None,
    };
    let fault = |card, from| begun(card).day_fault(&Act::Cleaned(cleaning(from)), DAY);
    let made = Card { made_on: Some(date(2026, 3, 1)), ..Card::new(Kind::Normative, "办法") };
    assert_eq!(fault(made.clone(), date(2026, 3, 1)), None);
    let (field, said) = fault(made, date(2020, 1, 1)).unwrap();
    assert_eq!(field, "holds_from");
    assert_eq!(said, "清理结果施行的日期 2020-01-01 早于文件的成文日期 2026-03-01");
    let printed = Card { valid_from: Some(date(2026, 4, 1)), ..Card::new(Kind::Normative, "办法") };
    assert!(fault(printed, date(2026, 3, 31)).unwrap().1.contains("有效期起 2026-04-01"));
}
