//! The demonstration's clock (示范时钟): another day, to see terms run out without waiting for it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::sent::Sent;
use crate::session::Visitor;

/// Where it stands.
pub(crate) const ADDRESS: &str = "/demo/clock";

/// A day in a year further ahead than this is a slip of the pen.
const YEARS_AHEAD: i16 = 5;

#[derive(Template)]
#[template(path = "demo/clock.html")]
struct Clock {
    page: Page,
    form: Typed,
    today: Date,
}

fn page(bench: &Bench, appearance: Appearance, visitor: &Visitor, form: Typed) -> Result<Response, Error> {
    let mut page = Page::new(&bench.masthead, appearance, "示范时钟", ADDRESS).under("首页", "/");
    page.form_token.clone_from(&visitor.form_token);
    let today = bench.desk.clock.today();
    Ok(visitor.keep(Html(Clock { page, form, today }.render()?).into_response()))
}

/// `GET /demo/clock`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
) -> Result<Response, Error> {
    page(&bench, appearance, &visitor, Typed::default())
}

/// `POST /demo/clock`: only ahead, since what is on record cannot lie in the future.
pub(crate) async fn set(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    visitor.sent(&sent)?;
    let mut form = sent.typed;
    let clock = &bench.desk.clock;
    let today = clock.today();
    let last = today.year() + YEARS_AHEAD;
    match form.value("day").parse::<Date>() {
        Ok(day) if day < today => {
            form.refuse("day", format!("应不早于示范中的今天（{today}）：记录不能晚于今天"));
        }
        Ok(day) if day.year() > last => form.refuse("day", format!("应不晚于{last}年")),
        Ok(day) => {
            clock.set_day(day);
            return Ok(Redirect::to(ADDRESS).into_response());
        }
        Err(_) => form.refuse("day", format!("应为日期，如 {today}")),
    }
    let answer = page(&bench, appearance, &visitor, form)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
