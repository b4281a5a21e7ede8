//! The work list (工作清单): what must be done next, soonest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::procedure::{Application, Stage, Today, Turn};
use statute::readings::Readings;
use store::{WorkQuery, WorkRow};

use super::alarm::{self, Alarm};
use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, Typed, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;
/// The longest thing looked for, in characters.
const LONGEST: usize = 200;

struct Tile {
    label: &'static str,
    address: String,
    count: u64,
    is_late: bool,
}

struct Row {
    number: String,
    stage: Badge,
    turn: &'static str,
    handler: String,
    what: String,
    by: String,
    badge: Option<Badge>,
}

#[derive(Template)]
#[template(path = "office/work.html")]
struct Work {
    page: Page,
    reads: bool,
    tiles: Vec<Tile>,
    alarms: Vec<Alarm>,
    tabs: Tabs,
    find: Typed,
    rows: Vec<Row>,
    turning: Option<Turning>,
    looked_for: String,
}

/// `GET /office`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Html<String>, Error> {
    let page = frame::page(&bench, appearance, &working, "工作清单", "/office");
    let asked = |name: &str| query.get(name).map(|text| text.trim()).unwrap_or_default();
    let shown = asked("show");
    let mut work = Work {
        page,
        reads: frame::reads(&working),
        tiles: Vec::new(),
        alarms: Vec::new(),
        tabs: tabs(shown),
        find: Typed::default().with("number", asked("number")).with("name", asked("name")),
        rows: Vec::new(),
        turning: None,
        looked_for: String::new(),
    };
    if !work.reads {
        return Ok(Html(work.render()?));
    }
    let desk = &bench.desk;
    let today = desk.clock.today();
    work.tiles = tiles(&bench, today).await?;
    work.alarms = alarm::alarms(&bench).await?;
    let (number, name) = (asked("number"), asked("name"));
    if [number, name].iter().any(|text| text.chars().count() > LONGEST) {
        work.looked_for = "查找内容过长".into();
    } else if !number.is_empty() || !name.is_empty() {
        work.rows = found(&bench, number, name, today).await?;
        work.looked_for =
            if number.is_empty() { format!("申请人“{name}”") } else { number.to_owned() };
    } else {
        let after = asked("after").split_once(',').map(|(by, number)| (by.to_owned(), number.to_owned()));
        let is_first = after.is_none();
        let listed = WorkQuery {
            handler: (shown.is_empty()).then(|| working.officer().account.clone()),
            stage: Stage::from_code(shown),
            after,
            count: ROWS + 1,
        };
        let mut rows = desk.store.work_list(desk.agency, &listed).await?;
        let has_more = rows.len() > ROWS as usize;
        rows.truncate(ROWS as usize);
        let last = rows.last().map(WorkRow::key);
        let address = |after: &str| format!("/office?show={}{after}", percent_encoded(shown));
        let next = last.filter(|_| has_more).map(|(by, number)| {
            address(&format!("&after={},{}", percent_encoded(&by), percent_encoded(&number)))
        });
        let previous = (!is_first).then(|| address(""));
        work.turning = (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}件，按期限先后", rows.len()),
            previous,
            next,
        });
        work.rows = rows.into_iter().map(|one| row(&one.application, one.limit, today)).collect();
    }
    Ok(Html(work.render()?))
}

fn row(application: &Application, limit: Option<(String, Date)>, today: Date) -> Row {
    let tone = if application.is_open() { Tone::Info } else { Tone::Done };
    Row {
        number: application.number.clone(),
        stage: Badge::new(tone, application.stage.zh()),
        turn: application.turn().zh(),
        handler: application.handler.clone().unwrap_or_default(),
        what: limit.as_ref().map(|(what, _)| what.clone()).unwrap_or_default(),
        by: limit.as_ref().map(|(_, by)| by.to_string()).unwrap_or_default(),
        badge: limit.map(|(_, by)| frame::badge(by, today)),
    }
}

/// Applications of a number, or of an applicant's exact name.
async fn found(bench: &Bench, number: &str, name: &str, today: Date) -> Result<Vec<Row>, Error> {
    let desk = &bench.desk;
    let numbers = if number.is_empty() {
        let streams = desk.store.find_sealed(desk.agency, "name", name).await?;
        let start = format!("application/{}/", desk.agency);
        streams.iter().filter_map(|stream| Some(stream.strip_prefix(&start)?.to_owned())).collect()
    } else {
        vec![number.to_owned()]
    };
    let readings = Readings::default();
    let now = Today { date: today, calendar: Calendar::published(), readings: &readings };
    let mut rows = Vec::new();
    for number in numbers.iter().take(ROWS as usize) {
        if let Some(stored) = desk.store.application(desk.agency, number).await? {
            let limit = stored.application.limit(&now).map(|limit| (limit.kind.zh().to_owned(), limit.by));
            rows.push(row(&stored.application, limit, today));
        }
    }
    Ok(rows)
}

async fn tiles(bench: &Bench, today: Date) -> Result<Vec<Tile>, Error> {
    let desk = &bench.desk;
    let overdue = desk.store.overdue_counts(desk.agency, today).await?;
    let late = overdue.iter().filter(|(turn, _)| *turn != Turn::Nobody).map(|(_, count)| count).sum();
    let mut tiles =
        vec![Tile { label: "已逾期", address: "/office?show=all".into(), count: late, is_late: late > 0 }];
    for (stage, count) in desk.store.stage_counts(desk.agency).await? {
        let address = format!("/office?show={}", stage.code());
        tiles.push(Tile { label: stage.zh(), address, count, is_late: false });
    }
    Ok(tiles)
}

fn tabs(shown: &str) -> Tabs {
    let tab = |label: &str, code: &str| Tab {
        label: label.into(),
        address: if code.is_empty() { "/office".into() } else { format!("/office?show={code}") },
        is_current: shown == code,
    };
    let mut tabs = vec![tab("本人", ""), tab("全机关", "all")];
    tabs.extend(Stage::ALL.into_iter().map(|stage| tab(stage.zh(), stage.code())));
    Tabs { label: "工作清单", tabs }
}
