//! `GET /`: what is new, and the ways into the site.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use office::publications::listed;
use statute::publication::Column;
use store::Shelf;

use super::column::{Section, section};
use super::item::Item;
use super::structured;
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page};

/// Rows of what is new.
const NEW: u32 = 10;

/// The columns whose latest items stand on the first page.
const SHOWN: [&str; 4] = ["tzgg", "zcwj", "gfxwj", "zcjd"];

/// The columns that the first page leads to, before what is new.
const WAYS: [&str; 5] = ["zfxxgkzn", "zfxxgkzd", "fdzdgknr", "zfxxgknb", "ysqgk"];

#[derive(Template)]
#[template(path = "public/home.html")]
struct Home {
    page: Page,
    ways: Vec<&'static Column>,
    latest: Vec<Item>,
    sections: Vec<Section>,
}

/// `GET /`
pub(crate) async fn show(State(bench): State<Bench>, appearance: Appearance) -> Result<Response, Error> {
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let mut page = Page::new(&bench.masthead, appearance, "政府信息公开", "/");
    page.head.is_home = true;
    page.head.url = bench.own_address("/");
    page.head.feed = Some("latest");
    page.head.set_data(&structured::organization(&bench));
    let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, None, NEW).await?;
    let latest = rows.iter().filter_map(|row| Item::of(&row.item, today)).collect();
    let mut sections = Vec::new();
    for column in SHOWN.into_iter().filter_map(Column::from_code) {
        let section = section(&bench, column, today).await?;
        if !section.items.is_empty() {
            sections.push(section);
        }
    }
    let ways = WAYS.into_iter().filter_map(Column::from_code).collect();
    Ok(kept(Home { page, ways, latest, sections }.render()?))
}
