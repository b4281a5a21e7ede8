//! The kind of an event, by which a fact is named in the ledger.

use statute::procedure;

use super::Fact;

/// The word of a registration in the kind of its event; every other act is named by its verb.
const REGISTERED: &str = "registered";

impl Fact {
    /// The kind of the event.
    pub fn kind(&self) -> String {
        match self {
            Self::Agency { is_new: true, .. } => "agency.registered".into(),
            Self::Agency { .. } => "agency.changed".into(),
            Self::Entry { step, entry, .. } => format!("{}.{}", entry.register().file_stem(), step.word()),
            Self::Narrative { .. } => "report.narrative".into(),
            Self::Previous { .. } => "report.previous".into(),
            Self::Given { .. } => "report.registers".into(),
            Self::Frozen { .. } => "report.frozen".into(),
            Self::ReportCorrected { .. } => "report.corrected".into(),
            Self::Procedure { step, .. } => {
                format!("application.{}", step.act.verb().map_or(REGISTERED, procedure::Verb::code))
            }
            Self::Remedy { step, .. } => format!("remedy.{}", step.act.verb().done()),
            Self::Rectification { step, .. } => format!("rectification.{}", step.act.verb().done()),
            Self::Publication(step) => format!("publication.{}", step.act.verb().done()),
            Self::Comment(step) => format!("comment.{}", step.act.done()),
            Self::Account { is_new: true, .. } => "account.opened".into(),
            Self::Account { .. } => "account.changed".into(),
            Self::Settings { .. } => "agency.settings".into(),
            Self::Mail(step) => format!("mail.{}", step.word()),
            Self::Accessed(what) => format!("access.{}", what.word()),
            Self::SignIn(outcome) => format!("sign_in.{}", outcome.word()),
            Self::Template { .. } => "agency.template".into(),
            Self::List { .. } => "agency.list".into(),
            Self::ListWithdrawn(_) => "agency.list_withdrawn".into(),
            Self::Calendar { .. } => "calendar.adopted".into(),
            Self::LimitMoved(_) => "application.limit_moved".into(),
            Self::RemedyLimitMoved(_) => "remedy.limit_moved".into(),
        }
    }
}
