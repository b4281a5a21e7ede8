//! Addresses of the site that was here before: what came in from there is found under them still.

use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use office::publications::moved;

use crate::desk::Bench;
use crate::error::Error;

/// Leads on for good (301) from the old address of a publication to where it is now: its page, or the notice that took
/// its place.
pub(crate) async fn lead(bench: Bench, method: Method, uri: Uri) -> Result<Response, Error> {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Err(Error::NotFound);
    }
    let number = moved(&bench.desk.store, bench.desk.agency, uri.path()).await?.ok_or(Error::NotFound)?;
    Ok((StatusCode::MOVED_PERMANENTLY, [(LOCATION, format!("/p/{number}"))]).into_response())
}
