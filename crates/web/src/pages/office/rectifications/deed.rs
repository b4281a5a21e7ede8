//! Doing something with a request: one form for every verb.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::applications::Upload;
use office::letters::NotComposed;
use office::rectifications::{self, CaseFile, Deed, NotDone};
use statute::rectification::{NotPermitted, Verb};

use super::super::deed::{Shown, shown};
use super::super::{fields as forms, frame};
use super::{case, fields, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::sent::Sent;
use crate::session::Working;

#[derive(Template)]
#[template(path = "office/rectifications/deed.html")]
struct DeedPage<'a> {
    page: Page,
    address: String,
    back: String,
    number: &'a str,
    verb: Verb,
    version: i64,
    form: &'a Typed,
    fields: Vec<Shown>,
    notice: Option<Notice>,
    /// What others did since the form was opened.
    changes: Vec<String>,
    is_shown: bool,
}

/// What a form is shown with.
#[derive(Default)]
struct Said {
    refusal: Option<NotPermitted>,
    /// Why the letter that would go out cannot be composed.
    unwritten: Option<NotComposed>,
    changes: Vec<String>,
    is_hidden: bool,
}

fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    file: &CaseFile,
    verb: Verb,
    form: &Typed,
    said: Said,
) -> Result<Html<String>, Error> {
    let number = &file.stored.case.number;
    let back = format!("/office/rectifications/{number}");
    let address = format!("{back}/{}", verb.code());
    let page = frame::page(bench, appearance, working, format!("{} {number}", verb.zh()), &address)
        .under("更正申请", "/office/rectifications")
        .under(number, &back);
    let late = |headline: &str, text: String| Some(Notice::new(Tone::Late, headline, text).answering());
    let notice = match (&said.refusal, &said.unwritten) {
        (Some(refusal), _) => late("现在不能办理", refusal.to_string()),
        (None, Some(unwritten)) => late("文书不能生成，没有办理", unwritten.to_string()),
        _ if !said.changes.is_empty() => Some(
            Notice::new(Tone::Soon, "这件申请刚刚由他人办理过", "请核对后再提交，填写的内容没有丢失。")
                .answering(),
        ),
        _ => None,
    };
    let fields = fields::fields(verb);
    let deed = DeedPage {
        page,
        address,
        back,
        number,
        verb,
        version: file.stored.version,
        form,
        fields: fields.iter().map(|field| shown(field, form)).collect::<Result<_, _>>()?,
        notice,
        changes: said.changes,
        is_shown: !said.is_hidden,
    };
    Ok(Html(deed.render()?))
}

async fn case_file(bench: &Bench, number: &str) -> Result<CaseFile, Error> {
    let desk = &bench.desk;
    rectifications::case_file(&desk.store, desk.agency, number).await.map_err(refused)
}

/// A verb that is done on a request: registering begins one and has its own page.
fn verb_of(code: &str) -> Result<Verb, Error> {
    Verb::from_code(code).filter(|verb| *verb != Verb::Register).ok_or(Error::NotFound)
}

/// `GET /office/rectifications/{number}/{verb}`
pub(crate) async fn form(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((number, verb)): Path<(String, String)>,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let verb = verb_of(&verb)?;
    let file = case_file(&bench, &number).await?;
    let form = fields::start(verb, &file);
    let refusal = file.stored.case.permit(verb, working.officer()).err();
    let status = if refusal.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    let said = Said { is_hidden: refusal.is_some(), refusal, ..Said::default() };
    Ok((status, page(&bench, appearance, &working, &file, verb, &form, said)?).into_response())
}

/// `POST /office/rectifications/{number}/{verb}`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((number, verb)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    frame::need_reader(&working)?;
    let verb = verb_of(&verb)?;
    let file = case_file(&bench, &number).await?;
    let mut form = sent.typed;
    let mut said = Said::default();
    let version = form.value("version").parse::<i64>().unwrap_or_default();
    let status = match file.stored.case.permit(verb, working.officer()) {
        Err(refusal) if !working.is_any(verb.rule().roles) => {
            said = Said { refusal: Some(refusal), is_hidden: true, ..said };
            StatusCode::FORBIDDEN
        }
        _ if version != file.stored.version => {
            said.changes = case::since(&file, version);
            StatusCode::CONFLICT
        }
        Err(refusal) => {
            said.refusal = Some(refusal);
            StatusCode::FORBIDDEN
        }
        Ok(()) => match done(&bench, &working, &file, verb, &mut form, sent.files).await {
            Ok(true) => return Ok(Redirect::to(&format!("/office/rectifications/{number}")).into_response()),
            Ok(false) => StatusCode::UNPROCESSABLE_ENTITY,
            Err(NotDone::NotPermitted(refusal)) => {
                said.refusal = Some(refusal);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Err(NotDone::NotComposed(unwritten)) => {
                said.unwritten = Some(unwritten);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Err(NotDone::Conflict) => {
                let file = case_file(&bench, &number).await?;
                said.changes = case::since(&file, version);
                let page = page(&bench, appearance, &working, &file, verb, &form, said)?;
                return Ok((StatusCode::CONFLICT, page).into_response());
            }
            Err(error) => return Err(refused(error)),
        },
    };
    Ok((status, page(&bench, appearance, &working, &file, verb, &form, said)?).into_response())
}

/// Does what a form says; false where something in it is wrong, which then stands at its field.
async fn done(
    bench: &Bench,
    working: &Working,
    file: &CaseFile,
    verb: Verb,
    form: &mut Typed,
    files: Vec<Upload>,
) -> Result<bool, NotDone> {
    let desk = &bench.desk;
    let fields = fields::fields(verb);
    forms::check(form, &fields, !files.is_empty());
    fields::settle(verb, form);
    let Some(act) = fields::act(verb, form).filter(|_| form.is_sound()) else { return Ok(false) };
    let deed = Deed { act, version: file.stored.version, texts: forms::texts(form, &fields), files };
    let (officer, now) = (working.officer(), desk.clock.now());
    let number = &file.stored.case.number;
    match rectifications::act(&desk.store, desk.agency, number, deed, officer, now).await {
        Ok(()) => Ok(true),
        Err(NotDone::Invalid(faults)) => {
            form.refuse_each(faults);
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
