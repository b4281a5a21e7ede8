//! 政府信息公开年报: the annual reports of an agency, as a list and as files. 《条例》第49条

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use crate::Site;

/// A published annual report (年度报告).
#[derive(Clone, Debug)]
pub struct PublishedReport {
    /// The year reported on.
    pub year: i16,
    /// The report's title.
    pub title: String,
    /// Its renderings.
    pub files: Vec<PublishedFile>,
}

/// One rendering of a report.
#[derive(Clone, Debug)]
pub struct PublishedFile {
    /// The name in the address: `report.pdf`.
    pub name: String,
    /// What the link says: `PDF`.
    pub label: String,
    /// The media type.
    pub content_type: &'static str,
    /// The bytes as published.
    pub bytes: Bytes,
    /// The hash of the bytes, as text: the file's `ETag`.
    pub hash: String,
}

/// The list of reports.
#[derive(Template)]
#[template(path = "portal/reports.html")]
pub(crate) struct List<'a> {
    site: &'a Site,
}

impl<'a> List<'a> {
    /// Renders the list.
    pub(crate) fn render(site: &'a Site) -> Result<String, askama::Error> {
        Template::render(&Self { site })
    }
}

/// What the handlers serve from: the site and its rendered list.
pub(crate) struct Shelf {
    site: Site,
    list: Bytes,
}

impl Shelf {
    pub(crate) fn new(site: Site, list: String) -> Self {
        Self { site, list: list.into() }
    }
}

/// `GET /zfxxgk/zfxxgknb/`
pub(crate) async fn list(State(shelf): State<Arc<Shelf>>) -> Html<Bytes> {
    Html(shelf.list.clone())
}

/// `GET /zfxxgk/zfxxgknb/{year}/{file}`
pub(crate) async fn file(
    State(shelf): State<Arc<Shelf>>,
    Path((year, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = shelf
        .site
        .reports
        .iter()
        .filter(|report| year.parse() == Ok(report.year))
        .flat_map(|report| &report.files)
        .find(|file| file.name == name);
    let Some(file) = found else { return missing().await.into_response() };
    let etag = format!("\"{}\"", file.hash);
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response();
    }
    let headers =
        [(CONTENT_TYPE, file.content_type.to_owned()), (ETAG, etag), (CACHE_CONTROL, "no-cache".to_owned())];
    (headers, file.bytes.clone()).into_response()
}

/// A page that is not there, with the way on.
pub(crate) async fn missing() -> (StatusCode, Html<&'static str>) {
    (StatusCode::NOT_FOUND, Html(include_str!("missing.html")))
}
