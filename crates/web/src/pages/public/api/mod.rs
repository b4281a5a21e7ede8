//! `/api/v1`: what citizens see, for programs: columns, lists, publications, files, search, reports.
//! The description is `openapi.rs`.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use office::publications::{Found, Marked, Shown, Total, found};
use serde_json::{Value, json};
use statute::publication::{Attribute, Column, CommentStanding, Genre, Meeting, Publication, Validity};
use store::{Shelf, StoredPublication};

use super::asked::{Asked, RESULTS};
use super::feed::moment;
use super::past;
use super::print::{downloads, file_address};
use super::search::look;
use super::shelf::{Leaf, latest, leaf, list_of};
use crate::cache::kept_as;
use crate::desk::Bench;
use crate::error::Error;

const JSON: &str = "application/json; charset=utf-8";
/// Rows of a list that asks for no number, and the most it may ask for.
const ROWS: u32 = 20;
const MOST: u32 = 100;

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

/// An item as lists have it; none for what is not public.
pub(crate) fn summary(item: &Publication, today: Date) -> Option<Value> {
    let public = item.visible()?;
    let card = &public.edition.card;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    Some(json!({
        "number": item.number,
        "title": card.title,
        "address": format!("/p/{}", item.number),
        "column": card.column().code,
        "kind": card.kind.code(),
        "issuer": card.issuer,
        "document_number": card.document_number,
        "index_number": public.index_number,
        "made_on": day(card.made_on),
        "published_at": moment(public.first_at),
        "updated_at": moment(public.at),
        "theme": card.theme,
        "genre": card.genre.map(Genre::zh),
        "validity": item.validity(today).map(Validity::code),
        "valid_from": day(card.valid_from),
        "valid_until": day(item.in_force_until().or(card.valid_until)),
        "attribute": card.attribute.map(Attribute::code),
        "summary": card.summary,
        "keywords": card.keywords,
        "interprets": card.interprets,
        "meeting": Meeting::of(card).map(|one| json!({ "year": one.year, "number": one.number })),
        "comments": comments(item, today),
        "worked": card.worked.as_ref().map(|one| json!({
            "question": one.question,
            "answer": one.answer,
            "audience": one.audience,
            "conditions": one.conditions,
            "standard": one.standard,
            "materials": one.materials,
            "places": one.places,
            "term": one.term,
            "telephone": one.telephone,
            "given": one.given,
            "steps": one.steps.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>(),
            "result": one.result,
            "examples": one.examples().into_iter().map(|one| json!({
                "given": one.given,
                "steps": one.steps,
                "result": one.result,
            })).collect::<Vec<_>>(),
            "policy": one.policy,
            "basis": one.basis,
            "valid_from": day(card.valid_from),
            "valid_until": day(card.valid_until),
        })),
    }))
}

/// What a notice tells that asks for comments on a draft; null of anything else.
fn comments(item: &Publication, today: Date) -> Option<Value> {
    let asked = item.commentary()?;
    let result = item.comment_result.as_ref().map(|one| {
        json!({
            "published_on": one.on.to_string(),
            "received": one.tally.received,
            "adopted": one.tally.adopted,
            "partly": one.tally.partly,
            "rejected": one.tally.rejected,
            "text": one.said,
        })
    });
    Some(json!({
        "from": asked.from.map(|day| day.to_string()),
        "until": asked.until.map(|day| day.to_string()),
        "standing": asked.standing(today).map(CommentStanding::code),
        "form": format!("/zqyj/{}", item.number),
        "explanation": asked.explanation,
        "ways": asked.ways,
        "shortened": asked.shortened,
        "result": result,
    }))
}

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

fn pieces(text: &Marked) -> Vec<Value> {
    text.pieces().map(|(piece, is_marked)| json!({ "text": piece, "is_marked": is_marked })).collect()
}

/// `GET /api/v1/search?q=`, with the filters of the page
pub(crate) async fn search(
    State(bench): State<Bench>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let asked = Asked::of(&query);
    let today = bench.desk.clock.today();
    if asked.is_nothing() {
        return Ok(refusal(StatusCode::BAD_REQUEST, "请在 q 中填写要检索的文字，或者给出一个条件"));
    }
    let found = look(&bench, &asked, RESULTS).await?;
    let (total, is_more) = match found.total {
        Total::Exactly(count) => (count, false),
        Total::MoreThan(count) => (count, true),
    };
    let items = found.matches.iter().filter_map(|one| {
        Some(json!({
            "item": summary(&one.item, today)?,
            "title": pieces(&one.title),
            "snippet": pieces(&one.snippet),
            "attachment": one.attachment.as_ref().map(|file| &file.name),
            "attachment_address": one.attachment.as_ref().map(|file| file_address(&format!("/p/{}", one.item.number), file)),
        }))
    });
    let items: Vec<_> = items.collect();
    let value =
        json!({ "total": total, "is_more": is_more, "is_loosened": found.is_loosened, "items": items });
    Ok(([(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-cache")], value.to_string()).into_response())
}

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
