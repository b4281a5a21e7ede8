//! Who may do what at which stage. 《条例》第45条

use std::path::Path;

use statute::calendar::Calendar;
use statute::leaf::Leaf;
use statute::procedure::{
    Act, Condition, Decision, Officer, RULES, Role, Service, Stage, Step, Today, Verb, documentation,
};
use statute::readings::Readings;
use statute::registers::Channel;

use super::{START, at, officer, registered};

#[test]
fn every_role_stage_and_verb_is_decided_by_the_table() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let mut count = 0;
    for role in Role::ALL {
        for stage in Stage::ALL {
            for verb in Verb::ALL {
                let rule = RULES.iter().find(|rule| rule.verb == verb).unwrap();
                let who = officer("某人", &[role]);
                let application = at(stage);
                let is_listed = rule.roles.contains(&role) && rule.from.contains(&stage);
                let is_met = rule.conditions.iter().all(|one| one.holds(&application, &who, &today));
                let answer = application.permit(verb, &who, &today);
                assert_eq!(answer.is_ok(), is_listed && is_met, "{role:?} {stage:?} {verb:?}: {answer:?}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 11 * 9 * 32);
}

/// What the table must never say, whoever edits it.
#[test]
fn the_table_keeps_duties_apart() {
    let roles = |verb: Verb| verb.rule().roles;
    assert_eq!(RULES.map(|rule| rule.verb), Verb::ALL);
    assert_eq!(roles(Verb::Sign), [Role::Signer]);
    assert_eq!(roles(Verb::ApproveExtension), [Role::Signer]);
    assert!(Verb::Approve.rule().conditions.contains(&Condition::IsNotDrafter));
    for role in [
        Role::Supervisor,
        Role::SecrecyReviewer,
        Role::SystemAdministrator,
        Role::SecurityAdministrator,
        Role::AuditAdministrator,
    ] {
        assert!(RULES.iter().all(|rule| !rule.roles.contains(&role)), "{role:?} acts on applications");
    }
    assert_eq!(roles(Verb::Reopen), [Role::RemedyCase], "no officer reopens what was closed");
    let by_case: Vec<_> = RULES.iter().filter(|rule| rule.roles.contains(&Role::RemedyCase)).collect();
    assert!(by_case.len() == 1 && Role::officers().all(|role| role != Role::RemedyCase));
    let applicants: Vec<_> =
        RULES.iter().filter(|rule| rule.roles.contains(&Role::Applicant)).map(|rule| rule.verb).collect();
    assert_eq!(applicants, [Verb::Supplement, Verb::GiveReasons, Verb::Serve, Verb::Withdraw]);
    assert!(Condition::ALL.into_iter().all(Condition::is_used));
    for rule in &RULES {
        let is_after = matches!(rule.verb, Verb::Reopen | Verb::FailService | Verb::IssueQueryCode);
        assert_eq!(rule.from.contains(&Stage::Closed), is_after, "{:?}", rule.verb);
    }
}

#[test]
fn applicants_confirm_what_they_got_on_the_web_and_nothing_else() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let (applicant, clerk) = (Officer::applicant(), officer("登记甲", &[Role::Clerk]));
    for way in Service::ALL {
        let application = at(Stage::AwaitingService);
        let answer = application.check(&Act::Served { way }, &applicant, &today);
        assert_eq!(answer.is_ok(), way == Service::Download, "{way:?}: {answer:?}");
        assert!(application.check(&Act::Served { way }, &clerk, &today).is_ok());
    }
}

/// 《条例》第51条: only the result of a review or a lawsuit, and only where there is an answer to correct.
#[test]
fn closed_applications_are_reopened_by_a_case_and_only_where_they_were_answered() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let act = Act::Reopened { redo_by: None };
    let case = Officer::of_remedy_case("登记甲");
    let closed_by = |act| {
        let mut application = at(Stage::AwaitingService);
        application.apply(&Step::new(START, "登记甲".into(), act));
        application
    };
    let answered = closed_by(Act::Served { way: Service::Post });
    assert!(answered.check(&act, &case, &today).is_ok());
    let refused = answered.check(&act, &officer("登记甲", &[Role::Clerk]), &today).unwrap_err();
    assert_eq!(refused.to_string(), "重新答复：由复议诉讼案件办理");
    for unanswered in [Act::Withdrawn, Act::Joined { into: "2024-2".into() }] {
        let refused = closed_by(unanswered).check(&act, &case, &today).unwrap_err();
        assert!(refused.to_string().contains("已经送达答复"), "{refused}");
    }
}

#[test]
fn nobody_reviews_their_own_draft() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let mut application = registered(Channel::Counter);
    let both = officer("承办乙", &[Role::Handler, Role::Reviewer]);
    let decision = Decision::of(Leaf::Granted);
    for act in [Act::Assigned { to: "承办乙".into() }, Act::Accepted, Act::Drafted(decision)] {
        application.apply(&Step::new(START, "承办乙".into(), act));
    }
    let refused = application.permit(Verb::Approve, &both, &today).unwrap_err();
    assert!(refused.to_string().contains("审核人不能是拟稿人"), "{refused}");
    assert!(application.permit(Verb::Approve, &officer("审核甲", &[Role::Reviewer]), &today).is_ok());
}

#[test]
fn docs_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/procedure.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}
