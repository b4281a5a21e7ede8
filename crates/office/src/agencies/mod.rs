//! Agencies and what they write on letters, by the day it holds from (行政机关、设置).

mod history;
mod items;
mod settings;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;
use statute::registers::Agency;
use store::{AgencyRow, Author, Draft, Fact, Store, Texts};

use crate::applications::{FieldFault, day_of, messages};

pub use history::{History, Version, history};
pub use items::{ITEMS, Item, Part, Shape, missing};
pub use settings::Settings;

/// Why an agency is not set up or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The name is empty.
    #[error("机关全称不能为空")]
    Unnamed,
    /// There is one of this name.
    #[error("机关「{0}」已经存在")]
    Taken(String),
    /// There is no agency of this number.
    #[error("账本中没有这个机关")]
    Missing,
    /// The superior agency is not in the ledger.
    #[error("上级机关「{0}」不存在，请先设立上级机关")]
    NoParent(String),
    /// What is to be set cannot be right.
    #[error("{}", messages(.0))]
    Wrong(Vec<FieldFault>),
    /// Somebody else set something since it was looked at.
    #[error("设置刚刚由他人改过，请核对后再保存，填写的内容没有丢失")]
    Conflict,
    /// There is nothing that could be withdrawn.
    #[error("没有自{0}起适用的版本，或者已经适用，不能撤销；可以自今天起另填一版")]
    NotAhead(Date),
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotSet {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}

/// Sets an agency up and answers its number.
///
/// # Errors
/// [`NotSet`] says why not; nothing is written then.
pub async fn set_up(store: &Store, author: &Author, agency: Agency) -> Result<i64, NotSet> {
    if agency.name.trim().is_empty() {
        return Err(NotSet::Unnamed);
    }
    let known = store.agencies().await?;
    if known.iter().any(|row| row.agency.name == agency.name) {
        return Err(NotSet::Taken(agency.name));
    }
    if let Some(parent) = &agency.parent
        && !known.iter().any(|row| row.agency.name == *parent)
    {
        return Err(NotSet::NoParent(parent.clone()));
    }
    let id = known.iter().map(|row| row.id).max().unwrap_or_default() + 1;
    store.append(author, [draft(id, 0, Fact::Agency { is_new: true, agency })]).await?;
    Ok(id)
}

/// Sets what an agency writes on letters from a day on; what holds before that day stays.
///
/// # Errors
/// [`NotSet`] says why not; nothing is written then.
pub async fn set(
    store: &Store,
    author: &Author,
    agency: i64,
    from: Date,
    settings: &Settings,
) -> Result<(), NotSet> {
    let history = history(store, agency).await?;
    change(store, author, agency, &history, from, settings).await.map(drop)
}

/// Sets what holds from a day on, as it was looked at in `history`. Versions that hold from later days are changed alike
/// where they said what is changed as the one before them did; answers their days. All or nothing.
///
/// # Errors
/// [`NotSet`] says why not.
pub async fn change(
    store: &Store,
    author: &Author,
    id: i64,
    history: &History,
    from: Date,
    settings: &Settings,
) -> Result<Vec<Date>, NotSet> {
    let row = history.agency()?;
    let known = store.agencies().await?;
    let mut versions = history.set();
    let before = versions.range(..=from).next_back().map(|(_, settings)| settings.clone());
    let is_first = before.is_none();
    let (before, after) = (before.unwrap_or_default().over(row), settings.clone().over(row));
    let changed: Vec<&Item> = ITEMS.iter().filter(|item| item.get(&before) != item.get(&after)).collect();
    // What may not be empty is asked for by whoever fills it in; letters say for themselves what they lack.
    let given = changed.iter().map(|item| (item, item.get(&after))).filter(|(_, value)| !value.is_empty());
    let faults: Vec<_> = given.filter_map(|(item, value)| item.fault(&value)).collect();
    if !faults.is_empty() {
        return Err(NotSet::Wrong(faults));
    }
    if let Some(name) = &settings.name
        && known.iter().any(|row| row.id != id && row.agency.name == *name)
    {
        return Err(NotSet::Taken(name.clone()));
    }
    if changed.is_empty() && !is_first {
        return Ok(Vec::new());
    }
    let mut facts = vec![(from, settings.clone())];
    for (day, later) in versions.range_mut(from..).filter(|(day, _)| **day > from) {
        let said = later.clone().over(row);
        let alike = changed.iter().filter(|item| item.get(&said) == item.get(&before));
        let alike: Vec<_> = alike.collect();
        for item in &alike {
            item.put(later, &item.get(&after));
        }
        if !alike.is_empty() {
            facts.push((*day, later.clone()));
        }
    }
    let moved = facts.iter().skip(1).map(|(day, _)| *day).collect();
    versions.insert(from, settings.clone());
    let fact = |(from, settings): (Date, Settings)| {
        let settings = serde_json::to_value(settings).expect("texts are always JSON");
        Fact::Settings { from, settings }
    };
    let facts = facts.into_iter().map(fact).collect();
    save(store, author, id, history.version, facts, &known, &versions).await?;
    Ok(moved)
}

/// Withdraws what was to hold from a day that has not come.
///
/// # Errors
/// [`NotSet`] says why not.
pub async fn withdraw(
    store: &Store,
    author: &Author,
    id: i64,
    history: &History,
    from: Date,
) -> Result<(), NotSet> {
    if from <= day_of(author.at) || !history.set().contains_key(&from) {
        return Err(NotSet::NotAhead(from));
    }
    let fact = Fact::Settings { from, settings: Value::Null };
    store.append(author, [draft(id, history.version, fact)]).await?;
    Ok(())
}

/// Brings what the tree, lists and reports know of the agencies to what holds on the day of the author: a name that was
/// set ahead for a day that has come. Answers the names that changed, old and new.
///
/// # Errors
/// Where the database does not answer.
pub async fn adopt(store: &Store, author: &Author) -> Result<Vec<(String, String)>, NotSet> {
    let mut renamed = Vec::new();
    let mut known = store.agencies().await?;
    for at in 0..known.len() {
        let (id, old) = (known[at].id, known[at].agency.name.clone());
        let history = history(store, id).await?;
        if save(store, author, id, history.version, Vec::new(), &known, &history.set()).await? {
            // What is under it may know it by another name now.
            known = store.agencies().await?;
            renamed
                .extend(Some(known[at].agency.name.clone()).filter(|new| *new != old).map(|new| (old, new)));
        }
    }
    Ok(renamed)
}

fn draft(id: i64, expected: i64, fact: Fact) -> Draft {
    Draft { agency: id, stream: Store::agency_stream(id), expected, fact, texts: Texts::Nothing }
}

/// Records facts of an agency, and with them what its row says by the versions that hold today. Agencies under it know
/// it by its name. Answers whether there was anything to record.
async fn save(
    store: &Store,
    author: &Author,
    id: i64,
    version: i64,
    mut facts: Vec<Fact>,
    known: &[AgencyRow],
    versions: &BTreeMap<Date, Settings>,
) -> Result<bool, NotSet> {
    let row = &known.iter().find(|row| row.id == id).ok_or(NotSet::Missing)?.agency;
    let in_force = versions.range(..=day_of(author.at)).next_back().map(|(_, settings)| settings);
    let agency = in_force.map_or_else(|| row.clone(), |settings| settings.agency(row));
    let (is_renamed, name) = (agency.name != row.name, agency.name.clone());
    if agency != *row {
        facts.push(Fact::Agency { is_new: false, agency });
    }
    let mut drafts: Vec<_> = (version..).zip(facts).map(|(version, fact)| draft(id, version, fact)).collect();
    let under = known.iter().filter(|other| is_renamed && other.agency.parent.as_ref() == Some(&row.name));
    for other in under {
        let agency = Agency { parent: Some(name.clone()), ..other.agency.clone() };
        let version = store.version(&Store::agency_stream(other.id)).await?;
        drafts.push(draft(other.id, version, Fact::Agency { is_new: false, agency }));
    }
    if drafts.is_empty() {
        return Ok(false);
    }
    store.append(author, drafts).await?;
    Ok(true)
}

/// What an agency set, as the ledger holds it; none where it is withdrawn.
fn read(value: Value) -> Option<Settings> {
    if value.is_null() { None } else { Some(serde_json::from_value(value).unwrap_or_default()) }
}

/// What holds of an agency on a day, as far as is known now.
///
/// # Errors
/// Where the database does not answer.
pub async fn settings(store: &Store, agency: i64, on: Date) -> store::Result<Settings> {
    let stored = store.settings(agency, on).await?.and_then(|(_, value)| read(value)).unwrap_or_default();
    let known = store.agencies().await?.into_iter().find(|row| row.id == agency);
    Ok(stored.over(&known.map(|row| row.agency).unwrap_or_default()))
}
