//! The result: last day, state, limits, the days one by one, flags.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;

use super::case::{Case, Consultation};
use super::event::{Event, Happening};
use super::flag::Flag;
use super::step::{Step, StepKind};
use super::term::Term;
use super::{CONSULTATION_WORKDAYS, PAYMENT_WORKDAYS, SUPPLEMENT_WORKDAYS};
use crate::calendar::{Calendar, Reckoned};
use crate::citation::{Act, Citation};
use crate::readings::Readings;
use crate::registers::ConsultationKind;

const ANSWER: Citation = Citation::regulation(33).paragraph(2);
const CONSULTING: Citation = Citation::regulation(33).paragraph(3);
const DELAY: Citation = Citation::regulation(35);
const RECEIPT: Citation = Citation::regulation(31);
const SUPPLEMENT: Citation = Citation::regulation(30);
const PAYMENT: Citation = Citation::of(Act::FeeMeasure, 6);
const FIRST_DAY: Citation = Citation::of(Act::CivilProcedure, 85).paragraph(2);

// Written out once: a batch of cases prints them for every day.
static ANSWERING: LazyLock<String> = LazyLock::new(|| ANSWER.to_string());
static DELAYED: LazyLock<String> = LazyLock::new(|| DELAY.to_string());
static CONSULTED: LazyLock<String> = LazyLock::new(|| CONSULTING.to_string());

/// Where the application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 已办结: answered, withdrawn or lapsed.
    Closed,
    /// 等待申请人: a supplement or the fee was asked for and nothing is back.
    AwaitingApplicant,
    /// 征求意见中: a consultation is open and the clock stands still.
    Suspended,
    /// 办理中
    Running,
}

impl State {
    /// All states, the first that applies is the one.
    pub const ALL: [Self; 4] = [Self::Closed, Self::AwaitingApplicant, Self::Suspended, Self::Running];

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::AwaitingApplicant => "awaiting_applicant",
            Self::Suspended => "suspended",
            Self::Running => "running",
        }
    }

    /// The words for people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Closed => "已办结",
            Self::AwaitingApplicant => "等待申请人补正或者缴费",
            Self::Suspended => "征求意见中，期限中止计算",
            Self::Running => "办理中",
        }
    }
}

/// The other last days of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Last day to ask for a supplement. 《条例》第30条
    pub supplement_by: Date,
    /// Last day for the opinion, by consultation; none while it is not served. 《条例》第32条、第34条
    pub consultation_by: BTreeMap<String, Option<Date>>,
    /// Last day to pay; none without a notice. 《信息处理费管理办法》第6条
    pub pay_by: Option<Date>,
}

/// What a term that stands still waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// 等待补正. 《条例》第30条
    Supplement,
    /// 等待缴费. 《信息处理费管理办法》第6条
    Payment,
    /// 征求意见, of whom. 《条例》第33条第3款
    Consultations(Vec<ConsultationKind>),
}

/// That a term stands still (期限停止计算): no last day is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standstill {
    /// The day of the letter it waits for an answer to; nothing is counted from the day after.
    pub since: Date,
    /// What it waits for.
    pub cause: Cause,
    /// Workdays counted so far.
    pub counted: u32,
    /// Workdays left when it goes on; none where it begins anew.
    pub left: Option<u32>,
}

/// The last day for the answer and how it came about (答复期限).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The last day; none while the applicant is awaited.
    pub due: Option<Date>,
    /// Where the application stands.
    pub state: State,
    /// Whether a day without a published arrangement was counted over.
    pub provisional: bool,
    /// The other last days.
    pub limits: Limits,
    /// From the day the term starts to its last day, or as far as it ran.
    pub steps: Vec<Step>,
    /// What is noteworthy, each flag once, in the order of [`Flag::ALL`].
    pub flags: Vec<Flag>,
    /// Why there is no certain last day at present.
    #[serde(skip)]
    pub standstill: Option<Standstill>,
    /// Whether the last day is that of the reasonable term. 《条例》第35条
    #[serde(skip)]
    pub is_delayed: bool,
}

impl Case {
    /// Works out the last day for the answer, seen from the case's day (答复期限). 《条例》第33条
    ///
    /// Day 0 is the latest of receipt, supplement received and fee paid; the due date is the n-th workday after it that
    /// no consultation takes out. After the end of the application the date that held on that day stays.
    pub fn deadline(&self, calendar: &Calendar, readings: &Readings) -> Deadline {
        let closing = self.closing();
        let as_of = closing.map_or(self.today, |event| event.on);
        let term = Term::at(self, as_of, calendar, readings);
        let due = term.due(calendar);
        let waiting_since = self.waiting_since(as_of);
        let state = match (closing, waiting_since) {
            (Some(_), _) => State::Closed,
            (None, Some(_)) => State::AwaitingApplicant,
            (None, None) if term.open_consultations().next().is_some() => State::Suspended,
            (None, None) => State::Running,
        };
        let last_step = match (state, waiting_since) {
            (State::AwaitingApplicant, Some(since)) => since.clamp(term.day0, due),
            _ => due,
        };
        let (limits, limits_provisional) = self.limits(&term, calendar, readings);
        let (steps, steps_provisional) = steps(&term, last_step, state, calendar);
        let counted = steps.iter().filter(|step| step.date <= as_of).filter_map(|step| step.n).max();
        Deadline {
            standstill: self.standstill(&term, state, counted.unwrap_or_default()),
            is_delayed: term.delayed_until.is_some(),
            due: (state != State::AwaitingApplicant).then_some(due),
            state,
            provisional: limits_provisional || steps_provisional,
            flags: self.flags(&term, due, closing, calendar, readings),
            limits,
            steps,
        }
    }

    /// The event that ended the application: the first of those that can, an answer before others of its day.
    fn closing(&self) -> Option<&Event> {
        self.events
            .iter()
            .filter(|event| event.what.closes())
            .min_by_key(|event| (event.on, event.what != Happening::Answered))
    }

    fn standstill(&self, term: &Term, state: State, counted: u32) -> Option<Standstill> {
        match state {
            State::Closed | State::Running => None,
            State::AwaitingApplicant => {
                let (since, cause) = self.awaited(term.as_of)?;
                Some(Standstill { since, cause, counted, left: None })
            }
            // A term that was told as a date does not move.
            State::Suspended if term.delayed_until.is_some() => None,
            State::Suspended => {
                let since = term.open_consultations().map(|sent| sent.sent_on).min()?;
                let mut kinds: Vec<_> = term.open_consultations().map(|sent| sent.kind).collect();
                kinds.dedup();
                // What was over before nobody waits for.
                let left = term.workdays.checked_sub(counted).filter(|left| *left > 0)?;
                Some(Standstill { since, cause: Cause::Consultations(kinds), counted, left: Some(left) })
            }
        }
    }

    /// Since when the applicant is awaited, if so.
    fn waiting_since(&self, as_of: Date) -> Option<Date> {
        self.awaited(as_of).map(|(since, _)| since)
    }

    /// The first request to the applicant that nothing came back for.
    fn awaited(&self, as_of: Date) -> Option<(Date, Cause)> {
        let last = |is: fn(&Happening) -> bool| {
            self.events
                .iter()
                .filter(|event| event.on <= as_of && is(&event.what))
                .map(|event| event.on)
                .max()
        };
        let unanswered =
            |asked: Option<Date>, back: Option<Date>| asked.filter(|&day| back.is_none_or(|b| b < day));
        let supplement = unanswered(
            last(|what| matches!(what, Happening::SupplementAsked { .. })),
            last(|what| *what == Happening::SupplementReceived),
        );
        let fee = unanswered(
            last(|what| *what == Happening::FeeNoticeServed),
            last(|what| *what == Happening::FeePaid),
        );
        let supplement = supplement.map(|on| (on, Cause::Supplement));
        let fee = fee.map(|on| (on, Cause::Payment));
        supplement.into_iter().chain(fee).min_by_key(|(on, _)| *on)
    }

    fn limits(&self, term: &Term, calendar: &Calendar, readings: &Readings) -> (Limits, bool) {
        let mut provisional = false;
        let mut by = |reckoned: Reckoned| {
            provisional |= reckoned.provisional;
            reckoned.date
        };
        let supplement_by = by(calendar.workday_after(self.received_on, SUPPLEMENT_WORKDAYS));
        let consultation_by = term
            .consultations()
            .iter()
            .map(|sent| (sent.id.clone(), reply_by(sent, calendar, readings).map(&mut by)))
            .collect();
        let pay_by = self
            .events
            .iter()
            .rfind(|event| event.on <= term.as_of && event.what == Happening::FeeNoticeServed)
            .map(|event| by(calendar.workday_after(event.on, PAYMENT_WORKDAYS)));
        (Limits { supplement_by, consultation_by, pay_by }, provisional)
    }

    fn flags(
        &self,
        term: &Term,
        due: Date,
        closing: Option<&Event>,
        calendar: &Calendar,
        readings: &Readings,
    ) -> Vec<Flag> {
        let live = || self.events.iter().filter(|event| event.on <= term.as_of);
        let asked = || {
            live()
                .filter(|event| matches!(event.what, Happening::SupplementAsked { .. }))
                .map(|event| event.on)
        };
        let holds = |flag: Flag| match flag {
            Flag::ExtensionOver20 => term.extension_over,
            Flag::ExtensionLate => term.extension_late,
            Flag::ConsultationOverdue => term
                .open_consultations()
                .any(|sent| reply_by(sent, calendar, readings).is_some_and(|by| by.date < term.as_of)),
            Flag::ConsultationUnserved => term.open_consultations().any(|sent| {
                served_on(sent, term.as_of).is_none()
                    && calendar.workday_after(sent.sent_on, readings.unserved_alarm_workdays).date
                        < term.as_of
            }),
            Flag::SupplementLate => {
                let by = calendar.workday_after(self.received_on, SUPPLEMENT_WORKDAYS).date;
                asked().any(|on| on > by)
            }
            Flag::SupplementRepeated => asked().nth(1).is_some(),
            Flag::FeeNoticeLate => live().any(|event| {
                event.what == Happening::FeeNoticeServed
                    && event.on > Term::at(self, event.on, calendar, readings).due(calendar)
            }),
            Flag::Late => closing.is_some_and(|end| end.what == Happening::Answered && end.on > due),
            Flag::AfterClosing => self.events.iter().any(|event| event.on > term.as_of),
        };
        Flag::ALL.into_iter().filter(|&flag| holds(flag)).collect()
    }
}

fn served_on(consultation: &Consultation, as_of: Date) -> Option<Date> {
    consultation.served_on.filter(|&served| served <= as_of)
}

/// The last day for the opinion asked in a consultation; none while it is not served.
fn reply_by(consultation: &Consultation, calendar: &Calendar, readings: &Readings) -> Option<Reckoned> {
    let workdays = match consultation.kind {
        ConsultationKind::ThirdParty | ConsultationKind::CoMaker => CONSULTATION_WORKDAYS,
        ConsultationKind::OtherAgency => readings.other_agency_reply_workdays,
    };
    consultation.served_on.map(|served| calendar.workday_after(served, workdays))
}

/// The days from day 0 to `last`, and whether one of them is not covered by an arrangement.
fn steps(term: &Term, last: Date, state: State, calendar: &Calendar) -> (Vec<Step>, bool) {
    let start = match term.started_by {
        Happening::SupplementReceived => format!("{SUPPLEMENT}；{FIRST_DAY}"),
        Happening::FeePaid => format!("{PAYMENT}；{FIRST_DAY}"),
        _ => format!("{RECEIPT}；{FIRST_DAY}"),
    };
    let why = format!("{}之日，次日起算", term.started_by.zh());
    let mut steps = vec![Step::day0(term.day0, why, start)];
    let basis: &'static str = if term.delayed_until.is_some() { &DELAYED } else { &ANSWERING };
    let (mut date, mut n, mut provisional) = (term.day0, 0, false);
    while date < last {
        let Ok(next) = date.tomorrow() else { break };
        date = next;
        let day = calendar.day(date);
        provisional |= !day.known;
        steps.push(if !day.is_workday() {
            Step::rest(day)
        } else if let Some(consultation) = term.excluded_by(date) {
            let (kind, id) = (consultation.kind.zh(), &consultation.id);
            let why = format!("{}，征求{kind}意见期间（{id}），不计算在内", day.why());
            Step { date, kind: StepKind::Excluded, n: None, why, basis: Cow::Borrowed(&CONSULTED) }
        } else {
            n += 1;
            Step::counted(day, n, date == last && state != State::AwaitingApplicant, Cow::Borrowed(basis))
        });
    }
    (steps, provisional)
}
