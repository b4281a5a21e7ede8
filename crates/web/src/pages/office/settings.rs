//! What the agency writes on letters and tells applicants, by the day it holds from (机关设置).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use office::agencies::{self, NotSet, Settings as Agreed};
use office::applications::is_readable;
use statute::procedure::Role;
use statute::registers::Agency;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::sent::Sent;
use crate::session::Working;

const ADDRESS: &str = "/office/settings";
/// The longest line, in characters.
const LINE: usize = 200;
/// Fields of one line with what they are called.
const LINES: [(&str, &str); 8] = [
    ("letter_code", "发文代字"),
    ("hours", "办公时间"),
    ("court", "管辖法院"),
    ("online_review", "网上申请行政复议的地址"),
    ("address", "地址"),
    ("postcode", "邮编"),
    ("telephone", "电话"),
    ("email", "电子邮箱"),
];

#[derive(Template)]
#[template(path = "office/settings.html")]
struct Settings<'a> {
    page: Page,
    form: &'a Typed,
    today: String,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, form: &Typed) -> Result<String, Error> {
    let page = frame::page(bench, appearance, working, "机关设置", ADDRESS);
    Ok(Settings { page, form, today: bench.desk.clock.today().to_string() }.render()?)
}

async fn agency(bench: &Bench) -> Result<Agency, Error> {
    let known = bench.desk.store.agencies().await?;
    let own = known.into_iter().find(|row| row.id == bench.desk.agency).ok_or(Error::NotFound)?;
    Ok(own.agency)
}

/// `GET /office/settings`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(&[Role::SystemAdministrator])?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let agreed = agencies::settings(&desk.store, desk.agency, today).await?;
    let agency = agency(&bench).await?;
    let form = Typed::default()
        .with("from", today.to_string())
        .with("letter_code", agreed.letter_code)
        .with("hours", agreed.hours)
        .with("review_bodies", agreed.review_bodies.join("\n"))
        .with("court", agreed.court)
        .with("online_review", agreed.online_review)
        .with("address", agency.address.unwrap_or_default())
        .with("postcode", agency.postcode.unwrap_or_default())
        .with("telephone", agency.telephone.unwrap_or_default())
        .with("email", agency.email.unwrap_or_default());
    Ok(Html(page(&bench, appearance, &working, &form)?))
}

/// `POST /office/settings`: letters of the day and after say so from now on; earlier ones stay as they were.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(&[Role::SystemAdministrator])?;
    let mut form = sent.typed;
    let today = bench.desk.clock.today();
    let from = form.value("from").parse::<Date>().ok();
    match from {
        None => form.refuse("from", format!("应为日期，如 {today}")),
        Some(from) if from < today => {
            form.refuse("from", format!("应不早于今天（{today}）：已发出的文书不变"));
        }
        Some(_) => {}
    }
    form.require("letter_code", "请填写发文代字");
    form.require("review_bodies", "请填写行政复议机关");
    form.require("court", "请填写管辖法院");
    for (name, label) in LINES {
        form.longest(name, label, LINE);
        if !is_readable(form.value(name)) {
            form.refuse(name, format!("{label}含有不能识别的字符"));
        }
    }
    form.longest("review_bodies", "行政复议机关", LINE);
    if form.is_sound()
        && let Some(from) = from
    {
        match save(&bench, &working, &form, from).await {
            Ok(()) => return Ok(Redirect::to(ADDRESS).into_response()),
            Err(NotSet::Store(error)) => return Err(error.into()),
            Err(refused) => form.refuse("letter_code", refused.to_string()),
        }
    }
    let answer = Html(page(&bench, appearance, &working, &form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

async fn save(bench: &Bench, working: &Working, form: &Typed, from: Date) -> Result<(), NotSet> {
    let desk = &bench.desk;
    let author = frame::author(bench, working);
    let text = |name: &str| form.value(name).to_owned();
    let bodies = form.value("review_bodies").lines().map(str::trim).filter(|line| !line.is_empty());
    let agreed = Agreed {
        letter_code: text("letter_code"),
        hours: text("hours"),
        review_bodies: bodies.map(str::to_owned).collect(),
        court: text("court"),
        online_review: text("online_review"),
    };
    let given = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let contact = |agency: &mut Agency| {
        agency.address = given("address");
        agency.postcode = given("postcode");
        agency.telephone = given("telephone");
        agency.email = given("email");
    };
    agencies::change(&desk.store, &author, desk.agency, from, &agreed, contact).await
}
