//! `GET /api/v1/publications`: lists, and one publication with its text, files and tables.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use office::publications::{Found, Shown, found};
use serde_json::{Value, json};
use statute::publication::Column;
use store::{Shelf, StoredPublication};

use super::super::past;
use super::super::print::{downloads, file_address};
use super::super::shelf::{Leaf, latest, leaf, list_of};
use super::summary::summary;
use super::{answer, refusal};
use crate::desk::Bench;
use crate::error::Error;

/// Rows of a list that asks for no number, and the most it may ask for.
const ROWS: u32 = 20;
const MOST: u32 = 100;

fn summaries(rows: &[StoredPublication], today: Date) -> Vec<Value> {
    rows.iter().filter_map(|row| summary(&row.item, today)).collect()
}

/// `GET /api/v1/publications?column=&after=&limit=`
pub(crate) async fn list(
    State(bench): State<Bench>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let today = bench.desk.clock.today();
    let limit = query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(ROWS).clamp(1, MOST);
    let column = match query.get("column").map(|code| Column::from_code(code)) {
        Some(None) => return Ok(refusal(StatusCode::NOT_FOUND, "没有这个栏目")),
        Some(Some(column)) => Some(column),
        None => None,
    };
    // A column above others has no list of its own: the latest of what lies below it.
    if let Some(column) = column.filter(|column| column.children().next().is_some()) {
        let rows = latest(&bench, column, today, limit).await?;
        return Ok(answer(&json!({ "items": summaries(&rows, today), "next": null })));
    }
    let shelf = column.map_or(Shelf::Latest, |column| list_of(column, &query));
    let Leaf { rows, next, .. } = leaf(&bench, &shelf, &query, limit).await?;
    let shown = if matches!(shelf, Shelf::Closed) { "show=closed&" } else { "" };
    let named = column.map(|column| format!("column={}&{shown}", column.code)).unwrap_or_default();
    let next = next.map(|next| format!("/api/v1/publications?{named}{next}&limit={limit}"));
    Ok(answer(&json!({ "items": summaries(&rows, today), "next": next })))
}

/// What is at a number, or the answer that says why nothing is.
async fn shown(bench: &Bench, number: &str) -> Result<Result<Box<Shown>, Response>, Error> {
    Ok(match found(&bench.desk.store, bench.desk.agency, number).await? {
        None => return Err(Error::NotFound),
        Some(Found::Withdrawn { withdrawal, .. }) => Err(refusal(StatusCode::GONE, &withdrawal.notice)),
        Some(Found::Shown(shown)) => Ok(shown),
    })
}

/// `GET /api/v1/publications/{number}`
pub(crate) async fn item(State(bench): State<Bench>, Path(number): Path<String>) -> Result<Response, Error> {
    let today = bench.desk.clock.today();
    let shown = match shown(&bench, &number).await? {
        Ok(shown) => shown,
        Err(refused) => return Ok(refused),
    };
    let mut value = summary(&shown.item, today).ok_or(Error::NotFound)?;
    let related = shown.related.iter().filter_map(|one| summary(one, today));
    let explained_by = shown.cards.iter().filter_map(|one| summary(one, today));
    let source = Some(shown.public().edition.card.source.as_str()).filter(|source| !source.is_empty());
    let more = [
        ("html", Value::from(shown.body.as_str())),
        ("text", shown.body.text().into()),
        ("files", files_of(&shown).into()),
        ("downloads", downloads_of(&shown).into()),
        ("editions", past::values(&shown).into()),
        ("tables", tables_of(&shown).into()),
        ("related", related.collect::<Vec<_>>().into()),
        ("explained_by", explained_by.collect::<Vec<_>>().into()),
        ("source", source.into()),
        ("registration", shown.item.registration.clone().into()),
    ];
    if let Some(fields) = value.as_object_mut() {
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    Ok(answer(&value))
}

/// `GET /api/v1/publications/{number}/files`
pub(crate) async fn files(State(bench): State<Bench>, Path(number): Path<String>) -> Result<Response, Error> {
    Ok(match shown(&bench, &number).await? {
        Ok(shown) => answer(&json!({ "files": files_of(&shown) })),
        Err(refused) => refused,
    })
}

fn files_of(shown: &Shown) -> Vec<Value> {
    let files = shown.public().edition.files.iter().map(|file| {
        json!({
            "name": file.name,
            "media": file.media,
            "bytes": file.bytes,
            "sm3": file.sm3,
            "is_picture": file.is_picture,
            "address": file_address(&shown.address, file),
        })
    });
    files.collect()
}

fn downloads_of(shown: &Shown) -> Vec<Value> {
    let each = downloads(shown).into_iter();
    each.map(|one| json!({ "label": one.label, "media": one.media, "address": one.address })).collect()
}

fn tables_of(shown: &Shown) -> Vec<Value> {
    let tables = shown.body.tables();
    let tables = tables
        .iter()
        .map(|one| json!({ "title": one.title, "unit": one.unit, "head": one.head, "rows": one.rows() }));
    tables.collect()
}
