//! A page that is the same for everyone: rendered once in every appearance, served from memory.

use std::sync::Arc;

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use super::Appearance;
use crate::cache::{Keep, Kept};

/// The page in every appearance.
pub(crate) struct Rendered(Vec<Arc<Kept>>);

impl Rendered {
    /// Renders the page in every appearance.
    pub(crate) fn each(
        render: impl Fn(Appearance) -> Result<String, askama::Error>,
    ) -> Result<Self, askama::Error> {
        let html = (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let headers: HeaderMap = [html].into_iter().collect();
        let page = |appearance| {
            let text = render(appearance)?;
            Ok(Arc::new(Kept::new(&headers, text.into(), Keep::Text)))
        };
        Appearance::all().into_iter().map(page).collect::<Result<_, _>>().map(Self)
    }

    /// The page as an answer; unchanged if the browser has it.
    pub(crate) async fn answer(&self, request: &HeaderMap) -> Response {
        self.0[Appearance::of(request).index()].answer(request).await
    }
}
