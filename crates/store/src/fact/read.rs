//! A fact read back from kind and data.

use serde_json::Value;
use statute::registers::Register;

use super::data::{
    ActData, CalendarData, CorrectedData, EntryData, FrozenData, ListData, SettingsData, TemplateData,
    TextData,
};
use super::{Fact, Step};
use crate::access::{Accessed, SignIn};
use crate::entry::Entry;
use crate::outbox::MailStep;

impl Fact {
    /// Reads kind and data back: the fact, and the sealed record it names.
    pub(crate) fn read(kind: &str, data: Value) -> Result<(Self, Option<String>), String> {
        use serde_json::from_value as read;
        let text = |error: serde_json::Error| error.to_string();
        let fact = match kind {
            "agency.registered" | "agency.changed" => {
                Self::Agency { is_new: kind == "agency.registered", agency: read(data).map_err(text)? }
            }
            "report.narrative" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Narrative { year, text: value }
            }
            "report.previous" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Previous { year, report: value }
            }
            "report.registers" => {
                let TextData { year, value } = read(data).map_err(text)?;
                Self::Given { year, registers: value }
            }
            "report.frozen" => {
                let FrozenData { year, files } = read(data).map_err(text)?;
                Self::Frozen { year, files }
            }
            "report.corrected" => {
                let CorrectedData { year, reason, rows } = read(data).map_err(text)?;
                Self::ReportCorrected { year, reason, rows }
            }
            "account.opened" | "account.changed" => {
                Self::Account { is_new: kind == "account.opened", account: read(data).map_err(text)? }
            }
            "agency.settings" => {
                let SettingsData { from, settings } = read(data).map_err(text)?;
                Self::Settings { from, settings }
            }
            "agency.template" => {
                let TemplateData { code, text: own } = read(data).map_err(text)?;
                Self::Template { code, text: own }
            }
            "agency.list" => {
                let ListData { name, text: lines } = read(data).map_err(text)?;
                Self::List { name, text: lines }
            }
            "agency.list_withdrawn" => Self::ListWithdrawn(read(data).map_err(text)?),
            "calendar.adopted" => {
                let CalendarData { arrangement } = read(data).map_err(text)?;
                Self::Calendar { arrangement }
            }
            "application.limit_moved" => Self::LimitMoved(read(data).map_err(text)?),
            "remedy.limit_moved" => Self::RemedyLimitMoved(read(data).map_err(text)?),
            _ if kind.starts_with("access.") => {
                let what = Accessed::read(kind.trim_start_matches("access."), read(data).map_err(text)?);
                Self::Accessed(what.ok_or_else(|| format!("未知的事件 {kind}"))?)
            }
            _ if kind.starts_with("sign_in.") => {
                let outcome = SignIn::from_word(kind.trim_start_matches("sign_in."));
                Self::SignIn(outcome.ok_or_else(|| format!("未知的事件 {kind}"))?)
            }
            _ if kind.starts_with("mail.") => {
                let (step, sealed) = MailStep::read(kind.trim_start_matches("mail."), data)?;
                return Ok((Self::Mail(step), sealed));
            }
            _ if kind.starts_with("application.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Procedure { step, files }, sealed));
            }
            _ if kind.starts_with("remedy.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Remedy { step, files }, sealed));
            }
            _ if kind.starts_with("comment.") => {
                let ActData { step, sealed, .. } = read(data).map_err(text)?;
                return Ok((Self::Comment(step), sealed));
            }
            _ if kind.starts_with("publication.") => Self::Publication(Box::new(read(data).map_err(text)?)),
            _ if kind.starts_with("rectification.") => {
                let ActData { step, files, sealed } = read(data).map_err(text)?;
                return Ok((Self::Rectification { step, files }, sealed));
            }
            _ => {
                let (register, word) = kind.split_once('.').ok_or_else(|| format!("未知的事件 {kind}"))?;
                let register = Register::ALL.into_iter().find(|known| known.file_stem() == register);
                let step = Step::ALL.iter().find(|(_, name)| *name == word).map(|(step, _)| *step);
                let (Some(register), Some(step)) = (register, step) else {
                    return Err(format!("未知的事件 {kind}"));
                };
                let EntryData { entry, reason, report_years, sealed } =
                    read::<EntryData<Value>>(data).map_err(text)?;
                let entry = Entry::from_json(register, entry).map_err(text)?;
                return Ok((Self::Entry { step, entry, report_years, reason }, sealed));
            }
        };
        Ok((fact, None))
    }
}
