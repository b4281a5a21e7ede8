//! The catalogue as it holds, and as it held before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use statute::catalogue::Entry;
use store::{Store, StoredList};

use super::LIST;
use crate::applications::day_of;

/// The catalogue as it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
    /// The version; 0 where the agency has none.
    pub version: i64,
}

/// A version of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub version: i64,
    /// The day of the change.
    pub on: Date,
    /// The account that made it.
    pub actor: String,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// How many entries came in, were taken out, were altered.
    pub changes: [usize; 3],
}

fn read(list: &StoredList) -> Vec<Entry> {
    serde_json::from_str(&list.text).unwrap_or_default()
}

/// The catalogue of the agency.
///
/// # Errors
/// Where the database does not answer.
pub async fn held(store: &Store, agency: i64) -> store::Result<Held> {
    let list = store.list(agency, LIST).await?;
    Ok(list.map_or_else(Held::default, |list| Held { entries: read(&list), version: list.version }))
}

/// Every version, the latest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn versions(store: &Store, agency: i64) -> store::Result<Vec<Version>> {
    let mut versions: Vec<Version> = Vec::new();
    for list in store.list_versions(agency, LIST).await? {
        let entries = read(&list);
        let before = versions.last().map(|version| version.entries.as_slice()).unwrap_or_default();
        versions.push(Version {
            version: list.version,
            on: list.at.parse::<Timestamp>().map(day_of).unwrap_or_default(),
            changes: changes(before, &entries),
            actor: list.actor,
            entries,
        });
    }
    versions.reverse();
    Ok(versions)
}

/// How many entries came in, were taken out, were altered.
fn changes(before: &[Entry], now: &[Entry]) -> [usize; 3] {
    let by_key = |entries: &[Entry]| -> BTreeMap<String, Entry> {
        entries.iter().map(|entry| (entry.key(), entry.clone())).collect()
    };
    let (before, now) = (by_key(before), by_key(now));
    let added = now.keys().filter(|key| !before.contains_key(*key)).count();
    let removed = before.keys().filter(|key| !now.contains_key(*key)).count();
    let altered = now.iter().filter(|(key, entry)| before.get(*key).is_some_and(|one| one != *entry));
    [added, removed, altered.count()]
}
