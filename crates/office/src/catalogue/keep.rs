//! Keeping the catalogue: as a whole, one version on top of the other. Citizens see it at once, so it is screened first.

use jiff::Timestamp;
use statute::catalogue::{COLUMNS, Entry, Standard, duplicates};
use statute::procedure::Officer;
use statute::publication::Verb;
use statute::registers::CatalogueEntry;
use store::{Author, Entry as Row, Store};

use super::{LIST, SUBJECT, held};
use crate::applications::{FieldFault, day_of, messages};
use crate::publications::{Screened, closing};

/// Why the catalogue is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// Not for whoever asks.
    #[error("本岗位不维护目录")]
    NotYours,
    /// Entries that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// What the machine found must be taken out.
    #[error("发布前筛查发现{}处，应当改正：{}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))]
    Screened(Vec<Screened>),
    /// Somebody else was faster.
    #[error("目录刚刚由他人改过，请核对最新的目录后再保存")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotKept {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}

/// Keeps entries as the next version on top of the one that was on the screen; entries that are alike are no change. The
/// change has one row a day in the register 目录调整, whoever else entered one.
///
/// # Errors
/// [`NotKept`] with every cell that cannot be taken, and whatever may not be public.
pub async fn keep(
    store: &Store,
    agency: i64,
    version: i64,
    entries: Vec<Entry>,
    by: &Officer,
    now: Timestamp,
) -> Result<(), NotKept> {
    if !by.roles.iter().any(|role| Verb::Begin.rule().roles.contains(role)) {
        return Err(NotKept::NotYours);
    }
    let before = held(store, agency).await?;
    if before.version != version {
        return Err(NotKept::Conflict);
    }
    if before.entries == entries {
        return Ok(());
    }
    let mut faults = Vec::new();
    for entry in &entries {
        let wrong = entry.faults().into_iter().map(|one| FieldFault {
            field: one.column,
            message: format!("{} {}：{}", entry.key(), one.zh, one.expected),
        });
        faults.extend(wrong);
    }
    for place in duplicates(&entries) {
        let message = format!("序号 {} 重复，应在领域内不重复", entries[place].key());
        faults.push(FieldFault { field: "serial", message });
    }
    if !faults.is_empty() {
        return Err(NotKept::Invalid(faults));
    }
    let texts = entries.iter().flat_map(|entry| {
        let public = COLUMNS.iter().filter(|column| column.is_public);
        public.map(|column| (format!("{} {}", entry.key(), column.zh), column.get(entry).to_owned()))
    });
    let found = closing(store, agency, texts.collect(), now).await?;
    if !found.is_empty() {
        return Err(NotKept::Screened(found));
    }
    let text = serde_json::to_string(&entries).expect("entries are always JSON");
    let on = day_of(now);
    let counts_as = CatalogueEntry { on, subject: SUBJECT.to_owned(), note: Some("调整目录".to_owned()) };
    let author = Author { actor: by.account.clone(), at: now };
    Ok(store.publish_list(&author, agency, LIST, version, text, Row::Catalogue(counts_as)).await?)
}

/// The entries with those of a standard catalogue that are not there yet.
pub fn adopted(entries: &[Entry], standard: &Standard, agency: &str) -> Vec<Entry> {
    let is_new = |entry: &Entry| entries.iter().all(|known| known.key() != entry.key());
    entries.iter().cloned().chain(standard.entries(agency).into_iter().filter(is_new)).collect()
}
