//! 政府信息公开年报: the annual reports of an agency, as a list and as files. 《条例》第49条

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use statute::publication::Column;

use crate::error::Error;
use crate::layout::{Masthead, Page, REPORTS, Rendered};
use crate::security::PublishedFilePolicy;

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
struct List<'a> {
    page: Page,
    reports: &'a [PublishedReport],
}

/// What the handlers serve from: the reports and their list, rendered.
pub(crate) struct Shelf {
    pub(crate) reports: Vec<PublishedReport>,
    list: Rendered,
}

impl Shelf {
    /// Renders the list.
    pub(crate) fn new(
        masthead: &Arc<Masthead>,
        reports: Vec<PublishedReport>,
    ) -> Result<Self, askama::Error> {
        let list = Rendered::each(|appearance| {
            let mut page = Page::new(masthead, appearance, REPORTS.name, REPORTS.address());
            page = if masthead.has_publications {
                page.tree = Column::from_code("zfxxgk");
                page.under_columns(*REPORTS)
            } else {
                page.under("首页", "/")
            };
            List { page, reports: &reports }.render()
        })?;
        Ok(Self { reports, list })
    }
}

/// `GET /zfxxgk/zfxxgknb/`
pub(crate) async fn list(State(shelf): State<Arc<Shelf>>, headers: HeaderMap) -> Response {
    shelf.list.answer(&headers)
}

/// `GET /zfxxgk/zfxxgknb/{year}/{file}`
pub(crate) async fn file(
    State(shelf): State<Arc<Shelf>>,
    Path((year, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = shelf
        .reports
        .iter()
        .filter(|report| year.parse() == Ok(report.year))
        .flat_map(|report| &report.files)
        .find(|file| file.name == name);
    let file = found.ok_or(Error::NotFound)?;
    let etag = format!("\"{}\"", file.hash);
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response());
    }
    let headers =
        [(CONTENT_TYPE, file.content_type.to_owned()), (ETAG, etag), (CACHE_CONTROL, "no-cache".to_owned())];
    let mut response = (headers, file.bytes.clone()).into_response();
    response.extensions_mut().insert(PublishedFilePolicy);
    Ok(response)
}
