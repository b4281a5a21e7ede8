//! Templates of letters that agencies have of their own; no projection: the stream itself is short and is read.

use jiff::Timestamp;

use crate::database::Store;
use crate::error::{Error, Result};
use crate::fact::Fact;
use crate::rebuild::fact_of;

/// A change of an agency's own template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateChange {
    /// The code of the template.
    pub code: String,
    /// When it was made; it holds from then on.
    pub at: Timestamp,
    /// Its text; none where the built-in one holds again.
    pub text: Option<String>,
    /// The account that made it.
    pub actor: String,
}

impl Store {
    /// The stream that holds the templates of an agency.
    pub fn template_stream(agency: i64) -> String {
        format!("template/{agency}")
    }

    /// Every change of the templates of an agency, oldest first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn template_changes(&self, agency: i64) -> Result<Vec<TemplateChange>> {
        let mut changes = Vec::new();
        for event in self.stream(&Self::template_stream(agency)).await? {
            if let (Fact::Template { code, text }, _) = fact_of(&event)? {
                let at = event.at.parse().map_err(|_| Error::Corrupt {
                    stream: event.stream.clone(),
                    version: event.version,
                    problem: "时间不能识别".into(),
                })?;
                changes.push(TemplateChange { code, at, text, actor: event.actor });
            }
        }
        Ok(changes)
    }
}
