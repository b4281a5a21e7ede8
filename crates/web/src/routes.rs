//! Every address of the site on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::map_response;
use axum::response::Redirect;
use axum::routing::get;

use crate::pages::portal::reports;
use crate::{Site, security};

/// The whole site as one service.
///
/// # Errors
/// If a page cannot be rendered.
pub fn router(site: Site) -> Result<Router, askama::Error> {
    let list = reports::List::render(&site)?;
    let state = Arc::new(reports::Shelf::new(site, list));
    Ok(Router::new()
        .route("/", get(|| async { Redirect::temporary("/zfxxgk/zfxxgknb/") }))
        .route("/zfxxgk/zfxxgknb/", get(reports::list))
        .route("/zfxxgk/zfxxgknb/{year}/{file}", get(reports::file))
        .fallback(reports::missing)
        .with_state(state)
        .layer(map_response(security::headers)))
}
