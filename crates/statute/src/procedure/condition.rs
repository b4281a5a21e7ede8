//! What must be so beside role and stage (前提).

use super::application::Application;
use super::permit::{Officer, Today};

/// A condition of a verb (前提): looked at before the act, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// The officer is the one the application is assigned to.
    IsAssignee,
    /// The officer has accepted the application.
    IsHandler,
    /// The officer did not draft the answer.
    IsNotDrafter,
    /// Nobody has accepted the application.
    IsNotAccepted,
    /// No supplement was asked before. 《条例》第30条
    NoSupplementAsked,
    /// The period given to the applicant is over. 《条例》第30条、第42条
    PeriodIsOver,
    /// A consultation is open.
    ConsultationIsOpen,
    /// No consultation is open.
    NoConsultationIsOpen,
    /// An extension is asked for.
    ExtensionIsAsked,
    /// No extension is asked for and none was approved. 《条例》第33条第2款
    NoExtension,
    /// Reasons were asked for and are not given. 《条例》第35条
    ReasonsAreAsked,
    /// No reasons were asked for.
    NoReasonsAsked,
    /// Reasons were given. 《条例》第35条
    ReasonsAreGiven,
    /// No fee was notified before.
    NoFeeNotified,
    /// The answer was posted or sent by e-mail, and that is its last service.
    MayComeBack,
    /// Nothing but a supplement was asked about it: what is counted, charged or decided for the whole is not divided.
    IsWhole,
    /// An answer was served: what was withdrawn or joined before has none to correct. 《条例》第51条
    WasAnswered,
}

impl Condition {
    /// All conditions, in the order of the documentation.
    pub const ALL: [Self; 17] = [
        Self::IsAssignee,
        Self::IsHandler,
        Self::IsNotDrafter,
        Self::IsNotAccepted,
        Self::NoSupplementAsked,
        Self::PeriodIsOver,
        Self::ConsultationIsOpen,
        Self::NoConsultationIsOpen,
        Self::ExtensionIsAsked,
        Self::NoExtension,
        Self::ReasonsAreAsked,
        Self::NoReasonsAsked,
        Self::ReasonsAreGiven,
        Self::NoFeeNotified,
        Self::MayComeBack,
        Self::IsWhole,
        Self::WasAnswered,
    ];

    /// Whether it holds for this application and officer on this day.
    pub fn holds(self, application: &Application, officer: &Officer, today: &Today<'_>) -> bool {
        let is_open = application.open_inquiries().next().is_some();
        match self {
            Self::IsAssignee => application.handler.as_deref() == Some(&officer.account),
            Self::IsHandler => {
                application.is_accepted && application.handler.as_deref() == Some(&officer.account)
            }
            Self::IsNotDrafter => application.drafter.as_deref() != Some(&officer.account),
            Self::IsNotAccepted => !application.is_accepted,
            Self::NoSupplementAsked => !application.is_supplement_asked,
            Self::PeriodIsOver => application.period_by(today).is_some_and(|by| by < today.date),
            Self::ConsultationIsOpen => is_open,
            Self::NoConsultationIsOpen => !is_open,
            Self::ExtensionIsAsked => application.extension_asked.is_some(),
            Self::NoExtension => application.extension_asked.is_none() && !application.is_extended,
            Self::ReasonsAreAsked => application.reasons_by.is_some() && !application.has_reasons,
            Self::NoReasonsAsked => application.reasons_by.is_none(),
            Self::ReasonsAreGiven => application.has_reasons,
            Self::NoFeeNotified => application.fee.is_none(),
            Self::MayComeBack => application.served.is_some_and(|(_, way)| way.may_come_back()),
            Self::IsWhole => {
                application.inquiries.is_empty()
                    && application.fee.is_none()
                    && application.reasons_by.is_none()
                    && application.extension_asked.is_none()
                    && !application.is_extended
                    && !application.is_reopened
            }
            Self::WasAnswered => application.served.is_some(),
        }
    }

    /// What is said where it does not hold.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::IsAssignee => "由被分办的承办人接办或者退回",
            Self::IsHandler => "由已接办的承办人办理",
            Self::IsNotDrafter => "审核人不能是拟稿人",
            Self::IsNotAccepted => "尚未接办",
            Self::NoSupplementAsked => "补正只能一次性告知",
            Self::PeriodIsOver => "给申请人的期限届满之后",
            Self::ConsultationIsOpen => "有未结束的征求意见",
            Self::NoConsultationIsOpen => "没有未结束的征求意见",
            Self::ExtensionIsAsked => "已经提请延长",
            Self::NoExtension => "没有提请过延长",
            Self::ReasonsAreAsked => "已经要求说明理由",
            Self::NoReasonsAsked => "没有要求过说明理由",
            Self::ReasonsAreGiven => "申请人已经说明理由",
            Self::NoFeeNotified => "没有发过收费通知",
            Self::MayComeBack => "以邮寄或者电子邮件送达的答复",
            Self::IsWhole => "没有征求过意见、收过费、要求过说明理由、提请过延长，也不是重新答复",
            Self::WasAnswered => "已经送达答复",
        }
    }
}
