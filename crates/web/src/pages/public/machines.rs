//! What search engines and browsers are told of the whole site: sitemap, robots.txt, how to search it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use office::publications::listed;
use statute::publication::COLUMNS;
use store::Shelf;

use super::feed::moment;
use crate::cache::kept_as;
use crate::desk::Bench;
use crate::error::Error;
use crate::pages::portal::qr::whole_address;

/// The most addresses of one file. sitemaps.org
const MOST: usize = 50_000;
/// Publications read at a time.
const BATCH: u32 = 1000;
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

/// Every address that search engines are to know.
async fn places(bench: &Bench, headers: &HeaderMap) -> Result<Vec<Place>, Error> {
    let (desk, today) = (&bench.desk, bench.desk.clock.today());
    let place =
        |address: &str, changed_at: String| Place { address: whole(bench, headers, address), changed_at };
    let mut places = vec![place("/", String::new())];
    places.extend(COLUMNS.iter().map(|column| place(&column.address(), String::new())));
    places.extend(bench.published.iter().map(|report| place(&report.address, String::new())));
    let mut after = None;
    loop {
        let rows = listed(&desk.store, desk.agency, &Shelf::Latest, today, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(places) };
        after = Some(last.shelf_key(&Shelf::Latest));
        for row in &rows {
            if let Some(public) = row.item.visible() {
                places.push(place(&format!("/p/{}", row.item.number), moment(public.at)));
            }
        }
    }
}

/// `GET /sitemap.xml`: every address, or the files that have them where they are too many for one.
pub(crate) async fn sitemap(State(bench): State<Bench>, headers: HeaderMap) -> Result<Response, Error> {
    let places = places(&bench, &headers).await?;
    if places.len() <= MOST {
        return Ok(kept_as(XML, Sitemap { places: &places }.render()?));
    }
    let files = 1..=places.len().div_ceil(MOST);
    let addresses = files.map(|file| whole(&bench, &headers, &format!("/sitemap/{file}.xml"))).collect();
    Ok(kept_as(XML, SitemapIndex { addresses }.render()?))
}

/// `GET /sitemap/{file}.xml`: the addresses of one file.
pub(crate) async fn part(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let number: usize =
        name.strip_suffix(".xml").and_then(|file| file.parse().ok()).ok_or(Error::NotFound)?;
    let places = places(&bench, &headers).await?;
    let some = number.checked_sub(1).and_then(|place| places.chunks(MOST).nth(place));
    Ok(kept_as(XML, Sitemap { places: some.ok_or(Error::NotFound)? }.render()?))
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
