//! The agency's basic catalogue at the desk (主动公开基本目录): what each entry is fulfilled by, one entry as a form, files in
//! and out, standard catalogues to begin from. 《条例》第12条、第22条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::catalogue::{self, Held, NotKept, Version};
use statute::catalogue::{COLUMNS, Column, Entry, Need, Shape, standards};
use statute::publication::Verb;

use super::deed::Shown;
use super::frame;
use super::history;
use crate::desk::Bench;
use crate::download::{EXCEL, attachment};
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::pages::public::catalogue::Row;
use crate::sent::Sent;
use crate::session::Working;

const ADDRESS: &str = "/office/catalogue";
/// What a file may be.
const FILES: &str = ".xlsx,.csv";
/// The largest file, in bytes.
const LARGEST: u64 = office::applications::FILE_LIMIT as u64;
/// Cells told of at once.
const TOLD: usize = 50;

#[derive(Template)]
#[template(path = "office/catalogue/list.html")]
struct List<'a> {
    page: Page,
    form: &'a Typed,
    notice: Option<Notice>,
    /// What is wrong with a file, cell by cell.
    bad: Vec<String>,
    rows: Vec<Row>,
    version: i64,
    /// Entries of which nothing is published, that say nowhere where to look, that want something newer.
    empty: usize,
    unlinked: usize,
    stale: usize,
    can_keep: bool,
    /// Code, field, how many entries and source of each standard catalogue.
    standards: Vec<(&'a str, &'a str, usize, &'a str)>,
    /// Day, officer and what changed, of each version.
    versions: Vec<String>,
}

#[derive(Template)]
#[template(path = "office/catalogue/entry.html")]
struct Edit<'a> {
    page: Page,
    form: &'a Typed,
    notice: Option<Notice>,
    fields: Vec<Shown>,
    /// The place in the catalogue; none for a new entry.
    place: Option<usize>,
    version: i64,
}

fn told(version: &Version, names: &history::Names) -> String {
    let [added, removed, altered] = version.changes;
    let who = names.get(&version.actor).unwrap_or(&version.actor);
    format!("{}　{who}　共{}项，增加{added}项，减少{removed}项，修改{altered}项", version.on, version.count)
}

async fn list(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    notice: Option<Notice>,
    bad: Vec<String>,
) -> Result<String, Error> {
    let desk = &bench.desk;
    let Held { entries, version, .. } = catalogue::held(&desk.store, desk.agency).await?;
    let found = catalogue::fulfilments(&desk.store, desk.agency, &entries, desk.clock.today()).await?;
    let empty = found.iter().filter(|one| one.is_linked && one.newest.is_none()).count();
    let unlinked = found.iter().filter(|one| !one.is_linked).count();
    let stale = found.iter().filter(|one| one.is_stale).count();
    let names = history::names(bench).await?;
    let versions = catalogue::versions(&desk.store, desk.agency).await?;
    let form = Typed::default();
    let list = List {
        page: frame::page(bench, appearance, working, "主动公开基本目录", ADDRESS)
            .under("主动公开", frame::PUBLICATIONS),
        form: &form,
        notice,
        bad,
        rows: entries.into_iter().zip(found).map(|(entry, found)| Row::of(entry, found)).collect(),
        version,
        empty,
        unlinked,
        stale,
        can_keep: working.is_any(Verb::Begin.rule().roles),
        standards: standards()
            .iter()
            .map(|one| (one.code.as_str(), one.field.as_str(), one.entries("").len(), one.source.as_str()))
            .collect(),
        versions: versions.iter().map(|one| told(one, &names)).collect(),
    };
    Ok(list.render()?)
}

/// `GET /office/catalogue`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    need_reader(&working)?;
    Ok(Html(list(&bench, appearance, &working, None, Vec::new()).await?))
}

fn need_reader(working: &Working) -> Result<(), Error> {
    if frame::reads_publications(working) { Ok(()) } else { Err(Error::NotPermitted) }
}

/// Keeps entries; what speaks against it where they are not kept.
async fn kept(
    bench: &Bench,
    working: &Working,
    version: i64,
    entries: Vec<Entry>,
) -> Result<Result<(), NotKept>, Error> {
    let desk = &bench.desk;
    let (officer, now) = (working.officer(), desk.clock.now());
    match catalogue::keep(&desk.store, desk.agency, version, entries, officer, now).await {
        Ok(()) => Ok(Ok(())),
        Err(NotKept::NotYours) => Err(Error::NotPermitted),
        Err(NotKept::Store(error)) => Err(error.into()),
        Err(why) => Ok(Err(why)),
    }
}

fn refused(why: &NotKept) -> (StatusCode, Option<Notice>, Vec<String>) {
    let status = if matches!(why, NotKept::Conflict) {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let bad = match why {
        NotKept::Invalid(faults) => faults.iter().take(TOLD).map(|fault| fault.message.clone()).collect(),
        _ => Vec::new(),
    };
    let text = if bad.is_empty() { why.to_string() } else { String::new() };
    (status, Some(Notice::new(Tone::Late, "没有保存", text).answering()), bad)
}

/// `POST /office/catalogue`: a file takes the place of the whole catalogue.
pub(crate) async fn replace(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(Verb::Begin.rule().roles)?;
    let version = sent.typed.value("version").parse().unwrap_or_default();
    let (status, notice, bad) = match sent.files.into_iter().next() {
        None => {
            let notice = Notice::new(Tone::Late, "没有保存", "请选择 XLSX 或者 CSV 文件。").answering();
            (StatusCode::UNPROCESSABLE_ENTITY, Some(notice), Vec::new())
        }
        Some(file) => {
            let read = move || catalogue::read_catalogue(&file.name, file.bytes);
            match tokio::task::spawn_blocking(read).await.map_err(|_| Error::Fault)? {
                Ok(entries) => match kept(&bench, &working, version, entries).await? {
                    Ok(()) => return Ok(Redirect::to(ADDRESS).into_response()),
                    Err(why) => refused(&why),
                },
                Err(bad) => {
                    let count = bad.len();
                    let text = format!("有{count}处需要修改，目录没有改动。");
                    let notice = Notice::new(Tone::Late, "文件没有导入", text).answering();
                    let bad = bad.iter().take(TOLD).map(ToString::to_string).collect();
                    (StatusCode::UNPROCESSABLE_ENTITY, Some(notice), bad)
                }
            }
        }
    };
    Ok((status, Html(list(&bench, appearance, &working, notice, bad).await?)).into_response())
}

/// `POST /office/catalogue/standard`: adds the entries of a standard catalogue that are not there yet.
pub(crate) async fn adopt(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(Verb::Begin.rule().roles)?;
    let code = sent.typed.value("standard");
    let standard = standards().iter().find(|one| one.code == code).ok_or(Error::Malformed)?;
    let version = sent.typed.value("version").parse().unwrap_or_default();
    let held = catalogue::held(&bench.desk.store, bench.desk.agency).await?;
    let entries = catalogue::adopted(&held.entries, standard, &bench.masthead.agency);
    match kept(&bench, &working, version, entries).await? {
        Ok(()) => Ok(Redirect::to(ADDRESS).into_response()),
        Err(why) => {
            let (status, notice, bad) = refused(&why);
            Ok((status, Html(list(&bench, appearance, &working, notice, bad).await?)).into_response())
        }
    }
}

/// `GET /office/catalogue/catalogue.xlsx`: everything, to be corrected elsewhere and brought in again.
pub(crate) async fn download(State(bench): State<Bench>, working: Working) -> Result<Response, Error> {
    need_reader(&working)?;
    let entries = catalogue::held(&bench.desk.store, bench.desk.agency).await?.entries;
    let written = tokio::task::spawn_blocking(move || catalogue::catalogue_workbook(&entries, false)).await;
    let bytes = written.ok().and_then(Result::ok).ok_or(Error::Fault)?;
    let today = bench.desk.clock.today();
    Ok(attachment(&format!("主动公开基本目录（{today}）.xlsx"), EXCEL, bytes))
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

fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    form: &Typed,
    (place, version): (Option<usize>, i64),
    notice: Option<Notice>,
) -> Result<String, Error> {
    let title = if place.is_some() { "修改目录事项" } else { "增加目录事项" };
    let page = frame::page(bench, appearance, working, title, format!("{ADDRESS}/entry"))
        .under("主动公开", frame::PUBLICATIONS)
        .under("主动公开基本目录", ADDRESS);
    Ok(Edit { page, form, notice, fields: fields(form)?, place, version }.render()?)
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
    Ok(Html(page(&bench, appearance, &working, &form, (place, held.version), None)?))
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
    if let Some(place) = place.filter(|_| form.value("action") == "remove") {
        entries.remove(place);
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

/// `POST /office/catalogue/entry`
pub(crate) async fn save(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    working.need(Verb::Begin.rule().roles)?;
    let mut form = sent.typed;
    form.in_order(COLUMNS.iter().map(|column| column.code));
    let version = form.value("version").parse().unwrap_or_default();
    let place = form.value("place").parse::<usize>().ok();
    let held = catalogue::held(&bench.desk.store, bench.desk.agency).await?;
    // A place is one of the version that was on the screen.
    let (status, notice) = if held.version == version {
        match altered(held.entries, place, &mut form)? {
            None => (StatusCode::UNPROCESSABLE_ENTITY, None),
            Some(entries) => match kept(&bench, &working, version, entries).await? {
                Ok(()) => return Ok(Redirect::to(ADDRESS).into_response()),
                Err(NotKept::Invalid(faults)) => {
                    form.refuse_each(faults);
                    (StatusCode::UNPROCESSABLE_ENTITY, None)
                }
                Err(why) => {
                    let (status, notice, _) = refused(&why);
                    (status, notice)
                }
            },
        }
    } else {
        let (status, notice, _) = refused(&NotKept::Conflict);
        (status, notice)
    };
    let page = page(&bench, appearance, &working, &form, (place, version), notice)?;
    Ok((status, Html(page)).into_response())
}
