//! What the agency is called, where it is found and what its letters tell, by the day it holds from (机关设置).

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use office::agencies::{self, History, ITEMS, Item, NotSet, Part, Settings as Agreed, Shape, Version};
use statute::procedure::Role;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Field, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

const ADDRESS: &str = "/office/settings";
/// Who sets it.
const KEEPER: [Role; 1] = [Role::SystemAdministrator];

/// A version as the page shows it.
struct Shown {
    from: String,
    badge: Badge,
    /// Whether it is yet to come, so that it can be corrected and withdrawn.
    is_ahead: bool,
    who: String,
    at: String,
    /// What it changed: name and value.
    changed: Vec<(&'static str, String)>,
    /// Everything that holds.
    all: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "office/settings.html")]
struct Settings<'a> {
    page: Page,
    form: &'a Typed,
    today: String,
    notice: Option<Notice>,
    versions: Vec<Shown>,
}

impl Settings<'_> {
    /// The items of a part, as fields of the form.
    fn fields(&self, part: Part) -> Vec<Field<'_>> {
        ITEMS.iter().filter(|item| item.part == part).map(|item| field(self.form, item)).collect()
    }
}

fn field<'a>(form: &'a Typed, item: &'static Item) -> Field<'a> {
    let (code, zh) = (item.code, item.zh);
    let field = match item.shape {
        Shape::Line | Shape::IndexPattern => form.text(code, zh),
        Shape::Lines => form.area(code, zh),
        Shape::Code | Shape::AgencyCode => form.text(code, zh).short(),
        Shape::Telephone => form.input("tel", code, zh).short(),
        Shape::Workdays | Shape::Postcode => form.text(code, zh).short().input_mode("numeric"),
        Shape::Email => form.input("email", code, zh).short(),
        Shape::Site => form.input("url", code, zh),
    };
    let field = field.hint(item.hint);
    if item.is_required { field.required() } else { field }
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    form: &Typed,
    notice: Option<Notice>,
    history: &History,
) -> Result<Html<String>, Error> {
    let today = bench.desk.clock.today();
    let versions = shown(bench, history.versions(), today).await?;
    let page = frame::page(bench, appearance, working, "机关设置", ADDRESS);
    Ok(Html(Settings { page, form, today: today.to_string(), notice, versions }.render()?))
}

async fn shown(bench: &Bench, versions: Vec<Version>, today: Date) -> Result<Vec<Shown>, Error> {
    let accounts: BTreeSet<&str> = versions.iter().map(|version| version.actor.as_str()).collect();
    let titles: HashMap<String, String> = bench
        .desk
        .store
        .accounts_named(&accounts)
        .await?
        .into_iter()
        .map(|stored| (stored.account.name, stored.account.title))
        .collect();
    let in_force = versions.iter().map(|version| version.from).find(|from| *from <= today);
    let show = |version: Version| {
        let value = |item: &Item| {
            let value = item.get(&version.settings).replace('\n', "、");
            (item.zh, if value.is_empty() { "（不填）".to_owned() } else { value })
        };
        let badge = match version.from {
            from if from > today => Badge::new(Tone::Info, "以后适用"),
            from if Some(from) == in_force => Badge::new(Tone::Done, "现行"),
            _ => Badge::new(Tone::Plain, "以前"),
        };
        let changed = ITEMS.iter().filter(|item| version.changed.contains(&item.code)).map(value).collect();
        Shown {
            from: version.from.to_string(),
            badge,
            is_ahead: version.from > today,
            changed,
            all: ITEMS.iter().map(value).collect(),
            at: frame::beijing(&version.at.to_string(), "%Y-%m-%d %H:%M"),
            who: titles.get(&version.actor).cloned().unwrap_or(version.actor),
        }
    };
    Ok(versions.into_iter().map(show).collect())
}

/// The form as it starts: what holds from a day.
fn filled(history: &History, from: Date) -> Typed {
    let agreed = history.on(from);
    let form = Typed::default().with("from", from.to_string()).with("version", history.version.to_string());
    ITEMS.iter().fold(form, |form, item| form.with(item.code, item.get(&agreed)))
}

/// `GET /office/settings`; `?from=` shows what is to hold from a later day, to be corrected.
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    working.need(&KEEPER)?;
    let today = bench.desk.clock.today();
    let from = query.get("from").and_then(|from| from.parse().ok()).filter(|from| *from > today);
    let history = agencies::history(&bench.desk.store, bench.desk.agency).await?;
    let notice = match query.get("done").map(String::as_str) {
        Some("saved") => Some(Notice::new(Tone::Done, "已经保存", "见下面的各版本。").answering()),
        Some("alike") => {
            let text = "以后适用的版本中，与原来相同的内容一并改变，见下面的各版本。";
            Some(Notice::new(Tone::Done, "已经保存", text).answering())
        }
        Some("withdrawn") => Some(Notice::new(Tone::Done, "已经撤销", "").answering()),
        _ => None,
    };
    let form = filled(&history, from.unwrap_or(today));
    page(&bench, appearance, &working, &form, notice, &history).await
}

/// `POST /office/settings`: letters of the day and after say so from now on; earlier ones stay as they were.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&KEEPER)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let from = form.value("from").parse::<Date>().ok();
    match from {
        None => form.refuse("from", format!("应为日期，如 {today}")),
        Some(from) if from < today => {
            form.refuse("from", format!("应不早于今天（{today}）：已发出的文书不变"));
        }
        Some(_) => {}
    }
    let mut agreed = Agreed::default();
    for item in ITEMS {
        let value = form.value(item.code).to_owned();
        if item.is_required && value.is_empty() {
            form.refuse_each(item.fault(&value));
        }
        item.put(&mut agreed, &value);
    }
    let history = agencies::history(&desk.store, desk.agency).await?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if form.value("version") != history.version.to_string() {
        form.refuse("from", NotSet::Conflict.to_string());
        form.set("version", history.version.to_string());
        status = StatusCode::CONFLICT;
    }
    if form.is_sound()
        && let Some(from) = from
    {
        let author = frame::author(&bench, &working);
        match agencies::change(&desk.store, &author, desk.agency, &history, from, &agreed).await {
            Ok(moved) => {
                let done = if moved.is_empty() { "saved" } else { "alike" };
                return Ok(Redirect::to(&format!("{ADDRESS}?done={done}")).into_response());
            }
            Err(NotSet::Store(error)) => return Err(error.into()),
            Err(NotSet::Wrong(faults)) => form.refuse_each(faults),
            Err(NotSet::Conflict) => return Err(Error::Conflict(NotSet::Conflict.to_string())),
            Err(refused) => form.refuse("name", refused.to_string()),
        }
    }
    Ok((status, page(&bench, appearance, &working, &form, None, &history).await?).into_response())
}

/// `POST /office/settings/withdraw`: what was to hold from a later day does not.
pub(crate) async fn withdraw(
    State(bench): State<Bench>,
    Submitted { working, form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&KEEPER)?;
    let from = form.value("from").parse::<Date>().map_err(|_| Error::Malformed)?;
    let desk = &bench.desk;
    let author = frame::author(&bench, &working);
    let history = agencies::history(&desk.store, desk.agency).await?;
    match agencies::withdraw(&desk.store, &author, desk.agency, &history, from).await {
        Ok(()) => Ok(Redirect::to(&format!("{ADDRESS}?done=withdrawn")).into_response()),
        Err(NotSet::Store(error)) => Err(error.into()),
        Err(refused) => Err(Error::Conflict(refused.to_string())),
    }
}
