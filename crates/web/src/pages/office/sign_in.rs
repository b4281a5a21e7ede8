//! Signing in and out (登录).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use office::accounts::{self, NotSignedIn};
use std::collections::HashMap;

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::sent::Sent;
use crate::session::{self, Visitor, Working};

/// Where officers start.
const START: &str = "/office";

#[derive(Template)]
#[template(path = "office/sign_in.html")]
struct SignIn {
    page: Page,
    form: Typed,
}

fn page(bench: &Bench, appearance: Appearance, visitor: &Visitor, form: Typed) -> Result<Response, Error> {
    let mut page = Page::new(&bench.masthead, appearance, "登录", "/office/sign-in");
    page.form_token.clone_from(&visitor.form_token);
    Ok(visitor.keep(Html(SignIn { page, form }.render()?).into_response()))
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
                let is_own = next == START || next.starts_with("/office/");
                return Ok(session::signed_in(desk, &token, if is_own { next } else { START }));
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
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    accounts::sign_out(&bench.desk.store, &working.token).await?;
    Ok(session::signed_out("/office/sign-in"))
}
