//! The basic catalogue (主动公开基本目录): each entry with what is published of it, earlier versions, files.
//! 《条例》第12条、第22条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use office::catalogue::{self, Fulfilment, Version, fulfilments, versions};
use statute::catalogue::Entry;

use super::item::Item;
use crate::cache::kept;
use crate::desk::Bench;
use crate::download::{EXCEL, attachment};
use crate::error::Error;
use crate::layout::{Badge, Notice, Page, Tone};

/// An entry as a row: itself, and what is published of it.
pub(crate) struct Row {
    pub(crate) entry: Entry,
    pub(crate) title: String,
    /// Number, title and day of the newest.
    pub(crate) newest: Option<(String, String, String)>,
    pub(crate) badge: Option<Badge>,
    /// The name and address of the column that holds it.
    pub(crate) column: Option<(&'static str, String)>,
}

impl Row {
    pub(crate) fn of(entry: Entry, found: Fulfilment) -> Self {
        let badge = match (&found.newest, found.is_stale) {
            (None, _) => Some(Badge::new(Tone::Late, "没有公开的信息")),
            (Some(_), true) => Some(Badge::new(Tone::Soon, format!("{}天没有更新", found.age))),
            (Some(_), false) => None,
        };
        Self {
            title: entry.title(),
            newest: found.newest.map(|(number, title, on)| (number, title, on.to_string())),
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

/// The page; none where the agency has no catalogue, or no such version of it.
pub(super) async fn show(
    bench: &Bench,
    page: Page,
    description: &'static str,
    query: &HashMap<String, String>,
    items: Vec<Item>,
) -> Result<Option<Response>, Error> {
    let desk = &bench.desk;
    let versions = versions(&desk.store, desk.agency).await?;
    let Some(current) = versions.first() else { return Ok(None) };
    let asked = match query.get("version") {
        Some(text) => text.parse::<i64>().map_err(|_| Error::NotFound)?,
        None => current.version,
    };
    let shown = versions.iter().find(|one| one.version == asked).ok_or(Error::NotFound)?;
    let found = fulfilments(&desk.store, desk.agency, &shown.entries, desk.clock.today()).await?;
    let mut fields: Vec<Field> = Vec::new();
    for (entry, found) in shown.entries.iter().cloned().zip(found) {
        let name = entry.field.clone();
        let row = Row::of(entry, found);
        match fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.rows.push(row),
            None => fields.push(Field { name, rows: vec![row] }),
        }
    }
    let listed = versions
        .iter()
        .map(|one| (one.version, one.on.to_string(), one.entries.len(), changed(one), one.version == asked));
    let page = Catalogue {
        page,
        description,
        fields,
        count: shown.entries.len(),
        changed_on: shown.on.to_string(),
        earlier: (asked != current.version).then_some(asked),
        versions: listed.collect(),
        items,
    };
    Ok(Some(kept(page.render()?)))
}

/// `GET /zfxxgk/gkml/files/catalogue.xlsx`, `.csv`; `?version=` for an earlier one
pub(crate) async fn file(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let desk = &bench.desk;
    let versions = versions(&desk.store, desk.agency).await?;
    let asked = query.get("version").and_then(|text| text.parse::<i64>().ok());
    let shown = match asked {
        Some(asked) => versions.iter().find(|one| one.version == asked),
        None => versions.first(),
    };
    let shown = shown.ok_or(Error::NotFound)?;
    let title = format!("主动公开基本目录（{}）", shown.on);
    match name.as_str() {
        "catalogue.xlsx" => {
            let entries = shown.entries.clone();
            let written = move || catalogue::catalogue_workbook(&entries, true);
            let bytes = tokio::task::spawn_blocking(written).await.ok().and_then(Result::ok);
            Ok(attachment(&format!("{title}.xlsx"), EXCEL, bytes.ok_or(Error::Fault)?))
        }
        "catalogue.csv" => {
            let bytes = catalogue::catalogue_csv(&shown.entries, true);
            Ok(attachment(&format!("{title}.csv"), "text/csv; charset=utf-8", bytes))
        }
        _ => Err(Error::NotFound),
    }
}
