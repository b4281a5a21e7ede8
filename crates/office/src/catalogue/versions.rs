//! The catalogue as it holds, and as it held before.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use statute::catalogue::Entry;
use store::{Store, StoredList};

use super::LIST;
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

fn day(list: &StoredList) -> Date {
    list.at.parse::<Timestamp>().map(day_of).unwrap_or_default()
}

impl Held {
    fn of(list: &StoredList) -> Self {
        Self { entries: read(list), version: list.version, on: day(list) }
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
    let lists = store.list_versions(agency, LIST).await?;
    Ok(lists.iter().find(|list| list.version == version).map(Held::of))
}

/// Every version, the latest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn versions(store: &Store, agency: i64) -> store::Result<Vec<Version>> {
    let mut versions = Vec::new();
    let mut before = Vec::new();
    for list in store.list_versions(agency, LIST).await? {
        let (entries, on) = (read(&list), day(&list));
        let (count, changes) = (entries.len(), changes(&before, &entries));
        versions.push(Version { version: list.version, on, actor: list.actor, count, changes });
        before = entries;
    }
    versions.reverse();
    Ok(versions)
}

/// How many entries came in, were taken out, were altered.
fn changes(before: &[Entry], now: &[Entry]) -> [usize; 3] {
    let (before, now) = (by_key(before), by_key(now));
    let added = now.keys().filter(|key| !before.contains_key(*key)).count();
    let removed = before.keys().filter(|key| !now.contains_key(*key)).count();
    let altered = now.iter().filter(|(key, entry)| before.get(*key).is_some_and(|one| one != *entry));
    [added, removed, altered.count()]
}

fn by_key(entries: &[Entry]) -> HashMap<String, &Entry> {
    entries.iter().map(|entry| (entry.key(), entry)).collect()
}
