//! The work list (工作清单): what must be done next, soonest first, by filters that stand in the address.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use office::applications::{self, Heading};
use office::work::{self, Counts, Filter, View};
use statute::applicant::Applicant;
use statute::procedure::{Application, LimitKind, Stage};
use statute::registers::Channel;
use store::{At, WorkKey, WorkPage};

use super::alarm::{self, Alarm};
use super::home::Matter;
use super::ledger::SEES_NAMES;
use super::{frame, home};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, Typed, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: usize = 50;

/// Titles of accounts by name.
pub(super) type Titles = BTreeMap<String, String>;

struct Tile {
    label: &'static str,
    address: String,
    count: u64,
    is_late: bool,
}

/// Applications, one row each.
#[derive(Template)]
#[template(path = "office/work_rows.html")]
pub(super) struct Rows {
    /// In the order of the list.
    pub(super) rows: Vec<Row>,
    /// Whether it is told what is asked, and by whom: to officers of the agency itself.
    pub(super) has_headings: bool,
}

impl Rows {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl HtmlSafe for Rows {}

/// An application as lists show it.
pub(super) struct Row {
    /// 申请编号
    pub(super) number: String,
    /// Where it is looked at.
    pub(super) address: String,
    /// 环节
    pub(super) stage: Badge,
    /// Whose turn it is.
    pub(super) turn: &'static str,
    /// What the handler is called.
    pub(super) handler: String,
    /// What must be done next, and by when.
    pub(super) limit: Option<Limited>,
    /// The day it is listed under.
    pub(super) listed_on: String,
    /// 申请渠道
    pub(super) channel: &'static str,
    /// 申请人类型
    pub(super) kind: &'static str,
    /// What is asked, and by whom.
    pub(super) heading: Heading,
}

/// A limit with its reason.
pub(super) struct Limited {
    /// What must be done.
    pub(super) what: String,
    /// The last day.
    pub(super) by: String,
    /// The provision.
    pub(super) basis: String,
    /// How far off it is.
    pub(super) badge: Badge,
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

/// What accounts of an agency are called.
pub(super) async fn titles<'a>(
    bench: &Bench,
    agency: i64,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Titles, Error> {
    let mut titles = Titles::new();
    let names: BTreeSet<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    let stored = bench.desk.store.accounts_named(&names).await?.into_iter();
    let stored = stored.filter(|stored| stored.agency == agency);
    titles.extend(stored.map(|stored| (stored.account.name, stored.account.title)));
    Ok(titles)
}

/// Who handles these applications.
pub(super) fn handlers_of(page: &WorkPage) -> impl Iterator<Item = &str> {
    page.rows.iter().filter_map(|row| row.application.handler.as_deref())
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

/// A heading as the officer sees it: the name goes to whose work needs it only, as in the register.
pub(super) fn seen(working: &Working, heading: Heading) -> Heading {
    let applicant = if working.is_any(&SEES_NAMES) { heading.applicant } else { String::new() };
    Heading { applicant, ..heading }
}

/// An application as lists show it, without what is sealed.
pub(super) fn row(
    application: &Application,
    limit: Option<(String, Date)>,
    address: String,
    titles: &Titles,
    today: Date,
) -> Row {
    let tone = if application.is_open() { Tone::Info } else { Tone::Done };
    let title = |account: &String| titles.get(account).unwrap_or(account).clone();
    Row {
        number: application.number.clone(),
        address,
        stage: Badge::new(tone, application.stage.zh()),
        turn: if application.is_open() { application.turn().zh() } else { "" },
        handler: application.handler.as_ref().map(title).unwrap_or_default(),
        limit: limit.map(|(what, by)| limited(application, what, by, today)),
        listed_on: application.listed_on().to_string(),
        channel: application.channel.zh(),
        kind: application.applicant.zh(),
        heading: Heading::default(),
    }
}

/// What must be done with an application by a day, with its provision and how far off it is.
pub(super) fn limited(application: &Application, what: String, by: Date, today: Date) -> Limited {
    let kind = LimitKind::from_zh(&what);
    let basis = kind.map(|kind| application.basis_of(kind).to_string()).unwrap_or_default();
    Limited { basis, badge: frame::badge(by, today), what, by: by.to_string() }
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
