//! Periods that are given to applicants, and the delayed term. 《条例》第30条、第35条

use jiff::ToSpan;
use jiff::civil::date;
use statute::calendar::Calendar;
use statute::procedure::{Act, Application, LimitKind, Role, Stage, Step, Today};
use statute::readings::Readings;
use statute::registers::Channel;

use super::{START, at, officer, registered};

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
