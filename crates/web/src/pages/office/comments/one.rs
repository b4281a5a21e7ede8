//! A comment with what was written, and what becomes of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::applications::masked;
use office::comments::{self, Answering, NotDone, Opened};
use statute::comment::{ANSWERING, Answer};
use statute::publication::Publication;

use super::super::frame::{self, PUBLICATIONS};
use super::super::history;
use super::{ERASED, address, draft, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// What may become of a comment.
const ANSWERS: &[(&str, &str)] = &[
    (Answer::Adopted.code(), Answer::Adopted.zh()),
    (Answer::Partly.code(), Answer::Partly.zh()),
    (Answer::Rejected.code(), Answer::Rejected.zh()),
];

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

fn standing(answer: Option<Answer>) -> Badge {
    match answer {
        None => Badge::new(Tone::Soon, "待处理"),
        Some(answer) => Badge::new(Tone::Done, answer.zh()),
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
    Ok(frame::private(one(&bench, appearance, &working, (opened, &item), form, None).await?))
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
    let is_open = item.comment_result.is_none();
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
    Path(number): Path<String>,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(ANSWERING)?;
    let (known, item) = opened(&bench, &working, &number).await?;
    form.in_order(["answer", "reason"]);
    let version = form.version();
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
    Ok((status, frame::private(page)).into_response())
}
