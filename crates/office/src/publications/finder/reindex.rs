//! The index of a folder made anew.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use jiff::civil::Date;
use search::Rebuild;
use store::{Shelf, Store};

use super::position::{Position, current, keep};
use super::{BATCH, MEMORY, NotFound};
use crate::publications::file_texts::FileTexts;
use crate::publications::site::listed;
use crate::publications::to_index::item_of;

/// Threads that make one.
const THREADS: usize = 2;

/// Makes the index of a folder anew; `told` hears how many publications are in. Answers how many there are. A program
/// that searches in the folder goes over to the new one by itself.
///
/// # Errors
/// [`NotFound`] says why; the index then stays as it was.
pub async fn reindex(
    store: &Store,
    agency: i64,
    folder: &Path,
    today: Date,
    told: impl Fn(u64),
) -> Result<u64, NotFound> {
    let event = store.last_event().await?;
    let mut rebuild = Rebuild::begin(folder, THREADS, MEMORY, told)?;
    let (texts, mut used) = (FileTexts::beside(Some(folder)), HashSet::new());
    let (mut after, mut count) = (None, 0);
    loop {
        let rows = listed(store, agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.shelf_key(&Shelf::Latest));
        for row in &rows {
            let Some(public) = row.item.visible() else { continue };
            texts.read(store, &public.edition).await?;
            used.extend(public.edition.files.iter().map(|file| file.sm3.clone()));
            if let Some((item, _)) = item_of(store, &texts, &row.item, today).await? {
                rebuild.put(&item)?;
                count += 1;
            }
        }
    }
    rebuild.finish()?;
    texts.sweep(&used);
    keep(folder, &Position { of: current(folder), event, day: Some(today), unread: BTreeSet::new() })?;
    Ok(count)
}
