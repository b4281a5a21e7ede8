//! Published reports that something done with publications makes wrong: their table two would be counted otherwise now.

use statute::registers::DocumentEntry;
use statute::tally::documents::{counts, readings};
use store::{Change, Draft, Store};

use crate::ledger;

/// A correction for each published year in whose table two documents count otherwise after these steps than before.
pub(super) async fn corrections(store: &Store, agency: i64, steps: &[Change]) -> store::Result<Vec<Draft>> {
    let mut moved = Vec::new();
    for step in steps {
        moved.extend(row_moved(store, agency, step).await?);
    }
    // Most steps move nothing: nothing more is read for them.
    let Some(first) = steps.first().filter(|_| !moved.is_empty()) else { return Ok(Vec::new()) };
    let agencies = store.agencies().await?;
    let Some(row) = agencies.iter().find(|row| row.id == agency) else { return Ok(Vec::new()) };
    let readings = readings(&row.agency);
    let counted = |row: &Option<DocumentEntry>, year| {
        row.as_ref().map_or([false; 3], |row| counts(row, year, &readings))
    };
    let reason = format!("公开信息{}：{}", first.read.item.number, first.step.act.verb().zh());
    ledger::corrections(store, agency, &reason, |year| {
        moved.iter().filter(|(before, after)| counted(before, year) != counted(after, year)).count() as u64
    })
    .await
}

/// The row of the register before a step and after it, where it is the publication's own and changes.
async fn row_moved(
    store: &Store,
    agency: i64,
    Change { read, step }: &Change,
) -> store::Result<Option<(Option<DocumentEntry>, Option<DocumentEntry>)>> {
    let mut item = read.item.clone();
    item.apply(step);
    let (before, after) = (read.item.entry(), item.entry());
    if before == after {
        return Ok(None);
    }
    let counts = match (&before, &after) {
        (None, Some(row)) => !store.is_document_entered(agency, row).await?,
        _ => store.has_document_row(agency, &read.stream).await?,
    };
    Ok(counts.then_some((before, after)))
}
