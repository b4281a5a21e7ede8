//! The running term as it stands on a day: where it starts, how long it is, what is taken out of it.

use jiff::civil::Date;

use super::case::{Case, Consultation};
use super::event::Happening;
use super::{ANSWER_WORKDAYS, EXTENSION_WORKDAYS};
use crate::calendar::Calendar;
use crate::readings::Readings;

/// The term, seen from a day: later events are not known yet.
pub(super) struct Term<'a> {
    pub(super) as_of: Date,
    pub(super) day0: Date,
    /// What the term starts from.
    pub(super) started_by: &'a Happening,
    /// Workdays, extensions included.
    pub(super) workdays: u32,
    /// The last day told under 第35条, where one was.
    pub(super) delayed_until: Option<Date>,
    pub(super) extension_over: bool,
    pub(super) extension_late: bool,
    /// The consultations sent so far; what is closed later counts as closed on the day seen from.
    consultations: Vec<&'a Consultation>,
}

impl<'a> Term<'a> {
    pub(super) fn at(case: &'a Case, as_of: Date, calendar: &Calendar, readings: &Readings) -> Self {
        let live = || case.events.iter().take_while(move |event| event.on <= as_of);
        let restarts = |what: &Happening| match what {
            Happening::Received | Happening::SupplementReceived => true,
            Happening::FeePaid => readings.payment_restarts,
            _ => false,
        };
        // Of several on the same day the last one listed names the start; the day is the same.
        let (day0, started_by) = live()
            .filter(|event| restarts(&event.what))
            .max_by_key(|event| event.on)
            .map_or((case.received_on, &Happening::Received), |event| (event.on, &event.what));
        let mut term = Self {
            as_of,
            day0,
            started_by,
            workdays: ANSWER_WORKDAYS,
            delayed_until: None,
            extension_over: false,
            extension_late: false,
            consultations: case.consultations.iter().filter(|sent| sent.sent_on <= as_of).collect(),
        };
        let mut extended = 0_u32;
        for event in live() {
            match event.what {
                // Days before an extension are excluded or not whatever is sent or closed after it, so the date due
                // at that time can be had from the consultations as they are known on the day seen from.
                Happening::Extended { workdays } if event.on >= day0 => {
                    if event.on > term.due(calendar) {
                        term.extension_late = true;
                    } else {
                        extended = extended.saturating_add(workdays);
                        term.extension_over = extended > EXTENSION_WORKDAYS;
                        term.workdays = ANSWER_WORKDAYS + extended.min(EXTENSION_WORKDAYS);
                    }
                }
                Happening::DelayFixed { until } if event.on > day0 => term.delayed_until = Some(until),
                _ => {}
            }
        }
        term
    }

    /// The consultation that takes the day out of the term, if one does: days in (sent, closed]. 《条例》第33条第3款
    pub(super) fn excluded_by(&self, date: Date) -> Option<&'a Consultation> {
        self.consultations.iter().copied().find(|consultation| {
            let end = consultation.closed_on.map_or(self.as_of, |closed| closed.min(self.as_of));
            consultation.sent_on < date && date <= end
        })
    }

    /// The consultations sent so far.
    pub(super) fn consultations(&self) -> &[&'a Consultation] {
        &self.consultations
    }

    /// Those not closed on the day seen from.
    pub(super) fn open_consultations(&self) -> impl Iterator<Item = &'a Consultation> {
        let as_of = self.as_of;
        self.consultations
            .iter()
            .copied()
            .filter(move |consultation| consultation.closed_on.is_none_or(|closed| closed > as_of))
    }

    /// The last day of the term.
    pub(super) fn due(&self, calendar: &Calendar) -> Date {
        if let Some(until) = self.delayed_until {
            return until;
        }
        let (mut date, mut counted) = (self.day0, 0);
        while counted < self.workdays {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            counted += u32::from(calendar.is_workday(date) && self.excluded_by(date).is_none());
        }
        date
    }
}
