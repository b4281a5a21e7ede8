//! Every address of the site on one screen.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::assets::{ICON, SCRIPT, STYLESHEET};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Masthead;
use crate::pages::office::{password, sign_in, styles};
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
    let mut applications = Router::new();
    if let Some(desk) = site.desk {
        let bench = Bench { desk, masthead: Arc::clone(&masthead) };
        applications = applications.merge(portal(bench.clone())).merge(console(bench));
    }
    Ok(Router::new()
        .route("/", get(|| async { Redirect::temporary("/zfxxgk/zfxxgknb/") }))
        .route("/appearance", post(layout::choose))
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || Redirect::temporary(&ICON.address)))
        .route("/zfxxgk/zfxxgknb/", get(reports::list))
        .route("/zfxxgk/zfxxgknb/{year}/{file}", get(reports::file))
        .with_state(shelf)
        .merge(applications)
        .route("/office/styles", get(async move |headers: HeaderMap| components.answer(&headers)))
        .route("/office/styles/form", post(styles::send))
        .route("/office/styles/suggest", get(styles::suggest))
        .fallback(|| async { Error::NotFound })
        .layer(from_fn_with_state(masthead, error::pages))
        .layer(map_response(security::headers)))
}

/// What applicants use; every address of it.
fn portal(bench: Bench) -> Router {
    Router::new().with_state(bench)
}

/// What officers use; every address of it.
fn console(bench: Bench) -> Router {
    Router::new()
        .route("/office/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/office/sign-out", post(sign_in::sign_out))
        .route("/office/password", get(password::show).post(password::submit))
        .with_state(bench)
}

/// `GET /static/{file}`: stylesheet, script and icon under their present names only.
async fn asset(Path(file): Path<String>) -> Result<Response, Error> {
    let asset = [&*STYLESHEET, &*SCRIPT, &*ICON].into_iter().find(|asset| asset.file_name() == file);
    Ok(asset.ok_or(Error::NotFound)?.answer().into_response())
}
