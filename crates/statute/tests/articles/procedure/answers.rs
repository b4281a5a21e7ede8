//! What an answer needs and says, and when it counts. 《条例》第36条、第37条

use jiff::ToSpan;
use statute::calendar::Calendar;
use statute::leaf::Leaf;
use statute::letters::LetterForm;
use statute::procedure::{Act, Application, Decision, Role, Service, Stage, Step, Today};
use statute::readings::Readings;
use statute::registers::Channel;

use super::{START, officer, registered};

#[test]
fn not_existing_needs_a_search_and_still_unclear_a_supplement() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let handler = officer("承办甲", &[Role::Handler]);
    let mut application = registered(Channel::Counter);
    for act in [Act::Assigned { to: "承办甲".into() }, Act::Accepted] {
        application.apply(&Step::new(START, "承办甲".into(), act));
    }
    let draft = |leaf| Act::Drafted(Decision::of(leaf));
    for (leaf, word) in [
        (Leaf::NotHeld, "检索"),
        (Leaf::StillUnclear, "补正"),
        (Leaf::Excessive, "说明理由"),
        (Leaf::FeeLapsed, "签发人"),
        (Leaf::PartlyGranted, "不予提供的部分"),
    ] {
        let refused = application.check(&draft(leaf), &handler, &today).unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
    // As part of an answer they need the same. 《条例》第37条
    let partly = |part| {
        Act::Drafted(Decision {
            withheld: vec![LetterForm::StateSecret, part],
            ..Decision::of(Leaf::PartlyGranted)
        })
    };
    for (part, word) in [
        (LetterForm::NotHeld, "没有检索记录"),
        (LetterForm::StillUnclear, "没有告知过补正"),
        (LetterForm::Granted, "不是不予提供的理由"),
        (LetterForm::FeeNotice, "不是不予提供的理由"),
    ] {
        let refused = application.check(&partly(part), &handler, &today).unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
    assert!(application.check(&partly(LetterForm::OtherAgency), &handler, &today).is_ok());
    // And as a further ground of a refusal. 《条例》第36条
    let refusal = |leaf, further| Act::Drafted(Decision { further, ..Decision::of(leaf) });
    let two = |ground| refusal(Leaf::ThirdPartyRights, vec![LetterForm::InternalAffairs, ground]);
    for (act, word) in [
        (two(LetterForm::NotHeld), "没有检索记录"),
        (two(LetterForm::StillUnclear), "没有告知过补正"),
        (two(LetterForm::Excessive), "不是不予提供的理由"),
        (two(LetterForm::Granted), "不是不予提供的理由"),
        (refusal(Leaf::Granted, vec![LetterForm::InternalAffairs]), "“予以公开”没有其他依据"),
        (refusal(Leaf::OtherHandling, vec![LetterForm::InternalAffairs]), "没有其他依据"),
    ] {
        let refused = application.check(&act, &handler, &today).unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
    let mut both = Decision { withheld: vec![LetterForm::StateSecret], ..Decision::of(Leaf::PartlyGranted) };
    both.further = vec![LetterForm::InternalAffairs];
    let refused = application.check(&Act::Drafted(both), &handler, &today).unwrap_err();
    assert!(refused.to_string().contains("写在不予提供的部分"), "{refused}");
    assert!(application.check(&two(LetterForm::OtherAgency), &handler, &today).is_ok());
    let searched = Act::Searched;
    application.apply(&Step::new(START, "承办甲".into(), searched));
    assert!(application.check(&draft(Leaf::NotHeld), &handler, &today).is_ok());
    assert!(application.check(&partly(LetterForm::NotHeld), &handler, &today).is_ok());
    assert!(application.check(&two(LetterForm::NotHeld), &handler, &today).is_ok());
}

#[test]
fn an_answer_on_several_grounds_counts_once_by_its_outcome() {
    let kept = r#"{"leaf":"3.4","further":["3.5","r4_1b"]}"#;
    let decision: Decision = serde_json::from_str(kept).unwrap();
    assert_eq!(decision.further, [LetterForm::InternalAffairs, LetterForm::OtherAgency]);
    assert_eq!(decision.ground_leaves().collect::<Vec<_>>(), [Leaf::InternalAffairs, Leaf::NotHeld]);
    assert_eq!(serde_json::to_string(&decision).unwrap(), kept);
    let before: Decision = serde_json::from_str(r#"{"leaf":"3.4"}"#).unwrap();
    assert_eq!(before, Decision::of(Leaf::ThirdPartyRights));
    let mut application = registered(Channel::Counter);
    let letter = "示测公开〔2024〕4号".to_owned();
    let served = Act::Served { way: Service::Post };
    for act in [Act::Drafted(decision), Act::Signed { letter }, served] {
        application.apply(&Step::new(START, "承办甲".into(), act));
    }
    assert_eq!(application.entry().unwrap().leaf, Some(Leaf::ThirdPartyRights));
    assert_eq!(application.decision.unwrap().letter(), LetterForm::ThirdPartyRights);
}

#[test]
fn a_decision_names_its_letter_by_code_and_only_one_of_its_outcome() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    // As events have it, with the form where an outcome has two and without where it has one.
    let kept = r#"{"leaf":"4.1","form":"r4_1b"}"#.replace("4.1", Leaf::NotHeld.code());
    let elsewhere: Decision = serde_json::from_str(&kept).unwrap();
    assert_eq!(elsewhere.letter(), LetterForm::OtherAgency);
    assert_eq!(serde_json::to_string(&elsewhere).unwrap(), kept);
    let usual: Decision = serde_json::from_str(&kept.replace(r#","form":"r4_1b""#, "")).unwrap();
    assert_eq!((usual.form, usual.letter()), (None, LetterForm::NotHeld));
    for leaf in Leaf::ALL {
        assert_eq!(Decision::of(leaf).letter().leaf(), Some(leaf));
    }
    assert!(serde_json::from_str::<Decision>(&kept.replace("r4_1b", "r9")).is_err());
    let mut application = registered(Channel::Counter);
    for act in [Act::Assigned { to: "承办甲".into() }, Act::Accepted] {
        application.apply(&Step::new(START, "承办甲".into(), act));
    }
    let handler = officer("承办甲", &[Role::Handler]);
    let check = |decision: Decision| application.check(&Act::Drafted(decision), &handler, &today);
    assert!(check(usual).unwrap_err().to_string().contains("检索"));
    assert!(check(elsewhere.clone()).is_ok(), "what another agency holds needs no search");
    let other = Decision { leaf: Leaf::Granted, ..elsewhere };
    let refused = check(other).unwrap_err().to_string();
    assert!(refused.contains("“不属本机关负责公开告知书”不是“予以公开”的文书"), "{refused}");
}

#[test]
fn withheld_parts_are_kept_by_outcome_and_by_letter_where_an_outcome_has_two() {
    let kept = r#"{"leaf":"2","withheld":["3.4","4.1","r4_1b"]}"#
        .replace("\"2\"", &format!("{:?}", Leaf::PartlyGranted.code()));
    let decision: Decision = serde_json::from_str(&kept).unwrap();
    let parts = [LetterForm::ThirdPartyRights, LetterForm::NotHeld, LetterForm::OtherAgency];
    assert_eq!(decision.withheld, parts);
    assert_eq!(serde_json::to_string(&decision).unwrap(), kept);
    assert!(serde_json::from_str::<Decision>(&kept.replace("3.4", "9.9")).is_err());
}

/// An answer to an application received on [`START`], served by e-mail so many days later.
fn emailed(days: i64, leaf: Leaf) -> Application {
    let mut application = registered(Channel::Counter);
    let decision = Decision::of(leaf);
    let letter = "示测公开〔2024〕4号".to_owned();
    for act in [Act::Drafted(decision), Act::Signed { letter }, Act::Served { way: Service::Email }] {
        application.apply(&Step::new(START.saturating_add(days.days()), "登记甲".into(), act));
    }
    application
}

#[test]
fn an_answer_that_did_not_arrive_is_none_and_its_term_runs_on() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let on = |date| Today { date, calendar, readings: &readings };
    let clerk = officer("登记甲", &[Role::Clerk]);
    let mut application = emailed(10, Leaf::Granted);
    let due = application.deadline(&on(START.saturating_add(10.days()))).unwrap().due.unwrap();
    let (refused, posted) = (due.saturating_sub(2.days()), due.saturating_add(1.day()));
    assert!(application.check(&Act::ServiceFailed, &clerk, &on(refused)).is_ok());
    application.apply(&Step::new(refused, "登记甲".into(), Act::ServiceFailed));
    assert_eq!(
        (application.stage, application.served, application.outcome),
        (Stage::AwaitingService, None, None)
    );
    assert_eq!(application.unserved, Some((START.saturating_add(10.days()), Service::Email)));
    assert_eq!(application.entry().unwrap().answered_on, None);
    let limit = application.limit(&on(refused)).unwrap();
    assert_eq!((limit.kind.zh(), limit.by), ("答复", due), "the term is the same as before");
    application.apply(&Step::new(posted, "登记甲".into(), Act::Served { way: Service::Post }));
    assert_eq!(application.served, Some((posted, Service::Post)));
    assert_eq!((application.unserved, application.stage), (None, Stage::Closed));
    assert_eq!(application.outcome.unwrap().on, posted, "the day of posting counts");
    let late = application.deadline(&on(posted)).unwrap();
    assert!(late.flags.iter().any(|flag| flag.code() == "late"), "{:?}", late.flags);
    assert!(application.check(&Act::ServiceFailed, &clerk, &on(posted)).is_ok(), "a letter may come back");
    application.apply(&Step::new(posted, "登记甲".into(), Act::ServiceFailed));
    application.apply(&Step::new(posted, "登记甲".into(), Act::Served { way: Service::HandOver }));
    let refused = application.check(&Act::ServiceFailed, &clerk, &on(posted)).unwrap_err();
    assert!(refused.to_string().contains("以邮寄或者电子邮件送达"), "{refused}");
}

#[test]
fn an_outcome_that_counts_from_elsewhere_stays_where_the_answer_did_not_arrive() {
    let failed = Step::new(START.saturating_add(20.days()), "登记甲".into(), Act::ServiceFailed);
    let mut corrected = emailed(3, Leaf::ProcessInformation);
    let first = corrected.outcome;
    let decision = Decision::of(Leaf::Granted);
    for act in [Act::Reopened { redo_by: None }, Act::Drafted(decision), Act::Served { way: Service::Email }]
    {
        corrected.apply(&Step::new(START.saturating_add(15.days()), "登记甲".into(), act));
    }
    corrected.apply(&failed);
    assert_eq!((corrected.outcome, corrected.served), (first, None));
    let mut lapsed = registered(Channel::Counter);
    let letter = "示测公开〔2024〕5号".to_owned();
    for act in [Act::SupplementLapsed { letter }, Act::Served { way: Service::Email }] {
        lapsed.apply(&Step::new(START.saturating_add(9.days()), "登记甲".into(), act));
    }
    let counted = lapsed.outcome;
    lapsed.apply(&failed);
    assert_eq!((lapsed.outcome, lapsed.stage), (counted, Stage::AwaitingService));
    assert!(counted.is_some());
}
