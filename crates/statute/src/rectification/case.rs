//! A request as its steps have made it (更正申请). Nothing here is stored but as a copy that can be made again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::act::{Act, Judgement, Step};
use super::rule::Stage;
use crate::procedure::Service;
use crate::registers::Channel;

/// A request to correct records about oneself, folded from its steps (更正申请). 《条例》第41条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rectification {
    /// 更正申请编号, unique within the agency: `C2026-1`.
    pub number: String,
    /// By which channel it came.
    pub channel: Channel,
    /// The day it reached the agency.
    pub received_on: Date,
    /// Where it stands.
    pub stage: Stage,
    /// Who drafted what is now on the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafter: Option<String>,
    /// What is decided, or to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// The number of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// The day of signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// When and how the letter was served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<(Date, Service)>,
    /// Whether it was withdrawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_withdrawn: bool,
}

impl Rectification {
    /// Begins a request with its registration; none where the step is none.
    pub fn begin(number: &str, step: &Step) -> Option<Self> {
        let Act::Registered { channel, received_on, .. } = &step.act else { return None };
        Some(Self {
            number: number.to_owned(),
            channel: *channel,
            received_on: *received_on,
            stage: step.act.verb().rule().to,
            drafter: None,
            judgement: None,
            letter: None,
            signed_on: None,
            served: None,
            is_withdrawn: false,
        })
    }

    /// Puts a step on top. What it may be is decided before, by [`Rectification::permit`].
    pub fn apply(&mut self, step: &Step) {
        self.stage = step.act.verb().rule().to;
        match &step.act {
            Act::Registered { .. } | Act::Approved => {}
            Act::Drafted { judgement } => {
                (self.drafter, self.judgement) = (Some(step.by.clone()), Some(*judgement));
            }
            Act::SentBack => self.drafter = None,
            Act::Signed { letter } => {
                (self.letter, self.signed_on) = (Some(letter.clone()), Some(step.on));
            }
            Act::Served { way } => self.served = Some((step.on, *way)),
            Act::Withdrawn => self.is_withdrawn = true,
        }
    }

    /// Whether anybody can still do something about it.
    pub fn is_open(&self) -> bool {
        self.stage != Stage::Closed
    }

    /// What came of it, in a word; none while it is open.
    pub fn result(&self) -> Option<&'static str> {
        match self.judgement {
            _ if self.is_open() => None,
            _ if self.is_withdrawn => Some("申请人撤回"),
            judgement => judgement.map(Judgement::zh),
        }
    }
}
