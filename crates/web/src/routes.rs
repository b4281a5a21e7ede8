//! Every address of the site on one screen.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::assets::{ICON, SCRIPT, STYLESHEET};
use crate::error::Error;
use crate::layout::Masthead;
use crate::pages::office::styles;
use crate::pages::portal::reports;
use crate::{Site, error, layout, security};

/// The whole site as one service.
///
/// # Errors
/// If a page cannot be rendered.
pub fn router(site: Site) -> Result<Router, askama::Error> {
    let masthead = Arc::new(Masthead { agency: site.agency, marks: site.marks });
    let shelf = Arc::new(reports::Shelf::new(&masthead, site.reports)?);
    let components = Arc::new(styles::render()?);
    Ok(Router::new()
        .route("/", get(|| async { Redirect::temporary("/zfxxgk/zfxxgknb/") }))
        .route("/appearance", post(layout::choose))
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || Redirect::temporary(&ICON.address)))
        .route("/zfxxgk/zfxxgknb/", get(reports::list))
        .route("/zfxxgk/zfxxgknb/{year}/{file}", get(reports::file))
        .with_state(shelf)
        .route("/office/styles", get(async move |headers: HeaderMap| components.answer(&headers)))
        .route("/office/styles/form", post(styles::send))
        .route("/office/styles/suggest", get(styles::suggest))
        .fallback(|| async { Error::NotFound })
        .layer(from_fn_with_state(masthead, error::pages))
        .layer(map_response(security::headers)))
}

/// `GET /static/{file}`: stylesheet, script and icon under their present names only.
async fn asset(Path(file): Path<String>) -> Result<Response, Error> {
    let asset = [&*STYLESHEET, &*SCRIPT, &*ICON].into_iter().find(|asset| asset.file_name() == file);
    Ok(asset.ok_or(Error::NotFound)?.answer().into_response())
}
