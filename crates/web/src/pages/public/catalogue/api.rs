//! `GET /api/v1/catalogue`: the same for programs.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::{Fulfilment, Held, fulfilments};
use serde_json::{Value, json};
use statute::catalogue::{COLUMNS, Entry, Shape};

use super::super::api::{answer, refusal};
use super::{Shown, asked, opened};
use crate::desk::Bench;
use crate::error::Error;

/// An entry with what is published of it: what the page shows, and nothing that only the office has.
fn entry(entry: &Entry, found: &Fulfilment) -> Value {
    let cell = |column: &statute::catalogue::Column| match column.shape {
        Shape::Many(_) => column.values(entry).collect::<Vec<_>>().into(),
        _ => Value::from(column.get(entry)),
    };
    let public = COLUMNS.iter().filter(|column| column.is_public);
    let mut fields: serde_json::Map<_, _> =
        public.map(|column| (column.code.to_owned(), cell(column))).collect();
    let newest = found.newest.as_ref();
    let about = newest.filter(|_| !found.is_of_column).map(|newest| {
        json!({
            "number": newest.number,
            "title": newest.title,
            "address": format!("/p/{}", newest.number),
        })
    });
    let more = [
        ("title", entry.title().into()),
        ("column", entry.site_column().map(|column| column.code).into()),
        ("newest", about.into()),
        ("published_on", newest.map(|newest| newest.at.date().to_string()).into()),
        ("age", newest.map(|_| found.age).into()),
        ("is_stale", found.is_stale.into()),
        ("is_missing", (found.is_linked && newest.is_none()).into()),
    ];
    fields.extend(more.map(|(name, value): (&str, Value)| (name.to_owned(), value)));
    fields.into()
}

/// `GET /api/v1/catalogue?version=`
pub(crate) async fn show(
    State(bench): State<Bench>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let desk = &bench.desk;
    let Some(catalogue) = opened(&bench).await? else {
        return Ok(refusal(StatusCode::NOT_FOUND, "本机关没有主动公开基本目录的数据"));
    };
    let Held { entries, version, on } = match catalogue.shown(&bench, asked(&query)?).await? {
        Shown::Held(held) => held,
        Shown::Withdrawn(withdrawal) => return Ok(refusal(StatusCode::GONE, &withdrawal.notice)),
    };
    let found = fulfilments(&desk.store, desk.agency, &entries, desk.clock.today()).await?;
    let entries: Vec<_> = entries.iter().zip(&found).map(|(one, found)| entry(one, found)).collect();
    let versions = catalogue.versions(&bench).await?;
    let versions = versions.iter().map(|one| {
        let [added, removed, altered] = one.changes;
        json!({
            "version": one.version,
            "changed_on": one.on.to_string(),
            "count": one.count,
            "added": added,
            "removed": removed,
            "altered": altered,
            "is_withdrawn": catalogue.withdrawal_of(one.version).is_some(),
        })
    });
    Ok(answer(&json!({
        "version": version,
        "changed_on": on.to_string(),
        "is_current": version == catalogue.holds.version,
        "entries": entries,
        "versions": versions.collect::<Vec<_>>(),
    })))
}
