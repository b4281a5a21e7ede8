//! Random walks through the procedure keep to its table and reach all of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use proptest::prelude::*;
use statute::calendar::Calendar;
use statute::procedure::{Application, Officer, Stage, Step, To, Today, Verb, day_objection};
use statute::readings::Readings;
use statute::registers::Channel;

use super::{START, act_of, registered, staff};

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
