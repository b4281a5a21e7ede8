//! What an applicant takes away from the page: letters, what was handed over, the last days of the remedies.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use office::letters::{self, Shelf};

use super::{again, calendar_file, is_ticketed, reload, standing};
use crate::desk::Bench;
use crate::download::{attachment, letter_file};
use crate::error::Error;
use crate::layout::Appearance;
use crate::sent::Sent;
use crate::session::Visitor;

/// `POST /apply/status/calendar`: the last days of the remedies as a file.
pub(crate) async fn calendar(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let number = sent.typed.value("number");
    let file = reload(&bench, number).await?;
    let shelf = Shelf::of(&bench.desk.store, bench.desk.agency, &file).await?;
    let contest = standing::contest(&file, &shelf).ok_or(Error::NotFound)?;
    let entries = standing::entries(number, &bench.masthead.agency, &contest);
    let domain = &bench.masthead.marks.domain;
    let host = if domain.is_empty() { "gongkai.invalid" } else { domain };
    let text = calendar_file::file(host, number, &entries, bench.desk.clock.now());
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"remedies-{number}.ics\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// `POST /apply/status/file`: a letter to the applicant, or something that was handed over with the answer.
pub(crate) async fn file(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let number = sent.typed.value("number");
    let file = reload(&bench, number).await?;
    let asked = sent.typed.value("letter");
    if !asked.is_empty() {
        let shelf = Shelf::of(&bench.desk.store, bench.desk.agency, &file).await?;
        let letter = standing::letter(&file, &shelf, asked).ok_or(Error::NotFound)?;
        return letter_file(letter, number, "pdf", "application/pdf", letters::pdf).await;
    }
    let asked = sent.typed.value("file");
    let (name, hash) =
        standing::enclosed(&file).into_iter().find(|(_, hash)| hash == asked).ok_or(Error::NotFound)?;
    let bytes = bench.desk.store.open_sealed(&file.stored.stream, &hash).await?.ok_or(Error::NotFound)?;
    Ok(attachment(&name, "application/octet-stream", bytes))
}
