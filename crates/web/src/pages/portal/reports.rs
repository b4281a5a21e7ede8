//! 政府信息公开年报: the annual reports of an agency, as a list, as pages and as files. 《条例》第49条

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use jiff::civil::Date;

use crate::cache::{Keep, Kept, kept};
use crate::desk::{Bench, site};
use crate::error::Error;
use crate::layout::{Appearance, ArticleTags, Masthead, Page, REPORTS, Rendered};
use crate::pages::public::article::size;
use crate::security::PublishedFilePolicy;

/// A published annual report (年度报告).
#[derive(Clone, Debug)]
pub struct PublishedReport {
    /// The year reported on.
    pub year: i16,
    /// The report's title.
    pub title: String,
    /// The day it was published on, as it says itself.
    pub published_on: Option<Date>,
    /// Its renderings.
    pub files: Vec<PublishedFile>,
}

impl PublishedReport {
    /// The address of its page.
    pub(crate) fn address(&self) -> String {
        format!("{}{}/", REPORTS.address(), self.year)
    }
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

impl PublishedFile {
    /// Its size as people read it.
    fn size(&self) -> String {
        size(self.bytes.len() as u64)
    }

    /// The file as it is handed out: web page and data packed, what is packed in itself as it is.
    fn kept(&self) -> Kept {
        let is_text = self.content_type.starts_with("text/") || self.content_type == "application/json";
        let headers = [(CONTENT_TYPE, self.content_type), (VARY, "Accept-Encoding")];
        let headers: HeaderMap =
            headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        let keep = if is_text { Keep::Text } else { Keep::File };
        Kept::tagged(&headers, self.bytes.clone(), keep, &self.hash)
    }
}

/// The list of reports.
#[derive(Template)]
#[template(path = "portal/reports.html")]
struct List<'a> {
    page: Page,
    reports: &'a [PublishedReport],
}

/// A report: what it is, and its renderings.
#[derive(Template)]
#[template(path = "portal/report.html")]
struct One<'a> {
    page: Page,
    report: &'a PublishedReport,
    source: &'a str,
}

/// Whose reports, on which site.
struct Frame<'a> {
    masthead: &'a Arc<Masthead>,
    /// The site as its visitors know it; none where nobody said.
    site: Option<&'a str>,
    appearance: Appearance,
}

impl Frame<'_> {
    fn page(&self, title: &str, address: &str) -> Page {
        let page = Page::new(self.masthead, self.appearance, title, address);
        let mut page = page.under_columns(*REPORTS).beside_tree(*REPORTS);
        page.column = Some(*REPORTS);
        page.head.url = self.site.map(|site| format!("{site}{address}")).unwrap_or_default();
        page
    }

    fn list(&self, reports: &[PublishedReport]) -> Result<String, askama::Error> {
        List { page: self.page(REPORTS.name, &REPORTS.address()), reports }.render()
    }

    fn one(&self, report: &PublishedReport) -> Result<String, askama::Error> {
        let page = self.page(&report.title, &report.address());
        let mut page = page.under(REPORTS.name, REPORTS.address());
        let source = self.masthead.agency.as_str();
        page.head.article = Some(ArticleTags {
            title: report.title.clone(),
            published_at: report.published_on.map(|day| format!("{day} 00:00")).unwrap_or_default(),
            source: source.to_owned(),
            keywords: "政府信息公开,年度报告".into(),
            description: String::new(),
        });
        One { page, report, source }.render()
    }
}

/// The pages of a site that shows reports only: rendered once.
pub(crate) fn alone(masthead: &Arc<Masthead>, reports: &[PublishedReport]) -> Result<Router, askama::Error> {
    let own = site(None, masthead);
    let frame = |appearance| Frame { masthead, site: own.as_deref(), appearance };
    let list = (REPORTS.address(), Rendered::each(|appearance| frame(appearance).list(reports))?);
    let one = |report: &PublishedReport| {
        let page = Rendered::each(|appearance| frame(appearance).one(report))?;
        Ok((report.address(), page))
    };
    let mut pages: Vec<(String, Rendered)> = reports.iter().map(one).collect::<Result<_, askama::Error>>()?;
    // Of one year there may be several folders; the first is the one.
    pages.sort_by(|one, other| one.0.cmp(&other.0));
    pages.dedup_by(|later, earlier| later.0 == earlier.0);
    let pages = std::iter::once(list).chain(pages);
    Ok(pages.fold(Router::new(), |router, (address, page)| {
        let page = Arc::new(page);
        router.route(&address, get(async move |headers: HeaderMap| page.answer(&headers).await))
    }))
}

fn frame(bench: &Bench, appearance: Appearance) -> Frame<'_> {
    Frame { masthead: &bench.masthead, site: bench.own_site(), appearance }
}

/// `GET /zfxxgk/zfxxgknb/`
pub(crate) async fn list(State(bench): State<Bench>, appearance: Appearance) -> Result<Response, Error> {
    Ok(kept(frame(&bench, appearance).list(&bench.reports)?))
}

/// `GET /zfxxgk/zfxxgknb/{year}/`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(year): Path<String>,
    appearance: Appearance,
) -> Result<Response, Error> {
    let report = bench.reports.iter().find(|report| year == report.year.to_string());
    Ok(kept(frame(&bench, appearance).one(report.ok_or(Error::NotFound)?)?))
}

/// What the handler of files serves from: year and name of each.
pub(crate) struct Shelf(Vec<(i16, String, Arc<Kept>)>);

impl Shelf {
    pub(crate) fn new(reports: &[PublishedReport]) -> Self {
        let files = reports.iter().flat_map(|report| {
            report.files.iter().map(|file| (report.year, file.name.clone(), Arc::new(file.kept())))
        });
        Self(files.collect())
    }
}

/// `GET /zfxxgk/zfxxgknb/{year}`: as people type it.
pub(crate) async fn typed(
    State(shelf): State<Arc<Shelf>>,
    Path(year): Path<String>,
) -> Result<Redirect, Error> {
    let known = shelf.0.iter().find(|(one, _, _)| one.to_string() == year);
    let (year, _, _) = known.ok_or(Error::NotFound)?;
    Ok(Redirect::temporary(&format!("{}{year}/", REPORTS.address())))
}

/// `GET /zfxxgk/zfxxgknb/{year}/{file}`
pub(crate) async fn file(
    State(shelf): State<Arc<Shelf>>,
    Path((year, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = shelf.0.iter().find(|(of, one, _)| year.parse() == Ok(*of) && *one == name);
    let (_, _, file) = found.ok_or(Error::NotFound)?;
    let mut response = file.answer(&headers).await.into_response();
    response.extensions_mut().insert(PublishedFilePolicy);
    Ok(response)
}
