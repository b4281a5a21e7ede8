//! The basic catalogue (主动公开基本目录): each entry with what is published of it, earlier versions, files.
//! 《条例》第12条、第22条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use office::catalogue::{self, Fulfilment, Held, Version, fulfilments, held, held_at, versions};
use statute::catalogue::Entry;

use super::item::Item;
use crate::cache::{kept, kept_file};
use crate::desk::Bench;
use crate::download::{EXCEL, disposition};
use crate::error::Error;
use crate::layout::{Badge, Notice, Page, Tone};

/// The page of the catalogue.
const ADDRESS: &str = "/zfxxgk/gkml/";

/// An entry as a row: itself, and what is published of it.
pub(crate) struct Row {
    pub(crate) entry: Entry,
    pub(crate) title: String,
    /// Number, title and day of the newest that is about it.
    pub(crate) newest: Option<(String, String, String)>,
    /// The day of the newest in its column, where it names no more than that.
    pub(crate) latest: Option<String>,
    pub(crate) badge: Option<Badge>,
    /// The name and address of the column that holds it.
    pub(crate) column: Option<(&'static str, String)>,
}

impl Row {
    pub(crate) fn of(entry: Entry, found: Fulfilment) -> Self {
        let badge = match (&found.newest, found.is_stale) {
            (None, _) if found.is_linked => Some(Badge::new(Tone::Late, "没有公开的信息")),
            (Some(_), true) => Some(Badge::new(Tone::Soon, format!("{}天没有更新", found.age))),
            _ => None,
        };
        let on = found.newest.as_ref().map(|newest| newest.at.date().to_string());
        let newest = found.newest.filter(|_| !found.is_of_column);
        Self {
            title: entry.title(),
            newest: newest.zip(on.clone()).map(|(newest, on)| (newest.number, newest.title, on)),
            latest: on.filter(|_| found.is_of_column),
            badge,
            column: entry.site_column().map(|column| (column.name, column.address())),
            entry,
        }
    }
}

/// Entries of one field, under its name.
struct Field {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "public/catalogue.html")]
struct Catalogue {
    page: Page,
    description: &'static str,
    fields: Vec<Field>,
    count: usize,
    changed_on: String,
    /// The version that is shown, where it is not the one that holds.
    earlier: Option<i64>,
    /// Every version: number, day, how many entries, what changed, whether it is shown.
    versions: Vec<(i64, String, usize, String, bool)>,
    /// Documents that were published in the column.
    items: Vec<Item>,
}

fn changed(version: &Version) -> String {
    let [added, removed, altered] = version.changes;
    let told = [("增加", added), ("减少", removed), ("修改", altered)];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(word, count)| format!("{word}{count}项")).collect::<Vec<_>>().join("，")
}

/// The version that a query asks for; none for the one that holds.
fn asked(query: &HashMap<String, String>) -> Result<Option<i64>, Error> {
    query.get("version").map(|text| text.parse().map_err(|_| Error::NotFound)).transpose()
}

/// How links of the site ask for a version.
fn query_of(version: Option<i64>) -> String {
    version.map_or_else(String::new, |version| format!("version={version}"))
}

/// An address with its query as links of the site write it: answers are kept by address, so what else is asked leads
/// there.
fn lead(address: &str, query: &str) -> Response {
    let mark = if query.is_empty() { "" } else { "?" };
    Redirect::temporary(&format!("{address}{mark}{query}")).into_response()
}

/// The catalogue as it held at a version, given the one that holds; not found where the agency has none.
async fn shown(bench: &Bench, current: Held, asked: Option<i64>) -> Result<Held, Error> {
    match asked.unwrap_or(current.version) {
        0 => Err(Error::NotFound),
        version if version == current.version => Ok(current),
        // Nothing is gone through for a version that never was.
        version if (1..current.version).contains(&version) => {
            held_at(&bench.desk.store, bench.desk.agency, version).await?.ok_or(Error::NotFound)
        }
        _ => Err(Error::NotFound),
    }
}

/// The page; none where the agency has no catalogue. A version that never was is not found.
pub(super) async fn show(
    bench: &Bench,
    page: Page,
    description: &'static str,
    query: &HashMap<String, String>,
    items: Vec<Item>,
) -> Result<Option<Response>, Error> {
    let desk = &bench.desk;
    let current = held(&desk.store, desk.agency).await?;
    if current.version == 0 {
        return Ok(None);
    }
    let asked = asked(query)?;
    let is_plain = |(name, value): (&String, &String)| format!("{name}={value}") == query_of(asked);
    if !query.iter().all(is_plain) {
        return Ok(Some(lead(ADDRESS, &query_of(asked))));
    }
    let version = current.version;
    let Held { entries, version: asked, on } = shown(bench, current, asked).await?;
    let (count, earlier) = (entries.len(), (asked != version).then_some(asked));
    let found = fulfilments(&desk.store, desk.agency, &entries, desk.clock.today()).await?;
    let mut fields: Vec<Field> = Vec::new();
    for (entry, found) in entries.into_iter().zip(found) {
        let name = entry.field.clone();
        let row = Row::of(entry, found);
        match fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.rows.push(row),
            None => fields.push(Field { name, rows: vec![row] }),
        }
    }
    let versions = versions(&desk.store, desk.agency).await?;
    let listed = versions
        .iter()
        .map(|one| (one.version, one.on.to_string(), one.count, changed(one), one.version == asked));
    let page = Catalogue {
        page,
        description,
        fields,
        count,
        changed_on: on.to_string(),
        earlier,
        versions: listed.collect(),
        items,
    };
    Ok(Some(kept(page.render()?)))
}

/// `GET /zfxxgk/gkml/files/catalogue.xlsx`, `.csv`; `?version=` for an earlier one
pub(crate) async fn file(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    RawQuery(written): RawQuery,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let ending = match name.as_str() {
        "catalogue.xlsx" => "xlsx",
        "catalogue.csv" => "csv",
        _ => return Err(Error::NotFound),
    };
    let asked = asked(&query)?;
    if written.unwrap_or_default() != query_of(asked) {
        return Ok(lead(&format!("{ADDRESS}files/{name}"), &query_of(asked)));
    }
    let current = held(&bench.desk.store, bench.desk.agency).await?;
    let Held { entries, on, .. } = shown(&bench, current, asked).await?;
    let disposition = disposition("attachment", &format!("主动公开基本目录（{on}）.{ending}"));
    if ending == "csv" {
        let bytes = catalogue::catalogue_csv(&entries, true);
        return Ok(kept_file("text/csv; charset=utf-8", disposition, bytes));
    }
    let written = tokio::task::spawn_blocking(move || catalogue::catalogue_workbook(&entries, true)).await;
    let bytes = written.ok().and_then(Result::ok).ok_or(Error::Fault)?;
    Ok(kept_file(EXCEL, disposition, bytes))
}
