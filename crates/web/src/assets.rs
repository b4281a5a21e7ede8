//! Stylesheet, script and icon: carried in the program, named by their content, kept by browsers for a year.

use std::sync::{Arc, LazyLock};

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use crate::cache::{Keep, Kept};

/// A file that pages refer to.
pub(crate) struct Asset {
    /// Its address, with a hash of its content: `/static/site-0123456789abcdef.css`.
    pub(crate) address: String,
    file: Arc<Kept>,
}

/// The stylesheet.
pub(crate) static STYLESHEET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("css", "text/css; charset=utf-8", include_str!("../static/site.css")));

/// The script.
pub(crate) static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("js", "text/javascript; charset=utf-8", include_str!("../static/site.js")));

/// The icon.
pub(crate) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("svg", "image/svg+xml", include_str!("../static/site.svg")));

impl Asset {
    fn new(ending: &str, content_type: &'static str, text: &'static str) -> Self {
        // Its address changes with its content, so it never goes stale.
        let headers = [
            (CONTENT_TYPE, content_type),
            (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (VARY, "Accept-Encoding"),
        ];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        Self {
            address: format!("/static/site-{:016x}.{ending}", fingerprint_of(text.as_bytes())),
            file: Arc::new(Kept::new(&headers.into_iter().collect(), text.into(), Keep::Text)),
        }
    }

    /// The last part of its address.
    pub(crate) fn file_name(&self) -> &str {
        self.address.trim_start_matches("/static/")
    }

    /// The file as an answer.
    pub(crate) async fn answer(&self, request: &HeaderMap) -> Response {
        self.file.answer(request).await
    }
}

/// FNV-1a: enough to tell one version of our own file from the next.
pub(crate) fn fingerprint_of(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
