//! 《条例》第45条: an application that is split goes on as its parts, with its day of receipt and its term.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::fee::Tariff;
use statute::procedure::{Act, Application, FeeNotice, Officer, Role, Stage, Step, Today, Verb};
use statute::readings::Readings;
use statute::registers::{Channel, ConsultationKind};

const START: Date = date(2024, 5, 6);

fn step(days: i64, act: Act) -> Step {
    Step::new(START.saturating_add(days.days()), "登记甲".into(), act)
}

fn begun(act: Act) -> Application {
    Application::begin("2024-1", &step(0, act), &Readings::default()).unwrap()
}

fn registered(channel: Channel) -> Act {
    Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    }
}

/// Received by confirmation, assigned and supplemented.
fn supplemented() -> Application {
    let mut application = begun(registered(Channel::Internet));
    let reply_by = START.saturating_add(30.days());
    for (day, act) in [
        (1, Act::Confirmed),
        (1, Act::Assigned { to: "承办甲".into() }),
        (3, Act::SupplementAsked { reply_by }),
        (9, Act::SupplementReceived),
    ] {
        application.apply(&step(day, act));
    }
    application
}

fn split() -> Act {
    Act::Split { into: vec!["2024-1-1".into(), "2024-1-2".into()], closes: true }
}

#[test]
fn the_parts_have_its_term_and_it_counts_no_more() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START.saturating_add(10.days()), calendar, readings: &readings };
    let mut whole = supplemented();
    let due = whole.deadline(&today).unwrap().due.unwrap();
    let part = Act::Registered {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: Some("2024-1".into()),
        happened: whole.happenings.clone(),
    };
    whole.apply(&step(10, split()));
    assert_eq!((whole.stage, whole.entry(), whole.outcome), (Stage::Closed, None, None));
    assert_eq!(whole.split_into, ["2024-1-1", "2024-1-2"]);
    assert!(whole.limit(&today).is_none());
    let part = begun(part);
    assert_eq!((part.stage, part.received_on), (Stage::Received, Some(date(2024, 5, 7))));
    assert_eq!(
        part.deadline(&today).unwrap().due,
        Some(due),
        "a supplement began the term anew for all of it"
    );
    assert!(part.is_supplement_asked, "it is asked for once");
    let entry = part.entry().unwrap();
    assert_eq!(entry.supplement_received_on, Some(START.saturating_add(9.days())));
}

/// As ledgers have it that were written when the first matter stayed with the application.
#[test]
fn a_split_of_former_times_leaves_the_application_open() {
    let kept = r#"{"act":"split","into":["2024-1-1"],"on":"2024-05-08","by":"登记甲"}"#;
    let former: Step = serde_json::from_str(kept).unwrap();
    assert_eq!(former.act, Act::Split { into: vec!["2024-1-1".into()], closes: false });
    let mut application = supplemented();
    let before = application.clone();
    application.apply(&former);
    assert_eq!(application, before);
    let written = serde_json::to_value(&former).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(kept).unwrap(), "and is written as it was");
}

#[test]
fn what_was_counted_charged_or_asked_for_the_whole_is_not_divided() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START.saturating_add(10.days()), calendar, readings: &readings };
    let clerk = Officer { account: "登记甲".into(), roles: vec![Role::Clerk] };
    let whole = supplemented();
    assert!(whole.permit(Verb::Split, &clerk, &today).is_ok());
    let fee = FeeNotice { mode: Tariff::Pages, n: 40, after: 0, total: 100 };
    let sent = Act::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty };
    for act in [
        sent,
        Act::ExtensionAsked { workdays: 5 },
        Act::ExtensionApproved { workdays: 5 },
        Act::ReasonsAsked { reply_by: today.date },
        Act::FeeNotified(fee),
        Act::Reopened { redo_by: None },
    ] {
        let mut application = whole.clone();
        application.apply(&step(10, act));
        application.stage = Stage::Handling;
        let refused = application.permit(Verb::Split, &clerk, &today).unwrap_err();
        assert!(refused.to_string().contains("没有征求过意见"), "{refused}");
    }
}

#[test]
fn a_lost_query_code_is_replaced_at_any_stage_by_who_registers() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    for stage in Stage::ALL {
        let application = Application { stage, ..begun(registered(Channel::Counter)) };
        for role in Role::ALL {
            let who = Officer { account: "某人".into(), roles: vec![role] };
            let may = application.permit(Verb::IssueQueryCode, &who, &today).is_ok();
            assert_eq!(may, role == Role::Clerk, "{role:?} {stage:?}");
        }
        let mut after = application.clone();
        after.apply(&step(1, Act::QueryCodeIssued { query_code: "0".into() }));
        assert_eq!(after, application, "nothing else changes");
    }
}
