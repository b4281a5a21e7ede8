//! The list of publications: what waits, by the day it was made; and a tab for every stage.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::procedure::Role;
use statute::publication::{Publication, Stage, Verb};
use store::{DeskQuery, StoredPublication};

use super::super::frame::{self, PUBLICATIONS};
use super::address;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;

struct Row {
    number: String,
    address: String,
    title: String,
    kind: &'static str,
    column: &'static str,
    stage: Badge,
    made_on: String,
    limit: Option<(String, Badge)>,
    turn: String,
}

#[derive(Template)]
#[template(path = "office/publications/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    heading: &'static str,
    /// What could not be published at its time: number, address, why.
    unpublished: Vec<(String, String, String)>,
    can_begin: bool,
    rows: Vec<Row>,
    turning: Option<Turning>,
}

/// Stage and color.
pub(super) fn stage(item: &Publication) -> Badge {
    let tone = match item.stage {
        stage if stage.is_open() => Tone::Info,
        Stage::Published => Tone::Done,
        _ => Tone::Plain,
    };
    Badge::new(tone, item.stage.zh())
}

/// The last day to publish it, and how far off that is.
pub(super) fn limit(item: &Publication, today: Date) -> Option<(String, Badge)> {
    let by = item.publish_by(Calendar::published())?;
    let provisional = if by.provisional { "（暂定，放假安排尚未公布）" } else { "" };
    Some((format!("{}{provisional}", by.date), frame::badge(by.date, today)))
}

/// Who goes on with it, or when it goes out of itself; nobody where nothing waits.
pub(super) fn turn(item: &Publication) -> String {
    let Some(verb) = item.stage.onward() else { return String::new() };
    let at = item.signature.as_ref().and_then(|signed| signed.publish_at).filter(|_| verb == Verb::Publish);
    match at {
        Some(at) => format!("定时发布：{}", at.strftime("%Y-%m-%d %H:%M")),
        None => format!("{}（{}）", Role::names(verb.rule().roles), verb.zh()),
    }
}

fn row(stored: &StoredPublication, today: Date) -> Row {
    let item = &stored.item;
    let card = &item.draft.card;
    Row {
        number: item.number.clone(),
        address: address(&item.number),
        title: card.title.clone(),
        kind: card.kind.zh(),
        column: card.column().name,
        stage: stage(item),
        made_on: card.made_on.map_or_else(|| "—".to_owned(), |day| day.to_string()),
        limit: limit(item, today),
        turn: turn(item),
    }
}

fn here(stage: Option<Stage>) -> String {
    stage.map_or_else(|| PUBLICATIONS.to_owned(), |stage| format!("{PUBLICATIONS}?stage={}", stage.code()))
}

/// What waits, then a tab for every stage.
fn tabs(current: Option<Stage>) -> Tabs {
    let stages = std::iter::once(None).chain(Stage::ALL.map(Some));
    let tab = |stage: Option<Stage>| Tab {
        label: stage.map_or("待办", Stage::zh).to_owned(),
        address: here(stage),
        is_current: stage == current,
    };
    Tabs { label: "环节", tabs: stages.map(tab).collect() }
}

/// `GET /office/publications`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    frame::need_publication_reader(&working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let stage = match query.get("stage").map(String::as_str) {
        None | Some("") => None,
        Some(code) => Some(Stage::from_code(code).ok_or(Error::NotFound)?),
    };
    let after = query.get("after").and_then(|after| after.split_once(','));
    let after = after.map(|(on, number)| (on.to_owned(), number.to_owned()));
    let is_first = after.is_none();
    let asked = DeskQuery { stage, after, count: ROWS + 1 };
    let mut found = desk.store.publication_list(desk.agency, &asked).await?;
    let has_more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let here = here(stage);
    let next = found.last().map(StoredPublication::key).filter(|_| has_more).map(|(on, number)| {
        let sign = if stage.is_some() { '&' } else { '?' };
        format!("{here}{sign}after={},{}", percent_encoded(&on), percent_encoded(&number))
    });
    let previous = (!is_first).then(|| here.clone());
    let order = if stage.is_some() { "成文日期近的在前" } else { "成文日期早的在前" };
    let list = List {
        page: frame::page(&bench, appearance, &working, "公开信息", PUBLICATIONS),
        tabs: tabs(stage),
        heading: stage.map_or("待办", Stage::zh),
        unpublished: bench
            .unpublished
            .all()
            .into_iter()
            .map(|(number, why)| (number.clone(), address(&number), why))
            .collect(),
        can_begin: working.is_any(Verb::Begin.rule().roles),
        turning: (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}条，{order}", found.len()),
            previous,
            next,
        }),
        rows: found.iter().map(|stored| row(stored, today)).collect(),
    };
    // What is not published yet stays out of every cache.
    Ok(frame::private(list.render()?))
}
