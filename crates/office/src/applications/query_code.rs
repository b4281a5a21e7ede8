//! The query code (查询码): given out with the receipt, replaced where it was lost, kept as a hash only.

use statute::procedure::{Act, Officer};
use store::{Store, StoredApplication};

use super::{Deed, NotDone, Office, Receipt};
use crate::accounts::{random, spelled};

/// Characters of a query code: 80 bits.
const LENGTH: usize = 16;

/// A new code, made from a form's own key where there is one: the same form again gives the same code.
pub(super) fn new(store: &Store, submission: Option<&str>) -> String {
    match submission {
        Some(key) => spelled(&store.secret_hash("query_code_of", key), LENGTH),
        None => random(LENGTH),
    }
}

/// The hash a code is kept under.
pub(super) fn hash(store: &Store, query_code: &str) -> String {
    store.secret_hash("query_code", query_code)
}

/// The hash a form's own key is kept under.
pub(super) fn submission_hash(store: &Store, key: &str) -> String {
    store.secret_hash("submission", key)
}

/// The hash of the code that opens an application: its own, or that of the one it was split from.
pub(super) async fn opens(
    store: &Store,
    agency: i64,
    stored: &StoredApplication,
) -> store::Result<Option<String>> {
    let holder = holder(store, agency, stored.clone()).await?;
    Ok(holder.query_code)
}

/// The application whose code opens this one: itself, or the one it was split from.
async fn holder(
    store: &Store,
    agency: i64,
    mut stored: StoredApplication,
) -> store::Result<StoredApplication> {
    while stored.query_code.is_none() {
        let first = store.steps(&stored.stream).await?.into_iter().next();
        let Some(Act::Registered { split_from: Some(from), .. }) = first.map(|first| first.step.act) else {
            break;
        };
        let Some(origin) = store.application(agency, &from).await? else { break };
        stored = origin;
    }
    Ok(stored)
}

/// The number of the application whose code opens this one.
///
/// # Errors
/// [`NotDone::Missing`] where the agency has no such application.
pub async fn code_holder(store: &Store, agency: i64, number: &str) -> Result<String, NotDone> {
    let stored = store.application(agency, number).await?.ok_or(NotDone::Missing)?;
    Ok(holder(store, agency, stored).await?.application.number)
}

impl Office<'_> {
    /// Gives out a new code and answers it; the one before opens nothing any more. Whoever asked for it and how they
    /// were known is in the deed's texts.
    ///
    /// # Errors
    /// [`NotDone`]: no such application, not permitted, somebody was faster.
    pub async fn issue_query_code(&self, number: &str, deed: Deed, by: &Officer) -> Result<String, NotDone> {
        let query_code = random(LENGTH);
        let act = Act::QueryCodeIssued { query_code: hash(self.store, &query_code) };
        self.act(number, Deed { act, ..deed }, by).await?;
        Ok(query_code)
    }

    /// The receipt of a form that was taken in before; none where it was not.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn resubmitted(&self, submission: &str) -> Result<Option<Receipt>, NotDone> {
        let hashed = submission_hash(self.store, submission);
        let stored = self.store.submitted_as(self.agency, &hashed).await?;
        Ok(stored.map(|stored| {
            let query_code = new(self.store, Some(submission));
            let is_own = stored.query_code == Some(hash(self.store, &query_code));
            Receipt {
                number: stored.application.number,
                query_code: is_own.then_some(query_code),
                is_new: false,
            }
        }))
    }
}
