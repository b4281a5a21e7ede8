//! The agency's own site as an inspector would see it (网站自查), from what is public and what waits.
//! 国办秘函〔2019〕19号

mod links;

pub use links::Outside;

use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::inspection::{ColumnState, Inspection, Rules, SiteState, examine};
use statute::normative::evaluated_until;
use statute::proactive::publish_by;
use statute::publication::{COLUMNS, Column, Kind, Publication};
use store::{DeskQuery, Shelf, Store, StoredPublication};

use crate::catalogue;
use crate::publications::listed;

/// How many of the latest public items are gone through for links and terms.
const LATEST: u32 = 500;

/// Goes through the agency's site as it stands on a day; answers what an inspection finds, and the links of its latest
/// items to other sites, which nobody has opened for that.
///
/// # Errors
/// Where the database does not answer.
pub async fn inspect(
    store: &Store,
    agency: i64,
    site_code: &str,
    rules: &Rules,
    today: Date,
) -> store::Result<(Inspection, Vec<Outside>)> {
    let (site, outside) = state(store, agency, site_code, today).await?;
    Ok((examine(&site, rules, today), outside))
}

async fn state(
    store: &Store,
    agency: i64,
    site_code: &str,
    today: Date,
) -> store::Result<(SiteState, Vec<Outside>)> {
    let mut site = SiteState { site_code: site_code.to_owned(), ..SiteState::default() };
    for column in own_columns() {
        let newest = listed(store, agency, &Shelf::Column(column.code), today, None, 1).await?;
        let newest = newest.first().and_then(|row| row.item.visible()).map(|public| public.at.date());
        site.columns.push(ColumnState { column, newest });
    }
    for kind in Kind::ALL.iter().filter(|kind| kind.needs_interpretation()) {
        let unexplained = store.unexplained(agency, *kind, None, LATEST).await?;
        let unexplained = unexplained.iter().filter(|row| row.item.exemption.is_none());
        site.unexplained.extend(unexplained.map(|row| place(&row.item)));
    }
    let expiring = store.expiring(agency, today, evaluated_until(today)).await?;
    site.expiring = expiring.iter().map(|row| place(&row.item)).collect();
    let waiting =
        store.publication_list(agency, &DeskQuery { count: LATEST, ..DeskQuery::default() }).await?;
    let waits = |row: &&StoredPublication| row.item.visible().is_none() && is_late(&row.item, today);
    site.late = waiting.iter().filter(waits).map(desk_place).collect();
    let latest = listed(store, agency, &Shelf::Latest, today, None, LATEST).await?;
    let came_late = |row: &&StoredPublication| {
        row.item.visible().is_some_and(|public| is_late(&row.item, public.first_at.date()))
    };
    site.late.extend(latest.iter().filter(came_late).map(|row| place(&row.item)));
    let unfulfilled = catalogue::unfulfilled(store, agency, today).await?;
    let address = Column::from_code("gkml").map(Column::address).unwrap_or_default();
    site.unfulfilled =
        unfulfilled.into_iter().map(|(said, title)| (said, (title, address.clone()))).collect();
    let links = links::look(store, agency, &latest).await?;
    site.broken = links.broken;
    Ok((site, links.outside))
}

/// The columns that hold publications of their own.
fn own_columns() -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(|column| column.takes_publications())
}

/// Whether a day is beyond the term of publication. 《条例》第26条
fn is_late(item: &Publication, day: Date) -> bool {
    let made_on = item.public.as_ref().map_or(item.draft.card.made_on, |public| public.edition.card.made_on);
    made_on.is_some_and(|made_on| publish_by(made_on, Calendar::published()).date < day)
}

fn place(item: &Publication) -> (String, String) {
    (item.card().title.clone(), format!("/p/{}", item.number))
}

fn desk_place(row: &StoredPublication) -> (String, String) {
    (row.item.card().title.clone(), format!("/office/publications/{}", row.item.number))
}
