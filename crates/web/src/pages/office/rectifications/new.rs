//! Registering a request (登记更正申请), by whatever channel it came.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::rectifications::{self, Intake, NotDone};
use statute::rectification::Verb;
use statute::registers::Channel;

use super::super::fields::{Shown, shown};
use super::super::{fields as forms, frame};
use super::{fields, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/rectifications/new.html")]
struct New<'a> {
    page: Page,
    form: &'a Typed,
    fields: Vec<Shown>,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, form: &Typed) -> Result<String, Error> {
    let page = frame::page(bench, appearance, working, "登记更正申请", "/office/rectifications/new")
        .under("更正申请", "/office/rectifications");
    let fields = fields::fields(Verb::Register);
    let fields = fields.iter().map(|field| shown(field, form)).collect::<Result<_, _>>()?;
    Ok(New { page, form, fields }.render()?)
}

/// `GET /office/rectifications/new`
pub(crate) async fn begin(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(Verb::Register.rule().roles)?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("submission", random()).with("received_on", today);
    Ok(Html(page(&bench, appearance, &working, &form)?))
}

/// `POST /office/rectifications/new`
pub(crate) async fn register(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Register.rule().roles)?;
    let fields = fields::fields(Verb::Register);
    forms::check(&mut form, &fields, !files.is_empty());
    let came = Channel::from_code(form.value("channel")).zip(form.value("received_on").parse().ok());
    if let Some((channel, received_on)) = came.filter(|_| form.is_sound()) {
        let desk = &bench.desk;
        let submission = form.submission().map(str::to_owned);
        let texts = forms::texts(&form, &fields);
        let intake = Intake { channel, received_on, submission, texts, files };
        let (officer, now) = (working.officer(), desk.clock.now());
        match rectifications::register(&desk.store, desk.agency, intake, officer, now).await {
            Ok(registered) => {
                let address = format!("/office/rectifications/{}", registered.number);
                return Ok(Redirect::to(&address).into_response());
            }
            Err(NotDone::Invalid(faults)) => form.refuse_each(faults),
            Err(error) => return Err(refused(error)),
        }
    }
    let answer = Html(page(&bench, appearance, &working, &form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
