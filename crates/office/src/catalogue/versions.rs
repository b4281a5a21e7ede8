//! The catalogue as it holds, as it held before, and what is told of each version.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use statute::catalogue::Entry;
use store::{Store, StoredList};

use super::LIST;
use super::changes::changes;
use crate::applications::day_of;

/// The catalogue as it holds, or as it held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
    /// The version; 0 where the agency has none.
    pub version: i64,
    /// The day since which it holds.
    pub on: Date,
}

/// What is told of a version of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// The day of the change.
    pub on: Date,
    /// The account that made it.
    pub actor: String,
    /// How many entries it has.
    pub count: usize,
    /// How many entries came in, were taken out, were altered.
    pub changes: [usize; 3],
}

fn read(list: &StoredList) -> Vec<Entry> {
    serde_json::from_str(&list.text).unwrap_or_default()
}

pub(super) fn day(at: &str) -> Date {
    at.parse::<Timestamp>().map(day_of).unwrap_or_default()
}

impl Held {
    fn of(list: &StoredList) -> Self {
        Self { entries: read(list), version: list.version, on: day(&list.at) }
    }
}

/// The catalogue of the agency.
///
/// # Errors
/// Where the database does not answer.
pub async fn held(store: &Store, agency: i64) -> store::Result<Held> {
    Ok(store.list(agency, LIST).await?.as_ref().map(Held::of).unwrap_or_default())
}

/// The catalogue as it held at a version; none where there was no such version.
///
/// # Errors
/// Where the database does not answer.
pub async fn held_at(store: &Store, agency: i64, version: i64) -> store::Result<Option<Held>> {
    Ok(store.list_at(agency, LIST, version).await?.as_ref().map(Held::of))
}

/// What is told of the versions, kept in memory: a version never changes, so that each is read once, however often its
/// page is made. How many entries it has and what changed stands in no column, it comes from the entries themselves.
#[derive(Debug, Default)]
pub struct VersionsKept(Mutex<HashMap<i64, Arc<Vec<Version>>>>);

impl VersionsKept {
    /// Every version of an agency's catalogue, the first first.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(&self, store: &Store, agency: i64) -> store::Result<Arc<Vec<Version>>> {
        let kept = self.kept().get(&agency).cloned().unwrap_or_default();
        let last = kept.last().map_or(0, |last| last.version);
        if store.list_version(agency, LIST).await? <= last {
            return Ok(kept);
        }
        let mut versions = Vec::clone(&kept);
        let mut before = Vec::new();
        // What is new is told against the last that was known, which is read once more.
        for list in store.list_versions(agency, LIST, last).await? {
            let (version, entries, on) = (list.version, read(&list), day(&list.at));
            if version > last {
                let (count, changes) = (entries.len(), changes(&before, &entries));
                versions.push(Version { version, on, actor: list.actor, count, changes });
            }
            before = entries;
        }
        let versions = Arc::new(versions);
        self.kept().insert(agency, Arc::clone(&versions));
        Ok(versions)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<i64, Arc<Vec<Version>>>> {
        // What a thread left that ended within is whole all the same: each change is one of a map.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
