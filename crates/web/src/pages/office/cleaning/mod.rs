//! A clean-up of documents (清理): what is in force, a result for each, and the draft of the result list. However many
//! there are, one form decides them: it is turned page by page and sent as a whole. 《条例》第20条第（一）项

mod choices;
mod deciding;
mod page;

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::publications::{Campaign, CleaningFault, NotCleaned, clean_up};
use statute::publication::Verb;

use self::choices::{Choices, read};
use self::deciding::Deciding;
use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

/// Where it stands.
const ADDRESS: &str = "/office/cleaning";

/// `GET /office/cleaning`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(Verb::Clean.rule().roles)?;
    let deciding = Deciding::of(&bench, Choices::new()).await?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("holds_from", today).with("submission", random());
    Ok(Html(deciding.page(&bench, appearance, &working, &form, 1, &[])?))
}

/// `POST /office/cleaning`: turns to another page of the list, or decides every document that has a result, and begins the
/// publication of the results.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Clean.rule().roles)?;
    let deciding = Deciding::of(&bench, read(&form)).await?;
    let answer =
        |status: StatusCode, form: &Typed, at: usize, faults: &[CleaningFault]| -> Result<Response, Error> {
            let page = deciding.page(&bench, appearance, &working, form, at, faults)?;
            Ok((status, frame::private(page)).into_response())
        };
    if let Ok(turned_to) = form.value("go").parse() {
        return answer(StatusCode::OK, &form, turned_to, &[]);
    }
    let at = form.value("at").parse().unwrap_or(1);
    form.longest("decision", "清理决定", 200);
    let holds_from = form.value("holds_from").parse();
    if holds_from.is_err() {
        form.refuse("holds_from", "请填写施行日期，形如 2026-03-01");
    }
    let (decided, mut faults) = deciding.decided();
    if let (Ok(holds_from), true, true) = (holds_from, form.is_sound(), faults.is_empty()) {
        let desk = &bench.desk;
        let submission = form.submission().map(str::to_owned);
        let decision = form.value("decision").to_owned();
        let campaign = Campaign { decision, holds_from, decided, submission };
        let (issuer, now) = (&bench.masthead.agency, desk.clock.now());
        match clean_up(&desk.store, desk.agency, campaign, issuer, working.officer(), now).await {
            Ok(number) => return Ok(Redirect::to(&format!("/office/publications/{number}")).into_response()),
            Err(NotCleaned::Invalid(found)) => faults = found,
            Err(NotCleaned::NotPermitted(_)) => return Err(Error::NotPermitted),
            Err(NotCleaned::Store(error)) => return Err(error.into()),
        }
    }
    // To the first document that something speaks against, unless the page that was shown has one.
    let pages: BTreeSet<_> =
        faults.iter().filter_map(|fault| deciding.page_of(fault.number.as_deref()?)).collect();
    let at = if pages.contains(&at) { at } else { pages.first().copied().unwrap_or(at) };
    answer(StatusCode::UNPROCESSABLE_ENTITY, &form, at, &faults)
}
