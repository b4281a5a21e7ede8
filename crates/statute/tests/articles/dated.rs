//! 《条例》第31条, 国办公开办函〔2016〕235号: what is recorded later counts on the day it was done.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::leaf::Leaf;
use statute::procedure::{
    Act, Application, Decision, Officer, Role, Service, Stage, Step, Today, Verb, day_objection, earliest_day,
};
use statute::readings::Readings;
use statute::registers::Channel;

const ARRIVED: Date = date(2024, 5, 6);

fn registered(channel: Channel) -> Step {
    let act = Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    Step::new(ARRIVED, "登记甲".into(), act)
}

fn folded(steps: &[Step]) -> Application {
    let mut application = Application::begin("2024-1", &steps[0], &Readings::default()).unwrap();
    for step in &steps[1..] {
        application.apply(step);
    }
    application
}

/// An answer drafted and signed so many days after the arrival.
fn signed(days: i64) -> Vec<Step> {
    let decision = Decision::of(Leaf::Granted);
    let letter = "示测公开〔2024〕4号".to_owned();
    let on = ARRIVED.saturating_add(days.days());
    let acts = [Act::Assigned { to: "承办甲".into() }, Act::Drafted(decision), Act::Signed { letter }];
    let steps = acts.map(|act| Step::new(on, "登记甲".into(), act));
    std::iter::once(registered(Channel::Counter)).chain(steps).collect()
}

#[test]
fn a_day_lies_between_the_step_before_and_today() {
    let (first, today) = (date(2024, 5, 8), date(2024, 5, 10));
    for verb in [Verb::Confirm, Verb::Serve, Verb::FailService] {
        let objection = |on| day_objection(verb, on, first, today);
        assert!(objection(first).is_none() && objection(date(2024, 5, 9)).is_none());
        assert!(objection(today).is_none());
        let early = objection(date(2024, 5, 7)).unwrap();
        assert!(
            early.contains("应不早于 2024-05-08") && early.contains("不晚于今天（2024-05-10）"),
            "{early}"
        );
        assert!(objection(date(2024, 5, 11)).is_some(), "nothing is done in the future");
    }
    for verb in Verb::ALL.into_iter().filter(|verb| verb.day_zh().is_none()) {
        assert!(day_objection(verb, today, first, today).is_none());
        assert!(
            day_objection(verb, date(2024, 5, 9), first, today).is_some(),
            "{verb:?} has no day of its own"
        );
    }
}

#[test]
fn the_first_day_is_the_one_that_led_to_the_stage() {
    let mut steps = signed(10);
    assert_eq!(earliest_day(&steps), Some(date(2024, 5, 16)), "the day of signature");
    steps.push(Step::new(date(2024, 5, 17), "登记甲".into(), Act::Served { way: Service::Post }));
    assert_eq!(earliest_day(&steps), Some(date(2024, 5, 17)), "the day of posting");
    steps.push(Step::new(date(2024, 5, 22), "登记甲".into(), Act::ServiceFailed));
    assert_eq!(earliest_day(&steps), Some(date(2024, 5, 22)), "the day it came back");
    let mut waiting = vec![registered(Channel::Internet)];
    assert_eq!(earliest_day(&waiting), Some(ARRIVED));
    waiting.push(Step::new(ARRIVED, "承办甲".into(), Act::Searched));
    assert_eq!(earliest_day(&waiting), Some(ARRIVED), "what leads nowhere does not count");
    assert_eq!(earliest_day(&[]), None);
}

/// Posted on the last day and entered after it: in time, and that day begins the terms of the remedies.
#[test]
fn the_day_of_posting_keeps_the_term_whenever_it_is_entered() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let steps = signed(10);
    let on = |date| Today { date, calendar, readings: &readings };
    let due = folded(&steps).deadline(&on(date(2024, 5, 16))).unwrap().due.unwrap();
    let entered = due.saturating_add(3.days());
    let served = |day| {
        let step = Step::new(day, "登记甲".into(), Act::Served { way: Service::Post });
        let application = folded(&[steps.clone(), vec![step]].concat());
        let is_late =
            application.deadline(&on(entered)).unwrap().flags.iter().any(|flag| flag.code() == "late");
        (application.served, application.entry().unwrap().answered_on, is_late)
    };
    assert_eq!(served(due), (Some((due, Service::Post)), Some(due), false));
    assert_eq!(served(entered), (Some((entered, Service::Post)), Some(entered), true));
}

#[test]
fn the_term_runs_from_the_day_of_confirmation() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let confirmed = Step::new(date(2024, 5, 7), "登记甲".into(), Act::Confirmed);
    let application = folded(&[registered(Channel::OrdinaryLetter), confirmed]);
    assert_eq!(application.received_on, Some(date(2024, 5, 7)));
    let today = Today { date: date(2024, 5, 9), calendar, readings: &readings };
    let due = application.deadline(&today).unwrap().due;
    assert_eq!(due, Some(calendar.workday_after(date(2024, 5, 7), 20).date));
}

/// A posted letter may come back; what was handed over, fetched or announced cannot.
#[test]
fn what_was_posted_may_come_back_and_is_served_again_in_any_way() {
    let (calendar, readings) = (Calendar::published(), Readings::default());
    let clerk = Officer { account: "登记甲".into(), roles: vec![Role::Clerk] };
    let on = |date| Today { date, calendar, readings: &readings };
    let (posted, back) = (date(2024, 5, 17), date(2024, 5, 27));
    for way in Service::ALL {
        let served = Step::new(posted, "登记甲".into(), Act::Served { way });
        let mut application = folded(&[signed(10), vec![served]].concat());
        let may = application.check(&Act::ServiceFailed, &clerk, &on(back)).is_ok();
        assert_eq!(may, matches!(way, Service::Post | Service::Email), "{way:?}");
        if !may {
            continue;
        }
        application.apply(&Step::new(back, "登记甲".into(), Act::ServiceFailed));
        assert_eq!((application.stage, application.outcome), (Stage::AwaitingService, None));
        assert_eq!(application.unserved, Some((posted, way)), "the first day stays on record");
        for again in Service::ALL {
            assert!(application.check(&Act::Served { way: again }, &clerk, &on(back)).is_ok(), "{again:?}");
        }
        application.apply(&Step::new(back, "登记甲".into(), Act::Served { way: Service::PublicNotice }));
        assert_eq!(application.outcome.unwrap().on, back);
    }
}
