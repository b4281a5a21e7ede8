//! Signing in and out (登录).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::accounts::{self, NotSignedIn};
use std::collections::HashMap;

use super::again;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::sent::{Kept, Sent};
use crate::session::{self, FORM_TOKEN, Visitor};
use crate::submitted::Submitted;

/// Where officers start.
const START: &str = "/office";

#[derive(Template)]
#[template(path = "office/sign_in.html")]
struct SignIn {
    page: Page,
    notice: Option<Notice>,
    form: Typed,
    /// What was sent with a form whose sign-in had ended.
    kept: Vec<(String, String)>,
}

/// What goes before the name of a field that is kept; [`OWNER`] and [`FILE`] say whose it is and which files it had.
const KEPT: &str = "kept.";
const OWNER: &str = "kept_owner";
const FILE: &str = "kept_file";

fn page(bench: &Bench, appearance: Appearance, visitor: &Visitor, form: Typed) -> Result<Response, Error> {
    let mut page = Page::new(&bench.masthead, appearance, "登录", "/office/sign-in");
    page.form_token.clone_from(&visitor.form_token);
    let is_kept = |name: &str| name.starts_with(KEPT) || name == OWNER || name == FILE;
    let kept = form.pairs().filter(|(name, _)| is_kept(name));
    let kept: Vec<_> = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let text = "刚才填写的内容没有丢失，也还没有办理：用同一账户登录后继续提交。附件需要重新选择。";
    let notice = (!kept.is_empty()).then(|| Notice::new(Tone::Soon, "登录已经到期", text).answering());
    Ok(visitor.keep(Html(SignIn { page, notice, form, kept }.render()?).into_response()))
}

/// Asks who sent a form after their sign-in had ended to sign in again; it is carried along.
pub(super) fn kept(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    sent: &Sent,
    address: &str,
) -> Result<Response, Error> {
    let Kept { pairs, files, .. } = Kept::of(sent, "");
    let owner = session::owner_of(sent.typed.value(FORM_TOKEN)).unwrap_or_default();
    let mut form = Typed::default().with("next", address).with(OWNER, owner);
    for (name, value) in pairs {
        form = form.with(&format!("{KEPT}{name}"), value);
    }
    for file in files {
        form = form.with(FILE, file);
    }
    Ok((StatusCode::UNAUTHORIZED, page(bench, appearance, visitor, form)?).into_response())
}

/// What was carried along, to be sent again under a new sign-in.
fn carried(form: &Typed, form_token: String) -> Kept {
    let own = form.pairs().filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?, value)));
    Kept {
        pairs: own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        files: form.values(FILE).map(str::to_owned).collect(),
        form_token,
    }
}

/// `GET /office/sign-in`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let next = query.get("next").map_or(START, String::as_str);
    page(&bench, appearance, &visitor, Typed::default().with("next", next))
}

/// `POST /office/sign-in`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    visitor.sent(&sent)?;
    let mut form = sent.typed;
    form.require("account", "请填写账户");
    form.require("password", "请填写密码");
    if form.is_sound() {
        let desk = &bench.desk;
        let (account, password) = (form.value("account"), form.value("password"));
        match accounts::sign_in(&desk.store, account, password, desk.clock.now()).await {
            Ok(token) => {
                let next = form.value("next");
                let next = if next == START || next.starts_with("/office/") { next } else { START };
                // What somebody else left open is not theirs to send.
                let answer = if session::owns(desk, account, form.value(OWNER)) {
                    let kept = carried(&form, session::form_token(desk, &token, account));
                    Html(again::page(&bench.masthead, appearance, &kept, next)?).into_response()
                } else {
                    Redirect::to(next).into_response()
                };
                return Ok(session::signed_in(desk, &token, answer));
            }
            Err(NotSignedIn::Store(error)) => return Err(error.into()),
            Err(refused) => form.refuse("password", refused.to_string()),
        }
    }
    let answer = page(&bench, appearance, &visitor, form)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

/// `POST /office/sign-out`
pub(crate) async fn sign_out(
    State(bench): State<Bench>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    accounts::sign_out(&bench.desk.store, &working.token).await?;
    Ok(session::signed_out("/office/sign-in"))
}
