//! An application as the annual report counts it. 《条例》第50条

use super::Application;
use crate::clock::Happening;
use crate::registers::ApplicationEntry;

impl Application {
    /// The application as the annual report counts it; none while it is not received. Withdrawn before that, it never
    /// was one; split, it counts as its parts.
    pub fn entry(&self) -> Option<ApplicationEntry> {
        if !self.split_into.is_empty() {
            return None;
        }
        let on = |is: fn(&Happening) -> bool| {
            self.happenings.iter().find(|event| is(&event.what)).map(|event| event.on)
        };
        let extended = self.happenings.iter().find_map(|event| match event.what {
            Happening::Extended { workdays } => Some(workdays),
            _ => None,
        });
        Some(ApplicationEntry {
            number: self.number.clone(),
            received_on: self.received_on?,
            channel: self.channel,
            applicant: self.applicant,
            leaf: self.outcome.map(|outcome| outcome.leaf),
            answered_on: self.outcome.map(|outcome| outcome.on),
            topic: None,
            content: None,
            reason: None,
            supplement_asked_on: on(|what| matches!(what, Happening::SupplementAsked { .. })),
            supplement_received_on: on(|what| *what == Happening::SupplementReceived),
            extended_workdays: extended,
            delayed_until: self.delayed_until(),
            fee_notice_on: on(|what| *what == Happening::FeeNoticeServed),
            fee_paid_on: on(|what| *what == Happening::FeePaid),
        })
    }
}
