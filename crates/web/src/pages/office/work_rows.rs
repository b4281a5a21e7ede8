//! Applications as rows of a list: the work list, and that of a subordinate agency.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;
use office::applications::Heading;
use statute::procedure::{Application, LimitKind};
use store::WorkPage;

use super::frame;
use super::ledger::SEES_NAMES;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Badge, Tone};
use crate::session::Working;

/// Titles of accounts by name.
pub(super) type Titles = BTreeMap<String, String>;

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
