//! A figure of a year with the records it counts, each with its page. 《条例》第50条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use office::ledger;
use statute::figures::{self, Year};
use statute::registers::Register;
use statute::report::RecordRef;
use store::{Entry, Store};

use super::report::{agency, year_of};
use super::{frame, remedies};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, percent_encoded};
use crate::session::Working;

#[derive(Template)]
#[template(path = "office/cells.html")]
struct Cells {
    page: Page,
    definition: String,
    value: String,
    unit: &'static str,
    records: Vec<(RecordRef, Option<String>)>,
}

/// `GET /office/report/{year}/cells?figure=…`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(year): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    frame::need_reader(&working)?;
    let year = year_of(&year)?;
    let name = query.get("figure").ok_or(Error::NotFound)?;
    let desk = &bench.desk;
    let registers = ledger::registers(&desk.store, &agency(&bench).await?).await?;
    let figures = figures::figures(&Year { registers: &registers, year, previous: None });
    let figure = figures.into_iter().find(|figure| figure.name == *name).ok_or(Error::NotFound)?;
    let counts = |register| figure.records.iter().any(|record| record.register == register);
    let mut cases = HashMap::new();
    if counts(Register::Remedies) {
        cases = remedies::by_place(&desk.store, desk.agency).await?;
    }
    let mut publications = HashMap::new();
    if counts(Register::Documents) {
        publications = published(&desk.store, desk.agency).await?;
    }
    let mut records = Vec::new();
    for mut record in figure.records {
        let mut address = None;
        match record.register {
            Register::Remedies => {
                if let Some(number) = cases.get(&record.id) {
                    address = Some(format!("/office/remedies/{}", percent_encoded(number)));
                    record.id.clone_from(number);
                }
            }
            Register::Documents => {
                address = publications
                    .get(&record.id)
                    .map(|number| format!("/office/publications/{}", percent_encoded(number)));
            }
            Register::Applications if desk.store.application(desk.agency, &record.id).await?.is_some() => {
                address = Some(format!("/office/applications/{}", percent_encoded(&record.id)));
            }
            _ => {}
        }
        records.push((record, address));
    }
    let above = format!("/office/report/{year}");
    let address = format!("{above}/cells?figure={}", percent_encoded(name));
    let page = frame::page(&bench, appearance, &working, figure.definition.clone(), address)
        .under(format!("{year}年统计"), above);
    let (value, unit) = (figure.value.to_string(), figure.unit);
    Ok(Html(Cells { page, definition: figure.definition, value, unit, records }.render()?))
}

/// The publications behind the register of documents, by what a figure calls its records.
async fn published(store: &Store, agency: i64) -> store::Result<HashMap<String, String>> {
    let start = format!("publication/{agency}/");
    let rows = store.register(agency, Register::Documents).await?;
    let named = rows.into_iter().enumerate().filter_map(|(index, row)| {
        let Entry::Document(document) = row.entry else { return None };
        let number = row.stream.strip_prefix(&start)?.to_owned();
        Some((document.number.unwrap_or_else(|| figures::nth(index)), number))
    });
    Ok(named.collect())
}
