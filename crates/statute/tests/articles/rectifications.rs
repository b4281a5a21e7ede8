//! The request to correct records about oneself: who may do what, when, and what comes of it. 《条例》第41条

use std::path::Path;

use jiff::civil::{Date, date};
use statute::letters::{LetterForm, LetterNumber, Recourse};
use statute::procedure::{Officer, Role, Service};
use statute::rectification::{Act, Judgement, RULES, Rectification, Stage, Step, Verb, documentation};
use statute::registers::Channel;

const START: Date = Date::constant(2026, 3, 2);

fn officer(account: &str, role: Role) -> Officer {
    Officer { account: account.into(), roles: vec![role] }
}

fn step(by: &str, act: Act) -> Step {
    Step { on: START, by: by.into(), act }
}

fn registered() -> Rectification {
    let act = Act::Registered { channel: Channel::SignedLetter, received_on: START, submission: None };
    Rectification::begin("C2026-1", &step("登记甲", act)).unwrap()
}

#[test]
fn every_role_stage_and_verb_is_decided_by_the_table() {
    assert!(Verb::ALL.iter().all(|verb| RULES.iter().filter(|rule| rule.verb == *verb).count() == 1));
    for role in Role::ALL {
        for stage in Stage::ALL {
            for verb in Verb::ALL {
                let request = Rectification { stage, ..registered() };
                let rule = verb.rule();
                let expected = rule.roles.contains(&role) && rule.from.contains(&stage);
                let answer = request.permit(verb, &officer("某人", role));
                assert_eq!(answer.is_ok(), expected, "{role:?} {stage:?} {verb:?}: {answer:?}");
                let is_listed = request.menu(&officer("某人", role)).any(|listed| listed == verb);
                assert_eq!(is_listed, expected);
            }
        }
    }
}

#[test]
fn nobody_reviews_what_they_drafted_and_a_request_is_answered_once() {
    let mut request = registered();
    let drafted = Act::Drafted { judgement: Judgement::Refused };
    request.apply(&step("两职甲", drafted));
    let both = Officer { account: "两职甲".into(), roles: vec![Role::Handler, Role::Reviewer] };
    let refused = request.permit(Verb::Approve, &both).unwrap_err().to_string();
    assert!(refused.contains("审核人不能是拟稿人") && refused.contains("《条例》"), "{refused}");
    request.apply(&step("审核甲", Act::Approved));
    let mut signed = step("签发甲", Act::Signed { letter: String::new() });
    signed.set_number(&LetterNumber { code: "示测公开".into(), year: 2026, serial: 3 });
    request.apply(&signed);
    assert_eq!(request.letter.as_deref(), Some("示测公开〔2026〕3号"));
    assert_eq!((request.stage, request.result()), (Stage::AwaitingService, None));
    request.apply(&step("登记甲", Act::Served { way: Service::Post }));
    assert_eq!((request.is_open(), request.result()), (false, Some("不予更正")));
    for verb in Verb::ALL {
        for role in Role::ALL {
            assert!(request.permit(verb, &officer("某人", role)).is_err(), "{verb:?} {role:?}");
        }
    }
    let mut withdrawn = registered();
    withdrawn.apply(&step("登记甲", Act::Withdrawn));
    assert_eq!(withdrawn.result(), Some("申请人撤回"));
}

#[test]
fn what_comes_of_it_is_one_of_the_letters_of_the_article_and_counts_nowhere() {
    let letters = Judgement::ALL.map(Judgement::letter);
    assert_eq!(
        letters,
        [LetterForm::Corrected, LetterForm::CorrectionRefused, LetterForm::CorrectionForwarded]
    );
    for form in letters {
        assert!(form.leaf().is_none() && form.is_numbered() && form.is_to_applicant(), "{form:?}");
        assert_eq!(form.basis()[0].to_string(), "《条例》第41条");
    }
    let told = letters.map(|form| form.recourse() == Recourse::Either);
    assert_eq!(told, [false, true, false], "who is refused is told of remedies");
    let act = Act::Registered { channel: Channel::Counter, received_on: date(2026, 3, 3), submission: None };
    assert!(act.day_fault(START).is_some() && act.day_fault(date(2026, 3, 3)).is_none());
    let json = serde_json::to_value(step("登记甲", act.clone())).unwrap();
    assert_eq!(json["act"], "registered");
    assert_eq!(serde_json::from_value::<Step>(json).unwrap(), step("登记甲", act));
    for verb in Verb::ALL {
        assert_eq!(Verb::from_code(verb.code()), Some(verb));
    }
    assert!(Judgement::ALL.iter().all(|one| Judgement::from_code(one.code()) == Some(*one)));
}

#[test]
fn docs_of_rectifications_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rectifications.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}
