//! Tables two to four of a year at any moment (本年统计), each cell with its records. 《条例》第50条

use std::cmp::Ordering;
use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::ledger::{self, RunningYear};
use statute::figures::{self, Year};
use statute::report::{COLUMNS, Figure, Finding, Part4, REMEDY_COLUMNS, Severity};
use store::AgencyRow;

use super::{charts, frame};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Chart, Page, percent_encoded};
use crate::session::Working;

/// The rows of table two and how many cells each has.
const TWO: [(&str, usize); 6] = [
    ("规章", 3),
    ("行政规范性文件", 3),
    ("行政许可", 1),
    ("行政处罚", 1),
    ("行政强制", 1),
    ("行政事业性收费", 1),
];

/// A number and where its records are; none of zero.
struct Number {
    value: String,
    address: Option<String>,
}

impl Number {
    fn is_zero(&self) -> bool {
        self.value.is_empty() || self.value == "0"
    }
}

struct Line {
    label: String,
    cells: Vec<Number>,
}

#[derive(Template)]
#[template(path = "office/report.html")]
struct Report {
    page: Page,
    year: i16,
    two: Vec<Line>,
    columns: &'static [&'static str],
    three: Vec<Line>,
    remedy_columns: &'static [&'static str],
    four: Vec<Line>,
    /// Why there is nothing to show; empty where there is something.
    nothing: String,
    /// How many findings keep the report from being right.
    blockers: usize,
    findings: Vec<Finding>,
    charts: Vec<Chart>,
}

/// `GET /office/report`: the running year.
pub(crate) async fn running(State(bench): State<Bench>, working: Working) -> Result<Redirect, Error> {
    frame::need_reader(&working)?;
    Ok(Redirect::to(&format!("/office/report/{}", bench.desk.clock.today().year())))
}

pub(super) async fn agency(bench: &Bench) -> Result<AgencyRow, Error> {
    let agencies = bench.desk.store.agencies().await?;
    agencies.into_iter().find(|row| row.id == bench.desk.agency).ok_or(Error::NotFound)
}

pub(super) fn year_of(year: &str) -> Result<i16, Error> {
    let is_year = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
    year.parse().ok().filter(|year| is_year && *year >= 2008).ok_or(Error::NotFound)
}

/// `GET /office/report/{year}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(year): Path<String>,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let year = year_of(&year)?;
    let desk = &bench.desk;
    let agency = agency(&bench).await?;
    let RunningYear { registers, previous, findings } =
        ledger::running_year(&desk.store, &agency, year, desk.clock.today()).await?;
    let of_year = Year { registers: &registers, year, previous: previous.as_ref() };
    let figures = figures::figures(&of_year);
    let (tables, cells) = figures::tables(&figures);
    let by_name: HashMap<&str, &Figure> =
        figures.iter().map(|figure| (figure.name.as_str(), figure)).collect();
    let number = |table: u8, row: &str, column: usize| {
        let place = cells
            .iter()
            .find(|(place, _)| place.table == table && place.row == row && place.column == column);
        let figure = place.and_then(|(_, name)| by_name.get(name.as_str()));
        let has_records = figure.is_some_and(|figure| !figure.records.is_empty());
        Number {
            value: figure.map(|figure| figure.value.to_string()).unwrap_or_default(),
            address: place
                .filter(|_| has_records)
                .map(|(_, name)| format!("/office/report/{year}/cells?figure={}", percent_encoded(name))),
        }
    };
    let two = TWO.iter().map(|(row, count)| Line {
        label: (*row).to_owned(),
        cells: (0..*count).map(|column| number(2, row, column)).collect(),
    });
    let two: Vec<_> = two.collect();
    let three = tables.part3.iter().flat_map(|part| &part.rows).map(|(row, cells)| Line {
        label: row.key(),
        cells: (0..cells.len()).map(|column| number(3, &row.key(), column)).collect(),
    });
    let three: Vec<_> = three.collect();
    let four = tables.part4.iter().flat_map(Part4::blocks).map(|(block, cells)| Line {
        label: block.to_owned(),
        cells: (0..cells.len()).map(|column| number(4, block, column)).collect(),
    });
    let four: Vec<_> = four.collect();
    let blockers = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let address = format!("/office/report/{year}");
    let page = frame::page(&bench, appearance, &working, format!("{year}年统计"), address);
    let charts = charts::of_year(&figures, year);
    let remedy_columns = &REMEDY_COLUMNS;
    let columns = &COLUMNS;
    let this_year = desk.clock.today().year();
    let is_zero = |lines: &Vec<Line>| lines.iter().flat_map(|line| &line.cells).all(Number::is_zero);
    let nothing = match year.cmp(&this_year) {
        Ordering::Greater => format!("{year}年还没有到，没有统计。"),
        Ordering::Less if [&two, &three, &four].into_iter().all(is_zero) => {
            format!("台账中没有{year}年收到、办结或者结转的申请，也没有复议、诉讼和第二十条的数字。")
        }
        Ordering::Less | Ordering::Equal => String::new(),
    };
    let status = if nothing.is_empty() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let report =
        Report { page, year, two, columns, three, remedy_columns, four, nothing, blockers, findings, charts };
    Ok((status, Html(report.render()?)).into_response())
}
