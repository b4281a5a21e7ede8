//! Lists that agencies keep, of words and other things; no projection: the last event of the list's stream says what holds.

use std::sync::atomic::Ordering;

use crate::append::{Author, Draft, Texts};
use crate::database::{Pool, Store, on};
use crate::entry::Entry;
use crate::error::Result;
use crate::event::Event;
use crate::fact::{Fact, ListWithdrawn, Step};
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

impl StoredList {
    /// What an event of the list's stream says.
    fn of(event: Event) -> Result<Option<Self>> {
        let (fact, _) = fact_of(&event)?;
        let Fact::List { text, .. } = fact else { return Ok(None) };
        let Event { version, at, actor, .. } = event;
        Ok(Some(Self { text, version, at, actor }))
    }
}

/// Versions of a list that are not shown any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWithdrawal {
    /// Which, and what their addresses tell.
    pub withdrawn: ListWithdrawn,
    /// When they were taken down, in UTC.
    pub at: String,
    /// The account that did.
    pub actor: String,
}

fn stream(agency: i64, name: &str) -> String {
    format!("list/{agency}/{name}")
}

/// A stream of their own: the versions of a list are those of its stream.
fn withdrawals(agency: i64, name: &str) -> String {
    format!("list/{agency}/{name}/withdrawn")
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
        row.map(StoredList::of).transpose().map(Option::flatten)
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

    /// A version of a list of an agency; none where there was no such version.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list_at(&self, agency: i64, name: &str, version: i64) -> Result<Option<StoredList>> {
        const SQL: &str = "select * from event where stream = $1 and version = $2";
        let row: Option<Event> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(stream(agency, name))
            .bind(version)
            .fetch_optional(db)
            .await)?;
        row.map(StoredList::of).transpose().map(Option::flatten)
    }

    /// The versions of a list of an agency from one on, the first first; all of them from 0 on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list_versions(&self, agency: i64, name: &str, from: i64) -> Result<Vec<StoredList>> {
        const SQL: &str = "select * from event where stream = $1 and version >= $2 order by version";
        let rows: Vec<Event> = on!(&self.pool, Pool, |db| sqlx::query_as(SQL)
            .bind(stream(agency, name))
            .bind(from)
            .fetch_all(db)
            .await)?;
        rows.into_iter().filter_map(|event| StoredList::of(event).transpose()).collect()
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

    /// What was taken down of a list, the first first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn list_withdrawals(&self, agency: i64, name: &str) -> Result<Vec<StoredWithdrawal>> {
        let events = self.stream(&withdrawals(agency, name)).await?;
        let read = |event: Event| {
            let (fact, _) = fact_of(&event)?;
            let Fact::ListWithdrawn(withdrawn) = fact else { return Ok(None) };
            let Event { at, actor, .. } = event;
            Ok(Some(StoredWithdrawal { withdrawn, at, actor }))
        };
        events.into_iter().filter_map(|event| read(event).transpose()).collect()
    }

    /// Takes versions of a list down that citizens see, on top of so many withdrawals that were read.
    ///
    /// # Errors
    /// [`Error::Conflict`](crate::Error::Conflict) where somebody was faster.
    pub async fn withdraw_list(
        &self,
        author: &Author,
        agency: i64,
        name: &str,
        expected: i64,
        withdrawn: ListWithdrawn,
    ) -> Result<()> {
        let (stream, fact) = (withdrawals(agency, name), Fact::ListWithdrawn(withdrawn));
        let draft = Draft { agency, stream, expected, fact, texts: Texts::Nothing };
        self.append(author, [draft]).await?;
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
