//! A page that is the same for everyone: rendered once in every appearance, served from memory.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Appearance;

/// The page's bytes and `ETag` for every appearance.
pub(crate) struct Rendered([(Bytes, String); Appearance::COUNT]);

impl Rendered {
    /// Renders the page in every appearance.
    pub(crate) fn each(
        render: impl Fn(Appearance) -> Result<String, askama::Error>,
    ) -> Result<Self, askama::Error> {
        let mut pages: [(Bytes, String); Appearance::COUNT] = Default::default();
        for appearance in Appearance::all() {
            let text = render(appearance)?;
            let tag = format!("\"{:016x}\"", crate::assets::fingerprint(&text));
            pages[appearance.index()] = (text.into(), tag);
        }
        Ok(Self(pages))
    }

    /// The page as an answer; unchanged if the browser has it.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response {
        let (bytes, tag) = &self.0[Appearance::of(request).index()];
        let headers = [(ETAG, tag.as_str()), (CACHE_CONTROL, "no-cache"), (VARY, "Cookie")];
        if request.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        ([(CONTENT_TYPE, "text/html; charset=utf-8")], headers, bytes.clone()).into_response()
    }
}
