//! 《条例》第45条: the procedure, exhaustively by role, stage and verb, and by random walks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::letters::{LetterForm, LetterNumber};
use statute::procedure::{
    Act, Application, Condition, Decision, FeeNotice, LimitKind, Officer, Opinion, RULES, Role, Service,
    Stage, Step, To, Today, Verb, day_objection, documentation,
};
use statute::readings::Readings;
use statute::registers::{Channel, ConsultationKind};

const START: Date = date(2024, 5, 6);

fn officer(account: &str, roles: &[Role]) -> Officer {
    Officer { account: account.into(), roles: roles.to_vec() }
}

/// Everybody who could act, so that a walk finds somebody for every verb.
fn staff() -> Vec<Officer> {
    vec![
        officer("登记甲", &[Role::Clerk]),
        officer("承办甲", &[Role::Handler]),
        officer("承办乙", &[Role::Handler, Role::Reviewer]),
        officer("审核甲", &[Role::Reviewer]),
        officer("签发甲", &[Role::Signer]),
        officer("监督甲", &[Role::Supervisor]),
        Officer::applicant(),
        Officer::of_remedy_case("登记甲"),
    ]
}

fn registered(channel: Channel) -> Application {
    let act = Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let step = Step::new(START, "登记甲".into(), act);
    Application::begin("2024-1", &step, &Readings::default()).unwrap()
}

/// An act of a verb that fits the application, as an officer would fill the form in.
fn act_of(verb: Verb, application: &Application, today: Date, pick: usize) -> Act {
    let later = today.saturating_add(10.days());
    let id = application.open_inquiries().nth(pick % 2).or(application.open_inquiries().next());
    let id = id.map_or_else(|| "a".to_owned(), |inquiry| inquiry.id.clone());
    match verb {
        Verb::Confirm => Act::Confirmed,
        Verb::Assign => Act::Assigned { to: ["承办甲", "承办乙"][pick % 2].into() },
        Verb::Accept => Act::Accepted,
        Verb::Return => Act::Returned,
        Verb::AskSupplement => Act::SupplementAsked { reply_by: later },
        Verb::Supplement => Act::SupplementReceived,
        Verb::LapseSupplement => Act::SupplementLapsed { letter: "示测公开〔2024〕1号".into() },
        Verb::SendConsultation => Act::ConsultationSent {
            id: format!("c{}", application.inquiries.len()),
            kind: ConsultationKind::ALL[pick % 3],
        },
        Verb::ServeConsultation => Act::ConsultationServed { id },
        Verb::CloseConsultation => Act::ConsultationClosed { id, opinion: Opinion::ALL[pick % 4] },
        Verb::AskExtension => Act::ExtensionAsked { workdays: 20 },
        Verb::ApproveExtension => Act::ExtensionApproved { workdays: 20 },
        Verb::RefuseExtension => Act::ExtensionRefused,
        Verb::AskReasons => Act::ReasonsAsked { reply_by: later },
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::FixDelay => Act::DelayFixed { until: later },
        Verb::NotifyFee => Act::FeeNotified(FeeNotice { mode: Tariff::Pages, n: 50, after: 0, total: 200 }),
        Verb::PayFee => Act::FeePaid,
        Verb::LapseFee => Act::FeeLapsed { letter: "示测公开〔2024〕2号".into() },
        Verb::RecordSearch => Act::Searched,
        Verb::RecordTransfer => Act::Transferred,
        Verb::Split => Act::Split { into: vec!["2024-1-1".into(), "2024-1-2".into()], closes: true },
        Verb::Join => Act::Joined { into: "2024-2".into() },
        Verb::Draft => {
            let leaf = Leaf::ALL[pick % Leaf::ALL.len()];
            let withheld =
                if leaf == Leaf::PartlyGranted { vec![LetterForm::ThirdPartyRights] } else { vec![] };
            Act::Drafted(Decision { withheld, ..Decision::of(leaf) })
        }
        Verb::Approve => Act::Approved,
        Verb::SendBack => Act::SentBack,
        Verb::Sign => Act::Signed { letter: "示测公开〔2024〕3号".into() },
        Verb::Serve => Act::Served { way: Service::ALL[pick % 5] },
        Verb::FailService => Act::ServiceFailed,
        Verb::IssueQueryCode => Act::QueryCodeIssued { query_code: "0".into() },
        Verb::Withdraw => Act::Withdrawn,
        Verb::Reopen => Act::Reopened { redo_by: Some(later) },
    }
}

/// An application at the stage, otherwise untouched.
fn at(stage: Stage) -> Application {
    Application { stage, ..registered(Channel::Counter) }
}

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

/// Every verb that somebody may do now, with the officer.
fn open_moves(application: &Application, today: &Today<'_>) -> Vec<(Officer, Verb)> {
    let mut moves = Vec::new();
    for who in staff() {
        for verb in Verb::ALL {
            if application.permit(verb, &who, today).is_ok() {
                moves.push((who.clone(), verb));
            }
        }
    }
    moves
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is permitted leads where the table says, never contradicts the clock, and never moves the first outcome.
    #[test]
    fn walks_keep_to_the_table(channel in 0..8_usize, picks in proptest::collection::vec((0..1000_usize, 0..4_i64), 1..60)) {
        let (calendar, readings) = (Calendar::published(), Readings::default());
        let mut application = registered(Channel::ALL[channel]);
        let (mut date, mut since) = (START, START);
        for (pick, days) in picks {
            date = date.saturating_add((days * 3).days());
            let today = Today { date, calendar, readings: &readings };
            let moves = open_moves(&application, &today);
            // What was withdrawn, joined or split stays closed.
            if moves.iter().all(|(_, verb)| *verb == Verb::IssueQueryCode) {
                prop_assert_eq!(application.stage, Stage::Closed);
                break;
            }
            let (who, verb) = &moves[pick % moves.len()];
            let act = act_of(*verb, &application, date, pick);
            if application.check(&act, who, &today).is_err() {
                continue;
            }
            let before = application.clone();
            // Some things are recorded later than done.
            let earlier = date.saturating_sub((pick as i64 % 6).days()).max(since);
            let on = if verb.day_zh().is_some() { earlier } else { date };
            prop_assert!(day_objection(*verb, on, since, date).is_none());
            application.apply(&Step::new(on, who.account.clone(), act));
            match verb.rule().to {
                To::Goes(stage) => {
                    prop_assert_eq!(application.stage, stage);
                    since = on;
                }
                To::Stays => prop_assert_eq!(application.stage, before.stage),
            }
            // What did not arrive was no answer.
            if let Some(outcome) = before.outcome.filter(|_| *verb != Verb::FailService) {
                prop_assert_eq!(application.outcome, Some(outcome));
            }
            prop_assert!(application.case(date).is_none_or(|case| case.is_ok()));
            if !application.split_into.is_empty() {
                prop_assert!(application.entry().is_none() && application.outcome.is_none(), "its parts count");
            } else if application.stage == Stage::Closed && application.received_on.is_some() {
                prop_assert!(application.entry().unwrap().leaf.is_some());
            }
            let kept: Application = serde_json::from_str(&serde_json::to_string(&application).unwrap()).unwrap();
            prop_assert_eq!(&kept, &application);
        }
    }
}

#[test]
fn every_verb_and_stage_is_reached_by_walking() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let (mut verbs, mut stages) = (BTreeMap::new(), BTreeSet::new());
    let mut seed = 1_usize;
    for walk in 0..2000 {
        let mut application = registered(Channel::ALL[walk % 8]);
        let mut day = START;
        for _ in 0..40 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = seed >> 33;
            // Now and then so long that periods run out.
            let days = if pick.is_multiple_of(5) { pick % 60 } else { pick % 4 };
            day = day.saturating_add((days as i64).days());
            let today = Today { date: day, calendar, readings: &readings };
            let moves = open_moves(&application, &today);
            // Withdrawing is always possible and would end most walks.
            let moves: Vec<_> = moves
                .into_iter()
                .filter(|(_, verb)| *verb != Verb::Withdraw || pick.is_multiple_of(50))
                .collect();
            let Some((who, verb)) = moves.get(pick % moves.len().max(1)) else { break };
            let act = act_of(*verb, &application, day, pick);
            if application.check(&act, who, &today).is_ok() {
                application.apply(&Step::new(day, who.account.clone(), act));
                *verbs.entry(*verb).or_insert(0) += 1;
                if verb.rule().to != To::Stays {
                    stages.insert(application.stage);
                }
            }
        }
    }
    let missing: Vec<_> = Verb::ALL.into_iter().filter(|verb| !verbs.contains_key(verb)).collect();
    assert!(missing.is_empty(), "never done: {missing:?}");
    // An application starts at 待确认 and never comes back to it.
    assert_eq!(stages.len(), Stage::ALL.len() - 1);
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

/// 《条例》第30条、第35条: a reasonable period, which ends neither today nor in another age.
#[test]
fn the_period_of_an_applicant_ends_after_today_and_within_the_setting() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let today = Today { date: START, calendar, readings: &readings };
    let handler = officer("承办甲", &[Role::Handler]);
    let application =
        Application { handler: Some("承办甲".into()), is_accepted: true, ..at(Stage::Handling) };
    for make in [|reply_by| Act::SupplementAsked { reply_by }, |reply_by| Act::ReasonsAsked { reply_by }] {
        let check = |reply_by| application.check(&make(reply_by), &handler, &today);
        assert!(check(START).is_err() && check(date(2024, 5, 7)).is_ok() && check(date(2024, 11, 6)).is_ok());
        let refused = check(date(2024, 11, 7)).unwrap_err().to_string();
        assert!(refused.contains("应不晚于 2024-11-06（6个月，本系统的设定"), "{refused}");
        assert!(check(date(2099, 1, 1)).is_err());
    }
}

/// 《条例》第35条: the delayed term is the one the register counts by, as the case itself does.
#[test]
fn the_register_holds_the_delayed_term() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let mut application = registered(Channel::Counter);
    let mut apply = |day: i64, act| {
        let on = START.saturating_add(day.days());
        application.apply(&Step::new(on, "签发甲".into(), act));
        let today = Today { date: on, calendar, readings: &readings };
        let due = application.deadline(&today).and_then(|deadline| deadline.due);
        (application.entry().unwrap().delayed_until, due)
    };
    let (until, later) = (date(2024, 9, 30), date(2024, 10, 31));
    assert_eq!(apply(1, Act::ReasonsGiven).0, None);
    assert_eq!(apply(2, Act::DelayFixed { until }), (Some(until), Some(until)));
    assert_eq!(apply(3, Act::DelayFixed { until: later }), (Some(later), Some(later)));
    apply(4, Act::SupplementAsked { reply_by: date(2024, 5, 20) });
    let (delayed, due) = apply(5, Act::SupplementReceived);
    assert!(delayed.is_none() && due.is_some_and(|due| due < until), "the term begins anew");
}

#[test]
fn a_delayed_answer_rests_on_the_provision_of_delay() {
    let mut application = registered(Channel::Counter);
    let basis = |application: &Application| application.basis_of(LimitKind::Answer).to_string();
    assert_eq!(basis(&application), "《条例》第33条第2款");
    let delayed = Act::DelayFixed { until: date(2024, 9, 30) };
    application.apply(&Step::new(START.saturating_add(2.days()), "签发甲".into(), delayed));
    assert_eq!(basis(&application), "《条例》第35条");
    assert_eq!(application.basis_of(LimitKind::Confirmation), LimitKind::Confirmation.basis());
}

#[test]
fn letters_go_out_with_their_acts() {
    let received = registered(Channel::Counter);
    let unconfirmed = registered(Channel::Internet);
    let act = Act::Registered {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let forms = |application: &Application, act: &Act| -> Vec<LetterForm> {
        application.sends(act).into_iter().map(|letter| letter.form).collect()
    };
    assert_eq!(forms(&received, &act), [LetterForm::Receipt]);
    assert_eq!(forms(&unconfirmed, &act), [], "no receipt before it is received");
    let sent = |kind| forms(&received, &Act::ConsultationSent { id: "1".into(), kind });
    assert_eq!(
        sent(ConsultationKind::ThirdParty),
        [LetterForm::ThirdPartyAsked, LetterForm::ConsultationTold]
    );
    assert_eq!(sent(ConsultationKind::CoMaker), [LetterForm::CoMakerAsked, LetterForm::ConsultationTold]);
    assert_eq!(
        sent(ConsultationKind::OtherAgency),
        [LetterForm::OtherAgencyAsked, LetterForm::ConsultationTold]
    );
    let decision = Decision { form: Some(LetterForm::OtherAgency), ..Decision::of(Leaf::NotHeld) };
    let drafted = Application { decision: Some(decision), ..registered(Channel::Counter) };
    for verb in Verb::ALL {
        let act = act_of(verb, &received, START, 0);
        let forms = forms(&drafted, &act);
        assert!(act.letter().is_none() || forms.len() == 1, "{verb:?}: what gets a number is a letter");
        if verb == Verb::Sign {
            assert_eq!(forms, [LetterForm::OtherAgency]);
        }
    }
}

#[test]
fn letters_that_go_out_bear_numbers_in_their_order() {
    let received = registered(Channel::Counter);
    for verb in Verb::ALL {
        let act = act_of(verb, &received, START, 0);
        let numbered = received.numbered(&act);
        assert!(!numbered.contains(&LetterForm::Receipt), "it bears the number of the application");
        let sent = received.sends(&act).len();
        assert_eq!(numbered.len(), if verb == Verb::Confirm { 0 } else { sent }, "{verb:?}");
    }
    let number = |serial| LetterNumber { code: "示测公开".into(), year: 2024, serial };
    let mut signed = Step::new(START, "签发甲".into(), Act::Signed { letter: String::new() });
    signed.set_numbers([(LetterForm::Granted, number(7)), (LetterForm::ThirdPartyTold, number(8))]);
    assert_eq!(signed.act.letter(), Some("示测公开〔2024〕7号"));
    assert_eq!(signed.numbers().collect::<Vec<_>>(), ["示测公开〔2024〕7号", "示测公开〔2024〕8号"]);
    let mut asked = Step::new(START, "承办甲".into(), Act::SupplementAsked { reply_by: START });
    // What was recorded before letters of the course were numbered reads and hashes as it did.
    let before = serde_json::json!({
        "on": "2024-05-06", "by": "承办甲", "act": "supplement_asked", "reply_by": "2024-05-06"
    });
    assert_eq!(serde_json::to_value(&asked).unwrap(), before);
    assert_eq!(serde_json::from_value::<Step>(before).unwrap(), asked);
    asked.set_numbers([(LetterForm::SupplementAsked, number(9))]);
    let after = serde_json::to_value(&asked).unwrap();
    assert_eq!(
        after["letters"],
        serde_json::json!([{"form": "supplement", "number": "示测公开〔2024〕9号"}])
    );
    assert_eq!(serde_json::from_value::<Step>(after).unwrap(), asked);
}

#[test]
fn a_number_stays_with_its_letter_whatever_later_programs_send_with_the_act() {
    let (receipt, asked) = (LetterForm::Receipt, LetterForm::OtherAgencyAsked);
    let (granted, overruled, told) =
        (LetterForm::Granted, LetterForm::ThirdPartyTold, LetterForm::ConsultationTold);
    let step = |act: &str, letters: serde_json::Value| -> Step {
        let mut step: serde_json::Value = serde_json::from_str(act).unwrap();
        (step["on"], step["by"], step["letters"]) = ("2024-05-06".into(), "承办甲".into(), letters);
        serde_json::from_value(step).unwrap()
    };
    let sent = r#"{"act":"consultation_sent","id":"1","kind":"其他机关"}"#
        .replace("\"其他机关\"", &serde_json::to_string(&ConsultationKind::OtherAgency).unwrap());
    let alone =
        step(&sent, serde_json::json!([{"form": "consultation_told", "number": "示测公开〔2024〕7号"}]));
    assert!(alone.names_letters());
    assert_eq!(alone.numbers_of(&[asked, told]), [None, Some("示测公开〔2024〕7号")], "no other takes it");
    // As steps were recorded before, numbers go in the order of the letters.
    let before = step(&sent, serde_json::json!(["示测公开〔2024〕7号", "示测公开〔2024〕8号"]));
    assert!(!before.names_letters());
    assert_eq!(
        before.numbers_of(&[receipt, asked, told])[1..],
        [Some("示测公开〔2024〕7号"), Some("示测公开〔2024〕8号")]
    );
    assert_eq!(
        serde_json::to_value(&before).unwrap()["letters"][0],
        "示测公开〔2024〕7号",
        "it hashes as it did"
    );
    let mut signed = Step::new(START, "签发甲".into(), Act::Signed { letter: String::new() });
    let number = |serial| LetterNumber { code: "示测公开".into(), year: 2024, serial };
    signed.set_numbers([(granted, number(1)), (overruled, number(2)), (overruled, number(3))]);
    let numbers = signed.numbers_of(&[granted, overruled, overruled]);
    assert_eq!(numbers, ["示测公开〔2024〕1号", "示测公开〔2024〕2号", "示测公开〔2024〕3号"].map(Some));
}

#[test]
fn a_third_party_whose_objection_does_not_hold_is_told() {
    let mut application = registered(Channel::Counter);
    let mut apply = |act| application.apply(&Step::new(START, "承办甲".into(), act));
    for (id, kind, opinion) in [
        ("1", ConsultationKind::ThirdParty, Opinion::Agrees),
        ("2", ConsultationKind::ThirdParty, Opinion::Objects),
        ("3", ConsultationKind::CoMaker, Opinion::Objects),
        ("4", ConsultationKind::ThirdParty, Opinion::Objects),
    ] {
        apply(Act::ConsultationSent { id: id.into(), kind });
        apply(Act::ConsultationClosed { id: id.into(), opinion });
    }
    let told = |leaf, withheld: &[LetterForm]| {
        let decision = Decision { withheld: withheld.to_vec(), ..Decision::of(leaf) };
        let decided = Application { decision: Some(decision), ..application.clone() };
        let sent = decided.sends(&Act::Signed { letter: String::new() });
        let told = sent.into_iter().filter(|letter| letter.form == LetterForm::ThirdPartyTold);
        told.filter_map(|letter| letter.inquiry).collect::<Vec<_>>()
    };
    assert_eq!(told(Leaf::Granted, &[]), [1, 3]);
    assert_eq!(told(Leaf::PartlyGranted, &[LetterForm::ProcessInformation]), [1, 3]);
    assert!(told(Leaf::PartlyGranted, &[LetterForm::ThirdPartyRights]).is_empty(), "the objection holds");
    assert!(told(Leaf::ThirdPartyRights, &[]).is_empty());
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

#[test]
fn docs_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/procedure.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}
