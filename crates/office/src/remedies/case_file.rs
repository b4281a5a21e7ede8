//! Reading a case with everything on record of it.

use statute::calendar::Calendar;
use statute::remedy_case::{ReplyTerm, Step};
use store::{Store, StoredRemedy, StoredStep};

use super::NotDone;

/// A case with everything that is on record of it.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// As it stands.
    pub stored: StoredRemedy,
    /// What was done, oldest first, with what was written.
    pub steps: Vec<StoredStep<Step>>,
    /// The agency's term to reply.
    pub term: ReplyTerm,
}

impl CaseFile {
    /// What was written in a field when the case was filed.
    pub fn field(&self, field: &str) -> &str {
        let texts = self.steps.first().and_then(|step| step.texts.as_ref());
        texts.and_then(|texts| texts.get(field)?.as_str()).unwrap_or_default()
    }
}

/// Everything on record of a case of the agency.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such case.
pub async fn case_file(store: &Store, agency: i64, number: &str) -> Result<CaseFile, NotDone> {
    let stored = store.remedy(agency, number).await?.ok_or(NotDone::Missing)?;
    let steps = store.remedy_steps(&stored.stream).await?;
    let term = stored.case.reply_term(Calendar::published());
    Ok(CaseFile { stored, steps, term })
}
