//! The notice that takes the place of what was taken down (撤下).

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};

use super::item::Item;
use crate::error::Error;
use crate::layout::{Notice, Page, Tone};

/// The notice.
#[derive(Template)]
#[template(path = "public/withdrawn.html")]
pub(super) struct Withdrawn {
    page: Page,
    headline: String,
    notice: String,
    replaced_by: Option<Item>,
}

impl Withdrawn {
    /// The answer at an address whose page was taken down.
    pub(super) fn answer(
        mut page: Page,
        headline: String,
        notice: String,
        replaced_by: Option<Item>,
    ) -> Result<Response, Error> {
        page.head.is_unindexed = true;
        let page = Html(Self { page, headline, notice, replaced_by }.render()?);
        Ok((StatusCode::GONE, [(CACHE_CONTROL, "no-store")], page).into_response())
    }
}
