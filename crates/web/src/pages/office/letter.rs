//! The letters of an application as files: the answer, and what went out with each step.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use office::applications::CaseFile;
use office::letters::{self, Letter, LetterForm, NotComposed, Shelf};

use super::case::case_file;
use super::frame;
use crate::desk::Bench;
use crate::download::{WORD, letter_file};
use crate::error::Error;
use crate::session::Working;

/// A letter that went out with a step, as the page of the case lists it.
pub(super) struct Sent {
    pub(super) on: String,
    pub(super) name: &'static str,
    /// 发文字号, where it bears one.
    pub(super) number: String,
    pub(super) to: String,
    /// Addresses of the Word file and the PDF; none where it cannot be composed.
    pub(super) files: Option<(String, String)>,
    /// What it lacks.
    pub(super) fault: String,
}

/// What the letters of a case were written with.
pub(super) async fn shelf(bench: &Bench, file: &CaseFile) -> Result<Shelf, Error> {
    Ok(Shelf::of(&bench.desk.store, bench.desk.agency, file).await?)
}

/// Every letter that went out with a step, newest first.
pub(super) fn sent(shelf: &Shelf, file: &CaseFile, address: &str) -> Vec<Sent> {
    let composed = letters::compose_sent(shelf, file, letters::sent(file));
    let one = |(letter, written): (letters::SentLetter, Result<Letter, NotComposed>)| {
        let which = match (letter.is_first, letter.inquiry) {
            (true, _) => String::new(),
            (false, None) => format!("?form={}", letter.form.code()),
            (false, Some(inquiry)) => format!("?form={}&inquiry={inquiry}", letter.form.code()),
        };
        let at = |ending| format!("{address}/steps/{}/letter.{ending}{which}", letter.version);
        Sent {
            on: letter.on.to_string(),
            name: letter.form.zh(),
            number: letter.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            to: written.as_ref().map(|written| written.addressee.clone()).unwrap_or_default(),
            files: written.is_ok().then(|| (at("docx"), at("pdf"))),
            fault: written.err().map(|fault| fault.to_string()).unwrap_or_default(),
        }
    };
    composed.into_iter().rev().map(one).collect()
}

/// `GET /office/applications/{number}/letter.docx`
pub(crate) async fn answer_docx(
    bench: State<Bench>,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let letter = the_answer(&bench, &working, &number).await?;
    letter_file(letter, &number, "docx", WORD, letters::docx).await
}

/// `GET /office/applications/{number}/letter.pdf`
pub(crate) async fn answer_pdf(
    bench: State<Bench>,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let letter = the_answer(&bench, &working, &number).await?;
    letter_file(letter, &number, "pdf", "application/pdf", letters::pdf).await
}

async fn the_answer(bench: &Bench, working: &Working, number: &str) -> Result<Letter, Error> {
    let file = case_file(bench, working, number).await?;
    let (shelf, now) = (shelf(bench, &file).await?, bench.desk.clock.now());
    let letter = letters::current_answer(&shelf, &file, now).ok().flatten().ok_or(Error::NotFound)?;
    if let Some(decision) = &file.stored.application.decision {
        frame::handed_out(bench, working, number, decision.letter().into()).await?;
    }
    Ok(letter)
}

/// `GET /office/applications/{number}/steps/{version}/letter.docx`; `?form=` names a further letter of a step, `&inquiry=`
/// which of several parties has it.
pub(crate) async fn step_docx(
    bench: State<Bench>,
    working: Working,
    Path((number, version)): Path<(String, i64)>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let letter = of_step(&bench, &working, &number, version, &query).await?;
    letter_file(letter, &number, "docx", WORD, letters::docx).await
}

/// `GET /office/applications/{number}/steps/{version}/letter.pdf`; as before.
pub(crate) async fn step_pdf(
    bench: State<Bench>,
    working: Working,
    Path((number, version)): Path<(String, i64)>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let letter = of_step(&bench, &working, &number, version, &query).await?;
    letter_file(letter, &number, "pdf", "application/pdf", letters::pdf).await
}

async fn of_step(
    bench: &Bench,
    working: &Working,
    number: &str,
    version: i64,
    query: &HashMap<String, String>,
) -> Result<Letter, Error> {
    let file = case_file(bench, working, number).await?;
    let form =
        query.get("form").map(|code| LetterForm::from_code(code).ok_or(Error::NotFound)).transpose()?;
    let inquiry = query.get("inquiry").map(|place| place.parse().map_err(|_| Error::NotFound)).transpose()?;
    let is_asked = |letter: &letters::SentLetter| {
        let is_form = form.map_or(letter.is_first, |form| letter.form == form);
        letter.version == version && is_form && inquiry.is_none_or(|inquiry| letter.inquiry == Some(inquiry))
    };
    let letter = letters::sent(&file).into_iter().find(is_asked).ok_or(Error::NotFound)?;
    let form = letter.form;
    let composed = letters::compose_sent(&shelf(bench, &file).await?, &file, vec![letter]);
    let letter = composed.into_iter().find_map(|(_, written)| written.ok()).ok_or(Error::NotFound)?;
    frame::handed_out(bench, working, number, form.into()).await?;
    Ok(letter)
}
