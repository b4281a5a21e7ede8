//! What the clock counts of an application, and the deadline it makes of it. 《条例》第33条、第35条

use jiff::civil::Date;

use super::Application;
use crate::clock::{Case, Deadline, Event, Fault, Happening};
use crate::procedure::act::Act;
use crate::procedure::permit::Today;

impl Application {
    /// The case as the clock sees it; none while the application is not received.
    ///
    /// # Errors
    /// Where the steps contradict one another, which those that were checked do not.
    pub fn case(&self, today: Date) -> Option<Result<Case, Fault>> {
        self.received_on.map(|_| Case::new(self.happenings.clone(), Some(today)))
    }

    /// The last day for the answer, with every day that led to it; none while the application is not received.
    pub fn deadline(&self, today: &Today<'_>) -> Option<Deadline> {
        let case = self.case(today.date)?.ok()?;
        Some(case.deadline(today.calendar, today.readings))
    }

    /// The delayed term, unless the term began anew after it was fixed. 《条例》第35条
    pub(in crate::procedure) fn delayed_until(&self) -> Option<Date> {
        let restarts = |event: &&Event| {
            matches!(event.what, Happening::Received | Happening::SupplementReceived | Happening::FeePaid)
        };
        let day0 = self.happenings.iter().filter(restarts).map(|event| event.on).max()?;
        self.happenings.iter().rev().find_map(|event| match event.what {
            Happening::DelayFixed { until } if event.on > day0 => Some(until),
            _ => None,
        })
    }
}
/// What the clock makes of an act, if anything.
pub(super) fn happening(act: &Act) -> Option<Happening> {
    Some(match act {
        Act::Confirmed => Happening::Received,
        Act::SupplementAsked { reply_by } => Happening::SupplementAsked { reply_by: Some(*reply_by) },
        Act::SupplementReceived => Happening::SupplementReceived,
        Act::SupplementLapsed { .. } => Happening::SupplementLapsed,
        Act::ConsultationSent { id, kind } => Happening::ConsultationSent { id: id.clone(), kind: *kind },
        Act::ConsultationServed { id } => Happening::ConsultationServed { id: id.clone() },
        Act::ConsultationClosed { id, .. } => Happening::ConsultationClosed { id: id.clone() },
        Act::ExtensionApproved { workdays } => Happening::Extended { workdays: *workdays },
        Act::DelayFixed { until } => Happening::DelayFixed { until: *until },
        Act::FeeNotified(_) => Happening::FeeNoticeServed,
        Act::FeePaid => Happening::FeePaid,
        Act::FeeLapsed { .. } => Happening::FeeLapsed,
        Act::Served { .. } => Happening::Answered,
        Act::Withdrawn | Act::Joined { .. } | Act::Split { closes: true, .. } => Happening::Withdrawn,
        Act::Registered { .. }
        | Act::Assigned { .. }
        | Act::Accepted
        | Act::Returned
        | Act::ExtensionAsked { .. }
        | Act::ExtensionRefused
        | Act::ReasonsAsked { .. }
        | Act::ReasonsGiven
        | Act::Searched
        | Act::Transferred
        | Act::Split { closes: false, .. }
        | Act::QueryCodeIssued { .. }
        | Act::Drafted(_)
        | Act::Approved
        | Act::SentBack
        | Act::Signed { .. }
        | Act::ServiceFailed
        | Act::Reopened { .. } => return None,
    })
}
