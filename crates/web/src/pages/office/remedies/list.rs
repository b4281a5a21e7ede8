//! The list of cases: what the agency must reply to soonest first, then what lies with others; and what is decided.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use office::applications;
use statute::calendar::Calendar;
use statute::figures;
use statute::procedure::{Application, Role};
use statute::registers::Register;
use statute::remedy_case::Stage;
use store::{RemedyQuery, Store, StoredRemedy};

use super::super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;

/// A case in a list.
pub(in super::super) struct Row {
    pub(in super::super) number: String,
    pub(in super::super) kind: &'static str,
    pub(in super::super) stage: Badge,
    pub(in super::super) received_on: String,
    pub(in super::super) result: String,
    application: String,
    /// What the application asks.
    subject: String,
    limit: Option<(String, Badge)>,
}

#[derive(Template)]
#[template(path = "office/remedies/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    is_decided: bool,
    can_file: bool,
    rows: Vec<Row>,
    turning: Option<Turning>,
}

/// Stage and color; a reply that is missing after its term is late.
pub(in super::super) fn stage(stored: &StoredRemedy, today: Date) -> Badge {
    let case = &stored.case;
    match case.stage {
        Stage::Decided | Stage::Retracted => Badge::new(Tone::Done, case.stage.zh()),
        Stage::AwaitingReply if case.is_reply_late(today, Calendar::published()) => {
            Badge::new(Tone::Late, Stage::AwaitingReply.zh())
        }
        Stage::Pending if case.is_appealed() => Badge::new(Tone::Info, "二审审理中"),
        stage => Badge::new(Tone::Info, stage.zh()),
    }
}

fn row(stored: &StoredRemedy, today: Date) -> Row {
    let case = &stored.case;
    let limit = case.limit(Calendar::published());
    let result = case.outcome.map(|outcome| {
        format!("{}（{}），{}", outcome.ruling.zh(), outcome.ruling.result().zh(), outcome.decided_on)
    });
    Row {
        number: case.number.clone(),
        kind: case.kind.zh(),
        stage: stage(stored, today),
        received_on: case.received_on.to_string(),
        result: result.unwrap_or_default(),
        application: case.application.clone().unwrap_or_default(),
        subject: String::new(),
        limit: limit.map(|by| (by.to_string(), frame::badge(by, today))),
    }
}

/// The cases about an application.
pub(in super::super) async fn about(
    store: &Store,
    agency: i64,
    application: &str,
    today: Date,
) -> store::Result<Vec<Row>> {
    let cases = store.remedies_of(agency, application).await?;
    Ok(cases.iter().map(|stored| row(stored, today)).collect())
}

/// Where this officer files a case about the application; none where the officer does not, or it is not received yet.
pub(in super::super) fn contest(working: &Working, application: &Application) -> Option<String> {
    let may = working.is_any(&[Role::Clerk]) && application.received_on.is_some();
    may.then(|| format!("/office/remedies/new?application={}", percent_encoded(&application.number)))
}

/// The handled cases among the rows of the register, by the name their place gives them in figures.
pub(in super::super) async fn by_place(store: &Store, agency: i64) -> store::Result<HashMap<String, String>> {
    let start = format!("remedy/{agency}/");
    let rows = store.register(agency, Register::Remedies).await?;
    let number =
        |(index, stream): (usize, &str)| Some((figures::nth(index), stream.strip_prefix(&start)?.to_owned()));
    Ok(rows.iter().map(|row| row.stream.as_str()).enumerate().filter_map(number).collect())
}

/// `GET /office/remedies`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let is_decided = query.get("show").is_some_and(|show| show == "decided");
    let after = query.get("after").and_then(|after| after.split_once(','));
    let after = after.map(|(by, number)| (by.to_owned(), number.to_owned()));
    let is_first = after.is_none();
    let asked = RemedyQuery { is_decided, after, count: ROWS + 1 };
    let mut cases = desk.store.remedy_list(desk.agency, &asked).await?;
    let has_more = cases.len() > ROWS as usize;
    cases.truncate(ROWS as usize);
    let here = if is_decided { "/office/remedies?show=decided" } else { "/office/remedies?show=open" };
    let last = cases.last().map(StoredRemedy::key).filter(|_| has_more);
    let next = last
        .map(|(by, number)| format!("{here}&after={},{}", percent_encoded(&by), percent_encoded(&number)));
    let previous = (!is_first).then(|| here.to_owned());
    let tab = |label: &str, address: &str, is_current| Tab {
        label: label.into(),
        address: address.into(),
        is_current,
    };
    let about: Vec<_> = cases.iter().filter_map(|stored| stored.case.application.as_deref()).collect();
    let headings = applications::headings(&desk.store, desk.agency, &about).await?;
    let rows = cases.iter().map(|stored| {
        let row = row(stored, today);
        let subject = headings.get(&row.application).map(|heading| heading.subject.clone());
        Row { subject: subject.unwrap_or_default(), ..row }
    });
    let list = List {
        page: frame::page(&bench, appearance, &working, "复议诉讼", "/office/remedies"),
        tabs: Tabs {
            label: "复议诉讼",
            tabs: vec![
                tab("尚未审结", "/office/remedies", !is_decided),
                tab("已审结", "/office/remedies?show=decided", is_decided),
            ],
        },
        is_decided,
        can_file: working.is_any(&[Role::Clerk]),
        turning: (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}件，按期限先后", cases.len()),
            previous,
            next,
        }),
        rows: rows.collect(),
    };
    // What applicants wrote stays out of every cache.
    Ok(frame::private(list.render()?))
}
