//! `GET /api/v1/search`: what is found, with what was matched.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use office::publications::{Marked, Total};
use serde_json::{Value, json};

use super::super::asked::{Asked, RESULTS};
use super::super::print::file_address;
use super::super::search::look;
use super::summary::summary;
use super::{JSON, refusal};
use crate::desk::Bench;
use crate::error::Error;

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

fn pieces(text: &Marked) -> Vec<Value> {
    text.pieces().map(|(piece, is_marked)| json!({ "text": piece, "is_marked": is_marked })).collect()
}
