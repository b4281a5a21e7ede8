//! Reading a request with everything on record of it.

use serde_json::Value;
use statute::rectification::{Act, Step};
use store::{Store, StoredRectification, StoredStep};

use super::{NotDone, WHO};
use crate::applications::masked;

/// A request with everything that is on record of it.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// As it stands.
    pub stored: StoredRectification,
    /// What was done, oldest first, with what was written.
    pub steps: Vec<StoredStep<Step>>,
}

impl CaseFile {
    /// What was written in a field when the request was registered; numbers of identity cards stay out.
    pub fn field(&self, field: &str) -> String {
        self.steps.first().map(|step| written(step, field)).unwrap_or_default()
    }

    /// The draft that is on the table or was signed.
    pub(super) fn draft(&self) -> Option<&StoredStep<Step>> {
        self.steps.iter().rev().find(|step| matches!(step.step.act, Act::Drafted { .. }))
    }

    /// The signature, unless it is of another draft.
    pub(super) fn signature(&self) -> Option<&StoredStep<Step>> {
        self.steps.iter().rev().find(|step| matches!(step.step.act, Act::Signed { .. }))
    }
}

/// What was written in a field with a step.
pub(super) fn written(step: &StoredStep<Step>, field: &str) -> String {
    let texts = step.texts.as_ref();
    let text = texts.and_then(|texts| texts.get(WHO).and_then(|who| who.get(field)).or(texts.get(field)));
    let text = text.and_then(Value::as_str);
    masked(text.unwrap_or_default())
}

/// Everything on record of a request of the agency.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such request.
pub async fn case_file(store: &Store, agency: i64, number: &str) -> Result<CaseFile, NotDone> {
    let stored = store.rectification(agency, number).await?.ok_or(NotDone::Missing)?;
    let steps = store.rectification_steps(&stored.stream).await?;
    Ok(CaseFile { stored, steps })
}
