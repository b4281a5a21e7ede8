//! The list of publications: what waits, by its last day; what is overdue or expires; and a tab for every stage.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use office::publications::{is_overdue, waiting, waiting_key};
use statute::calendar::Calendar;
use statute::normative::evaluated_until;
use statute::procedure::Role;
use statute::publication::{Publication, Stage, Verb};
use store::{DeskQuery, StoredPublication};

use super::super::frame::{self, PUBLICATIONS};
use super::address;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tab, Tabs, Tone, Turning, percent_encoded};
use crate::session::Working;

/// Rows of a page.
const ROWS: u32 = 50;
/// Where what is overdue is listed.
pub(crate) const OVERDUE: &str = "/office/publications?show=overdue";

struct Row {
    number: String,
    address: String,
    title: String,
    kind: &'static str,
    column: &'static str,
    stage: Badge,
    made_on: String,
    limit: Option<(String, Badge)>,
    turn: String,
}

#[derive(Template)]
#[template(path = "office/publications/list.html")]
struct List {
    page: Page,
    tabs: Tabs,
    heading: &'static str,
    /// Whether the days are those on which documents expire.
    is_expiring: bool,
    /// What could not be published at its time: number, address, why.
    unpublished: Vec<(String, String, String)>,
    can_begin: bool,
    rows: Vec<Row>,
    turning: Option<Turning>,
}

/// Stage and color.
pub(super) fn stage(item: &Publication) -> Badge {
    let tone = match item.stage {
        stage if stage.is_open() => Tone::Info,
        Stage::Published => Tone::Done,
        _ => Tone::Plain,
    };
    Badge::new(tone, item.stage.zh())
}

/// The last day to publish it, and how far off that is.
pub(super) fn limit(item: &Publication, today: Date) -> Option<(String, Badge)> {
    let by = item.publish_by(Calendar::published())?;
    let provisional = if by.provisional { "（暂定，放假安排尚未公布）" } else { "" };
    Some((format!("{}{provisional}", by.date), frame::badge(by.date, today)))
}

/// Who goes on with it, or when it goes out of itself; nobody where nothing waits.
pub(super) fn turn(item: &Publication) -> String {
    let Some(verb) = item.stage.onward() else { return String::new() };
    let at = item.signature.as_ref().and_then(|signed| signed.publish_at).filter(|_| verb == Verb::Publish);
    match at {
        Some(at) => format!("定时发布：{}", at.strftime("%Y-%m-%d %H:%M")),
        None => format!("{}（{}）", Role::names(verb.rule().roles), verb.zh()),
    }
}

/// The last day in force of what is to be evaluated before it expires, from six months before; none where it is not.
pub(super) fn expiry(item: &Publication, today: Date) -> Option<(String, Badge)> {
    let last = item.in_force_until().filter(|last| *last >= today && *last <= evaluated_until(today))?;
    item.visible()?;
    Some((last.to_string(), Badge::new(Tone::Soon, "应当评估")))
}

fn row(stored: &StoredPublication, today: Date, show: Show) -> Row {
    let item = &stored.item;
    let card = &item.draft.card;
    Row {
        number: item.number.clone(),
        address: address(&item.number),
        title: card.title.clone(),
        kind: card.kind.zh(),
        column: card.column().name,
        stage: stage(item),
        made_on: card.made_on.map_or_else(|| "—".to_owned(), |day| day.to_string()),
        limit: if show == Show::Expiring { expiry(item, today) } else { limit(item, today) },
        turn: turn(item),
    }
}

/// What the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    /// 待办: by the last day, what is overdue first, what has no last day at the end.
    Waiting,
    /// 已超期限
    Overdue,
    /// 即将到期: public documents that are to be evaluated before they expire.
    Expiring,
    /// What is at a stage.
    At(Stage),
}

impl Show {
    fn all() -> impl Iterator<Item = Self> {
        [Self::Waiting, Self::Overdue, Self::Expiring].into_iter().chain(Stage::ALL.map(Self::At))
    }

    /// As an address asks for it; none where there is no such list.
    fn of(query: &HashMap<String, String>) -> Option<Self> {
        let text = |name: &str| query.get(name).map_or("", String::as_str);
        match (text("show"), text("stage")) {
            ("", "") => Some(Self::Waiting),
            ("overdue", "") => Some(Self::Overdue),
            ("expiring", "") => Some(Self::Expiring),
            ("", code) => Stage::from_code(code).map(Self::At),
            _ => None,
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::Waiting => "待办",
            Self::Overdue => "已超期限",
            Self::Expiring => "即将到期",
            Self::At(stage) => stage.zh(),
        }
    }

    fn address(self) -> String {
        match self {
            Self::Waiting => PUBLICATIONS.to_owned(),
            Self::Overdue => OVERDUE.to_owned(),
            Self::Expiring => format!("{PUBLICATIONS}?show=expiring"),
            Self::At(stage) => format!("{PUBLICATIONS}?stage={}", stage.code()),
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Waiting | Self::Overdue => "公开期限早的在前",
            Self::Expiring => "有效期早届满的在前",
            Self::At(_) => "成文日期近的在前",
        }
    }

    /// The rows after one, one more than a page holds, where there are so many.
    async fn rows(
        self,
        bench: &Bench,
        after: Option<(String, String)>,
    ) -> Result<Vec<StoredPublication>, Error> {
        let desk = &bench.desk;
        let today = desk.clock.today();
        let mut rows = match self {
            Self::At(stage) => {
                let asked = DeskQuery { stage: Some(stage), after, count: ROWS + 1 };
                return Ok(desk.store.publication_list(desk.agency, &asked).await?);
            }
            Self::Expiring => desk.store.expiring(desk.agency, today, evaluated_until(today)).await?,
            Self::Waiting | Self::Overdue => waiting(&desk.store, desk.agency).await?,
        };
        if self == Self::Overdue {
            rows.retain(|row| is_overdue(&row.item, today));
        }
        if let Some(after) = after {
            rows.retain(|row| self.key(row) > after);
        }
        rows.truncate(ROWS as usize + 1);
        Ok(rows)
    }

    /// By which a row stands in the list.
    fn key(self, row: &StoredPublication) -> (String, String) {
        match self {
            Self::At(_) => row.key(),
            Self::Expiring => {
                let last = row.item.in_force_until().map(|day| day.to_string()).unwrap_or_default();
                (last, row.item.number.clone())
            }
            Self::Waiting | Self::Overdue => {
                let (by, number) = waiting_key(&row.item);
                (by.to_string(), number)
            }
        }
    }
}

/// Three lists by day, then one for every stage.
fn tabs(current: Show) -> Tabs {
    let tab = |show: Show| Tab {
        label: show.zh().to_owned(),
        address: show.address(),
        is_current: show == current,
    };
    Tabs { label: "环节", tabs: Show::all().map(tab).collect() }
}

/// `GET /office/publications`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    frame::need_publication_reader(&working)?;
    let today = bench.desk.clock.today();
    let show = Show::of(&query).ok_or(Error::NotFound)?;
    let after = query.get("after").and_then(|after| after.split_once(','));
    let after = after.map(|(on, number)| (on.to_owned(), number.to_owned()));
    let is_first = after.is_none();
    let mut found = show.rows(&bench, after).await?;
    let has_more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let here = show.address();
    let next = found.last().map(|row| show.key(row)).filter(|_| has_more).map(|(on, number)| {
        let sign = if show == Show::Waiting { '?' } else { '&' };
        format!("{here}{sign}after={},{}", percent_encoded(&on), percent_encoded(&number))
    });
    let previous = (!is_first).then(|| here.clone());
    let list = List {
        page: frame::page(&bench, appearance, &working, "公开信息", PUBLICATIONS),
        tabs: tabs(show),
        heading: show.zh(),
        is_expiring: show == Show::Expiring,
        unpublished: bench
            .unpublished
            .all()
            .into_iter()
            .map(|(number, why)| (number.clone(), address(&number), why))
            .collect(),
        can_begin: working.is_any(Verb::Begin.rule().roles),
        turning: (next.is_some() || previous.is_some()).then(|| Turning {
            summary: format!("本页{}条，{}", found.len(), show.order()),
            previous,
            next,
        }),
        rows: found.iter().map(|stored| row(stored, today, show)).collect(),
    };
    // What is not published yet stays out of every cache.
    Ok(frame::private(list.render()?))
}
