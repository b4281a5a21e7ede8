//! What must be done next, and by when (下一个期限). 《条例》第30条、第31条、第32条、第33条、第35条

use jiff::civil::Date;

use super::application::Application;
use super::permit::Today;
use super::stage::Stage;
use crate::citation::{Act, Citation};
use crate::clock::Happening;
use crate::clock::{CONSULTATION_WORKDAYS, PAYMENT_WORKDAYS};
use crate::registers::ConsultationKind;

/// Workdays after which an application that waits for confirmation raises an alarm.
const CONFIRMATION_WORKDAYS: u32 = 1;

/// What a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitKind {
    /// 与申请人确认. 《条例》第31条
    Confirmation,
    /// 答复. 《条例》第33条第2款
    Answer,
    /// 申请人补正. 《条例》第30条
    Supplement,
    /// 申请人缴费. 《信息处理费管理办法》第6条
    Payment,
    /// 征求意见. 《条例》第32条、第34条
    Consultation,
    /// 重新答复. 《条例》第51条
    NewAnswer,
}

impl LimitKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Confirmation,
        Self::Answer,
        Self::Supplement,
        Self::Payment,
        Self::Consultation,
        Self::NewAnswer,
    ];

    /// The kind that is called so, if one is.
    pub fn from_zh(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.zh() == word)
    }

    /// The provision the limit rests on.
    pub const fn basis(self) -> Citation {
        match self {
            Self::Confirmation => Citation::regulation(31),
            Self::Answer => Citation::regulation(33).paragraph(2),
            Self::Supplement => Citation::regulation(30),
            Self::Payment => Citation::of(Act::FeeMeasure, 6),
            Self::Consultation => Citation::regulation(32),
            Self::NewAnswer => Citation::regulation(51),
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Confirmation => "与申请人确认",
            Self::Answer => "答复",
            Self::Supplement => "申请人补正",
            Self::Payment => "申请人缴费",
            Self::Consultation => "征求意见",
            Self::NewAnswer => "重新答复",
        }
    }
}

/// The next last day of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What about.
    pub kind: LimitKind,
    /// The last day.
    pub by: Date,
}

impl Application {
    /// The next last day; none where nothing waits. It moves only with the steps and the calendar, never with today:
    /// while a consultation is open, it is the consultation's.
    pub fn limit(&self, today: &Today<'_>) -> Option<Limit> {
        let limit = |kind, by| Some(Limit { kind, by });
        match self.stage {
            Stage::Closed => None,
            Stage::Arrived => {
                let by = today.calendar.workday_after(self.arrived_on, CONFIRMATION_WORKDAYS).date;
                limit(LimitKind::Confirmation, by)
            }
            Stage::AwaitingSupplement => limit(LimitKind::Supplement, period_by(self, today)?),
            Stage::AwaitingPayment => limit(LimitKind::Payment, period_by(self, today)?),
            _ if self.is_reopened => limit(LimitKind::NewAnswer, self.redo_by?),
            _ => match self.consultation_by(today) {
                Some(by) => limit(LimitKind::Consultation, by),
                None => limit(LimitKind::Answer, self.deadline(today)?.due?),
            },
        }
    }

    /// The provision that a limit of this application rests on: a delayed answer is the one of `《条例》第35条`.
    pub fn basis_of(&self, kind: LimitKind) -> Citation {
        match kind {
            LimitKind::Answer if self.delayed_until().is_some() => Citation::regulation(35),
            _ => kind.basis(),
        }
    }

    /// The earliest last day of the consultations that are open.
    fn consultation_by(&self, today: &Today<'_>) -> Option<Date> {
        let by = |inquiry: &super::Inquiry| {
            let (from, workdays) = match (inquiry.served_on, inquiry.kind) {
                (None, _) => (inquiry.sent_on, today.readings.unserved_alarm_workdays),
                (Some(served), ConsultationKind::OtherAgency) => {
                    (served, today.readings.other_agency_reply_workdays)
                }
                (Some(served), ConsultationKind::ThirdParty | ConsultationKind::CoMaker) => {
                    (served, CONSULTATION_WORKDAYS)
                }
            };
            today.calendar.workday_after(from, workdays).date
        };
        self.open_inquiries().map(by).min()
    }
}

/// The last day of the period that runs for the applicant: to send a supplement, or to pay.
pub(super) fn period_by(application: &Application, today: &Today<'_>) -> Option<Date> {
    match application.stage {
        Stage::AwaitingPayment => application
            .happenings
            .iter()
            .rfind(|event| event.what == Happening::FeeNoticeServed)
            .map(|event| today.calendar.workday_after(event.on, PAYMENT_WORKDAYS).date),
        _ => application.reply_by,
    }
}
