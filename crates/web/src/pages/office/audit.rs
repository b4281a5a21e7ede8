//! What was done by whom (操作记录), for the audit administrator. GB/T 22239-2019

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use statute::procedure::Role;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Turning};
use crate::session::Working;

/// Events of a page.
const ROWS: u32 = 100;

#[derive(Template)]
#[template(path = "office/audit.html")]
struct Audit {
    page: Page,
    events: Vec<store::Event>,
    turning: Option<Turning>,
}

/// `GET /office/audit`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    working.need(&[Role::AuditAdministrator])?;
    let before = query.get("before").and_then(|id| id.parse().ok());
    let mut events = bench.desk.store.latest_events(bench.desk.agency, before, ROWS + 1).await?;
    let has_more = events.len() > ROWS as usize;
    events.truncate(ROWS as usize);
    let next = events.last().filter(|_| has_more).map(|event| format!("/office/audit?before={}", event.id));
    let previous = before.map(|_: i64| "/office/audit".to_owned());
    let turning = (next.is_some() || previous.is_some()).then(|| Turning {
        summary: format!("本页{}条，新的在前", events.len()),
        previous,
        next,
    });
    let page = frame::page(&bench, appearance, &working, "操作记录", "/office/audit");
    Ok(Html(Audit { page, events, turning }.render()?))
}
