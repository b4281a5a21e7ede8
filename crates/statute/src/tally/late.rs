//! Answers after the last day (超期答复), by the clock over the dates of the register. 《条例》第33条

use std::collections::HashMap;

use jiff::civil::Date;

use super::applications::outcome;
use super::last_day;
use crate::calendar::Calendar;
use crate::clock::{Case, Event, Flag, Happening, State};
use crate::leaf::Leaf;
use crate::readings::Readings;
use crate::registers::{ApplicationEntry, ConsultationEntry, Registers};

/// The applications answered in the year after their last day, each with that day.
pub fn answered_late(registers: &Registers, year: i16) -> Vec<(&ApplicationEntry, Date)> {
    let consultations = by_application(registers);
    let answered = registers.applications.iter().filter(|a| outcome(a, year).is_some());
    answered
        .filter_map(|a| {
            let deadline = case(a, &consultations, a.answered_on?)?
                .deadline(Calendar::published(), &Readings::default());
            deadline.flags.contains(&Flag::Late).then_some((a, deadline.due?))
        })
        .collect()
}

/// The applications open on 31 December whose last day had passed, each with that day.
pub fn overdue(registers: &Registers, year: i16) -> Vec<(&ApplicationEntry, Date)> {
    overdue_on(registers, last_day(year))
}

/// The applications open on a day whose last day had passed, each with that day.
pub fn overdue_on(registers: &Registers, today: Date) -> Vec<(&ApplicationEntry, Date)> {
    let consultations = by_application(registers);
    let is_open = |a: &&ApplicationEntry| {
        a.received_on <= today && a.answered_on.is_none_or(|answered| answered > today)
    };
    registers
        .applications
        .iter()
        .filter(is_open)
        .filter_map(|a| {
            let deadline =
                case(a, &consultations, today)?.deadline(Calendar::published(), &Readings::default());
            let due = deadline.due.filter(|due| *due < today)?;
            (deadline.state == State::Running).then_some((a, due))
        })
        .collect()
}

fn by_application(registers: &Registers) -> HashMap<&str, Vec<&ConsultationEntry>> {
    let mut all: HashMap<&str, Vec<_>> = HashMap::new();
    for consultation in &registers.consultations {
        all.entry(&consultation.application).or_default().push(consultation);
    }
    all
}

/// What the register knows of an application, up to a day, as the clock reads it; none if it contradicts itself.
fn case(
    application: &ApplicationEntry,
    consultations: &HashMap<&str, Vec<&ConsultationEntry>>,
    today: Date,
) -> Option<Case> {
    let a = application;
    let mut events = vec![Event { on: a.received_on, what: Happening::Received }];
    let mut add = |on: Option<Date>, what: Happening| {
        events.extend(on.filter(|on| *on <= today).map(|on| Event { on, what }));
    };
    add(a.supplement_asked_on, Happening::SupplementAsked { reply_by: None });
    add(a.supplement_received_on, Happening::SupplementReceived);
    add(a.fee_notice_on, Happening::FeeNoticeServed);
    add(a.fee_paid_on, Happening::FeePaid);
    // The register has no day for an extension: it counts from the day the term last started.
    let day0 = [Some(a.received_on), a.supplement_received_on, a.fee_paid_on];
    let day0 = day0.into_iter().flatten().filter(|day| *day <= today).max();
    if let Some(workdays) = a.extended_workdays {
        add(day0, Happening::Extended { workdays });
    }
    // Nor for a delay: it holds from the day after, unless the term began anew since.
    if let Some(until) = a.delayed_until {
        let fixed = day0.and_then(|day| day.tomorrow().ok()).filter(|day| *day <= until);
        add(fixed, Happening::DelayFixed { until });
    }
    for (index, c) in consultations.get(a.number.as_str()).into_iter().flatten().enumerate() {
        let id = index.to_string();
        if c.sent_on > today {
            continue;
        }
        add(Some(c.sent_on), Happening::ConsultationSent { id: id.clone(), kind: c.kind });
        add(c.served_on, Happening::ConsultationServed { id: id.clone() });
        add(c.closed_on, Happening::ConsultationClosed { id });
    }
    let closing = match a.leaf {
        Some(Leaf::SupplementLapsed) if a.supplement_asked_on.is_some() => Happening::SupplementLapsed,
        Some(Leaf::FeeLapsed) if a.fee_notice_on.is_some() => Happening::FeeLapsed,
        _ => Happening::Answered,
    };
    add(a.answered_on, closing);
    Case::new(events, Some(today)).ok()
}
