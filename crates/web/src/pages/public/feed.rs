//! Feeds of a column: Atom and JSON Feed, the latest items first.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::DateTime;
use office::publications::{descriptions, listed};
use serde_json::{Value, json};
use statute::publication::Column;
use store::{Shelf, StoredPublication};

use super::shelf::latest;
use crate::cache::kept_as;
use crate::desk::Bench;
use crate::error::Error;
use crate::pages::portal::qr::whole_address;

/// Items of a feed.
const ITEMS: u32 = 50;

/// The feed of everything, beside those of columns.
const EVERYTHING: &str = "latest";

/// An item of a feed.
struct Entry {
    address: String,
    title: String,
    /// As the tag `Description` of its page has it.
    summary: String,
    issuer: String,
    kind: &'static str,
    published_at: String,
    updated_at: String,
}

#[derive(Template)]
#[template(path = "public/feed.xml")]
struct Atom<'a> {
    title: &'a str,
    agency: &'a str,
    own: String,
    page: String,
    updated_at: String,
    entries: Vec<Entry>,
}

/// `GET /feed/{column}.atom`, `GET /feed/{column}.json`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (code, ending) = name.rsplit_once('.').ok_or(Error::NotFound)?;
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let (title, address, rows) = if code == EVERYTHING {
        let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, None, ITEMS).await?;
        ("最新公开", "/".to_owned(), rows)
    } else {
        let column = Column::from_code(code).ok_or(Error::NotFound)?;
        (column.name, column.address(), latest(&bench, column, today, ITEMS).await?)
    };
    let whole =
        |address: &str| whole_address(&bench, &headers, address).unwrap_or_else(|| address.to_owned());
    let told = descriptions(&desk.store, &rows).await?;
    let entries: Vec<Entry> =
        rows.iter().zip(&told).filter_map(|(row, told)| entry(row, told, &whole)).collect();
    let own = whole(&format!("/feed/{name}"));
    let agency = bench.masthead.agency.as_str();
    match ending {
        "atom" => {
            let updated_at = entries.iter().map(|entry| entry.updated_at.clone()).max();
            // A feed must say when it changed; one without items has not since the day the law took effect.
            let updated_at = updated_at.unwrap_or_else(|| "2019-05-15T00:00:00+08:00".to_owned());
            let atom = Atom { title, agency, own, page: whole(&address), updated_at, entries };
            Ok(kept_as("application/atom+xml; charset=utf-8", atom.render()?))
        }
        "json" => {
            let feed = json!({
                "version": "https://jsonfeed.org/version/1.1",
                "title": format!("{title} - {agency}"),
                "home_page_url": whole(&address),
                "feed_url": own,
                "language": "zh-CN",
                "authors": [{ "name": agency }],
                "items": entries.iter().map(item).collect::<Vec<Value>>(),
            });
            Ok(kept_as("application/feed+json; charset=utf-8", feed.to_string()))
        }
        _ => Err(Error::NotFound),
    }
}

fn entry(row: &StoredPublication, told: &str, whole: &impl Fn(&str) -> String) -> Option<Entry> {
    let public = row.item.visible()?;
    let card = &public.edition.card;
    Some(Entry {
        address: whole(&format!("/p/{}", row.item.number)),
        title: legible(&card.title),
        summary: legible(told),
        issuer: legible(&card.issuer),
        kind: card.kind.zh(),
        published_at: moment(public.first_at),
        updated_at: moment(public.at),
    })
}

/// A text without the signs that XML has no place for; one of them would end the feed for every reader.
fn legible(text: &str) -> String {
    let has_place = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(has_place).collect()
}

/// A moment in Beijing as RFC 3339 has it.
pub(super) fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "content_text": if entry.summary.is_empty() { &entry.title } else { &entry.summary },
        "date_published": entry.published_at,
        "date_modified": entry.updated_at,
        "authors": [{ "name": entry.issuer }],
        "tags": [entry.kind],
    });
    if !entry.summary.is_empty() {
        item["summary"] = entry.summary.as_str().into();
    }
    item
}
