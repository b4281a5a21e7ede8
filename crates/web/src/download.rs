//! Files handed out for keeping: never shown in the page's place, never left in a cache.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use office::letters::Letter;

use crate::error::Error;
use crate::layout::percent_encoded;

/// The media type of a Word file.
pub(crate) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The media type of an Excel file.
pub(crate) const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How a browser takes a file (`inline`, `attachment`), and what it calls it. RFC 5987
pub(crate) fn disposition(way: &str, name: &str) -> HeaderValue {
    let disposition = format!("{way}; filename*=UTF-8''{}", percent_encoded(name));
    HeaderValue::from_str(&disposition).expect("what is encoded is header text")
}

/// Bytes of a media type under a name of their own.
pub(crate) fn attachment(name: &str, kind: &str, bytes: Vec<u8>) -> Response {
    let kind = HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let no_store = HeaderValue::from_static("no-store");
    let mut response = ([(CONTENT_TYPE, kind), (CACHE_CONTROL, no_store)], bytes).into_response();
    response.headers_mut().insert(CONTENT_DISPOSITION, disposition("attachment", name));
    response
}

/// A letter as a file. Setting a page takes a while: it is done beside the others' requests.
pub(crate) async fn letter_file<E: Send + 'static>(
    letter: Letter,
    number: &str,
    ending: &str,
    kind: &'static str,
    write: fn(&Letter) -> Result<Vec<u8>, E>,
) -> Result<Response, Error> {
    let name = format!("{}（{number}）.{ending}", letter.title);
    let written = tokio::task::spawn_blocking(move || write(&letter)).await;
    let bytes = written.ok().and_then(Result::ok).ok_or(Error::Fault)?;
    Ok(attachment(&name, kind, bytes))
}
