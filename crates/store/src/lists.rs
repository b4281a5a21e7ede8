//! Lists that agencies keep, of words and other things; no projection: the last event of the list's stream says what holds.

use std::sync::atomic::Ordering;

use crate::append::{Author, Draft, Texts};
use crate::database::{Pool, Store, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::Event;
use crate::fact::{Fact, Step};
use crate::rebuild::fact_of;

/// A list as it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredList {
    /// Its lines.
    pub text: String,
    /// The version of its stream; the next one is written on top of it.
    pub version: i64,
    /// When it was written, in UTC.
    pub at: String,
    /// The account that wrote it.
    pub actor: String,
}

fn stream(agency: i64, name: &str) -> String {
    format!("list/{agency}/{name}")
}

impl Store {
    /// A list of an agency; none where it never wrote one.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list(&self, agency: i64, name: &str) -> Result<Option<StoredList>> {
        const SQL: &str = "select * from event where stream = $1 order by version desc limit 1";
        let row: Option<Event> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(stream(agency, name))
            .fetch_optional(db)
            .await)?;
        let Some(event) = row else { return Ok(None) };
        let (fact, _) = fact_of(&event)?;
        let Fact::List { text, .. } = fact else { return Ok(None) };
        Ok(Some(StoredList { text, version: event.version, at: event.at, actor: event.actor }))
    }

    /// The version of a list, without reading it; 0 where an agency never wrote one.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list_version(&self, agency: i64, name: &str) -> Result<i64> {
        const SQL: &str = "select coalesce(max(version), 0) from event where stream = $1";
        let (version,): (i64,) =
            on!(&self.pool, Pool, |db| sqlx::query_as(SQL).bind(stream(agency, name)).fetch_one(db).await)?;
        Ok(version)
    }

    /// Every version of a list of an agency, the first first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list_versions(&self, agency: i64, name: &str) -> Result<Vec<StoredList>> {
        let mut versions = Vec::new();
        for event in self.stream(&stream(agency, name)).await? {
            let (fact, _) = fact_of(&event)?;
            if let Fact::List { text, .. } = fact {
                let Event { version, at, actor, .. } = event;
                versions.push(StoredList { text, version, at, actor });
            }
        }
        Ok(versions)
    }

    /// Writes a list that citizens see on top of the version that was read, with the row of the register that its change
    /// counts as, where it has none yet.
    ///
    /// # Errors
    /// [`Error::Conflict`](crate::Error::Conflict) where somebody was faster.
    pub async fn publish_list(
        &self,
        author: &Author,
        agency: i64,
        name: &str,
        expected: i64,
        text: String,
        counts_as: Entry,
    ) -> Result<()> {
        let fact = Fact::List { name: name.to_owned(), text };
        let list = Draft { agency, stream: stream(agency, name), expected, fact, texts: Texts::Nothing };
        let row = format!("{}/{agency}/{}", counts_as.register().file_stem(), counts_as.key());
        let is_counted = self.version(&row).await? > 0;
        let fact =
            Fact::Entry { step: Step::Entered, entry: counts_as, report_years: Vec::new(), reason: None };
        let row = Draft { agency, stream: row, expected: 0, fact, texts: Texts::Nothing };
        self.append(author, [list].into_iter().chain((!is_counted).then_some(row))).await?;
        self.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Writes a list on top of the version that was read; 0 where there was none.
    ///
    /// # Errors
    /// [`Error::Conflict`](crate::Error::Conflict) where somebody was faster.
    pub async fn write_list(
        &self,
        author: &Author,
        agency: i64,
        name: &str,
        expected: i64,
        text: String,
    ) -> Result<()> {
        let fact = Fact::List { name: name.to_owned(), text };
        let draft = Draft { agency, stream: stream(agency, name), expected, fact, texts: Texts::Nothing };
        self.append(author, [draft]).await?;
        // Pages may show it, and are rarely in memory when one is written.
        self.changes.fetch_add(1, Ordering::Release);
        Ok(())
    }
}
