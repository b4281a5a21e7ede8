//! `/api/v1`: what citizens see, for programs: columns, lists, publications, files, search, reports.
//! The description is `openapi`.

mod publications;
mod reports;
mod search;
mod summary;

use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use statute::publication::Column;

pub(crate) use self::publications::{files, item, list};
pub(crate) use self::reports::{report, reports};
pub(crate) use self::search::search;
use crate::cache::kept_as;
use crate::error::Error;

const JSON: &str = "application/json; charset=utf-8";

/// An answer that may be kept until something public changes.
pub(super) fn answer(value: &Value) -> Response {
    kept_as(JSON, value.to_string())
}

/// A refusal, in the words of pages.
pub(super) fn refusal(status: StatusCode, message: &str) -> Response {
    let headers = [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-store")];
    (status, headers, json!({ "error": message }).to_string()).into_response()
}

/// Turns an error of a handler into an answer of the interface, and lets programs of other sites read all answers.
pub(crate) async fn refused(response: Response) -> Response {
    let status = response.status();
    let is_told = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == JSON.as_bytes());
    let mut response = match response.extensions().get::<Error>().cloned() {
        Some(error) => refusal(status, &error.to_string()),
        // What the address itself was refused for, before any of these handlers.
        None if !is_told && (status.is_client_error() || status.is_server_error()) => {
            refusal(status, &Error::of(status).to_string())
        }
        None => response,
    };
    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, axum::http::HeaderValue::from_static("*"));
    response
}

fn column_of(column: &'static Column) -> Value {
    json!({
        "code": column.code,
        "name": column.name,
        "address": column.address(),
        "column_type": column.column_type,
        "description": column.description,
        "children": column.children().map(column_of).collect::<Vec<_>>(),
    })
}

/// `GET /api/v1/columns`
pub(crate) async fn columns() -> Response {
    answer(&json!({ "columns": Column::first_level().map(column_of).collect::<Vec<_>>() }))
}
