//! Stylesheet, script and icon: carried in the program, named by their content, kept by browsers for a year.

use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

/// A file that pages refer to.
pub(crate) struct Asset {
    /// Its address, with a hash of its content: `/static/site-0123456789abcdef.css`.
    pub(crate) address: String,
    content_type: &'static str,
    text: &'static str,
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
        Self { address: format!("/static/site-{:016x}.{ending}", fingerprint(text)), content_type, text }
    }

    /// The last part of its address.
    pub(crate) fn file_name(&self) -> &str {
        self.address.trim_start_matches("/static/")
    }

    /// The file as an answer. Its address changes with its content, so it never goes stale.
    pub(crate) fn answer(&self) -> impl IntoResponse + use<> {
        let headers =
            [(CONTENT_TYPE, self.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
        (headers, self.text)
    }
}

/// FNV-1a: enough to tell one version of our own file from the next.
pub(crate) fn fingerprint(text: &str) -> u64 {
    fingerprint_of(text.as_bytes())
}

/// The same of bytes.
pub(crate) fn fingerprint_of(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
