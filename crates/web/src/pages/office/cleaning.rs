//! A clean-up of documents (清理): what is in force, a result for each, and the draft of the result list.
//! 《条例》第20条第（一）项

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::publications::{Campaign, Decided, NotDone, clean_up, in_force};
use statute::publication::{CleaningResult, Verb};
use store::StoredPublication;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Field, Page, Typed};
use crate::sent::Sent;
use crate::session::Working;

/// Where it stands.
const ADDRESS: &str = "/office/cleaning";

/// A document and what is decided of it.
struct Row<'a> {
    title: String,
    document_number: String,
    until: String,
    result: Field<'a>,
    valid_until: Field<'a>,
}

#[derive(Template)]
#[template(path = "office/cleaning.html")]
struct CleanUp<'a> {
    page: Page,
    form: &'a Typed,
    decision: Field<'a>,
    holds_from: Field<'a>,
    rows: Vec<Row<'a>>,
}

/// The names of a document's fields.
fn names(number: &str) -> (String, String) {
    (format!("result_{number}"), format!("until_{number}"))
}

fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    form: &Typed,
    documents: &[StoredPublication],
) -> Result<String, Error> {
    let page = frame::page(bench, appearance, working, "文件清理", ADDRESS)
        .under("主动公开", "/office/publications");
    let fields: Vec<_> = documents.iter().map(|document| names(&document.item.number)).collect();
    let rows = documents.iter().zip(&fields).map(|(document, (result, until))| {
        let card = document.item.card();
        Row {
            title: card.title.clone(),
            document_number: card.document_number.clone().unwrap_or_default(),
            until: document.item.in_force_until().map_or_else(|| "未载明".to_owned(), |day| day.to_string()),
            result: form.select(result, "清理结果", &RESULTS).blank("不在此次清理").short(),
            valid_until: form.input("date", until, "新的有效期止").short(),
        }
    });
    let clean_up = CleanUp {
        page,
        form,
        decision: form.text("decision", "清理决定").required().hint("文号或者名称，如 示测发〔2026〕9号。"),
        holds_from: form.input("date", "holds_from", "施行日期").required(),
        rows: rows.collect(),
    };
    Ok(clean_up.render()?)
}

/// What may be decided.
const RESULTS: [(&str, &str); 4] = [
    (CleaningResult::Kept.code(), CleaningResult::Kept.zh()),
    (CleaningResult::Amended.code(), CleaningResult::Amended.zh()),
    (CleaningResult::Repealed.code(), CleaningResult::Repealed.zh()),
    (CleaningResult::Lapsed.code(), CleaningResult::Lapsed.zh()),
];

/// `GET /office/cleaning`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(Verb::Clean.rule().roles)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let documents = in_force(&desk.store, desk.agency, today).await?;
    let form = Typed::default().with("holds_from", today.to_string());
    Ok(Html(page(&bench, appearance, &working, &form, &documents)?))
}

/// `POST /office/cleaning`: decides every document that has a result, and begins the publication of the results.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(Verb::Clean.rule().roles)?;
    let desk = &bench.desk;
    let now = desk.clock.now();
    let documents = in_force(&desk.store, desk.agency, desk.clock.today()).await?;
    let mut form = sent.typed;
    form.require("decision", "请填写清理决定的文号或者名称");
    form.longest("decision", "清理决定", 200);
    let holds_from = form.value("holds_from").parse();
    if holds_from.is_err() {
        form.refuse("holds_from", "请填写施行日期，形如 2026-03-01");
    }
    let mut decided = Vec::new();
    for document in &documents {
        let number = document.item.number.clone();
        let (result, until) = names(&number);
        let Some(result) = CleaningResult::from_code(form.value(&result)) else { continue };
        let valid_until = form.value(&until).parse().ok();
        if result == CleaningResult::Kept && valid_until.is_none() {
            form.refuse(&until, "继续有效的，请填写新的有效期止，形如 2031-03-01");
        }
        decided.push(Decided { number, result, valid_until });
    }
    if let (Ok(holds_from), true) = (holds_from, form.is_sound()) {
        let decision = form.value("decision").to_owned();
        let campaign = Campaign { decision, holds_from, decided };
        let issuer = &bench.masthead.agency;
        match clean_up(&desk.store, desk.agency, campaign, issuer, working.officer(), now).await {
            Ok(number) => return Ok(Redirect::to(&format!("/office/publications/{number}")).into_response()),
            Err(NotDone::Invalid(faults)) => form.refuse_each(faults),
            Err(NotDone::NotPermitted(_)) => return Err(Error::NotPermitted),
            Err(NotDone::Store(error)) => return Err(error.into()),
            Err(error) => return Err(Error::Conflict(error.to_string())),
        }
    }
    let answer = Html(page(&bench, appearance, &working, &form, &documents)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
