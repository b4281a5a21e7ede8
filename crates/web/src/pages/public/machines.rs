//! What search engines and browsers are told of the whole site: sitemap, robots.txt, how to search it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Span;
use jiff::civil::Date;
use office::publications::listed;
use statute::publication::COLUMNS;
use store::{Shelf, StoredPublication};

use super::feed::moment;
use crate::cache::kept_as;
use crate::desk::Bench;
use crate::error::Error;
use crate::pages::portal::qr::whole_address;

/// The most addresses of one file. sitemaps.org
const MOST: usize = 50_000;
/// Publications read at a time.
const BATCH: u32 = 1000;
/// So many publications stand in one file with everything else.
const FEW: u32 = 1000;
/// The file of everything that is no publication.
const PAGES: &str = "pages";
const XML: &str = "application/xml; charset=utf-8";

/// An address with the moment its page changed; empty where none is known.
struct Place {
    address: String,
    changed_at: String,
}

#[derive(Template)]
#[template(path = "public/sitemap.xml")]
struct Sitemap<'a> {
    places: &'a [Place],
}

#[derive(Template)]
#[template(path = "public/sitemap_index.xml")]
struct SitemapIndex {
    addresses: Vec<String>,
}

#[derive(Template)]
#[template(path = "public/opensearch.xml")]
struct OpenSearch<'a> {
    agency: &'a str,
    /// The site's address without a slash at its end.
    site: String,
}

fn whole(bench: &Bench, headers: &HeaderMap, address: &str) -> String {
    whole_address(bench, headers, address).unwrap_or_else(|| address.to_owned())
}

fn place(bench: &Bench, headers: &HeaderMap, address: &str, changed_at: String) -> Place {
    Place { address: whole(bench, headers, address), changed_at }
}

/// Addresses of what is not a publication: the first page, columns, annual reports.
fn pages(bench: &Bench, headers: &HeaderMap) -> Vec<Place> {
    let columns = COLUMNS.iter().map(statute::publication::Column::address);
    let reports = bench.published.iter().map(|report| report.address.clone());
    let all = ["/".to_owned(), "/map".to_owned()].into_iter().chain(columns).chain(reports);
    all.map(|address| place(bench, headers, &address, String::new())).collect()
}

fn publications(bench: &Bench, headers: &HeaderMap, rows: &[StoredPublication]) -> Vec<Place> {
    let address = |row: &StoredPublication| {
        let public = row.item.visible()?;
        Some(place(bench, headers, &format!("/p/{}", row.item.number), moment(public.at)))
    };
    rows.iter().filter_map(address).collect()
}

/// The month in which a row of the list came out, `2026-03`, as it stands in its place.
fn month_of((at, _): &(String, String)) -> Option<String> {
    at.get(..7).map(str::to_owned)
}

/// Months in which what is public came out, the latest first: each is found by one look behind it, however many
/// publications it has.
async fn months(bench: &Bench) -> Result<Vec<String>, Error> {
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let (mut months, mut after) = (Vec::new(), None);
    loop {
        let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, after, 1).await?;
        let month = rows.last().and_then(|row| month_of(&row.shelf_key(&Shelf::Latest)));
        let Some(month) = month else { return Ok(months) };
        after = Some((month.clone(), String::new()));
        months.push(month);
    }
}

/// `GET /sitemap.xml`: every address, or the files that have them, one for each month, where they are many.
pub(crate) async fn sitemap(State(bench): State<Bench>, headers: HeaderMap) -> Result<Response, Error> {
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, None, FEW + 1).await?;
    if rows.len() <= FEW as usize {
        let mut places = pages(&bench, &headers);
        places.extend(publications(&bench, &headers, &rows));
        return Ok(kept_as(XML, Sitemap { places: &places }.render()?));
    }
    let files = std::iter::once(PAGES.to_owned()).chain(months(&bench).await?);
    let addresses = files.map(|file| whole(&bench, &headers, &format!("/sitemap/{file}.xml"))).collect();
    Ok(kept_as(XML, SitemapIndex { addresses }.render()?))
}

/// `GET /sitemap/{file}.xml`: the addresses of one file, `pages` or a month.
pub(crate) async fn part(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = name.strip_suffix(".xml").ok_or(Error::NotFound)?;
    if file == PAGES {
        return Ok(kept_as(XML, Sitemap { places: &pages(&bench, &headers) }.render()?));
    }
    let first: Date = format!("{file}-01").parse().map_err(|_| Error::NotFound)?;
    let next = first.saturating_add(Span::new().months(1));
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let (mut places, mut after) = (Vec::new(), Some((next.to_string(), String::new())));
    while places.len() < MOST {
        let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, after, BATCH).await?;
        let of_month = |row: &&StoredPublication| {
            month_of(&row.shelf_key(&Shelf::Latest)).is_some_and(|month| month == file)
        };
        let here = rows.iter().take_while(of_month).count();
        places.extend(publications(&bench, &headers, &rows[..here]));
        if here == 0 || here < rows.len() {
            break;
        }
        after = rows.last().map(|row| row.shelf_key(&Shelf::Latest));
    }
    if places.is_empty() {
        return Err(Error::NotFound);
    }
    places.truncate(MOST);
    Ok(kept_as(XML, Sitemap { places: &places }.render()?))
}

/// `GET /robots.txt`
pub(crate) async fn robots(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let sitemap = whole(&bench, &headers, "/sitemap.xml");
    let text = format!(
        "User-agent: *\nDisallow: /office\nDisallow: /apply\nDisallow: /search\nSitemap: {sitemap}\n"
    );
    kept_as("text/plain; charset=utf-8", text)
}

/// `GET /opensearch.xml`
pub(crate) async fn opensearch(State(bench): State<Bench>, headers: HeaderMap) -> Result<Response, Error> {
    let site = whole(&bench, &headers, "");
    let page = OpenSearch { agency: &bench.masthead.agency, site }.render()?;
    Ok(kept_as("application/opensearchdescription+xml; charset=utf-8", page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_is_what_search_engines_read() {
        let place = |address: &str, at: &str| Place { address: address.into(), changed_at: at.into() };
        let places = [place("https://a/?x=1&y=2", ""), place("https://a/p/P1", "2026-03-12T10:00:00+08:00")];
        let text = Sitemap { places: &places }.render().unwrap();
        assert!(text.contains("<loc>https://a/?x=1&#38;y=2</loc></url>"), "{text}");
        assert!(text.contains("<lastmod>2026-03-12T10:00:00+08:00</lastmod>"), "{text}");
    }
}
