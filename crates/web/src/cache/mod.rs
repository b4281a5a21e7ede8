//! Public pages in memory: rendered once for each change of what is public and each day, packed once for browsers that
//! take them packed. `docs/decisions/0060-public-pages-in-memory.md`

mod kept;
mod pages;

use std::sync::Arc;

use axum::body::{HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use office::agencies;
use office::publications::Rendition;

pub(crate) use self::kept::{Kept, is_known};
pub(crate) use self::pages::Pages;
use self::pages::{Key, Stamp};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Appearance;
use crate::security;

/// The largest page that is looked at to be kept.
const LARGEST: usize = 16 << 20;
/// The longest address whose page is kept: longer ones are nobody's bookmark.
const ADDRESS: usize = 300;

/// Marks an answer as the same for everybody with the same appearance until something public changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// A text, packed for browsers that take it packed.
    Text,
    /// A file that is packed in itself.
    File,
}

/// A page that may be kept.
pub(crate) fn kept(page: String) -> Response {
    kept_as("text/html; charset=utf-8", page)
}

/// The same of another kind.
pub(crate) fn kept_as(kind: &'static str, text: String) -> Response {
    let mut response = ([(CONTENT_TYPE, kind)], text).into_response();
    response.extensions_mut().insert(Keep::Text);
    response
}

/// A file under a name of its own; one that is too large is made each time it is asked for.
pub(crate) fn kept_file(kind: &'static str, disposition: HeaderValue, bytes: Vec<u8>) -> Response {
    let is_small = bytes.len() < LARGEST;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition)];
    let mut response = (headers, bytes).into_response();
    if is_small {
        response.extensions_mut().insert(Keep::File);
    } else {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

/// The number of the publication that a file is set from, by the file's address: `/p/P2026-1.pdf`.
fn printed_from(path: &str) -> Option<&str> {
    let name = path.strip_prefix("/p/").filter(|name| !name.contains('/'))?;
    Rendition::named(name).map(|(number, _)| number)
}

/// Answers from memory what may be, and keeps what a handler says may be kept. It stands before everything else, so
/// that a page from memory passes nothing but it; what else every answer carries is kept with the page.
pub(crate) async fn keep(State(bench): State<Bench>, request: Request, next: Next) -> Response {
    match answered(bench, request, next).await {
        Ok(response) => response,
        // Nothing stands before this that would add them.
        Err(error) => security::headers(error.into_response()).await,
    }
}

async fn answered(bench: Bench, mut request: Request, next: Next) -> Result<Response, Error> {
    let is_printed = printed_from(request.uri().path()).is_some();
    // Whoever asks for the head only is answered by the same page; the server leaves its body out behind us.
    if request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let address = request.uri().path_and_query().map_or("/", |part| part.as_str());
    let stamp = (bench.desk.store.publications_changed(), bench.desk.clock.today());
    if request.method() != Method::GET || address.len() > ADDRESS {
        tell_where(&bench, stamp).await;
        return Ok(next.run(request).await);
    }
    if is_printed {
        return printed(bench, stamp, request, next).await;
    }
    let headers = request.headers();
    let asked_as = headers.get(HOST).filter(|_| bench.own_site().is_none());
    let asked_as = asked_as.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let key = (address, Appearance::of(headers).index(), asked_as);
    let mut kept = [Keep::Text, Keep::File].into_iter();
    if let Some(page) = kept.find_map(|keep| bench.pages.find(key, stamp, keep)) {
        return Ok(page.answer(headers).await);
    }
    let (address, asked_as, headers) = (address.to_owned(), asked_as.to_owned(), headers.clone());
    made(&bench, (&address, key.1, &asked_as), stamp, &headers, request, next).await
}

/// A file set from a publication: set once, however many ask for it, and beside pages.
async fn printed(bench: Bench, stamp: Stamp, request: Request, next: Next) -> Result<Response, Error> {
    // It looks the same to everybody, whatever stands behind its address.
    let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let appearance = Appearance::default().index();
    if let Some(file) = bench.pages.find((&path, appearance, ""), stamp, Keep::File) {
        return Ok(file.answer(&headers).await);
    }
    let number = printed_from(&path).unwrap_or_default();
    let stored = bench.desk.store.publication(bench.desk.agency, number).await?;
    if stored.is_none_or(|stored| stored.item.visible().is_none()) {
        // Nobody waits to be told that there is nothing.
        return Ok(next.run(request).await);
    }
    let turn = Arc::clone(&bench.pages.turn).lock_owned().await;
    if let Some(file) = bench.pages.find((&path, appearance, ""), stamp, Keep::File) {
        return Ok(file.answer(&headers).await);
    }
    // Whoever stops waiting must not stop the setting: it would be begun again and again.
    let set = tokio::spawn(async move {
        let answer = made(&bench, (&path, appearance, ""), stamp, &headers, request, next).await;
        drop(turn);
        answer
    });
    set.await.map_err(|_| Error::Fault)?
}

/// Lets every page tell where the office is found, as its settings have it at the stamp.
async fn tell_where(bench: &Bench, stamp: Stamp) {
    let mut told = bench.pages.told.lock().await;
    // Whoever began before a change and comes after it knows less.
    if told.is_some_and(|told| told == stamp || told.0 > stamp.0) {
        return;
    }
    // Without an answer pages say what they said before, and the next one looks again.
    if let Ok(settings) = agencies::settings(&bench.desk.store, bench.desk.agency, stamp.1).await {
        bench.masthead.tell(settings.address.as_deref(), settings.telephone.as_deref());
        *told = Some(stamp);
    }
}

/// Lets a handler answer, and keeps the answer where it may be.
async fn made(
    bench: &Bench,
    key: Key<'_>,
    stamp: Stamp,
    headers: &HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    tell_where(bench, stamp).await;
    let response = next.run(request).await;
    let keep = response.extensions().get::<Keep>().copied();
    let Some(keep) = keep.filter(|_| response.status() == StatusCode::OK) else { return Ok(response) };
    if response.body().size_hint().lower() > LARGEST as u64 {
        return Ok(([(CACHE_CONTROL, "no-cache")], response).into_response());
    }
    let (parts, body) = response.into_parts();
    let plain = to_bytes(body, LARGEST).await.map_err(|_| Error::Fault)?;
    let page = Arc::new(Kept::new(&parts.headers, plain, keep));
    bench.pages.put(key, stamp, &page);
    Ok(page.answer(headers).await)
}
