//! A case as its steps have made it (复议诉讼案件). Nothing here is stored but as a copy that can be made again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::act::{Act, Outcome, Step, Track};
use super::rule::{Stage, To};
use super::term::{ReplyTerm, reply_term};
use crate::calendar::Calendar;
use crate::registers::{RemedyEntry, RemedyKind};

/// A review or a lawsuit folded from its steps (复议诉讼案件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyCase {
    /// 案件编号, unique within the agency; not the number the reviewing body or the court gives.
    pub number: String,
    /// The block of table four.
    pub kind: RemedyKind,
    /// By which procedure it is heard.
    pub track: Track,
    /// Where it stands.
    pub stage: Stage,
    /// The application it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// The day the agency received the copy of the application or complaint.
    pub received_on: Date,
    /// The day the agency replied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied_on: Option<Date>,
    /// How it ended; none while it is undecided, and again after an appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The day the appeal was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appealed_on: Option<Date>,
}

impl RemedyCase {
    /// Begins a case with its filing; none where the step is no filing.
    pub fn begin(number: &str, step: &Step) -> Option<Self> {
        let Act::Filed(filing) = &step.act else { return None };
        Some(Self {
            number: number.to_owned(),
            kind: filing.kind,
            track: filing.track,
            stage: Stage::AwaitingReply,
            application: filing.application.clone(),
            received_on: filing.received_on,
            replied_on: None,
            outcome: None,
            appealed_on: None,
        })
    }

    /// Puts a step on top. What it may be is decided before, by [`RemedyCase::permit`] and [`RemedyCase::faults`].
    pub fn apply(&mut self, step: &Step) {
        if let To::Goes(stage) = step.act.verb().rule().to {
            self.stage = stage;
        }
        match &step.act {
            Act::Filed(_) | Act::Retracted => {}
            Act::Replied => self.replied_on = Some(step.on),
            Act::Decided(outcome) | Act::Corrected(outcome) => self.outcome = Some(*outcome),
            Act::Appealed => (self.outcome, self.appealed_on) = (None, Some(step.on)),
        }
    }

    /// Whether it is undecided (尚未审结).
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::AwaitingReply | Stage::Pending)
    }

    /// The agency's term to reply, over or not.
    pub fn reply_term(&self, calendar: &Calendar) -> ReplyTerm {
        reply_term(self.kind, self.track, self.received_on, calendar)
    }

    /// The day by which the agency must act; none where it lies with others. It never moves with today.
    pub fn limit(&self, calendar: &Calendar) -> Option<Date> {
        (self.stage == Stage::AwaitingReply).then(|| self.reply_term(calendar).by)
    }

    /// Whether the reply is missing on a day after its term, or came after it.
    pub fn is_reply_late(&self, today: Date, calendar: &Calendar) -> bool {
        let by = self.reply_term(calendar).by;
        match self.replied_on {
            Some(on) => on > by,
            None => self.stage == Stage::AwaitingReply && today > by,
        }
    }

    /// Whether it is or was heard in second instance.
    pub fn is_appealed(&self) -> bool {
        self.appealed_on.is_some()
    }

    /// The case as the annual report counts it: once, with its last result; not at all where it should never have been
    /// filed. 《条例》第50条第1款第（四）项
    pub fn entry(&self) -> Option<RemedyEntry> {
        (self.stage != Stage::Retracted).then(|| RemedyEntry {
            kind: self.kind,
            received_on: self.received_on,
            result: self.outcome.map(|outcome| outcome.ruling.result()),
            decided_on: self.outcome.map(|outcome| outcome.decided_on),
        })
    }
}
