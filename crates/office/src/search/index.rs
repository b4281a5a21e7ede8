//! What was written goes into the index, batch by batch.

use search::term;
use store::Store;

/// Events taken into the index at a time.
pub(super) const BATCH: u32 = 100;
/// Events taken in beside other work: a few milliseconds.
const FEW: u32 = 25;

/// Takes everything into the index that is not there yet; `tell` hears how many events are done. Answers how many, or
/// none without keys.
///
/// # Errors
/// Where the database does not answer.
pub async fn index(store: &Store, tell: impl Fn(u64)) -> store::Result<Option<u64>> {
    let mut done = 0;
    loop {
        let Some(indexed) = store.index_texts(BATCH, term::pairs).await? else { return Ok(None) };
        done += indexed.events;
        tell(done);
        if indexed.left == 0 || indexed.events == 0 {
            return Ok(Some(done));
        }
    }
}

/// Takes a few events into the index and answers whether there are more: for whoever does it beside other work.
///
/// # Errors
/// Where the database does not answer.
pub async fn index_some(store: &Store) -> store::Result<bool> {
    Ok(store.index_texts(FEW, term::pairs).await?.is_some_and(|indexed| indexed.left > 0))
}
