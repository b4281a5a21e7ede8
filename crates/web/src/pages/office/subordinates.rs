//! Subordinate agencies (下级机关): counts, tables, lists and cases, to be read only and without who applied. 《条例》第47条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Response};
use office::applications;
use office::subordinates::{self, Subordinate, masked};
use office::work::{self as lists, Counts, Filter, View};
use statute::procedure::{Act, Role, Stage};
use statute::report::{COLUMNS, REMEDY_COLUMNS};
use store::{Scope, TableFour, TableThree};

use super::case_facts::{self as cases, Fact, Inquired};
use super::work;
use super::work_rows::{Rows, handlers_of, row, titles};
use super::{frame, history};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Steps, Tab, Tabs, Term, Tone, Turning, Typed, percent_encoded};
use crate::session::Working;

/// Rows of a page of a list.
const ROWS: usize = 50;
/// The address of all of them.
const HOME: &str = "/office/subordinates";

/// A row of a table: its label and its cells.
struct Line {
    label: String,
    address: String,
    cells: Vec<String>,
}

/// Tables three and four of a year, as they are shown.
struct Tables {
    columns: &'static [&'static str],
    three: Vec<Line>,
    remedy_columns: &'static [&'static str],
    four: Vec<Line>,
}

#[derive(Template)]
#[template(path = "office/subordinates.html")]
struct List {
    page: Page,
    year: i16,
    heads: Vec<&'static str>,
    lines: Vec<Line>,
    sum: Vec<String>,
    tables: Tables,
}

#[derive(Template)]
#[template(path = "office/subordinate.html")]
struct One {
    page: Page,
    year: i16,
    tabs: Tabs,
    rows: Rows,
    turning: Option<Turning>,
    tables: Tables,
}

#[derive(Template)]
#[template(path = "office/subordinate_case.html")]
struct Case {
    page: Page,
    stage: Badge,
    limit: Option<(String, Badge)>,
    facts: Vec<Fact>,
    asked: Vec<(&'static str, String)>,
    decision: Vec<String>,
    inquiries: Vec<Inquired>,
    steps: Steps,
    term: Option<Term>,
    remarks: Vec<String>,
}

/// The agency of an address, where it is under the one that is served.
async fn under(bench: &Bench, working: &Working, id: &str) -> Result<Subordinate, Error> {
    working.need(&[Role::Supervisor])?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    subordinates::subordinate(&bench.desk.store, bench.desk.agency, id).await?.ok_or(Error::NotFound)
}

fn tables(three: &TableThree, four: &TableFour) -> Tables {
    let line = |label: String, cells: Vec<String>| Line { label, address: String::new(), cells };
    let texts = |cells: &[i64]| cells.iter().map(i64::to_string).collect();
    let part4 = four.to_part4();
    let blocks = part4.blocks().into_iter().map(|(block, _)| block.to_owned());
    Tables {
        columns: &COLUMNS,
        three: statute::report::Row::form_2021()
            .zip(&three.0)
            .map(|(row, cells)| line(row.key(), texts(cells)))
            .collect(),
        remedy_columns: &REMEDY_COLUMNS,
        four: blocks.zip(&four.0).map(|(block, cells)| line(block, texts(cells))).collect(),
    }
}

/// What is counted of an agency, in the order of [`heads`].
fn numbers(counts: &Counts, three: &TableThree, four: &TableFour) -> Vec<u64> {
    let all = COLUMNS.len() - 1;
    let of_year = |row: usize| three.0[row][all].unsigned_abs();
    let mut numbers = vec![counts.of(View::Overdue, None), counts.of(View::Open, None)];
    numbers.extend(Stage::OPEN.map(|stage| counts.at(stage)));
    let last = three.0.len() - 1;
    numbers.extend([of_year(0), of_year(last - 1), of_year(last)]);
    numbers.extend(four.0.iter().map(|block| block[REMEDY_COLUMNS.len() - 1].unsigned_abs()));
    numbers
}

fn heads() -> Vec<&'static str> {
    let mut heads = vec!["已逾期", "未办结"];
    heads.extend(Stage::OPEN.map(Stage::zh));
    heads.extend(["本年新收", "本年办结", "未结转出", "行政复议", "直接起诉", "复议后起诉"]);
    heads
}

/// `GET /office/subordinates`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(&[Role::Supervisor])?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let (mut lines, mut threes, mut fours) = (Vec::new(), Vec::new(), Vec::new());
    let mut sum = vec![0; heads().len()];
    for Subordinate { row, depth } in subordinates::subordinates(&desk.store, desk.agency).await? {
        let counts =
            Counts(desk.store.work_counts(row.id, today, lists::soon(today), working.signed_in.upto).await?);
        let three = desk.store.table_three(Scope::Agency(row.id), today.year()).await?;
        let four = desk.store.table_four(Scope::Agency(row.id), today.year()).await?;
        let numbers = numbers(&counts, &three, &four);
        for (sum, number) in sum.iter_mut().zip(&numbers) {
            *sum += number;
        }
        lines.push(Line {
            label: format!("{}{}", "　".repeat(depth - 1), row.agency.name),
            address: format!("{HOME}/{}", row.id),
            cells: numbers.iter().map(u64::to_string).collect(),
        });
        threes.push(three);
        fours.push(four);
    }
    let list = List {
        page: frame::page(&bench, appearance, &working, "下级机关", HOME),
        year: today.year(),
        heads: heads(),
        lines,
        sum: sum.iter().map(u64::to_string).collect(),
        tables: tables(&threes.into_iter().sum(), &fours.into_iter().sum()),
    };
    Ok(Html(list.render()?))
}

/// `GET /office/subordinates/{agency}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    let Subordinate { row: agency, .. } = under(&bench, &working, &id).await?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let form = Typed::from(query);
    let (filter, _) = Filter::read(|name| form.value(name));
    let filter = Filter { is_own: false, ..filter };
    let home = format!("{HOME}/{}", agency.id);
    let counts =
        Counts(desk.store.work_counts(agency.id, today, lists::soon(today), working.signed_in.upto).await?);
    let asked = filter.query(working.officer(), today, work::at(&form), ROWS);
    let listed = desk.store.work_list(agency.id, &asked).await?;
    let titles = titles(&bench, agency.id, handlers_of(&listed)).await?;
    let turning = work::turning(&home, &filter, &listed);
    let rows = listed.rows.into_iter().map(|one| {
        let address = format!("{home}/applications/{}", percent_encoded(&one.application.number));
        row(&one.application, one.limit, address, &titles, today)
    });
    let view = |view: View| Tab {
        label: format!("{} {}", view.zh(), counts.of(view, None)),
        address: work::address(&home, &Filter { view, ..Filter::default() }, ""),
        is_current: filter.view == view,
    };
    let (three, four) = (
        desk.store.table_three(Scope::Agency(agency.id), today.year()).await?,
        desk.store.table_four(Scope::Agency(agency.id), today.year()).await?,
    );
    let one = One {
        // Who applies is not for a superior to read.
        rows: Rows { rows: rows.collect(), has_headings: false },
        page: frame::page(&bench, appearance, &working, agency.agency.name, &home).under("下级机关", HOME),
        year: today.year(),
        tabs: Tabs { label: "分类", tabs: View::ALL.map(view).into() },
        turning,
        tables: tables(&three, &four),
    };
    Ok(Html(one.render()?))
}

/// `GET /office/subordinates/{agency}/applications/{number}`
pub(crate) async fn case(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Error> {
    let Subordinate { row: agency, .. } = under(&bench, &working, &id).await?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let mut file =
        applications::case_file(&desk.store, agency.id, &number, today).await.map_err(frame::refused)?;
    let person = file.person();
    let asked = cases::asked(&file).into_iter().map(|(word, text)| (word, masked(&text, &person))).collect();
    // What was written about the applicant and the parties is not for a superior to read.
    for step in &mut file.steps {
        step.texts = None;
    }
    let acting = file.steps.iter().flat_map(|step| match &step.step.act {
        Act::Assigned { to } => vec![step.step.by.as_str(), to.as_str()],
        _ => vec![step.step.by.as_str()],
    });
    let names = titles(&bench, agency.id, acting).await?;
    let moves = desk.store.moves_of(agency.id, &number).await?;
    let beside = history::Beside { moves, accesses: Vec::new() };
    let application = &file.stored.application;
    let home = format!("{HOME}/{}", agency.id);
    let address = format!("{home}/applications/{}", percent_encoded(&number));
    let tone = if application.is_open() { Tone::Info } else { Tone::Done };
    let case = Case {
        page: frame::page(&bench, appearance, &working, format!("申请 {number}"), address)
            .under("下级机关", HOME)
            .under(agency.agency.name, home),
        stage: Badge::new(tone, application.stage.zh()),
        limit: file.limit.map(|limit| {
            (format!("{} {}（含当日）", limit.kind.zh(), limit.by), frame::badge(limit.by, today))
        }),
        facts: cases::facts(application, &names),
        asked,
        decision: application.decision.as_ref().map(history::decided).unwrap_or_default(),
        inquiries: cases::inquiries(application),
        steps: Steps { happenings: history::happenings(&file, &beside, &names) },
        term: cases::term(&file, today),
        remarks: cases::remarks(&file),
    };
    Ok(frame::private(case.render()?))
}
