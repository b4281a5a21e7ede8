//! What is public and what waits, gone through once: how new each column is, what came too late, which are the latest.

use std::collections::HashMap;

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::inspection::Place;
use statute::proactive::publish_by;
use statute::publication::Act;
use store::{Shelf, Store, StoredPublication};

use super::{desk_place, place};
use crate::publications::{is_overdue, listed, waiting};

/// Rows read at a time.
const BATCH: u32 = 500;
/// The most public items that are gone through.
const MOST: usize = 20_000;
/// The most whose texts are read.
const TEXTS: usize = 500;

/// What an inspection went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Public items whose days were looked at: the latest so many.
    pub items: usize,
    /// Whether these are all.
    pub is_all: bool,
    /// Public items whose texts and links were read: the latest so many.
    pub texts: usize,
}

/// What going through the public items tells.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The day of what was published or revised last, by the code of its column.
    pub(super) newest: HashMap<&'static str, Date>,
    /// What was published beyond its term.
    pub(super) late: Vec<Place>,
    /// The latest.
    pub(super) latest: Vec<StoredPublication>,
    pub(super) seen: Seen,
}

/// Goes through what citizens see, the latest first.
pub(super) async fn go_through(store: &Store, agency: i64, today: Date) -> store::Result<Items> {
    let mut all = Items { seen: Seen { is_all: true, ..Seen::default() }, ..Items::default() };
    let mut after = None;
    loop {
        let rows = listed(store, agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        if all.seen.items >= MOST {
            all.seen.is_all = false;
            break;
        }
        after = Some(last.shelf_key(&Shelf::Latest));
        all.seen.items += rows.len();
        for row in rows {
            let Some(public) = row.item.visible() else { continue };
            // What has ended is shown in a column of its own.
            if row.item.in_force_until().is_none_or(|until| until >= today) {
                let day = public.at.date();
                let newest = all.newest.entry(row.item.card().column().code).or_insert(day);
                *newest = day.max(*newest);
            }
            if came_late(store, &row).await? {
                all.late.push(place(&row.item));
            }
            if all.latest.len() < TEXTS {
                all.latest.push(row);
            }
        }
    }
    all.seen.texts = all.latest.len();
    Ok(all)
}

/// What waits beyond its term, new or a revision of what is public. 《条例》第26条
pub(super) async fn overdue(store: &Store, agency: i64, today: Date) -> store::Result<Vec<Place>> {
    let waiting = waiting(store, agency).await?;
    Ok(waiting.iter().filter(|row| is_overdue(&row.item, today)).map(desk_place).collect())
}

/// Whether it was published after its term. A revision that names a new day is measured by the edition that brought it.
async fn came_late(store: &Store, row: &StoredPublication) -> store::Result<bool> {
    let Some(public) = row.item.visible() else { return Ok(false) };
    let Some(made_on) = public.edition.card.made_on else { return Ok(false) };
    let term = publish_by(made_on, Calendar::published()).date;
    if made_on <= public.first_at.date() {
        return Ok(term < public.first_at.date());
    }
    if term >= public.at.date() {
        return Ok(false);
    }
    // Later editions may have followed the one with the new day: the steps tell when that one came.
    let mut written = None;
    for step in store.publication_steps(&row.stream).await? {
        if let Some(edition) = step.step.act.edition() {
            written = edition.card.made_on;
        }
        if let Act::Published { at, .. } = &step.step.act
            && written == Some(made_on)
        {
            return Ok(term < at.date());
        }
    }
    Ok(false)
}
