//! Comments of citizens in the console (公众意见): those on a draft, one with its answer, entering what came otherwise.
//! 国办发〔2018〕37号

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::applications::masked;
use office::comments::{self, Answering, Incoming, NotDone, Opened, TEXT_LIMIT};
use statute::comment::{ANSWERING, Answer};
use statute::publication::{Publication, Tally};
use statute::registers::Channel;

use super::frame::{self, PUBLICATIONS};
use super::history;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Tab, Tabs, Tone, Turning, Typed};
use crate::sent::Sent;
use crate::session::{Working, random};

/// Rows of a page.
const ROWS: u32 = 50;
/// Characters of a comment that a list shows.
const SHOWN: usize = 80;

/// What may become of a comment.
const ANSWERS: &[(&str, &str)] = &[
    (Answer::Adopted.code(), Answer::Adopted.zh()),
    (Answer::Partly.code(), Answer::Partly.zh()),
    (Answer::Rejected.code(), Answer::Rejected.zh()),
];

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

#[derive(Template)]
#[template(path = "office/comments/one.html")]
struct One {
    page: Page,
    form: Typed,
    opened: Opened,
    text: String,
    standing: Badge,
    channel: &'static str,
    draft: String,
    list: String,
    address: String,
    notice: Option<Notice>,
    answers: Vec<String>,
    can_answer: bool,
}

#[derive(Template)]
#[template(path = "office/comments/new.html")]
struct New {
    page: Page,
    form: Typed,
    address: String,
    back: String,
    draft: String,
    channels: Vec<(&'static str, &'static str)>,
    text_hint: String,
}

/// The publication that asks for comments, for who reads them.
async fn draft(bench: &Bench, working: &Working, number: &str) -> Result<Publication, Error> {
    frame::need_reader(working)?;
    let stored = bench.desk.store.publication(bench.desk.agency, number).await?;
    let item = stored.map(|stored| stored.item).filter(|item| item.card().commentary.is_some());
    item.ok_or(Error::NotFound)
}

/// Where the comments on a draft are.
pub(super) fn address(number: &str) -> String {
    format!("{PUBLICATIONS}/{number}/comments")
}

fn private(page: String) -> Response {
    // Personal data stays out of every cache.
    ([(CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

fn standing(answer: Option<Answer>) -> Badge {
    match answer {
        None => Badge::new(Tone::Soon, "待处理"),
        Some(answer) => Badge::new(Tone::Done, answer.zh()),
    }
}

fn shortened(text: &str) -> String {
    let text = masked(text);
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

const ERASED: &str = "（依法删除）";

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
    Ok(private(list.render()?))
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

/// `GET /office/comments/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let (opened, item) = opened(&bench, &working, &number).await?;
    let form = Typed::default()
        .with("answer", opened.comment.answer.map(Answer::code).unwrap_or_default())
        .with("reason", opened.reason.as_str());
    Ok(private(one(&bench, appearance, &working, (opened, &item), form, None).await?))
}

async fn opened(bench: &Bench, working: &Working, number: &str) -> Result<(Opened, Publication), Error> {
    frame::need_reader(working)?;
    let opened = comments::opened(&bench.desk.store, bench.desk.agency, number).await.map_err(refused)?;
    let item = draft(bench, working, &opened.comment.publication).await?;
    Ok((opened, item))
}

async fn one(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    (opened, item): (Opened, &Publication),
    form: Typed,
    notice: Option<Notice>,
) -> Result<String, Error> {
    let names = history::names(bench).await?;
    let comment = &opened.comment;
    let list = address(&comment.publication);
    let here = format!("/office/comments/{}", comment.number);
    let answers = opened
        .answers
        .iter()
        .map(|(on, by, answer)| format!("{on}　{}　{}", names.get(by).unwrap_or(by), answer.zh()));
    let page = frame::page(bench, appearance, working, format!("意见 {}", comment.number), &here)
        .under("公开信息", PUBLICATIONS)
        .under(&comment.publication, format!("{PUBLICATIONS}/{}", comment.publication))
        .under("公众意见", &list);
    let is_open = item.comment_result.is_none() || comment.answer.is_none();
    let page = One {
        page,
        form,
        text: opened.text.as_deref().map_or_else(|| ERASED.to_owned(), masked),
        standing: standing(comment.answer),
        channel: comment.channel.zh(),
        draft: item.card().title.clone(),
        list,
        address: here,
        notice,
        answers: answers.collect(),
        can_answer: working.is_any(ANSWERING) && is_open,
        opened,
    };
    Ok(page.render()?)
}

/// `POST /office/comments/{number}`
pub(crate) async fn answer(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(ANSWERING)?;
    let (known, item) = opened(&bench, &working, &number).await?;
    let mut form = sent.typed;
    form.in_order(["answer", "reason"]);
    let version = form.value("version").parse().unwrap_or_default();
    let mut notice = None;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match Answer::from_code(form.value("answer")) {
        None => form.refuse("answer", "请选择采纳情况"),
        Some(answer) => {
            let answering =
                Answering { number: &number, version, answer, reason: form.value("reason").to_owned() };
            let desk = &bench.desk;
            let (officer, now) = (working.officer(), desk.clock.now());
            match comments::answer(&desk.store, desk.agency, answering, officer, now).await {
                Ok(()) => return Ok(Redirect::to(&address(&known.comment.publication)).into_response()),
                Err(NotDone::Invalid(faults)) => form.refuse_each(faults),
                Err(error @ NotDone::Conflict) => {
                    status = StatusCode::CONFLICT;
                    notice = Some(Notice::new(Tone::Soon, "没有保存", error.to_string()).answering());
                }
                Err(error) => return Err(refused(error)),
            }
        }
    }
    let page = one(&bench, appearance, &working, (known, &item), form, notice).await?;
    Ok((status, private(page)).into_response())
}

fn new(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    item: &Publication,
    form: Typed,
) -> Result<String, Error> {
    let list = address(&item.number);
    let here = format!("{list}/new");
    let page = frame::page(bench, appearance, working, "登记意见", &here)
        .under("公开信息", PUBLICATIONS)
        .under(&item.number, format!("{PUBLICATIONS}/{}", item.number))
        .under("公众意见", &list);
    let channels = Channel::ALL.iter().filter(|one| **one != Channel::Internet);
    let new = New {
        page,
        form,
        address: here,
        back: list,
        draft: item.card().title.clone(),
        channels: channels.map(|one| (one.code(), one.zh())).collect(),
        text_hint: format!("照原文录入，最多{TEXT_LIMIT}字。"),
    };
    Ok(new.render()?)
}

/// `GET /office/publications/{number}/comments/new`
pub(crate) async fn begin(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    working.need(ANSWERING)?;
    let item = draft(&bench, &working, &number).await?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("submission", random()).with("received_on", today);
    Ok(private(new(&bench, appearance, &working, &item, form)?))
}

/// `POST /office/publications/{number}/comments/new`
pub(crate) async fn register(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(ANSWERING)?;
    let item = draft(&bench, &working, &number).await?;
    let mut form = sent.typed;
    form.in_order(["channel", "received_on", "clause", "text", "name", "contact"]);
    let channel = Channel::from_code(form.value("channel")).filter(|one| *one != Channel::Internet);
    if channel.is_none() {
        form.refuse("channel", "请选择渠道");
    }
    let received_on = form.value("received_on").parse().ok();
    if received_on.is_none() {
        form.refuse("received_on", "收到日期应为存在的日期，如 2026-03-02");
    }
    if let Some((channel, received_on)) = channel.zip(received_on) {
        let text = |name: &str| form.value(name).to_owned();
        let incoming = Incoming {
            publication: number.clone(),
            channel,
            received_on,
            name: text("name"),
            contact: text("contact"),
            clause: text("clause"),
            text: text("text"),
            submission: Some(text("submission")).filter(|key| !key.is_empty()),
        };
        let desk = &bench.desk;
        let (officer, now) = (working.officer(), desk.clock.now());
        match comments::receive(&desk.store, desk.agency, incoming, officer, now).await {
            Ok(registered) => {
                let address = format!("/office/comments/{}", registered.number);
                return Ok(Redirect::to(&address).into_response());
            }
            Err(NotDone::Invalid(faults)) => form.refuse_each(faults),
            Err(NotDone::NotTaken(why)) => form.refuse("received_on", why.to_string()),
            Err(error) => return Err(refused(error)),
        }
    }
    let page = private(new(&bench, appearance, &working, &item, form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn refused(error: NotDone) -> Error {
    match error {
        NotDone::Missing => Error::NotFound,
        NotDone::NotYours | NotDone::NotTaken(_) => Error::NotPermitted,
        NotDone::Invalid(_) => Error::Malformed,
        NotDone::Conflict => Error::Conflict(String::new()),
        NotDone::Store(error) => error.into(),
    }
}
