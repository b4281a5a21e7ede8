//! `GET /api/v1/reports`: the annual reports, and the figures of one.

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::json;

use super::{JSON, answer};
use crate::cache::kept_as;
use crate::desk::Bench;
use crate::error::Error;

/// `GET /api/v1/reports`
pub(crate) async fn reports(State(bench): State<Bench>) -> Response {
    let reports = bench.reports.iter().map(|report| {
        let files = report.files.iter().map(|file| {
            let address = format!("/zfxxgk/zfxxgknb/{}/{}", report.year, file.name);
            json!({ "name": file.name, "label": file.label, "address": address })
        });
        json!({ "year": report.year, "title": report.title, "files": files.collect::<Vec<_>>() })
    });
    answer(&json!({ "reports": reports.collect::<Vec<_>>() }))
}

/// `GET /api/v1/reports/{year}`: the figures of a report, as it was published as JSON.
pub(crate) async fn report(State(bench): State<Bench>, Path(year): Path<String>) -> Result<Response, Error> {
    let of_year = bench.reports.iter().filter(|report| year.parse() == Ok(report.year));
    let mut files = of_year.flat_map(|report| &report.files);
    let file = files.find(|file| file.content_type.starts_with("application/json")).ok_or(Error::NotFound)?;
    Ok(kept_as(JSON, String::from_utf8_lossy(&file.bytes).into_owned()))
}
