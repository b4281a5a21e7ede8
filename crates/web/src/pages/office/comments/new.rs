//! Entering a comment that came otherwise than by the form.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::comments::{self, Incoming, NotDone, TEXT_LIMIT};
use statute::comment::ANSWERING;
use statute::publication::Publication;
use statute::registers::Channel;

use super::super::frame::{self, PUBLICATIONS};
use super::{address, draft, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/comments/new.html")]
struct New {
    page: Page,
    form: Typed,
    address: String,
    back: String,
    draft: String,
    channels: Vec<(&'static str, &'static str)>,
    text_hint: String,
}

fn new(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    item: &Publication,
    form: Typed,
) -> Result<String, Error> {
    let list = address(&item.number);
    let here = format!("{list}/new");
    let page = frame::page(bench, appearance, working, "登记意见", &here)
        .under("公开信息", PUBLICATIONS)
        .under(&item.number, format!("{PUBLICATIONS}/{}", item.number))
        .under("公众意见", &list);
    let channels = Channel::ALL.iter().filter(|one| **one != Channel::Internet);
    let new = New {
        page,
        form,
        address: here,
        back: list,
        draft: item.card().title.clone(),
        channels: channels.map(|one| (one.code(), one.zh())).collect(),
        text_hint: format!("照原文录入，最多{TEXT_LIMIT}字。"),
    };
    Ok(new.render()?)
}

/// `GET /office/publications/{number}/comments/new`
pub(crate) async fn begin(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    working.need(ANSWERING)?;
    let item = draft(&bench, &working, &number).await?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("submission", random()).with("received_on", today);
    Ok(frame::private(new(&bench, appearance, &working, &item, form)?))
}

/// `POST /office/publications/{number}/comments/new`
pub(crate) async fn register(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(number): Path<String>,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(ANSWERING)?;
    let item = draft(&bench, &working, &number).await?;
    form.in_order(["channel", "received_on", "clause", "text", "name", "contact"]);
    let channel = Channel::from_code(form.value("channel")).filter(|one| *one != Channel::Internet);
    if channel.is_none() {
        form.refuse("channel", "请选择渠道");
    }
    let received_on = form.value("received_on").parse().ok();
    if received_on.is_none() {
        form.refuse("received_on", "收到日期应为存在的日期，如 2026-03-02");
    }
    if let Some((channel, received_on)) = channel.zip(received_on) {
        let text = |name: &str| form.value(name).to_owned();
        let incoming = Incoming {
            publication: number.clone(),
            channel,
            received_on,
            name: text("name"),
            contact: text("contact"),
            clause: text("clause"),
            text: text("text"),
            submission: form.submission().map(str::to_owned),
        };
        let desk = &bench.desk;
        let (officer, now) = (working.officer(), desk.clock.now());
        match comments::receive(&desk.store, desk.agency, incoming, officer, now).await {
            Ok(registered) => {
                let address = format!("/office/comments/{}", registered.number);
                return Ok(Redirect::to(&address).into_response());
            }
            Err(NotDone::Invalid(faults)) => form.refuse_each(faults),
            Err(NotDone::NotTaken(why)) => form.refuse("received_on", why.to_string()),
            Err(error) => return Err(refused(error)),
        }
    }
    let page = frame::private(new(&bench, appearance, &working, &item, form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
