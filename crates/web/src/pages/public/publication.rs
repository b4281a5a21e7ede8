//! `GET /p/{number}`: a publication with its metadata, text and files, or the notice that took its place.
//! 《条例》第12条第2款、第24条

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use office::publications::{Found, Rendition, found};
use statute::publication::Withdrawal;

use super::article::{Article, article};
use super::item::Item;
use super::print;
use super::structured;
use super::withdrawn::Withdrawn;
use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page};
use crate::pages::portal::qr;

#[derive(Template)]
#[template(path = "public/publication.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) article: Article,
    /// The page's address as a code for telephones, with the address.
    pub(super) code: Option<(String, String)>,
}

/// `GET /p/{number}`, and `GET /p/{number}.pdf`, `.docx`, `.xlsx`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(number): Path<String>,
    appearance: Appearance,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (store, agency, today) = (&bench.desk.store, bench.desk.agency, bench.desk.clock.today());
    let (number, rendition) = match Rendition::named(&number) {
        Some((number, rendition)) => (number.to_owned(), Some(rendition)),
        None => (number, None),
    };
    match found(store, agency, &number).await? {
        None => Err(Error::NotFound),
        Some(Found::Withdrawn { on, withdrawal }) => {
            withdrawn(&bench, appearance, &number, on, withdrawal).await
        }
        Some(Found::Shown(shown)) => {
            if let Some(rendition) = rendition {
                return print::answer(&bench, &shown, rendition, today).await;
            }
            let address = format!("/p/{number}");
            let card = &shown.public().edition.card;
            let column = card.column();
            let mut page = Page::new(&bench.masthead, appearance, card.title.as_str(), address.as_str())
                .under_columns(column)
                .under(column.name, column.address())
                .beside_tree(column);
            page.column = Some(column);
            page.head.url = bench.own_address(&address);
            let article = article(&bench, &shown, today);
            let (told, validity) = (&article.tags.description, shown.item.validity(today));
            if let Some(data) = structured::publication(&bench, &headers, &shown, told, validity) {
                page.head.set_data(&data);
            }
            page.head.article = Some(article.tags.clone());
            let code = qr::of_page(&bench, &headers, &address);
            Ok(kept(Show { page, article, code }.render()?))
        }
    }
}

/// The notice in the place of what was taken down, at any address of it.
pub(super) async fn withdrawn(
    bench: &Bench,
    appearance: Appearance,
    number: &str,
    on: Date,
    withdrawal: Withdrawal,
) -> Result<Response, Error> {
    let address = format!("/p/{number}");
    let page = Page::new(&bench.masthead, appearance, "信息已经撤下", address).under("首页", "/");
    let replacing = match &withdrawal.replaced_by {
        Some(other) => bench.desk.store.publication(bench.desk.agency, other).await?,
        None => None,
    };
    let replaced_by = replacing.and_then(|stored| Item::of(&stored.item, bench.desk.clock.today()));
    let headline = format!("这里的信息已于{on}撤下");
    Withdrawn::answer(page, headline, withdrawal.notice, replaced_by)
}
