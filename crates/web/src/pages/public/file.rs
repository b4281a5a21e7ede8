//! Files and pictures of a publication: those of the edition that is public, or of an earlier one that may be looked up.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use office::publications::handed_out;

use crate::cache::is_known;
use crate::desk::Bench;
use crate::download::disposition;
use crate::error::Error;
use crate::security::PublishedFilePolicy;

/// `GET /p/{number}/files/{sm3}`
pub(crate) async fn bare(
    State(bench): State<Bench>,
    Path((number, sm3)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    hand_out(&bench, (&number, None), &sm3, None, &headers).await
}

/// `GET /p/{number}/v/{edition}/files/{sm3}`
pub(crate) async fn bare_past(
    State(bench): State<Bench>,
    Path((number, edition, sm3)): Path<(String, u32, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    hand_out(&bench, (&number, Some(edition)), &sm3, None, &headers).await
}

/// `GET /p/{number}/v/{edition}/files/{sm3}/{name}`
pub(crate) async fn named_past(
    State(bench): State<Bench>,
    Path((number, edition, sm3, name)): Path<(String, u32, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    hand_out(&bench, (&number, Some(edition)), &sm3, Some(&name), &headers).await
}

/// `GET /p/{number}/files/{sm3}/{name}`
pub(crate) async fn named(
    State(bench): State<Bench>,
    Path((number, sm3, name)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    hand_out(&bench, (&number, None), &sm3, Some(&name), &headers).await
}

/// The bytes as published. A picture is shown in its page; anything else is kept under its name, not opened in ours.
async fn hand_out(
    bench: &Bench,
    of: (&str, Option<u32>),
    sm3: &str,
    name: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let found = handed_out(&bench.desk.store, bench.desk.agency, of, sm3).await?;
    let (file, bytes) = found.ok_or(Error::NotFound)?;
    if name.is_some_and(|name| name != file.name) {
        return Err(Error::NotFound);
    }
    let tag = format!("\"{sm3}\"");
    let mut response = if is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = HeaderValue::from_str(&file.media);
        let kind = kind.unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
        ([(CONTENT_TYPE, kind)], bytes).into_response()
    };
    let way = if file.is_picture { "inline" } else { "attachment" };
    response.headers_mut().insert(CONTENT_DISPOSITION, disposition(way, &file.name));
    // What is taken down must be gone with the next request: browsers ask each time, and get bytes only once.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response.headers_mut().insert(ETAG, HeaderValue::from_str(&tag).map_err(|_| Error::NotFound)?);
    response.extensions_mut().insert(PublishedFilePolicy);
    Ok(response)
}
