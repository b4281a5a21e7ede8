//! 办理情况: an application followed and acted on by whoever has its number and query code. 《条例》第30条、第35条、第42条

mod act;
mod calendar_file;
mod page;
mod standing;
mod take_away;
mod ticket;
mod told;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use office::applications::{self, CaseFile, NotDone};

pub(crate) use self::act::act;
use self::page::{Forms, standing_page};
pub(crate) use self::take_away::{calendar, file};
use super::{form_page, private};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::limiter::Sender;
use crate::sent::Sent;
use crate::session::Visitor;

/// The longest number and query code that are looked at, in characters.
const NUMBER_LIMIT: usize = 40;

#[derive(Template)]
#[template(path = "portal/status/ask.html")]
struct Ask {
    page: Page,
    form: Typed,
    notice: Option<Notice>,
    /// What was written on a page that had grown too old.
    kept: String,
}

/// `GET /apply/status`: asks for number and query code.
pub(crate) async fn ask(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let number = query.get("number").map_or("", String::as_str);
    let number: String = number.chars().take(NUMBER_LIMIT).collect();
    asked(&bench, appearance, &visitor, Typed::default().with("number", number), None, String::new())
}

fn asked(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    form: Typed,
    notice: Option<Notice>,
    kept: String,
) -> Result<Response, Error> {
    let page = form_page(bench, appearance, visitor, "查询办理情况", "/apply/status");
    Ok(private(visitor, Ask { page, form, notice, kept }.render()?))
}

/// A page that has grown too old: number and code are asked again, and what was written is not lost.
fn again(bench: &Bench, appearance: Appearance, visitor: &Visitor, typed: &Typed) -> Result<Response, Error> {
    let form = Typed::default().with("number", typed.value("number"));
    let notice =
        Notice::new(Tone::Soon, "请重新输入查询码", "页面打开时间过长，没有作任何处理。").answering();
    let answer = asked(bench, appearance, visitor, form, Some(notice), typed.value("text").to_owned())?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

/// `POST /apply/status` with number and query code, which stand in no address.
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Sender(sender): Sender,
    sent: Sent,
) -> Result<Response, Error> {
    if visitor.sent(&sent).is_err() {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let mut form = sent.typed;
    form.require("number", "请填写申请编号");
    form.require("query_code", "请填写查询码");
    form.longest("number", "申请编号", NUMBER_LIMIT);
    form.longest("query_code", "查询码", NUMBER_LIMIT);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if form.is_sound() {
        let (desk, limits, now) = (&bench.desk, &bench.limits, bench.desk.clock.now());
        let (number, code) = (form.value("number"), form.value("query_code"));
        limits.lookups.check(&sender, now)?;
        limits.wrong_codes.check(number, now)?;
        limits.lookups.count(&sender, now);
        match applications::status(&desk.store, desk.agency, number, code, desk.clock.today()).await {
            Ok(file) => {
                return standing_page(&bench, appearance, &visitor, &file, None, Forms::default()).await;
            }
            Err(NotDone::Store(error)) => return Err(error.into()),
            Err(missing) => {
                limits.wrong_codes.count(number, now);
                status = StatusCode::NOT_FOUND;
                form.refuse("query_code", missing.to_string());
            }
        }
    }
    let answer = asked(&bench, appearance, &visitor, form, None, String::new())?;
    Ok((status, answer).into_response())
}

/// `POST /apply/status/linked`: an application that belongs to the one that was opened.
pub(crate) async fn linked(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let (desk, asked) = (&bench.desk, sent.typed.value("to"));
    let file = reload(&bench, sent.typed.value("number")).await?;
    let known = applications::linked(&desk.store, desk.agency, &file).await?;
    if !known.iter().any(|one| one.is_same_applicant && one.number == asked) {
        return Err(Error::NotFound);
    }
    let file = reload(&bench, asked).await?;
    standing_page(&bench, appearance, &visitor, &file, None, Forms::default()).await
}

fn is_ticketed(bench: &Bench, visitor: &Visitor, sent: &Sent) -> bool {
    let (desk, typed) = (&bench.desk, &sent.typed);
    let (ticket, number) = (typed.value("ticket"), typed.value("number"));
    visitor.sent(sent).is_ok() && ticket::is_good(&desk.store, ticket, number, visitor, desk.clock.now())
}

async fn reload(bench: &Bench, number: &str) -> Result<CaseFile, Error> {
    let desk = &bench.desk;
    match applications::case_file(&desk.store, desk.agency, number, desk.clock.today()).await {
        Ok(file) => Ok(file),
        Err(NotDone::Store(error)) => Err(error.into()),
        Err(_) => Err(Error::NotFound),
    }
}
