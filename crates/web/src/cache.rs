//! Public pages in memory: rendered once for each change of what is public and each day, packed once for browsers that
//! take them packed. `docs/decisions/0060-public-pages-in-memory.md`

use std::collections::{HashMap, VecDeque};
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE,
    ETAG, HOST, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use office::publications::Rendition;

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Appearance;

/// Bytes of all pages that are kept, packed ones included.
const MOST: usize = 64 << 20;
/// The largest page that is kept; a list of addresses for search engines may be this large.
const LARGEST: usize = 16 << 20;
/// The longest address whose page is kept: longer ones are nobody's bookmark.
const ADDRESS: usize = 300;
/// Beside other work a page of this size is packed in no time.
const AT_ONCE: usize = 256 << 10;
/// The effort of packing, of eleven: above it pages get hardly smaller.
const EFFORT: i32 = 5;

/// Marks an answer as the same for everybody with the same appearance until something public changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
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

/// Since when pages are good: how often what is public had changed, and the day, as validity ends with a day.
type Stamp = (u64, Date);

/// Address with its query, appearance, and the name the site was asked under where its own is not known.
type Key = (String, usize, String);

/// The pages.
#[derive(Default)]
pub(crate) struct Pages {
    inner: Mutex<Inner>,
    /// Whose turn it is to set a file: one after the other, so that pages never wait for them, and none is set twice.
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Inner {
    stamp: Option<Stamp>,
    pages: HashMap<Key, Arc<Kept>>,
    /// The keys, the one kept longest first.
    order: VecDeque<Key>,
    bytes: usize,
}

impl Pages {
    fn find(&self, key: &Key, stamp: Stamp) -> Option<Arc<Kept>> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.stamp != Some(stamp) {
            *inner = Inner { stamp: Some(stamp), ..Inner::default() };
        }
        inner.pages.get(key).cloned()
    }

    /// Keeps a page that was begun at a stamp; one that something overtook is not kept.
    fn put(&self, key: Key, stamp: Stamp, page: &Arc<Kept>) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.stamp != Some(stamp) || page.weight() > MOST / 4 {
            return;
        }
        if inner.pages.insert(key.clone(), Arc::clone(page)).is_none() {
            inner.order.push_back(key);
            inner.bytes += page.weight();
        }
        while inner.bytes > MOST {
            let Some(oldest) = inner.order.pop_front() else { break };
            if let Some(gone) = inner.pages.remove(&oldest) {
                inner.bytes -= gone.weight();
            }
        }
    }
}

/// One page.
struct Kept {
    /// What the handler said of it beside its bytes.
    headers: HeaderMap,
    plain: Bytes,
    keep: Keep,
    tag: String,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Brotli,
    Gzip,
    None,
}

impl Packing {
    /// The best that a browser takes.
    fn of(headers: &HeaderMap) -> Self {
        let taken = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let taken: Vec<&str> = taken.flat_map(|line| line.split(',')).map(str::trim).collect();
        let takes = |name: &str| {
            taken.iter().any(|one| {
                let (called, weight) = one.split_once(';').unwrap_or((one, ""));
                called.trim() == name && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::None
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::None => None,
        }
    }
}

impl Kept {
    fn new(mut headers: HeaderMap, plain: Bytes, keep: Keep) -> Self {
        headers.remove(CONTENT_LENGTH);
        let tag = format!("{:016x}", crate::assets::fingerprint_of(&plain));
        Self { headers, plain, keep, tag, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// What it takes of the memory; both packed forms together are smaller than the page.
    fn weight(&self) -> usize {
        let times = if self.keep == Keep::File { 1 } else { 2 };
        self.plain.len() * times + 1024
    }

    /// The page packed; the work is done by the first who asks.
    async fn packed(self: &Arc<Self>, packing: Packing) -> Bytes {
        let page = Arc::clone(self);
        let pack = move || match packing {
            Packing::None => page.plain.clone(),
            Packing::Brotli => page.brotli.get_or_init(|| brotli(&page.plain)).clone(),
            Packing::Gzip => page.gzip.get_or_init(|| gzip(&page.plain)).clone(),
        };
        if self.plain.len() <= AT_ONCE {
            return pack();
        }
        tokio::task::spawn_blocking(pack).await.unwrap_or_else(|_| self.plain.clone())
    }

    /// The page as an answer; unchanged if the browser has it.
    async fn answer(self: &Arc<Self>, request: &HeaderMap) -> Response {
        let packing = if self.keep == Keep::File { Packing::None } else { Packing::of(request) };
        let tag = match packing.name() {
            Some(name) => format!("\"{}-{name}\"", self.tag),
            None => format!("\"{}\"", self.tag),
        };
        let known = request.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
        let mut response = if known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let bytes = self.packed(packing).await;
            let mut response = bytes.into_response();
            response.headers_mut().extend(self.headers.clone());
            if let Some(name) = packing.name() {
                response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
        headers.insert(ETAG, HeaderValue::from_str(&tag).expect("hexadecimal and a name are header text"));
        response
    }
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let params = brotli::enc::BrotliEncoderParams { quality: EFFORT, ..Default::default() };
    let written = brotli::BrotliCompress(&mut &*plain, &mut packed, &params);
    written.expect("writing into memory does not fail");
    packed.into()
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(plain).expect("writing into memory does not fail");
    packed.finish().expect("writing into memory does not fail").into()
}

/// Whether an address is that of a file set from a publication: `/p/P2026-1.pdf`.
fn is_printed(path: &str) -> bool {
    path.strip_prefix("/p/").is_some_and(|name| !name.contains('/') && Rendition::named(name).is_some())
}

/// Answers from memory what may be, and keeps what a handler says may be kept.
pub(crate) async fn keep(
    State(bench): State<Bench>,
    mut request: Request,
    next: Next,
) -> Result<Response, Error> {
    let path = request.uri().path().to_owned();
    let is_printed = is_printed(&path);
    let address = request.uri().path_and_query().map_or("/", |part| part.as_str()).to_owned();
    // Whoever asks for the head only is answered by the same page; its body is left out behind us.
    if request.method() == Method::HEAD && is_printed {
        *request.method_mut() = Method::GET;
    }
    if request.method() != Method::GET || address.len() > ADDRESS {
        return Ok(next.run(request).await);
    }
    let headers = request.headers().clone();
    let stamp = (bench.desk.store.publications_changed(), bench.desk.clock.today());
    if is_printed {
        // It looks the same to everybody, whatever stands behind its address.
        let key = (path, Appearance::default().index(), String::new());
        if let Some(file) = bench.pages.find(&key, stamp) {
            return Ok(file.answer(&headers).await);
        }
        let turn = Arc::clone(&bench.pages.turn).lock_owned().await;
        if let Some(file) = bench.pages.find(&key, stamp) {
            return Ok(file.answer(&headers).await);
        }
        // Whoever stops waiting must not stop the setting: it would be begun again and again.
        let set = tokio::spawn(async move {
            let answer = made(&bench, key, stamp, &headers, request, next).await;
            drop(turn);
            answer
        });
        return set.await.map_err(|_| Error::Fault)?;
    }
    let asked_as = headers.get(HOST).filter(|_| bench.own_site().is_none());
    let asked_as = asked_as.and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let key = (address, Appearance::of(&headers).index(), asked_as);
    if let Some(page) = bench.pages.find(&key, stamp) {
        return Ok(page.answer(&headers).await);
    }
    made(&bench, key, stamp, &headers, request, next).await
}

/// Lets a handler answer, and keeps the answer where it may be.
async fn made(
    bench: &Bench,
    key: Key,
    stamp: Stamp,
    headers: &HeaderMap,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let response = next.run(request).await;
    let keep = response.extensions().get::<Keep>().copied();
    let Some(keep) = keep.filter(|_| response.status() == StatusCode::OK) else { return Ok(response) };
    let (parts, body) = response.into_parts();
    let plain = to_bytes(body, LARGEST).await.map_err(|_| Error::Fault)?;
    let page = Arc::new(Kept::new(parts.headers, plain, keep));
    bench.pages.put(key, stamp, &page);
    Ok(page.answer(headers).await)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn page(text: &str) -> Arc<Kept> {
        Arc::new(Kept::new(HeaderMap::new(), text.to_owned().into(), Keep::Text))
    }

    fn key(name: &str) -> Key {
        (name.to_owned(), 0, String::new())
    }

    #[test]
    fn a_change_or_another_day_empties_it_and_what_was_overtaken_is_not_kept() {
        let pages = Pages::default();
        let (one, other) = ((1, date(2026, 3, 2)), (2, date(2026, 3, 2)));
        assert!(pages.find(&key("/"), one).is_none());
        pages.put(key("/"), one, &page("a"));
        assert!(pages.find(&key("/"), one).is_some());
        assert!(pages.find(&key("/"), other).is_none());
        pages.put(key("/"), one, &page("a"));
        assert!(pages.find(&key("/"), other).is_none(), "rendered before the change");
        pages.put(key("/"), other, &page("b"));
        assert!(pages.find(&key("/"), (2, date(2026, 3, 3))).is_none());
    }

    #[test]
    fn it_never_holds_more_than_its_limit() {
        let pages = Pages::default();
        let stamp = (1, date(2026, 3, 2));
        let large = "x".repeat(MOST / 16);
        assert!(pages.find(&key("0"), stamp).is_none());
        for name in 0..40 {
            pages.put(key(&name.to_string()), stamp, &page(&large));
            let inner = pages.inner.lock().unwrap();
            assert!(inner.bytes <= MOST && inner.pages.len() == inner.order.len());
        }
        assert!(pages.find(&key("0"), stamp).is_none() && pages.find(&key("39"), stamp).is_some());
    }

    #[tokio::test]
    async fn it_is_packed_as_the_browser_takes_it() {
        let text = "政府信息公开".repeat(500);
        let page = page(&text);
        for (accepted, name) in
            [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", "")]
        {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            let response = page.answer(&headers).await;
            let packed = response.headers().get(CONTENT_ENCODING).map_or("", |value| value.to_str().unwrap());
            assert_eq!(packed, name, "{accepted}");
            let tag = response.headers()[ETAG].clone();
            let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            let mut back = Vec::new();
            match name {
                "br" => drop(brotli::BrotliDecompress(&mut &*bytes, &mut back)),
                "gzip" => drop(std::io::copy(&mut flate2::read::GzDecoder::new(&*bytes), &mut back)),
                _ => back = bytes.to_vec(),
            }
            assert_eq!(String::from_utf8(back).unwrap(), text, "{accepted}");
            headers.insert(IF_NONE_MATCH, tag);
            assert_eq!(page.answer(&headers).await.status(), StatusCode::NOT_MODIFIED);
        }
    }
}
