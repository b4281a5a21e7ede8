//! What waits to be published, by its last day: what is overdue comes first, what has no last day comes last. 《条例》第26条

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::publication::Publication;
use store::{DeskQuery, Store, StoredPublication};

/// Rows read at a time.
const BATCH: u32 = 500;

/// The last day to publish it; none where it has none.
fn last_day(item: &Publication) -> Option<Date> {
    item.publish_by(Calendar::published()).map(|term| term.date)
}

/// By which it stands in the list: its last day, then its number.
pub fn waiting_key(item: &Publication) -> (Date, String) {
    (last_day(item).unwrap_or(Date::MAX), item.number.clone())
}

/// Whether its last day has passed.
pub fn is_overdue(item: &Publication, today: Date) -> bool {
    last_day(item).is_some_and(|by| by < today)
}

/// Everything that somebody has something to do about, in the order of the last days.
///
/// # Errors
/// Where the database does not answer.
pub async fn waiting(store: &Store, agency: i64) -> store::Result<Vec<StoredPublication>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let rows = store.publication_list(agency, &DeskQuery { stage: None, after, count: BATCH }).await?;
        let is_last = rows.len() < BATCH as usize;
        after = rows.last().map(StoredPublication::key);
        all.extend(rows);
        if is_last {
            break;
        }
    }
    all.sort_by_cached_key(|row| waiting_key(&row.item));
    Ok(all)
}
