//! One application with everything on record of it (办理情况), and what may be done with it now.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use office::applications::{self, CaseFile, Linked, Piece};
use office::letters;
use statute::calendar::Calendar;
use statute::procedure::{Role, Today, Verb};
use statute::readings::Readings;
use store::{Accessed, StoredStep};

use super::attachments::{Attachment, attachments, handed_out};
use super::case_facts::{Fact, Inquired, asked, facts, identity, inquiries, person, remarks, term};
use super::mail::Mails;
use super::{frame, history, letter, remedies};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Steps, Term, Tone};
use crate::session::Working;
use crate::submitted::Submitted;

/// Who may see an identity number in full, on asking for it.
const SEES_IDENTITY: [Role; 2] = [Role::Clerk, Role::Handler];

#[derive(Template)]
#[template(path = "office/case.html")]
struct Case {
    page: Page,
    stage: Badge,
    limit: Option<(String, Badge)>,
    facts: Vec<Fact>,
    asked: Vec<Fact>,
    person: Vec<Fact>,
    reveal: Option<String>,
    menu: Vec<(Verb, String)>,
    term: Option<Term>,
    remarks: Vec<String>,
    mails: Mails,
    inquiries: Vec<Inquired>,
    decision: Vec<String>,
    letter: Option<&'static str>,
    letter_fault: String,
    letter_address: String,
    receipt_address: String,
    linked: Vec<Linked>,
    remedies: Vec<remedies::Row>,
    contest: Option<String>,
    sent: Vec<letter::Sent>,
    redrafts: Vec<history::Redraft>,
    steps: Steps,
    attachments: Vec<Attachment>,
}

/// Reads an application for an officer who reads applications.
pub(super) async fn case_file(bench: &Bench, working: &Working, number: &str) -> Result<CaseFile, Error> {
    frame::need_reader(working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    applications::case_file(&desk.store, desk.agency, number, today).await.map_err(frame::refused)
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    number: &str,
    is_revealed: bool,
) -> Result<Response, Error> {
    let file = case_file(bench, working, number).await?;
    let desk = &bench.desk;
    let date = desk.clock.today();
    let application = &file.stored.application;
    let names = history::names(bench).await?;
    let readings = Readings::default();
    let today = Today { date, calendar: Calendar::published(), readings: &readings };
    let address = format!("/office/applications/{number}");
    let (identity, has_identity) = identity(&file, is_revealed);
    let can_reveal = has_identity && !is_revealed && working.is_any(&SEES_IDENTITY);
    let is_split = !application.split_into.is_empty();
    let tone = if application.is_open() { Tone::Info } else { Tone::Done };
    let shelf = letter::shelf(bench, &file).await?;
    let (letter, letter_fault) = match letters::current_answer(&shelf, &file, desk.clock.now()) {
        Ok(letter) => {
            (letter.map(|letter| if letter.is_draft() { "草稿" } else { "正式文书" }), String::new())
        }
        Err(fault) => (None, fault.to_string()),
    };
    let beside = history::Beside::of(&desk.store, desk.agency, &file).await?;
    let case = Case {
        page: frame::page(bench, appearance, working, format!("申请 {number}"), &address)
            .under("工作清单", "/office"),
        stage: Badge::new(tone, if is_split { "已拆分" } else { application.stage.zh() }),
        limit: file.limit.map(|limit| {
            (format!("{} {}（含当日）", limit.kind.zh(), limit.by), frame::badge(limit.by, date))
        }),
        facts: facts(application, &names),
        asked: asked(&file),
        person: person(&file, identity),
        reveal: can_reveal.then(|| format!("{address}/identity")),
        menu: application
            .menu(working.officer(), &today)
            .map(|verb| (verb, format!("{address}/{}", verb.code())))
            .collect(),
        // The term of what was split is that of its parts.
        term: term(&file, date).filter(|_| !is_split),
        remarks: remarks(&file),
        mails: Mails::of(bench, working, &file).await?,
        inquiries: inquiries(application),
        decision: application.decision.as_ref().map(history::decided).unwrap_or_default(),
        letter,
        letter_fault,
        letter_address: format!("{address}/letter"),
        receipt_address: format!("{address}/receipt"),
        linked: applications::linked(&desk.store, desk.agency, &file).await?,
        remedies: if file.beside.remedies {
            remedies::about(&desk.store, desk.agency, number, date).await?
        } else {
            Vec::new()
        },
        contest: remedies::contest(working, application),
        sent: letter::sent(&shelf, &file, &address),
        redrafts: history::redrafts(&file, &names),
        steps: Steps { happenings: history::happenings(&file, &beside, &names) },
        attachments: file.steps.iter().flat_map(|step| of_step(step, &address)).collect(),
    };
    // Personal data stays out of every cache.
    Ok(frame::private(case.render()?))
}

/// `GET /office/applications/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    page(&bench, appearance, &working, &number, false).await
}

/// `POST /office/applications/{number}/identity`: the page with the identity number in full. That it is shown is
/// recorded first.
pub(crate) async fn identify(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(number): Path<String>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&SEES_IDENTITY)?;
    let desk = &bench.desk;
    desk.store.application(desk.agency, &number).await?.ok_or(Error::NotFound)?;
    frame::handed_out(&bench, &working, &number, Accessed::Identity).await?;
    page(&bench, appearance, &working, &number, true).await
}

/// `GET /office/applications/{number}/files/{hash}`: an attachment, by the application it belongs to.
pub(crate) async fn file(
    State(bench): State<Bench>,
    working: Working,
    Path((number, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let attachment = handed_out(&bench.desk.store, &file.stored.stream, &file.steps, &hash).await?;
    frame::handed_out(&bench, &working, &number, Accessed::File(hash)).await?;
    Ok(attachment)
}

fn of_step(step: &StoredStep, address: &str) -> Vec<Attachment> {
    let from = step.step.act.verb().map_or("登记", Verb::zh);
    attachments(step, address, &format!("{} {from}", step.step.on))
}
