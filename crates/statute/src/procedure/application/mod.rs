//! An application as its steps have made it (申请). Nothing here is stored but as a copy that can be made again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::act::{Act, FeeNotice, Opinion, Service, Step};
use super::decision::Decision;
use super::permit::Today;
use super::rule::To;
use super::stage::{Queue, Stage, Turn};
use crate::applicant::Applicant;
use crate::clock::{Case, Deadline, Event, Fault, Happening};
use crate::leaf::Leaf;
use crate::readings::Readings;
use crate::receipt::receipt;
use crate::registers::{ApplicationEntry, Channel, ConsultationKind};

/// The outcome that counts in table three (办理结果): the first answer, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The outcome.
    pub leaf: Leaf,
    /// The day it counts on.
    pub on: Date,
}

/// A consultation within an application (征求意见).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// Names it within the application.
    pub id: String,
    /// Whom it asks.
    pub kind: ConsultationKind,
    /// 发出日期
    pub sent_on: Date,
    /// 送达日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_on: Option<Date>,
    /// 结束日期 and what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<(Date, Opinion)>,
}

/// An application folded from its steps (政府信息公开申请).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each tells one thing that happened or did not")]
pub struct Application {
    /// 申请编号
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// 申请渠道
    pub channel: Channel,
    /// 申请人类型
    pub applicant: Applicant,
    /// The day it reached the office.
    pub arrived_on: Date,
    /// 收到申请之日; none while a confirmation is outstanding.
    pub received_on: Option<Date>,
    /// Whom it is assigned to.
    pub handler: Option<String>,
    /// Whether they accepted it.
    pub is_accepted: bool,
    /// Whether a supplement was ever asked.
    pub is_supplement_asked: bool,
    /// The last day given to the applicant for a supplement.
    pub reply_by: Option<Date>,
    /// Every consultation, in the order sent.
    pub inquiries: Vec<Inquiry>,
    /// Workdays of an extension that waits for approval.
    pub extension_asked: Option<u32>,
    /// Whether an extension was approved.
    pub is_extended: bool,
    /// The last day given for reasons.
    pub reasons_by: Option<Date>,
    /// Whether reasons were given.
    pub has_reasons: bool,
    /// The fee that was notified.
    pub fee: Option<FeeNotice>,
    /// Whether a search is on record.
    pub is_searched: bool,
    /// Who drafted the answer that is under way.
    pub drafter: Option<String>,
    /// What the answer under way, or the last one, says.
    pub decision: Option<Decision>,
    /// The number of the last letter that was signed.
    pub letter: Option<String>,
    /// How and when the last answer was served.
    pub served: Option<(Date, Service)>,
    /// How and when it was sent last without arriving, while it is not served again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unserved: Option<(Date, Service)>,
    /// The parts that took its place; it counts no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split_into: Vec<String>,
    /// The outcome that counts.
    pub outcome: Option<Outcome>,
    /// Whether a review or judgment reopened it.
    pub is_reopened: bool,
    /// The last day for the new answer, where the decision set one.
    pub redo_by: Option<Date>,
    /// What the clock counts, in the order recorded.
    pub happenings: Vec<Event>,
}

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

    /// Consultations that are not closed.
    pub fn open_inquiries(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().filter(|inquiry| inquiry.closed.is_none())
    }

    /// Whose turn it is.
    pub fn turn(&self) -> Turn {
        match self.stage {
            Stage::Closed => Turn::Nobody,
            Stage::AwaitingSupplement | Stage::AwaitingPayment => Turn::Applicant,
            Stage::Handling if self.open_inquiries().next().is_some() => Turn::Consulted,
            Stage::Arrived
            | Stage::Received
            | Stage::Handling
            | Stage::UnderReview
            | Stage::AwaitingSignature
            | Stage::AwaitingService => Turn::Office,
        }
    }

    /// On whose desk it lies.
    pub fn queue(&self) -> Queue {
        match self.stage {
            Stage::Closed => Queue::Nobody,
            Stage::AwaitingSupplement | Stage::AwaitingPayment => Queue::Applicant,
            Stage::Arrived | Stage::Received | Stage::AwaitingService => Queue::Clerk,
            Stage::UnderReview => Queue::Reviewer,
            Stage::AwaitingSignature => Queue::Signer,
            Stage::Handling if self.extension_asked.is_some() => Queue::Signer,
            Stage::Handling if self.open_inquiries().next().is_some() => Queue::Consulted,
            Stage::Handling => Queue::Handler,
        }
    }

    /// The day it is listed under: that of receipt, or of arrival while it is not received.
    pub fn listed_on(&self) -> Date {
        self.received_on.unwrap_or(self.arrived_on)
    }

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
    pub(super) fn delayed_until(&self) -> Option<Date> {
        let restarts = |event: &&Event| {
            matches!(event.what, Happening::Received | Happening::SupplementReceived | Happening::FeePaid)
        };
        let day0 = self.happenings.iter().filter(restarts).map(|event| event.on).max()?;
        self.happenings.iter().rev().find_map(|event| match event.what {
            Happening::DelayFixed { until } if event.on > day0 => Some(until),
            _ => None,
        })
    }

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

/// What the clock makes of an act, if anything.
fn happening(act: &Act) -> Option<Happening> {
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
