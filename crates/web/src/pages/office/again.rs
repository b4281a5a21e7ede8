//! A form that outlived its sign-in (继续提交): what was typed is kept through signing in again, and sent when the officer
//! says so.
//!
//! A form is known by the mark of its account, which pages of that account alone carry; nothing is done but by a further
//! press of a button, under the new sign-in's own token.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::header::LOCATION;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use office::applications::FILE_LIMIT;

use super::{fields, sign_in};
use crate::desk::Bench;
use crate::layout::{Appearance, Masthead, Notice, Page, Tone, Typed};
use crate::sent::{Kept, Sent};
use crate::session::{FORM_TOKEN, Visitor, Working, owner_of};

/// What is sent to these is not kept: passwords, and the sign-in itself.
const NOT_KEPT: [&str; 3] = [SIGN_IN, "/office/sign-out", "/office/password"];
const SIGN_IN: &str = "/office/sign-in";

#[derive(Template)]
#[template(path = "office/again.html")]
struct Again<'a> {
    page: Page,
    notice: Notice,
    address: &'a str,
    kept: &'a Kept,
    form: Typed,
    files_hint: String,
    limit: u64,
}

/// The page on which a form is sent again.
pub(crate) fn page(
    masthead: &Arc<Masthead>,
    appearance: Appearance,
    kept: &Kept,
    address: &str,
) -> Result<String, askama::Error> {
    let mut page = Page::new(masthead, appearance, "继续提交", "/office");
    page.form_token.clone_from(&kept.form_token);
    let text = "刚才提交时登录已经到期，或者在别处重新登录过。填写的内容都在，核对后继续提交。";
    let notice = Notice::new(Tone::Soon, "还没有办理", text).answering();
    let files_hint = format!("刚才选择的：{}。需要重新选择。", kept.files.join("、"));
    let (form, limit) = (Typed::default(), FILE_LIMIT as u64);
    Again { page, notice, address, kept, form, files_hint, limit }.render()
}

/// Before every form of the console: one whose sign-in has ended is kept while the officer signs in again.
pub(crate) async fn keep(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::POST || NOT_KEPT.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Err(refused) = Working::from_request_parts(&mut parts, &bench).await else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    let address = parts.uri.path().to_owned();
    let Ok(sent) = Sent::from_request(Request::from_parts(parts, body), &bench).await else {
        return refused;
    };
    let to = refused.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    if !to.starts_with(SIGN_IN) || owner_of(sent.typed.value(FORM_TOKEN)).is_none() {
        return refused;
    }
    sign_in::kept(&bench, appearance, &visitor, &sent, &address).unwrap_or_else(IntoResponse::into_response)
}
