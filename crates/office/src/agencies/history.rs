//! How what an agency set came about: its versions by the day they hold from, and what was known at a moment.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use statute::registers::Agency;
use store::{AgencyChange, AgencyWord, Store};

use super::items::{ITEMS, Item};
use super::{NotSet, Settings};
use crate::applications::day_of;

/// What was recorded of an agency.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The version of its stream.
    pub version: i64,
    rows: Vec<(Timestamp, Agency)>,
    changes: Vec<Change>,
}

#[derive(Clone, Debug)]
struct Change {
    from: Date,
    at: Timestamp,
    actor: String,
    /// None where what was to hold from this day is withdrawn.
    settings: Option<Settings>,
}

/// What an agency set from a day on, as it stands now.
#[derive(Clone, Debug)]
pub struct Version {
    /// The day it holds from.
    pub from: Date,
    /// What holds then.
    pub settings: Settings,
    /// What it changed.
    pub changed: Vec<&'static str>,
    /// Who set it last.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// Reads how the settings of an agency came about.
///
/// # Errors
/// Where the database does not answer.
pub async fn history(store: &Store, agency: i64) -> store::Result<History> {
    Ok(History::of(&store.said(agency).await?.agency))
}

impl History {
    /// How it came about by these changes, which are all there are.
    pub(crate) fn of(all: &[AgencyChange]) -> Self {
        let mut history = Self::default();
        for AgencyChange { at, actor, what } in all {
            history.version += 1;
            match what {
                AgencyWord::Row(row) => history.rows.push((*at, row.clone())),
                AgencyWord::Settings(from, value) => {
                    let settings = super::read(value.clone());
                    history.changes.push(Change { from: *from, at: *at, actor: actor.clone(), settings });
                }
            }
        }
        history
    }

    /// What `agency.toml` or whoever set the agency up said, as known at a moment.
    fn row(&self, at: Timestamp) -> Agency {
        let known = self.rows.iter().rfind(|(since, _)| *since <= at).or(self.rows.first());
        known.map(|(_, row)| row.clone()).unwrap_or_default()
    }

    /// The agency as it is recorded now.
    ///
    /// # Errors
    /// [`NotSet::Missing`] where there is none.
    pub(super) fn agency(&self) -> Result<&Agency, NotSet> {
        self.rows.last().map(|(_, row)| row).ok_or(NotSet::Missing)
    }

    /// The changes that stand, by the day they hold from: of each day the last one, nothing where it was withdrawn.
    fn standing<'a>(changes: impl Iterator<Item = &'a Change>) -> BTreeMap<Date, &'a Change> {
        let mut standing = BTreeMap::new();
        for change in changes {
            if change.settings.is_some() {
                standing.insert(change.from, change);
            } else {
                standing.remove(&change.from);
            }
        }
        standing
    }

    /// What was set from each day on, as it was set.
    pub(super) fn set(&self) -> BTreeMap<Date, Settings> {
        let standing = Self::standing(self.changes.iter()).into_iter();
        standing.filter_map(|(from, change)| Some((from, change.settings.clone()?))).collect()
    }

    /// What was set that holds on a day, without what `agency.toml` says: to be changed and set from that day on.
    pub fn set_on(&self, day: Date) -> Settings {
        self.set().range(..=day).next_back().map(|(_, settings)| settings.clone()).unwrap_or_default()
    }

    /// What a letter of this moment was written with: what was known then, so that nothing set later changes it.
    pub fn at(&self, at: Timestamp) -> Settings {
        let day = day_of(at);
        let last = |standing: BTreeMap<Date, &Change>| {
            standing.range(..=day).next_back().and_then(|(_, change)| change.settings.clone())
        };
        let known = last(Self::standing(self.changes.iter().filter(|change| change.at <= at)));
        // What is entered afterwards for a time of which nothing was known, such as by whoever sets up, holds for it.
        let known = known.or_else(|| last(Self::standing(self.changes.iter())));
        known.unwrap_or_default().over(&self.row(at))
    }

    /// What holds on a day, as far as is known now.
    pub fn on(&self, day: Date) -> Settings {
        let version = self.versions().into_iter().find(|version| version.from <= day);
        let row = || Settings::default().over(&self.rows.last().cloned().unwrap_or_default().1);
        version.map_or_else(row, |version| version.settings)
    }

    /// Every version, the latest first.
    pub fn versions(&self) -> Vec<Version> {
        let mut before: Option<Settings> = None;
        let mut versions = Vec::new();
        for (from, change) in Self::standing(self.changes.iter()) {
            let settings = change.settings.clone().unwrap_or_default().over(&self.row(change.at));
            let is_changed = |item: &&Item| match &before {
                Some(before) => item.get(before) != item.get(&settings),
                None => !item.get(&settings).is_empty(),
            };
            let changed = ITEMS.iter().filter(is_changed).map(|item| item.code).collect();
            before = Some(settings.clone());
            versions.push(Version { from, settings, changed, actor: change.actor.clone(), at: change.at });
        }
        versions.reverse();
        versions
    }
}
