//! What a form starts with, and the act it becomes.

use jiff::civil::Date;
use statute::clock::EXTENSION_WORKDAYS;
use statute::procedure::{Act, Application, Opinion, Service, Verb};
use statute::registers::ConsultationKind;

use super::super::draft;
use super::fee;
use crate::layout::Typed;

/// What a form starts with.
pub(crate) fn start(verb: Verb, application: &Application, today: Date) -> Typed {
    let form = Typed::default();
    match verb {
        verb if verb.day_zh().is_some() => form.with("on", today.to_string()),
        Verb::ApproveExtension => {
            let asked = application.extension_asked.unwrap_or(EXTENSION_WORKDAYS);
            form.with("workdays", asked.to_string())
        }
        Verb::NotifyFee => form.with("tariff", "pages"),
        _ => form,
    }
}

/// The act of a form that was checked; none where something is wrong, which then stands at its field. Splitting is no
/// single act, and reopening is the result of a case.
pub(crate) fn act(verb: Verb, form: &mut Typed, application: &Application) -> Option<Act> {
    let day = |name: &str| form.value(name).parse::<Date>().ok();
    let count = |name: &str| form.value(name).parse::<u32>().ok();
    let id = || form.value("id").to_owned();
    Some(match verb {
        Verb::Confirm => Act::Confirmed,
        Verb::Assign => Act::Assigned { to: form.value("to").to_owned() },
        Verb::Accept => Act::Accepted,
        Verb::Return => Act::Returned,
        Verb::AskSupplement => Act::SupplementAsked { reply_by: day("reply_by")? },
        Verb::Supplement => Act::SupplementReceived,
        Verb::LapseSupplement => Act::SupplementLapsed { letter: String::new() },
        Verb::SendConsultation => {
            let kind = ConsultationKind::ALL.into_iter().find(|kind| kind.zh() == form.value("kind"))?;
            Act::ConsultationSent { id: (application.inquiries.len() + 1).to_string(), kind }
        }
        Verb::ServeConsultation => Act::ConsultationServed { id: id() },
        Verb::CloseConsultation => {
            let opinion = Opinion::ALL.into_iter().find(|one| one.code() == form.value("opinion"))?;
            Act::ConsultationClosed { id: id(), opinion }
        }
        Verb::AskExtension => Act::ExtensionAsked { workdays: count("workdays")? },
        Verb::ApproveExtension => Act::ExtensionApproved { workdays: count("workdays")? },
        Verb::RefuseExtension => Act::ExtensionRefused,
        Verb::AskReasons => Act::ReasonsAsked { reply_by: day("reply_by")? },
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::FixDelay => Act::DelayFixed { until: day("until")? },
        Verb::NotifyFee => Act::FeeNotified(fee::notice(form)?),
        Verb::PayFee => Act::FeePaid,
        Verb::LapseFee => Act::FeeLapsed { letter: String::new() },
        Verb::RecordSearch => Act::Searched,
        Verb::RecordTransfer => Act::Transferred,
        Verb::Split | Verb::Reopen => return None,
        Verb::Join => Act::Joined { into: form.value("into").to_owned() },
        Verb::Draft => Act::Drafted(draft::decision(form)?),
        Verb::Approve => Act::Approved,
        Verb::SendBack => Act::SentBack,
        Verb::Sign => Act::Signed { letter: String::new() },
        Verb::Serve => {
            Act::Served { way: Service::ALL.into_iter().find(|way| way.code() == form.value("way"))? }
        }
        Verb::FailService => Act::ServiceFailed,
        Verb::IssueQueryCode => Act::QueryCodeIssued { query_code: String::new() },
        Verb::Withdraw => Act::Withdrawn,
    })
}
