//! The work list (工作清单): what must be done next, soonest first, by filters that stand in the address.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use office::applications;
use office::work::{self, Counts, Filter, View};
use statute::applicant::Applicant;
use statute::procedure::Stage;
use statute::registers::Channel;
use store::{At, WorkKey, WorkPage};

use super::alarm::{self, Alarm};
use super::home::Matter;
use super::work_rows::{Row, Rows, row, seen};
use super::{frame, home};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Tab, Tabs, Turning, Typed, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: usize = 50;

struct Tile {
    label: &'static str,
    address: String,
    count: u64,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "office/work.html")]
struct Work {
    page: Page,
    reads: bool,
    /// What those are told who do not read applications.
    matters: Vec<Matter>,
    tiles: Vec<Tile>,
    alarms: Vec<Alarm>,
    tabs: Vec<Tabs>,
    find: Typed,
    form: Typed,
    hidden: Vec<(&'static str, String)>,
    stages: Vec<(&'static str, &'static str)>,
    channels: Vec<(&'static str, &'static str)>,
    applicants: Vec<(&'static str, &'static str)>,
    handlers: Vec<(String, String)>,
    is_narrowed: bool,
    cleared: String,
    ledger: String,
    rows: Rows,
    start: Option<String>,
    turning: Option<Turning>,
    is_cut: bool,
}

impl Work {
    fn handler_options(&self) -> Vec<(&str, &str)> {
        self.handlers.iter().map(|(account, label)| (account.as_str(), label.as_str())).collect()
    }
}

/// `GET /office`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let form = Typed::from(query);
    let officer = working.officer();
    let (mut filter, faults) = Filter::read(|name| form.value(name));
    // Whoever has a desk of their own begins there.
    filter.is_own = match form.value("whose") {
        "" => form.pairs().next().is_none() && !officer.roles.is_empty() && has_desk(&working),
        whose => whose == "own",
    };
    let title = if frame::reads(&working) { "工作清单" } else { "首页" };
    let page = frame::page(&bench, appearance, &working, title, "/office");
    let mut work = Work {
        page,
        reads: frame::reads(&working),
        matters: Vec::new(),
        tiles: Vec::new(),
        alarms: Vec::new(),
        tabs: Vec::new(),
        find: Typed::default(),
        form,
        hidden: Vec::new(),
        stages: Stage::ALL.map(|stage| (stage.code(), stage.zh())).into(),
        channels: Channel::ALL.map(|channel| (channel.code(), channel.zh())).into(),
        applicants: Applicant::ALL.map(|kind| (kind.code(), kind.zh())).into(),
        handlers: Vec::new(),
        is_narrowed: filter.is_narrowed() || !faults.is_empty(),
        cleared: address(
            "/office",
            &Filter { is_own: filter.is_own, view: filter.view, ..Filter::default() },
            "",
        ),
        ledger: address("/office/applications.xlsx", &filter, ""),
        rows: Rows { rows: Vec::new(), has_headings: true },
        start: None,
        turning: None,
        is_cut: false,
    };
    if !work.reads {
        work.matters = home::matters(&bench, &working).await?;
        return Ok(Html(work.render()?).into_response());
    }
    work.form.in_order(["stage", "handler", "from", "until", "channel", "applicant"]);
    work.form.refuse_each(faults.clone());
    let desk = &bench.desk;
    let today = desk.clock.today();
    let counts =
        Counts(desk.store.work_counts(desk.agency, today, work::soon(today), working.signed_in.upto).await?);
    // Everybody who handles anything is counted.
    let handlers = counts.handlers();
    let titles = counts.titles();
    work.tiles = tiles(&counts);
    work.alarms = alarm::alarms(&bench).await?;
    work.tabs = tabs(&filter, &counts, &working);
    work.hidden = [("whose", if filter.is_own { "own" } else { "all" }), ("view", filter.view.code())]
        .map(|(name, value)| (name, value.to_owned()))
        .into();
    work.handlers = handlers
        .into_iter()
        .map(|(account, open)| {
            let title = titles.get(account).map_or(account, String::as_str);
            (account.to_owned(), format!("{title}（{open}件）"))
        })
        .collect();
    let at = at(&work.form);
    let is_first = at == At::Start;
    let listed = desk.store.work_list(desk.agency, &filter.query(officer, today, at, ROWS)).await?;
    work.is_cut = listed.is_cut;
    work.start = (!is_first).then(|| address("/office", &filter, ""));
    work.turning = turning("/office", &filter, &listed);
    let (kept, now) = (&bench.headings, desk.clock.now());
    let mut headings = applications::headings_of(&desk.store, desk.agency, &listed.rows, kept, now).await?;
    work.rows.rows = listed
        .rows
        .into_iter()
        .map(|one| {
            let number = &one.application.number;
            let address = format!("/office/applications/{}", percent_encoded(number));
            let heading = seen(&working, headings.remove(number).unwrap_or_default());
            Row { heading, ..row(&one.application, one.limit, address, &titles, today) }
        })
        .collect();
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // Who applies stays out of every cache.
    Ok((status, frame::private(work.render()?)).into_response())
}

/// Whether the officer has work of their own: applications assigned to them, or a queue of their role.
fn has_desk(working: &Working) -> bool {
    use statute::procedure::Role::{Clerk, Handler, Reviewer, Signer};
    working.is_any(&[Clerk, Handler, Reviewer, Signer])
}

/// Where a page of the list begins, as the address says.
pub(super) fn at(form: &Typed) -> At {
    let key = |name| {
        let text = form.value(name);
        let (day, number) = text.split_once(',').filter(|_| !text.contains(char::is_control))?;
        Some((day.to_owned(), number.to_owned()))
    };
    match (key("after"), key("before")) {
        (Some(after), _) => At::After(after),
        (None, Some(before)) => At::Before(before),
        (None, None) => At::Start,
    }
}

/// The address of the list with these filters.
pub(super) fn address(path: &str, filter: &Filter, place: &str) -> String {
    let mut pairs = filter.pairs();
    if !filter.is_own {
        pairs.insert(0, ("whose", "all".to_owned()));
    }
    let pairs: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
    format!("{path}?{}{place}", pairs.join("&"))
}

/// The way to the pages before and after.
pub(super) fn turning(path: &str, filter: &Filter, page: &WorkPage) -> Option<Turning> {
    let to = |name: &str, key: &Option<WorkKey>| {
        key.as_ref().map(|(day, number)| {
            address(path, filter, &format!("&{name}={},{}", percent_encoded(day), percent_encoded(number)))
        })
    };
    let (previous, next) = (to("before", &page.previous), to("after", &page.next));
    let order = if matches!(filter.view, View::Closed | View::All) || filter.stage == Some(Stage::Closed) {
        "收到日期从近到远"
    } else {
        "期限从先到后"
    };
    let summary = format!("本页{}件，{order}", page.rows.len());
    (previous.is_some() || next.is_some()).then_some(Turning { summary, previous, next })
}

/// Counts of the whole office: what is late, then stage by stage.
fn tiles(counts: &Counts) -> Vec<Tile> {
    let chosen = |filter: Filter| address("/office", &filter, "");
    let by_view = [View::Overdue, View::Due].map(|view| {
        let count = counts.of(view, None);
        let is_late = view == View::Overdue && count > 0;
        Tile { label: view.zh(), address: chosen(Filter { view, ..Filter::default() }), count, is_late }
    });
    let by_stage = Stage::ALL.map(|stage| Tile {
        label: stage.zh(),
        address: chosen(Filter { stage: Some(stage), ..Filter::default() }),
        count: counts.at(stage),
        is_late: false,
    });
    by_view.into_iter().chain(by_stage).collect()
}

/// Whose, and which part of it.
fn tabs(filter: &Filter, counts: &Counts, working: &Working) -> Vec<Tabs> {
    let officer = working.officer();
    let whose = |is_own: bool, label: &str| Tab {
        label: label.into(),
        address: address("/office", &Filter { is_own, ..filter.clone() }, ""),
        is_current: filter.is_own == is_own,
    };
    let view = |view: View| Tab {
        label: format!("{} {}", view.zh(), counts.of(view, filter.is_own.then_some(officer))),
        address: address("/office", &Filter { view, ..filter.clone() }, ""),
        is_current: filter.view == view,
    };
    let mut tabs = Vec::new();
    if has_desk(working) {
        tabs.push(Tabs { label: "范围", tabs: vec![whose(true, "本人"), whose(false, "全机关")] });
    }
    tabs.push(Tabs { label: "分类", tabs: View::ALL.map(view).into() });
    tabs
}
