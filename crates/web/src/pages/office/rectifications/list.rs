//! The list of requests: those that are open, the oldest first; and those that are closed.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use statute::procedure::Role;
use statute::rectification::Rectification;
use store::{RectificationQuery, StoredRectification};

use super::super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;

struct Row {
    number: String,
    stage: Badge,
    received_on: String,
    channel: &'static str,
    result: &'static str,
}

#[derive(Template)]
#[template(path = "office/rectifications/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    is_closed: bool,
    can_register: bool,
    rows: Vec<Row>,
    turning: Option<Turning>,
}

/// Stage and color.
pub(super) fn stage(request: &Rectification) -> Badge {
    let tone = if request.is_open() { Tone::Info } else { Tone::Done };
    Badge::new(tone, request.stage.zh())
}

fn row(stored: &StoredRectification) -> Row {
    let request = &stored.case;
    Row {
        number: request.number.clone(),
        stage: stage(request),
        received_on: request.received_on.to_string(),
        channel: request.channel.zh(),
        result: request.result().unwrap_or("—"),
    }
}

/// `GET /office/rectifications`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    frame::need_reader(&working)?;
    let desk = &bench.desk;
    let is_closed = query.get("show").is_some_and(|show| show == "closed");
    let after = query.get("after").and_then(|after| after.split_once(','));
    let after = after.map(|(on, number)| (on.to_owned(), number.to_owned()));
    let is_first = after.is_none();
    let asked = RectificationQuery { is_closed, after, count: ROWS + 1 };
    let mut requests = desk.store.rectification_list(desk.agency, &asked).await?;
    let has_more = requests.len() > ROWS as usize;
    requests.truncate(ROWS as usize);
    let here =
        if is_closed { "/office/rectifications?show=closed" } else { "/office/rectifications?show=open" };
    let last = requests.last().map(StoredRectification::key).filter(|_| has_more);
    let next = last
        .map(|(on, number)| format!("{here}&after={},{}", percent_encoded(&on), percent_encoded(&number)));
    let previous = (!is_first).then(|| here.to_owned());
    let tab = |label: &str, address: &str, is_current| Tab {
        label: label.into(),
        address: address.into(),
        is_current,
    };
    let list = List {
        page: frame::page(&bench, appearance, &working, "更正申请", "/office/rectifications"),
        tabs: Tabs {
            label: "更正申请",
            tabs: vec![
                tab("正在办理", "/office/rectifications", !is_closed),
                tab("已办结", "/office/rectifications?show=closed", is_closed),
            ],
        },
        is_closed,
        can_register: working.is_any(&[Role::Clerk]),
        turning: (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}件，按收到先后", requests.len()),
            previous,
            next,
        }),
        rows: requests.iter().map(row).collect(),
    };
    Ok(Html(list.render()?))
}
