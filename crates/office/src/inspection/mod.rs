//! The agency's own site as an inspector would see it (网站自查), from what is public and what waits.
//! 国办秘函〔2019〕19号

mod items;
mod links;
pub mod outside;
mod texts;

pub use items::Seen;
pub use links::{Outside, leading_nowhere};

use jiff::civil::Date;
use statute::inspection::{ColumnState, Inspection, Place, Rules, SiteState, examine};
use statute::normative::evaluated_until;
use statute::publication::{COLUMNS, Column, Kind, Publication};
use store::{Shelf, Store, StoredPublication};

use self::outside::Opening;
use crate::catalogue;
use crate::lists::absent;
use crate::publications::listed;

/// Rows read at a time.
const BATCH: u32 = 500;
/// 主动公开基本目录: its content is the catalogue that the agency keeps.
const CATALOGUE: &str = "gkml";

/// What going through a site finds.
#[derive(Debug)]
pub struct Inspected {
    /// What an inspector would note, and the score.
    pub inspection: Inspection,
    /// The links of public items to other sites, which nobody opens for that.
    pub outside: Vec<Outside>,
    /// What came of opening links to other sites last; none where nobody ever did.
    pub opening: Option<Opening>,
    /// How much was gone through.
    pub seen: Seen,
}

/// Goes through the agency's site as it stands on a day.
///
/// # Errors
/// Where the database does not answer.
pub async fn inspect(
    store: &Store,
    agency: i64,
    site_code: &str,
    rules: &Rules,
    today: Date,
) -> store::Result<Inspected> {
    let (mut site, outside, seen) = state(store, agency, site_code, today).await?;
    let opening = outside::last(store, agency, today).await?;
    site.broken_outside = opening.as_ref().map(Opening::findings).unwrap_or_default();
    Ok(Inspected { inspection: examine(&site, rules, today), outside, opening, seen })
}

async fn state(
    store: &Store,
    agency: i64,
    site_code: &str,
    today: Date,
) -> store::Result<(SiteState, Vec<Outside>, Seen)> {
    let mut site = SiteState { site_code: site_code.to_owned(), ..SiteState::default() };
    let items = items::go_through(store, agency, today).await?;
    site.updated_on = items.newest.values().max().copied();
    site.columns = columns(store, agency, &items, today).await?;
    for kind in Kind::ALL.iter().filter(|kind| kind.needs_interpretation()) {
        let mut after = None;
        loop {
            let rows = store.unexplained(agency, *kind, after, BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.shelf_key(&Shelf::Kind(*kind)));
            let unexplained = rows.iter().filter(|row| row.item.exemption.is_none());
            site.unexplained.extend(unexplained.map(|row| place(&row.item)));
        }
    }
    let expiring = store.expiring(agency, today, evaluated_until(today)).await?;
    site.expiring = expiring.iter().map(|row| place(&row.item)).collect();
    site.late = items::overdue(store, agency, today).await?;
    site.late.extend(items.late);
    let unfulfilled = catalogue::unfulfilled(store, agency, today).await?;
    let address = Column::from_code(CATALOGUE).map(Column::address).unwrap_or_default();
    site.unfulfilled =
        unfulfilled.into_iter().map(|(said, title)| (said, (title, address.clone()))).collect();
    // More than any rule asks for in a year.
    let asked = store.public_list(agency, &Shelf::Kind(Kind::Commentary), today, None, BATCH).await?;
    site.consulted_on = asked.iter().filter_map(|row| Some(row.item.visible()?.first_at.date())).collect();
    site.guides = texts::guides(store, agency, today).await?;
    texts::search(store, agency, &items.latest, today, &mut site).await?;
    let links = links::look(store, agency, &items.latest).await?;
    site.broken = links.broken;
    Ok((site, links.outside, items.seen))
}

/// How new each column is that holds publications of its own. One that is empty because the agency has nothing of the kind,
/// as it says, is no empty column.
async fn columns(
    store: &Store,
    agency: i64,
    items: &items::Items,
    today: Date,
) -> store::Result<Vec<ColumnState>> {
    let (absent, _) = absent(store, agency).await?;
    let mut columns = Vec::new();
    for column in COLUMNS.iter().filter(|column| column.takes_publications()) {
        let mut newest = items.newest.get(column.code).copied();
        if newest.is_none() && !items.seen.is_all {
            let row = listed(store, agency, &Shelf::Column(column.code), today, None, 1).await?;
            newest = row.first().and_then(|row| row.item.visible()).map(|public| public.at.date());
        }
        if column.code == CATALOGUE {
            let held = catalogue::held(store, agency).await?;
            newest = newest.max((!held.entries.is_empty()).then_some(held.on));
        }
        let is_absent = absent.iter().any(|one| one.column.code == column.code);
        if newest.is_some() || !is_absent {
            columns.push(ColumnState { column, newest });
        }
    }
    Ok(columns)
}

fn place(item: &Publication) -> Place {
    (item.card().title.clone(), format!("/p/{}", item.number))
}

fn desk_place(row: &StoredPublication) -> Place {
    (row.item.card().title.clone(), format!("/office/publications/{}", row.item.number))
}
