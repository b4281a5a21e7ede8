//! Writing on a publication that was begun, also on what is public: the next edition of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::publications::{self, NotDone};
use statute::publication::{Stage, Verb};

use super::card::typed;
use super::write::{Desk, Said, tell, writing};
use super::{Opened, address, history, opened, text};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// `GET /office/publications/{number}/edit`
pub(crate) async fn edit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let desk = Desk::of(&bench, appearance, &working, Some(&opened), None).await?;
    let draft = &opened.file.stored.item.draft;
    if let Err(refusal) = opened.file.stored.item.permit(Verb::Save, working.officer()) {
        return desk.refused(refusal.into(), &mut Typed::default());
    }
    let body = publications::text(&bench.desk.store, draft, "").await?;
    let mut card = draft.card.clone();
    // What the next edition changes is not what the last one changed.
    if opened.file.stored.item.stage == Stage::Published {
        card.revision = None;
    }
    let mut form = typed(&card).with("html", text::typed_of(body.as_str()));
    for file in draft.files.iter().filter(|file| !file.is_picture) {
        form = form.with("kept", file.sm3.as_str());
    }
    // What was brought in is told of once, on the page that shows it.
    let told = bench.once.take(&working.token, &number, bench.desk.clock.now());
    let said = told.map_or_else(Said::default, |told| Said {
        notice: Some(Notice::new(Tone::Soon, "文件已经带入，请核对", "").answering()),
        points: told.lines().map(str::to_owned).collect(),
        is_hidden: false,
    });
    desk.answer(StatusCode::OK, &form, said)
}

/// `POST /office/publications/{number}/edit`
pub(crate) async fn save(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(number): Path<String>,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    let opened = opened(&bench, &working, &number).await?;
    let version = form.version();
    let desk = Desk::of(&bench, appearance, &working, Some(&opened), None).await?;
    if let Err(refusal) = opened.file.stored.item.permit(Verb::Save, working.officer()) {
        return desk.refused(refusal.into(), &mut form);
    }
    if version != opened.file.stored.version {
        return overtaken(&desk, &form, version);
    }
    let Some(writing) = writing(&bench, &mut form, files, Some(&number)).await? else {
        return desk.answer(StatusCode::UNPROCESSABLE_ENTITY, &form, Said::default());
    };
    let removed = publications::not_kept(writing.html.clone()).await;
    let (store, now) = (&bench.desk.store, bench.desk.clock.now());
    let saved =
        publications::save(store, bench.desk.agency, &number, version, writing, working.officer(), now).await;
    match saved {
        Ok(()) => {
            tell(&bench, &working, &number, &removed);
            Ok(Redirect::to(&address(&number)).into_response())
        }
        Err(NotDone::Conflict) => {
            let opened = Opened::load(&bench, &number).await?;
            overtaken(&Desk { opened: Some(&opened), ..desk }, &form, version)
        }
        Err(error) => desk.refused(error, &mut form),
    }
}

/// Somebody was faster: what was typed stays, beside what they did.
fn overtaken(desk: &Desk<'_>, form: &Typed, version: i64) -> Result<Response, Error> {
    let again = "填写的内容没有丢失。请与最新情况核对后再提交；新选的附件要重新选择。";
    let notice = Notice::new(Tone::Soon, "这条信息刚刚由他人改动过", again).answering();
    let points = desk.opened.map(|opened| history::since(opened, version)).unwrap_or_default();
    desk.answer(StatusCode::CONFLICT, form, Said { notice: Some(notice), points, is_hidden: false })
}
