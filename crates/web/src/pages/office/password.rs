//! Changing one's password (修改密码).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::accounts::{self, NotSignedIn};

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::{self, Working};
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/password.html")]
struct Password {
    page: Page,
    form: Typed,
    is_first: bool,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, form: Typed) -> Result<String, Error> {
    let mut page = Page::new(&bench.masthead, appearance, "修改密码", "/office/password");
    page.form_token.clone_from(&working.form_token);
    Ok(Password { page, form, is_first: working.signed_in.must_change_password }.render()?)
}

/// `GET /office/password`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    Ok(Html(page(&bench, appearance, &working, Typed::default())?))
}

/// `POST /office/password`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    form.require("old", "请填写原密码");
    form.require("new", "请填写新密码");
    if form.value("new") != form.value("again") {
        form.refuse("again", "两次填写的新密码不一致");
    }
    if form.is_sound() {
        let desk = &bench.desk;
        let account = &working.officer().account;
        let (old, new) = (form.value("old"), form.value("new"));
        match accounts::change_password(&desk.store, account, old, new, desk.clock.now()).await {
            Ok(token) => {
                return Ok(session::signed_in(desk, &token, Redirect::to("/office").into_response()));
            }
            Err(NotSignedIn::Store(error)) => return Err(error.into()),
            Err(NotSignedIn::Weak(weak)) => form.refuse("new", weak.to_string()),
            Err(refused) => form.refuse("old", refused.to_string()),
        }
    }
    let answer = Html(page(&bench, appearance, &working, form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}
