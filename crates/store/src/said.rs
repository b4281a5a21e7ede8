//! What agencies say of themselves, and their templates, kept in memory until there is more of it in the ledger. Another
//! program may write beside this one, so that the ledger is asked each time whether there is: by the versions of the two
//! streams, to which events are only ever added.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::database::{Pool, Store, on};
use crate::error::Result;
use crate::settings::AgencyChange;
use crate::templates::TemplateChange;

/// Everything an agency said of itself, and how its templates changed.
#[derive(Debug, Default)]
pub struct Said {
    /// As [`Store::agency_changes`].
    pub agency: Vec<AgencyChange>,
    /// As [`Store::template_changes`].
    pub templates: Vec<TemplateChange>,
}

/// What is kept of each agency, with the versions of its streams.
pub(crate) type Kept = Arc<Mutex<HashMap<i64, ((i64, i64), Arc<Said>)>>>;

impl Store {
    /// What an agency said of itself and its templates, read again only where there is more of it.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn said(&self, agency: i64) -> Result<Arc<Said>> {
        const SQL: &str = "select (select coalesce(max(version), 0) from event where stream = $1), \
                           (select coalesce(max(version), 0) from event where stream = $2)";
        let versions: (i64, i64) = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(Self::agency_stream(agency))
            .bind(Self::template_stream(agency))
            .fetch_one(db)
            .await)?;
        let kept = self.said.lock().unwrap_or_else(PoisonError::into_inner).get(&agency).cloned();
        if let Some((_, said)) = kept.filter(|(known, _)| *known == versions) {
            return Ok(said);
        }
        // What is written from here on is read with it and once more next time: the versions are those from before.
        let (agency_changes, templates) =
            (self.agency_changes(agency).await?, self.template_changes(agency).await?);
        let said = Arc::new(Said { agency: agency_changes, templates });
        let mut kept = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(agency, (versions, Arc::clone(&said)));
        Ok(said)
    }
}
