//! Addresses of the site that was here before: what came in from there is found under them still.

use axum::extract::{Request, State};
use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use office::publications::moved;

use crate::desk::Bench;
use crate::error::Error;

/// What lies there was never an address of another site.
const OURS: [&str; 3] = ["/office", "/apply", "/api"];

/// Where nothing is, whatever our own addresses look like: leads on for good (301) from the old address of a publication to
/// where it is now, its page or the notice that took its place.
pub(crate) async fn lead(
    State(bench): State<Bench>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let may_be_old = matches!(*request.method(), Method::GET | Method::HEAD)
        && !OURS.iter().any(|ours| is_within(request.uri().path(), ours));
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND || !may_be_old {
        return Ok(response);
    }
    let Some(number) = moved(&bench.desk.store, bench.desk.agency, &path).await? else { return Ok(response) };
    Ok((StatusCode::MOVED_PERMANENTLY, [(LOCATION, format!("/p/{number}"))]).into_response())
}

fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
