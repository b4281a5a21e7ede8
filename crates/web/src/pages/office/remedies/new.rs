//! Filing a case (登记收案), from the list or from the page of the application it is about.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::remedies::{self, Intake, NotDone};
use statute::remedy_case::Verb;

use super::super::fields::{Shown, shown};
use super::super::{fields as forms, frame};
use super::{fields, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/remedies/new.html")]
struct New<'a> {
    page: Page,
    form: &'a Typed,
    fields: Vec<Shown>,
    back: String,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, form: &Typed) -> Result<String, Error> {
    let address = "/office/remedies/new";
    let page = frame::page(bench, appearance, working, "登记复议诉讼", address)
        .under("复议诉讼", "/office/remedies");
    let fields = fields::fields(Verb::File, None);
    let new = New {
        page,
        form,
        fields: fields.iter().map(|field| shown(field, form)).collect::<Result<_, _>>()?,
        back: "/office/remedies".into(),
    };
    Ok(new.render()?)
}

/// `GET /office/remedies/new?application=…`
pub(crate) async fn begin(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    working.need(Verb::File.rule().roles)?;
    let mut form = Typed::default().with("submission", random());
    if let Some(number) = query.get("application") {
        form = form.with("application", number.clone());
    }
    Ok(Html(page(&bench, appearance, &working, &form)?))
}

/// `POST /office/remedies/new`
pub(crate) async fn file(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::File.rule().roles)?;
    let fields = fields::fields(Verb::File, None);
    forms::check(&mut form, &fields, !files.is_empty());
    if let Some(filing) = fields::filing(&form).filter(|_| form.is_sound()) {
        let desk = &bench.desk;
        let intake = Intake { filing, texts: forms::texts(&form, &fields), files };
        match remedies::file(&desk.store, desk.agency, intake, working.officer(), desk.clock.now()).await {
            Ok(filed) => {
                return Ok(Redirect::to(&format!("/office/remedies/{}", filed.number)).into_response());
            }
            Err(NotDone::Invalid(faults)) => {
                form.refuse_each(faults);
            }
            Err(error) => return Err(refused(error)),
        }
    }
    let answer = Html(page(&bench, appearance, &working, &form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
