//! Earlier versions of the catalogue are taken down.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::catalogue::{self, NotKept};
use statute::publication::Verb;

use super::{ADDRESS, Said, list};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Tone};
use crate::submitted::Submitted;

/// `POST /office/catalogue/withdraw`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Withdraw.rule().roles)?;
    form.in_order(["versions", "notice"]);
    let versions: Option<Vec<i64>> = form.values("versions").map(|version| version.parse().ok()).collect();
    let versions = versions.ok_or(Error::Malformed)?;
    let notice = form.value("notice").replace("\r\n", "\n");
    let (desk, officer) = (&bench.desk, working.officer());
    let done =
        catalogue::withdraw(&desk.store, desk.agency, &versions, &notice, officer, desk.clock.now()).await;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut said = Said::default();
    match done {
        Ok(()) => return Ok(Redirect::to(ADDRESS).into_response()),
        Err(NotKept::NotYours) => return Err(Error::NotPermitted),
        Err(NotKept::Store(error)) => return Err(error.into()),
        Err(NotKept::Invalid(faults)) => form.refuse_each(faults),
        Err(why) => {
            if matches!(why, NotKept::Conflict) {
                status = StatusCode::CONFLICT;
            }
            said.notice = Some(Notice::new(Tone::Late, "没有撤下", why.to_string()).answering());
        }
    }
    said.form = form;
    Ok((status, Html(list(&bench, appearance, &working, said).await?)).into_response())
}
