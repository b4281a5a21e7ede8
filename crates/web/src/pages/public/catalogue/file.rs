//! The catalogue as a file to take away.

use std::collections::HashMap;

use axum::extract::{Path, Query, RawQuery, State};
use axum::response::Response;
use office::catalogue::{self, Held};

use super::page::{gone, lead};
use super::{ADDRESS, Shown, asked, opened, query_of};
use crate::cache::kept_file;
use crate::desk::Bench;
use crate::download::{EXCEL, disposition};
use crate::error::Error;
use crate::layout::Appearance;

/// `GET /zfxxgk/gkml/files/catalogue.xlsx`, `.csv`; `?version=` for an earlier one
pub(crate) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    appearance: Appearance,
    RawQuery(written): RawQuery,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let ending = match name.as_str() {
        "catalogue.xlsx" => "xlsx",
        "catalogue.csv" => "csv",
        _ => return Err(Error::NotFound),
    };
    let asked = asked(&query)?;
    if written.unwrap_or_default() != query_of(asked) {
        return Ok(lead(&format!("{ADDRESS}files/{name}"), &query_of(asked)));
    }
    let catalogue = opened(&bench).await?.ok_or(Error::NotFound)?;
    let Held { entries, on, .. } = match catalogue.shown(&bench, asked).await? {
        Shown::Held(held) => held,
        Shown::Withdrawn(withdrawal) => {
            let page = format!("{ADDRESS}?{}", query_of(asked));
            return gone(&bench, appearance, withdrawal, &page);
        }
    };
    let disposition = disposition("attachment", &format!("主动公开基本目录（{on}）.{ending}"));
    if ending == "csv" {
        let bytes = catalogue::catalogue_csv(&entries, true);
        return Ok(kept_file("text/csv; charset=utf-8", disposition, bytes));
    }
    let written = tokio::task::spawn_blocking(move || catalogue::catalogue_workbook(&entries, true)).await;
    let bytes = written.ok().and_then(Result::ok).ok_or(Error::Fault)?;
    Ok(kept_file(EXCEL, disposition, bytes))
}
