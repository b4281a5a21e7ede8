//! The data of an event as JSON: what it looks like, and how a fact is written as it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Fact, FrozenFile};
use crate::canonical::canonical;

#[derive(Serialize, Deserialize)]
pub(super) struct ActData<S> {
    #[serde(flatten)]
    pub(super) step: S,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) files: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SettingsData {
    pub(super) from: Date,
    pub(super) settings: Value,
}

#[derive(Serialize, Deserialize)]
pub(super) struct TemplateData {
    pub(super) code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ListData {
    pub(super) name: String,
    pub(super) text: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CalendarData {
    pub(super) arrangement: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EntryData<E> {
    pub(super) entry: E,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) report_years: Vec<i16>,
    /// The hash of the sealed record that holds the free texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct TextData<T> {
    pub(super) year: i16,
    #[serde(rename = "text")]
    pub(super) value: T,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FrozenData {
    pub(super) year: i16,
    pub(super) files: Vec<FrozenFile>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CorrectedData {
    pub(super) year: i16,
    pub(super) reason: String,
    pub(super) rows: u64,
}

impl Fact {
    /// The canonical bytes of the data; `sealed` names the sealed record, in hexadecimal.
    pub(crate) fn data(&self, sealed: Option<String>) -> Vec<u8> {
        match self {
            Self::Agency { agency, .. } => canonical(agency),
            Self::Entry { entry, report_years, reason, .. } => canonical(&EntryData {
                entry,
                reason: reason.clone(),
                report_years: report_years.clone(),
                sealed,
            }),
            Self::Narrative { year, text } => canonical(&TextData { year: *year, value: text }),
            Self::Previous { year, report } => canonical(&TextData { year: *year, value: report }),
            Self::Given { year, registers } => canonical(&TextData { year: *year, value: registers }),
            Self::Frozen { year, files } => canonical(&FrozenData { year: *year, files: files.clone() }),
            Self::ReportCorrected { year, reason, rows } => {
                canonical(&CorrectedData { year: *year, reason: reason.clone(), rows: *rows })
            }
            Self::Procedure { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Remedy { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Rectification { step, files } => {
                canonical(&ActData { step: step.clone(), files: files.clone(), sealed })
            }
            Self::Publication(step) => canonical(&**step),
            Self::Comment(step) => canonical(&ActData { step: step.clone(), files: Vec::new(), sealed }),
            Self::Account { account, .. } => canonical(account),
            Self::Settings { from, settings } => {
                canonical(&SettingsData { from: *from, settings: settings.clone() })
            }
            Self::Mail(step) => step.data(sealed),
            Self::Accessed(what) => canonical(&what.data()),
            Self::SignIn(_) => canonical(&serde_json::Map::new()),
            Self::Template { code, text } => {
                canonical(&TemplateData { code: code.clone(), text: text.clone() })
            }
            Self::List { name, text } => canonical(&ListData { name: name.clone(), text: text.clone() }),
            Self::ListWithdrawn(withdrawn) => canonical(withdrawn),
            Self::Calendar { arrangement } => canonical(&CalendarData { arrangement: arrangement.clone() }),
            Self::LimitMoved(moved) | Self::RemedyLimitMoved(moved) => canonical(moved),
        }
    }
}
