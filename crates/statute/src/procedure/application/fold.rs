//! An application begun with its registration, and each step put on top.

use jiff::civil::Date;

use super::clock::happening;
use super::{Application, Inquiry, Outcome};
use crate::clock::{Event, Happening};
use crate::leaf::Leaf;
use crate::procedure::act::Act;
use crate::procedure::decision::Decision;
use crate::procedure::rule::To;
use crate::procedure::stage::Stage;
use crate::procedure::step::Step;
use crate::readings::Readings;
use crate::receipt::receipt;

impl Application {
    /// Begins an application with its registration. The channel decides whether it is received at once. 《条例》第31条
    ///
    /// None where the step is no registration.
    pub fn begin(number: &str, step: &Step, readings: &Readings) -> Option<Self> {
        let Act::Registered { channel, applicant, ref happened, .. } = step.act else { return None };
        let received = |on| Event { on, what: Happening::Received };
        let own = receipt(channel, step.on, None, readings).ok().and_then(|receipt| receipt.received_on);
        let is_part = !happened.is_empty();
        let happenings: Vec<Event> =
            if is_part { happened.clone() } else { own.map(received).into_iter().collect() };
        let day = |is: fn(&Happening) -> bool| {
            happenings.iter().find(|event| is(&event.what)).map(|event| event.on)
        };
        let received_on = day(|what| *what == Happening::Received);
        let is_supplement_asked = day(|what| matches!(what, Happening::SupplementAsked { .. })).is_some();
        Some(Self {
            number: number.to_owned(),
            stage: if received_on.is_some() { Stage::Received } else { Stage::Arrived },
            channel,
            applicant,
            arrived_on: step.on,
            received_on,
            handler: None,
            is_accepted: false,
            is_supplement_asked,
            reply_by: None,
            inquiries: Vec::new(),
            extension_asked: None,
            is_extended: false,
            reasons_by: None,
            has_reasons: false,
            fee: None,
            is_searched: false,
            drafter: None,
            decision: None,
            letter: None,
            served: None,
            unserved: None,
            split_into: Vec::new(),
            outcome: None,
            is_reopened: false,
            redo_by: None,
            happenings,
        })
    }

    /// Puts a step on top. What it may be is decided before, by [`Application::check`]; here it only takes effect.
    pub fn apply(&mut self, step: &Step) {
        if let Some(To::Goes(stage)) = step.act.verb().map(|verb| verb.rule().to)
            && !matches!(step.act, Act::Split { closes: false, .. })
        {
            self.stage = stage;
        }
        match &step.act {
            Act::Registered { .. }
            | Act::Transferred
            | Act::Split { closes: false, .. }
            | Act::QueryCodeIssued { .. }
            | Act::Approved
            | Act::ExtensionRefused
            | Act::DelayFixed { .. } => {}
            Act::Confirmed => self.received_on = Some(step.on),
            Act::Split { into, closes: true } => self.split_into.clone_from(into),
            Act::Assigned { to } => (self.handler, self.is_accepted) = (Some(to.clone()), false),
            Act::Accepted => self.is_accepted = true,
            Act::Returned => (self.handler, self.is_accepted) = (None, false),
            Act::SupplementAsked { reply_by } => {
                (self.is_supplement_asked, self.reply_by) = (true, Some(*reply_by));
            }
            Act::SupplementReceived | Act::FeePaid => self.reply_by = None,
            Act::ConsultationSent { id, kind } => self.inquiries.push(Inquiry {
                id: id.clone(),
                kind: *kind,
                sent_on: step.on,
                served_on: None,
                closed: None,
            }),
            Act::ConsultationServed { id } => self.inquiry(id, |inquiry| inquiry.served_on = Some(step.on)),
            Act::ConsultationClosed { id, opinion } => {
                self.inquiry(id, |inquiry| inquiry.closed = Some((step.on, *opinion)));
            }
            Act::ExtensionAsked { workdays } => self.extension_asked = Some(*workdays),
            Act::ExtensionApproved { .. } => self.is_extended = true,
            Act::ReasonsAsked { reply_by } => self.reasons_by = Some(*reply_by),
            Act::ReasonsGiven => self.has_reasons = true,
            Act::FeeNotified(notice) => self.fee = Some(notice.clone()),
            Act::Searched => self.is_searched = true,
            Act::Drafted(decision) => {
                (self.drafter, self.decision) = (Some(step.by.clone()), Some(decision.clone()));
            }
            Act::SentBack => self.drafter = None,
            Act::Signed { letter } => self.letter = Some(letter.clone()),
            Act::SupplementLapsed { letter } => self.lapse(Leaf::SupplementLapsed, letter, step.on),
            Act::FeeLapsed { letter } => self.lapse(Leaf::FeeLapsed, letter, step.on),
            Act::Served { way } => {
                (self.served, self.unserved) = (Some((step.on, *way)), None);
                if let Some(Decision { leaf, .. }) = self.decision {
                    self.end(leaf, step.on);
                }
            }
            Act::ServiceFailed => self.unserve(),
            Act::Withdrawn | Act::Joined { .. } => {
                self.served = None;
                self.end(Leaf::OtherHandling, step.on);
            }
            Act::Reopened { redo_by } => {
                (self.is_reopened, self.redo_by) = (true, *redo_by);
                (self.drafter, self.is_accepted) = (None, false);
            }
        }
        if matches!(step.act, Act::ExtensionApproved { .. } | Act::ExtensionRefused) {
            self.extension_asked = None;
        }
        if !self.is_reopened
            && let Some(what) = happening(&step.act)
        {
            self.happenings.push(Event { on: step.on, what });
        }
    }

    fn inquiry(&mut self, id: &str, change: impl FnOnce(&mut Inquiry)) {
        if let Some(inquiry) = self.inquiries.iter_mut().find(|inquiry| inquiry.id == id) {
            change(inquiry);
        }
    }

    /// A lapse is the answer: its letter is signed with it, and the outcome counts from that day.
    fn lapse(&mut self, leaf: Leaf, letter: &str, on: Date) {
        self.decision = Some(Decision::of(leaf));
        self.letter = Some(letter.to_owned());
        self.end(leaf, on);
    }

    /// What did not arrive is no answer: the clock runs on and the outcome does not count, unless it counts from
    /// elsewhere, by a lapse or an answer before a review.
    fn unserve(&mut self) {
        self.unserved = self.served.take();
        if self.is_reopened {
            return;
        }
        if let Some(place) = self.happenings.iter().rposition(|event| event.what == Happening::Answered) {
            self.happenings.remove(place);
        }
        let lapses = [Leaf::SupplementLapsed, Leaf::FeeLapsed];
        if !self.decision.as_ref().is_some_and(|decision| lapses.contains(&decision.leaf)) {
            self.outcome = None;
        }
    }

    /// The first outcome stays, whatever a review changes later.
    fn end(&mut self, leaf: Leaf, on: Date) {
        self.outcome.get_or_insert(Outcome { leaf, on });
    }
}
