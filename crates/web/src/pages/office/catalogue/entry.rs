//! One entry of the catalogue as a form.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::catalogue::{self, NotKept};
use statute::catalogue::{COLUMNS, Column, Entry, Need, Shape};
use statute::publication::Verb;

use super::super::fields::Shown;
use super::super::frame;
use super::{ADDRESS, kept, since};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/catalogue/entry.html")]
struct Edit<'a> {
    page: Page,
    form: &'a Typed,
    notice: Option<Notice>,
    /// What others did meanwhile.
    points: Vec<String>,
    fields: Vec<Shown>,
    /// The place in the catalogue; none for a new entry.
    place: Option<usize>,
    version: i64,
}

/// The fields of an entry, in the order of the columns.
fn fields(form: &Typed) -> Result<Vec<Shown>, askama::Error> {
    let shown = |column: &Column| {
        let field = match column.shape {
            Shape::Text => form.area(column.code, column.zh),
            _ => form.text(column.code, column.zh),
        };
        let options: Vec<(&str, &str)> = match column.shape {
            Shape::One(list) | Shape::Many(list) => list.iter().map(|one| (*one, *one)).collect(),
            _ => Vec::new(),
        };
        let field = match column.shape {
            Shape::One(_) => form.radios(column.code, column.zh, &options).inline(),
            Shape::Many(_) => form.checks(column.code, column.zh, &options).inline(),
            _ => field,
        };
        let field = field.hint(column.about);
        let field = if column.need == Need::Required { field.required() } else { field };
        Template::render(&field).map(Shown::new)
    };
    COLUMNS.iter().map(shown).collect()
}

/// What a form starts with; choices of which some may be made come one by one.
fn typed(entry: &Entry) -> Typed {
    COLUMNS.iter().fold(Typed::default(), |form, column| match column.shape {
        Shape::Many(_) => column.values(entry).fold(form, |form, one| form.with(column.code, one)),
        _ => form.with(column.code, column.get(entry)),
    })
}

/// The entry of a form.
fn entry(form: &Typed) -> Entry {
    let mut entry = Entry::default();
    for column in COLUMNS {
        let values: Vec<_> = form.values(column.code).filter(|value| !value.is_empty()).collect();
        column.put(&mut entry, &values.join("、").replace("\r\n", "\n"));
    }
    entry
}

/// Which entry a form is of, and what is said above it.
#[derive(Default)]
struct Opened {
    place: Option<usize>,
    version: i64,
    notice: Option<Notice>,
    points: Vec<String>,
}

fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    form: &Typed,
    opened: Opened,
) -> Result<String, Error> {
    let Opened { place, version, notice, points } = opened;
    let title = if place.is_some() { "修改目录事项" } else { "增加目录事项" };
    let page = frame::page(bench, appearance, working, title, format!("{ADDRESS}/entry"))
        .under("主动公开", frame::PUBLICATIONS)
        .under("主动公开基本目录", ADDRESS);
    Ok(Edit { page, form, notice, points, fields: fields(form)?, place, version }.render()?)
}

/// `GET /office/catalogue/entry?place=`; without a place a new entry
pub(crate) async fn edit(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    working.need(Verb::Begin.rule().roles)?;
    let held = catalogue::held(&bench.desk.store, bench.desk.agency).await?;
    let (place, form) = match query.get("place") {
        None => {
            let subject = bench.masthead.agency.clone();
            (None, typed(&Entry { subject, way: "主动".into(), ..Entry::default() }))
        }
        Some(place) => {
            let place = place.parse::<usize>().map_err(|_| Error::NotFound)?;
            (Some(place), typed(held.entries.get(place).ok_or(Error::NotFound)?))
        }
    };
    let opened = Opened { place, version: held.version, ..Opened::default() };
    Ok(Html(page(&bench, appearance, &working, &form, opened)?))
}

/// The entries with what a form does to the one at a place; none where the form cannot be taken, with messages in it.
fn altered(
    mut entries: Vec<Entry>,
    place: Option<usize>,
    form: &mut Typed,
) -> Result<Option<Vec<Entry>>, Error> {
    if place.is_some_and(|place| place >= entries.len()) {
        return Err(Error::NotFound);
    }
    if form.value("action") == "remove" {
        // What somebody else took out meanwhile is out.
        if let Some(place) = place {
            entries.remove(place);
        }
        return Ok(Some(entries));
    }
    let one = entry(form);
    for fault in one.faults() {
        form.refuse(fault.column, format!("{}{}", fault.zh, fault.expected));
    }
    match place {
        Some(place) => entries[place] = one,
        None => entries.push(one),
    }
    Ok(form.is_sound().then_some(entries))
}

/// Somebody was faster: what was typed stays, beside what they did, and is saved on top of it when it is sent again. The
/// entry is found by its field and serial where it stands now; one that is gone comes in anew.
async fn overtaken(bench: &Bench, place: Option<usize>, version: i64) -> Result<Opened, Error> {
    let (store, agency) = (&bench.desk.store, bench.desk.agency);
    let before = catalogue::held_at(store, agency, version).await?.unwrap_or_default();
    let held = catalogue::held(store, agency).await?;
    let key = place.and_then(|place| before.entries.get(place)).map(Entry::key);
    let now = key.as_ref().and_then(|key| held.entries.iter().position(|entry| entry.key() == *key));
    let (notice, mut points) = since(bench, version).await?;
    if let Some(key) = key.filter(|_| now.is_none()) {
        points.insert(0, format!("{key} 已经不在目录中，再次保存作为新的事项加入"));
    }
    Ok(Opened { place: now, version: held.version, notice: Some(notice), points })
}

/// `POST /office/catalogue/entry`
pub(crate) async fn save(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(Verb::Begin.rule().roles)?;
    form.in_order(COLUMNS.iter().map(|column| column.code));
    let version = form.version();
    let place = form.value("place").parse::<usize>().ok();
    let held = catalogue::held(&bench.desk.store, bench.desk.agency).await?;
    // A place is one of the version that was on the screen.
    let done = if held.version == version {
        match altered(held.entries, place, &mut form)? {
            None => Ok(()),
            Some(entries) => kept(&bench, &working, version, entries).await?,
        }
    } else {
        Err(NotKept::Conflict)
    };
    let opened = Opened { place, version, ..Opened::default() };
    let (status, opened) = match done {
        Ok(()) if form.is_sound() => return Ok(Redirect::to(ADDRESS).into_response()),
        Ok(()) => (StatusCode::UNPROCESSABLE_ENTITY, opened),
        Err(NotKept::Invalid(faults)) => {
            form.refuse_each(faults);
            (StatusCode::UNPROCESSABLE_ENTITY, opened)
        }
        Err(NotKept::Conflict) => (StatusCode::CONFLICT, overtaken(&bench, place, version).await?),
        Err(why) => {
            let notice = Some(Notice::new(Tone::Late, "没有保存", why.to_string()).answering());
            (StatusCode::UNPROCESSABLE_ENTITY, Opened { notice, ..opened })
        }
    };
    Ok((status, Html(page(&bench, appearance, &working, &form, opened)?)).into_response())
}
