//! Accounts and their roles (账户): one administrator opens them, another gives the roles. GB/T 22239-2019

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::accounts::{self, NotChanged};
use statute::procedure::Role;

use super::frame::{self, ACCOUNT_ROLES};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// The longest name of a person, in characters.
const TITLE: usize = 50;

struct Row {
    name: String,
    title: String,
    address: String,
    roles: Vec<Role>,
    is_closed: bool,
}

impl Row {
    fn is_administrator(&self) -> bool {
        self.roles.iter().any(|role| role.is_administrator())
    }

    fn roles_zh(&self) -> String {
        Role::names(&self.roles)
    }
}

#[derive(Template)]
#[template(path = "office/accounts.html")]
struct Accounts<'a> {
    page: Page,
    form: &'a Typed,
    rows: Vec<Row>,
    roles: Vec<Role>,
    opens: bool,
    gives_roles: bool,
    /// Account and one-time password, shown this once.
    password: Option<(String, String)>,
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    form: &Typed,
    password: Option<(String, String)>,
) -> Result<Response, Error> {
    let stored = bench.desk.store.accounts().await?;
    let rows = stored.into_iter().filter(|row| row.agency == bench.desk.agency).map(|row| Row {
        address: format!("/office/accounts/{}", crate::layout::percent_encoded(&row.account.name)),
        name: row.account.name,
        title: row.account.title,
        roles: row.account.roles,
        is_closed: row.account.is_closed,
    });
    let accounts = Accounts {
        page: frame::page(bench, appearance, working, "账户", "/office/accounts"),
        form,
        rows: rows.collect(),
        roles: Role::officers().collect(),
        opens: working.is_any(&[Role::SystemAdministrator]),
        gives_roles: working.is_any(&[Role::SecurityAdministrator]),
        password,
    };
    Ok(frame::private(accounts.render()?))
}

/// `GET /office/accounts`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Response, Error> {
    working.need(&ACCOUNT_ROLES)?;
    page(&bench, appearance, &working, &Typed::default(), None).await
}

/// `POST /office/accounts`: opens an account without any role.
pub(crate) async fn open(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&[Role::SystemAdministrator])?;
    form.require("account", "请填写账户名");
    form.require("title", "请填写姓名");
    form.longest("title", "姓名", TITLE);
    if form.value("title").chars().any(char::is_control) {
        form.refuse("title", "姓名含有不能识别的字符");
    }
    if form.is_sound() {
        let (name, title) = (form.value("account").to_owned(), form.value("title"));
        let desk = &bench.desk;
        match accounts::open(&desk.store, &frame::author(&bench, &working), desk.agency, &name, title, vec![])
            .await
        {
            Ok(password) => {
                let opened = Some((name, password));
                return page(&bench, appearance, &working, &Typed::default(), opened).await;
            }
            Err(NotChanged::Store(error)) => return Err(error.into()),
            Err(refused) => form.refuse("account", refused.to_string()),
        }
    }
    let answer = page(&bench, appearance, &working, &form, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

/// Refuses who does not hold the role, accounts of other agencies, and one's own.
async fn may_change(bench: &Bench, working: &Working, role: Role, name: &str) -> Result<(), Error> {
    working.need(&[role])?;
    let stored = bench.desk.store.account(name).await?.filter(|stored| stored.agency == bench.desk.agency);
    let stored = stored.filter(|stored| !stored.account.is_closed).ok_or(Error::NotFound)?;
    if stored.account.name == working.officer().account { Err(Error::NotPermitted) } else { Ok(()) }
}

/// What a change that is not made amounts to, where it has no field.
fn refused(error: NotChanged) -> Error {
    match error {
        NotChanged::Store(error) => error.into(),
        NotChanged::Missing(_) => Error::NotFound,
        NotChanged::Name(_) | NotChanged::Taken(_) | NotChanged::Separation(_) => Error::Malformed,
    }
}

/// `POST /office/accounts/{account}/reset`: a new one-time password.
pub(crate) async fn reset(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(name): Path<String>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    may_change(&bench, &working, Role::SystemAdministrator, &name).await?;
    let desk = &bench.desk;
    // Who gives another administrator a password could sign in as both.
    let account = desk.store.account(&name).await?.ok_or(Error::NotFound)?.account;
    if account.roles.iter().any(|role| role.is_administrator()) {
        return Err(Error::NotPermitted);
    }
    let password = accounts::reset_password(&desk.store, &name, desk.clock.now()).await.map_err(refused)?;
    page(&bench, appearance, &working, &Typed::default(), Some((name, password))).await
}

/// `POST /office/accounts/{account}/close`
pub(crate) async fn close(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    may_change(&bench, &working, Role::SystemAdministrator, &name).await?;
    accounts::close(&bench.desk.store, &frame::author(&bench, &working), &name).await.map_err(refused)?;
    Ok(Redirect::to("/office/accounts").into_response())
}

/// `POST /office/accounts/{account}/roles`
pub(crate) async fn set_roles(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(name): Path<String>,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    may_change(&bench, &working, Role::SecurityAdministrator, &name).await?;
    let given = Role::officers().filter(|role| form.values("role").any(|code| code == role.code())).collect();
    let author = frame::author(&bench, &working);
    match accounts::set_roles(&bench.desk.store, &author, &name, given).await {
        Ok(()) => Ok(Redirect::to("/office/accounts").into_response()),
        Err(refusal @ NotChanged::Separation(_)) => {
            form.refuse("role", refusal.to_string());
            let answer = page(&bench, appearance, &working, &form, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
        }
        Err(error) => Err(refused(error)),
    }
}
