//! The basic catalogue (主动公开基本目录): each entry with what is published of it, earlier versions, files, the same for
//! programs. 《条例》第12条、第22条

mod api;
mod file;
mod page;

use std::collections::HashMap;

use office::catalogue::{Fulfilment, Held, Version, Withdrawal, held, held_at, withdrawal_of, withdrawals};
use statute::catalogue::Entry;

pub(crate) use self::api::show as interface;
pub(crate) use self::file::show as file;
pub(super) use self::page::show;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Badge, Tone};

/// The page of the catalogue.
const ADDRESS: &str = "/zfxxgk/gkml/";

/// Something an entry asks for, behind what it is called.
type Demand = (&'static str, String);

/// An entry as a row: itself, and what is published of it.
pub(crate) struct Row {
    pub(crate) entry: Entry,
    pub(crate) title: String,
    /// Number, title and day of the newest that is about it.
    pub(crate) newest: Option<(String, String, String)>,
    /// The day of the newest in its column, where it names no more than that.
    pub(crate) latest: Option<String>,
    pub(crate) badge: Option<Badge>,
    /// The name and address of the column that holds it.
    pub(crate) column: Option<(&'static str, String)>,
}

impl Row {
    pub(crate) fn of(entry: Entry, found: Fulfilment) -> Self {
        let badge = match (&found.newest, found.is_stale) {
            (None, _) if found.is_linked => Some(Badge::new(Tone::Late, "没有公开的信息")),
            (Some(_), true) => Some(Badge::new(Tone::Soon, format!("{}天没有更新", found.age))),
            _ => None,
        };
        let on = found.newest.as_ref().map(|newest| newest.at.date().to_string());
        let newest = found.newest.filter(|_| !found.is_of_column);
        Self {
            title: entry.title(),
            newest: newest.zip(on.clone()).map(|(newest, on)| (newest.number, newest.title, on)),
            latest: on.filter(|_| found.is_of_column),
            badge,
            column: entry.site_column().map(|column| (column.name, column.address())),
            entry,
        }
    }

    /// What the entry asks for beside its content; empty ones are left out.
    fn demands(&self) -> Vec<Demand> {
        let Entry { basis, term, subject, channels, audience, way, level, .. } = &self.entry;
        let way = format!("{way}公开");
        let all = [
            ("依据", basis),
            ("时限", term),
            ("主体", subject),
            ("渠道", channels),
            ("对象", audience),
            ("方式", &way),
            ("层级", level),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label, value.clone()))
            .collect()
    }
}

/// The version that a query asks for; none for the one that holds.
fn asked(query: &HashMap<String, String>) -> Result<Option<i64>, Error> {
    query.get("version").map(|text| text.parse().map_err(|_| Error::NotFound)).transpose()
}

/// How links of the site ask for a version.
fn query_of(version: Option<i64>) -> String {
    version.map_or_else(String::new, |version| format!("version={version}"))
}

/// What is shown of the catalogue.
enum Shown {
    /// As it held at a version.
    Held(Held),
    /// That version was taken down.
    Withdrawn(Withdrawal),
}

/// The catalogue as it holds, and what was taken down of it.
struct Opened {
    holds: Held,
    withdrawals: Vec<Withdrawal>,
}

/// The catalogue; none where the agency has none.
async fn opened(bench: &Bench) -> Result<Option<Opened>, Error> {
    let (store, agency) = (&bench.desk.store, bench.desk.agency);
    let holds = held(store, agency).await?;
    if holds.version == 0 {
        return Ok(None);
    }
    Ok(Some(Opened { holds, withdrawals: withdrawals(store, agency).await? }))
}

impl Opened {
    /// What is shown of a version, of the one that holds where none is asked for; a version that never was is not found.
    async fn shown(&self, bench: &Bench, asked: Option<i64>) -> Result<Shown, Error> {
        let current = self.holds.version;
        match asked.unwrap_or(current) {
            version if version == current => Ok(Shown::Held(self.holds.clone())),
            // Nothing is looked for that never was.
            version if (1..current).contains(&version) => {
                if let Some(withdrawal) = self.withdrawal_of(version) {
                    Ok(Shown::Withdrawn(withdrawal.clone()))
                } else {
                    let held = held_at(&bench.desk.store, bench.desk.agency, version).await?;
                    held.map(Shown::Held).ok_or(Error::NotFound)
                }
            }
            _ => Err(Error::NotFound),
        }
    }

    /// How a version was taken down, if it was.
    fn withdrawal_of(&self, version: i64) -> Option<&Withdrawal> {
        withdrawal_of(&self.withdrawals, version)
    }

    /// Every version, the latest first.
    async fn versions(&self, bench: &Bench) -> Result<Vec<Version>, Error> {
        let versions = bench.versions.of(&bench.desk.store, bench.desk.agency).await?;
        Ok(versions.iter().rev().cloned().collect())
    }
}
