//! The comments on a draft by what became of them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use office::applications::masked;
use office::comments::{self, Opened};
use statute::comment::{ANSWERING, Answer};
use statute::publication::Tally;

use super::super::frame::{self, PUBLICATIONS};
use super::{ERASED, address, draft};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Tab, Tabs, Turning};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;
/// Characters of a comment that a list shows.
const SHOWN: usize = 80;

struct Row {
    number: String,
    text: String,
    received_on: String,
    channel: &'static str,
}

#[derive(Template)]
#[template(path = "office/comments/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    heading: &'static str,
    tally: String,
    draft: String,
    draft_address: String,
    /// Where one is entered that came otherwise; none where none is taken any more, or not by this officer.
    enter: Option<String>,
    rows: Vec<Row>,
    turning: Option<Turning>,
}

fn shortened(text: &str) -> String {
    let text = masked(text);
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

/// `GET /office/publications/{number}/comments?show=&after=`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let item = draft(&bench, &working, &number).await?;
    let desk = &bench.desk;
    let answer = query.get("show").and_then(|code| Answer::from_code(code));
    let after = query.get("after").and_then(|after| after.split_once(','));
    let after = after.and_then(|(year, serial)| Some((year.parse().ok()?, serial.parse().ok()?)));
    let from = after.unwrap_or_default();
    let mut found = comments::listed(&desk.store, desk.agency, &number, answer, from, ROWS + 1).await?;
    let has_more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let tally = desk.store.comments_counted(desk.agency, &number).await?;
    let here = |answer: Option<Answer>| match answer {
        Some(answer) => format!("{}?show={}", address(&number), answer.code()),
        None => address(&number),
    };
    let next = found.last().map(|(_, key)| *key).filter(|_| has_more).map(|(year, serial)| {
        let sign = if answer.is_some() { '&' } else { '?' };
        format!("{}{sign}after={year},{serial}", here(answer))
    });
    let previous = after.map(|_| here(answer));
    let may_enter = working.is_any(ANSWERING) && item.comment_result.is_none() && item.commentary().is_some();
    let list = List {
        page: frame::page(&bench, appearance, &working, "公众意见", address(&number))
            .under("公开信息", PUBLICATIONS)
            .under(&number, format!("{PUBLICATIONS}/{number}")),
        tabs: tabs(answer, tally, here),
        heading: answer.map_or("待处理", Answer::zh),
        tally: tally.zh(),
        draft: item.card().title.clone(),
        draft_address: format!("{PUBLICATIONS}/{number}"),
        enter: may_enter.then(|| format!("{}/new", address(&number))),
        turning: (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}条，按收到先后", found.len()),
            previous,
            next,
        }),
        rows: found.iter().map(|(opened, _)| row(opened)).collect(),
    };
    Ok(frame::private(list.render()?))
}

fn tabs(current: Option<Answer>, tally: Tally, here: impl Fn(Option<Answer>) -> String) -> Tabs {
    let all = std::iter::once(None).chain(Answer::ALL.map(Some));
    let count = |answer| match answer {
        None => tally.open().unwrap_or_default(),
        Some(Answer::Adopted) => tally.adopted,
        Some(Answer::Partly) => tally.partly,
        Some(Answer::Rejected) => tally.rejected,
    };
    let tab = |answer: Option<Answer>| Tab {
        label: format!("{} {}", answer.map_or("待处理", Answer::zh), count(answer)),
        address: here(answer),
        is_current: answer == current,
    };
    Tabs { label: "采纳情况", tabs: all.map(tab).collect() }
}

fn row(opened: &Opened) -> Row {
    Row {
        number: opened.comment.number.clone(),
        text: opened.text.as_deref().map_or_else(|| ERASED.to_owned(), shortened),
        received_on: opened.comment.received_on.to_string(),
        channel: opened.comment.channel.zh(),
    }
}
