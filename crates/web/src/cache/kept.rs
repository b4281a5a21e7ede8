//! One page in memory, in each form that a browser may take it.

use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::Keep;

/// What answers say where their page may not be used without asking.
const ASKED_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// What pages differ by.
const VARYING: HeaderValue = HeaderValue::from_static("Cookie, Accept-Encoding");

/// Beside other work a page of this size is packed in no time.
const AT_ONCE: usize = 256 << 10;
/// The effort of packing, of eleven: above it pages get hardly smaller.
const EFFORT: i32 = 5;

/// A page.
pub(crate) struct Kept {
    keep: Keep,
    /// By [`Packing`].
    forms: [Form; 3],
}

/// The page as one kind of browser takes it. What answers say of it is put together once.
struct Form {
    /// What the answer says beside the page.
    headers: HeaderMap,
    /// What it says where the browser has the page.
    unchanged: HeaderMap,
    tag: String,
    /// The page; packed by the first who asks.
    bytes: OnceLock<Bytes>,
}

impl Form {
    fn new(page: &HeaderMap, fingerprint: &str, packing: Packing) -> Self {
        let name = packing.name();
        let tag = match name {
            Some(name) => format!("\"{fingerprint}-{name}\""),
            None => format!("\"{fingerprint}\""),
        };
        let mut headers = page.clone();
        headers.remove(CONTENT_LENGTH);
        headers.entry(CACHE_CONTROL).or_insert(ASKED_FIRST);
        headers.entry(VARY).or_insert(VARYING);
        headers.insert(ETAG, HeaderValue::from_str(&tag).expect("hexadecimal and a name are header text"));
        let mut unchanged = headers.clone();
        unchanged.remove(CONTENT_TYPE);
        unchanged.remove(CONTENT_DISPOSITION);
        if let Some(name) = name {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        Self { headers, unchanged, tag, bytes: OnceLock::new() }
    }
}

/// Whether a browser says that it has what this tag stands for; proxies that pack answers make tags weak.
pub(crate) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|known| known.to_str().ok());
    known.flat_map(|line| line.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Brotli,
}

impl Packing {
    const ALL: [Self; 3] = [Self::None, Self::Gzip, Self::Brotli];

    /// The best that a browser takes.
    fn of(headers: &HeaderMap) -> Self {
        let taken = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let named = taken.flat_map(|line| line.split(',')).map(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            let is_taken = !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
            (name.trim(), is_taken)
        });
        named.filter(|(_, is_taken)| *is_taken).fold(Self::None, |best, (name, _)| match (name, best) {
            ("br", _) => Self::Brotli,
            ("gzip", Self::None) => Self::Gzip,
            _ => best,
        })
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
    /// A page with what its answer said beside it.
    pub(crate) fn new(headers: &HeaderMap, plain: Bytes, keep: Keep) -> Self {
        let fingerprint = format!("{:016x}", crate::assets::fingerprint_of(&plain));
        Self::tagged(headers, plain, keep, &fingerprint)
    }

    /// The same where something tells its content from any other already: the tag, without its quotes.
    pub(crate) fn tagged(headers: &HeaderMap, plain: Bytes, keep: Keep, fingerprint: &str) -> Self {
        let forms = Packing::ALL.map(|packing| Form::new(headers, fingerprint, packing));
        let page = Self { keep, forms };
        page.forms[Packing::None as usize].bytes.get_or_init(|| plain);
        page
    }

    pub(super) const fn keep(&self) -> Keep {
        self.keep
    }

    fn plain(&self) -> &Bytes {
        self.forms[Packing::None as usize].bytes.get_or_init(Bytes::new)
    }

    /// What it takes of the memory; both packed forms together are smaller than the page.
    pub(super) fn weight(&self) -> usize {
        let times = if self.keep == Keep::File { 1 } else { 2 };
        self.plain().len() * times + 4096
    }

    /// The page packed; the work is done by the first who asks.
    async fn packed(self: &Arc<Self>, packing: Packing) -> Bytes {
        let page = Arc::clone(self);
        let pack = move || {
            let plain = page.plain();
            let bytes = page.forms[packing as usize].bytes.get_or_init(|| match packing {
                Packing::None => plain.clone(),
                Packing::Brotli => brotli(plain),
                Packing::Gzip => gzip(plain),
            });
            bytes.clone()
        };
        if self.plain().len() <= AT_ONCE {
            return pack();
        }
        tokio::task::spawn_blocking(pack).await.unwrap_or_else(|_| self.plain().clone())
    }

    /// The page as an answer; unchanged if the browser has it.
    pub(crate) async fn answer(self: &Arc<Self>, request: &HeaderMap) -> Response {
        let packing = if self.keep == Keep::File { Packing::None } else { Packing::of(request) };
        let form = &self.forms[packing as usize];
        let mut response = Response::new(Body::empty());
        if is_known(request, &form.tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().clone_from(&form.unchanged);
            return response;
        }
        response.headers_mut().clone_from(&form.headers);
        let bytes = match form.bytes.get() {
            Some(bytes) => bytes.clone(),
            None => self.packed(packing).await,
        };
        *response.body_mut() = Body::from(bytes);
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

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn it_is_packed_as_the_browser_takes_it() {
        let text = "政府信息公开".repeat(500);
        let said = [(CONTENT_TYPE, HeaderValue::from_static("text/html")), (CONTENT_LENGTH, 9000.into())];
        let page = Arc::new(Kept::new(&said.into_iter().collect(), text.clone().into(), Keep::Text));
        for (accepted, name) in
            [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", "")]
        {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            let response = page.answer(&headers).await;
            let packed = response.headers().get(CONTENT_ENCODING).map_or("", |value| value.to_str().unwrap());
            assert_eq!(packed, name, "{accepted}");
            assert_eq!(response.headers()[CONTENT_TYPE], "text/html");
            assert!(!response.headers().contains_key(CONTENT_LENGTH), "that of another form");
            let tag = response.headers()[ETAG].clone();
            let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            let mut back = Vec::new();
            match name {
                "br" => drop(brotli::BrotliDecompress(&mut &*bytes, &mut back)),
                "gzip" => drop(std::io::copy(&mut flate2::read::GzDecoder::new(&*bytes), &mut back)),
                _ => back = bytes.to_vec(),
            }
            assert_eq!(String::from_utf8(back).unwrap(), text, "{accepted}");
            headers.insert(IF_NONE_MATCH, tag.clone());
            let unchanged = page.answer(&headers).await;
            assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
            assert_eq!(unchanged.headers()[ETAG], tag);
            assert!(!unchanged.headers().contains_key(CONTENT_TYPE));
        }
    }
}
