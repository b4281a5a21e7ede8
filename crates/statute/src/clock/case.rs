//! The events of one application, put in order and free of contradiction.

use std::fmt;

use jiff::civil::Date;
use serde_json::Value;

use super::event::{Event, Happening};
use crate::registers::ConsultationKind;

/// Input that cannot be worked with: where it stands, what stands there, what should.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The place: `events[2].on`, `today`.
    pub place: String,
    /// The value found there; null where something is missing.
    pub value: Value,
    /// What was expected, in Chinese.
    pub expected: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(place: impl Into<String>, value: impl Into<Value>, expected: impl Into<String>) -> Self {
        Self { place: place.into(), value: value.into(), expected: expected.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Value::String(text) => write!(f, "{}：{text}，应为{}", self.place, self.expected),
            value => write!(f, "{}：{value}，应为{}", self.place, self.expected),
        }
    }
}

impl std::error::Error for Fault {}

/// A consultation with its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Consultation {
    pub(super) id: String,
    pub(super) kind: ConsultationKind,
    pub(super) sent_on: Date,
    pub(super) served_on: Option<Date>,
    pub(super) closed_on: Option<Date>,
}

/// The events of one application up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// In the order of their days.
    pub(super) events: Vec<Event>,
    pub(super) consultations: Vec<Consultation>,
    pub(super) received_on: Date,
    pub(super) today: Date,
}

/// The years the clock works in; a year outside them is a slip of the pen.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

impl Case {
    /// Puts events in order, seen from `today`, or from the day of the last event.
    ///
    /// # Errors
    /// The first contradiction: no receipt or two, an event after `today`, a consultation that is served or closed
    /// without being sent, or before it, an end before the receipt, a period that ends before it was set.
    pub fn new(mut events: Vec<Event>, today: Option<Date>) -> Result<Self, Fault> {
        let received_on = received_on(&events)?;
        let last = events.iter().map(|event| event.on).max().unwrap_or(received_on);
        let today = today.unwrap_or(last);
        for (at, event) in events.iter().enumerate() {
            if event.on > today {
                return Err(on(at, event, format!("不晚于 today（{today}）的日期")));
            }
            if event.what.closes() && event.on < received_on {
                return Err(on(at, event, format!("不早于收到申请之日（{received_on}）的日期")));
            }
            match &event.what {
                Happening::SupplementAsked { reply_by: Some(by) } if *by < event.on => {
                    let place = format!("events[{at}].reply_by");
                    return Err(Fault::new(place, by.to_string(), "不早于告知补正之日的日期"));
                }
                Happening::DelayFixed { until } if *until < event.on => {
                    let place = format!("events[{at}].until");
                    return Err(Fault::new(place, until.to_string(), "不早于确定延迟期限之日的日期"));
                }
                Happening::Extended { workdays: 0 } => {
                    return Err(Fault::new(format!("events[{at}].workdays"), 0, "正整数"));
                }
                _ => {}
            }
        }
        let consultations = consultations(&events)?;
        events.sort_by_key(|event| event.on);
        Ok(Self { events, consultations, received_on, today })
    }

    /// The events in the order of their days.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The day the case is seen from.
    pub fn today(&self) -> Date {
        self.today
    }
}

fn on(at: usize, event: &Event, expected: String) -> Fault {
    Fault::new(format!("events[{at}].on"), event.on.to_string(), expected)
}

fn received_on(events: &[Event]) -> Result<Date, Fault> {
    let mut receipts = events.iter().enumerate().filter(|(_, event)| event.what == Happening::Received);
    let Some((_, first)) = receipts.next() else {
        return Err(Fault::new("events", Value::Null, "含有一个 received（收到申请）事件"));
    };
    match receipts.next() {
        Some((at, _)) => Err(Fault::new(format!("events[{at}].event"), "received", "只出现一次的 received")),
        None => Ok(first.on),
    }
}

fn consultations(events: &[Event]) -> Result<Vec<Consultation>, Fault> {
    let mut consultations: Vec<Consultation> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if let Happening::ConsultationSent { id, kind } = &event.what {
            if consultations.iter().any(|known| known.id == *id) {
                return Err(Fault::new(format!("events[{at}].id"), id.as_str(), "没有用过的征求意见编号"));
            }
            consultations.push(Consultation {
                id: id.clone(),
                kind: *kind,
                sent_on: event.on,
                served_on: None,
                closed_on: None,
            });
        }
    }
    for (at, event) in events.iter().enumerate() {
        let (id, closed) = match &event.what {
            Happening::ConsultationServed { id } => (id, false),
            Happening::ConsultationClosed { id } => (id, true),
            _ => continue,
        };
        let Some(known) = consultations.iter_mut().find(|known| known.id == *id) else {
            return Err(Fault::new(
                format!("events[{at}].id"),
                id.as_str(),
                "有 consultation_sent 的征求意见编号",
            ));
        };
        if event.on < known.sent_on {
            return Err(on(at, event, format!("不早于该征求意见书发出之日（{}）的日期", known.sent_on)));
        }
        let day = if closed { &mut known.closed_on } else { &mut known.served_on };
        if day.replace(event.on).is_some() {
            return Err(Fault::new(
                format!("events[{at}].event"),
                event.what.name(),
                "每件征求意见只出现一次的事件",
            ));
        }
    }
    consultations.sort_by(|a, b| (a.sent_on, &a.id).cmp(&(b.sent_on, &b.id)));
    Ok(consultations)
}
