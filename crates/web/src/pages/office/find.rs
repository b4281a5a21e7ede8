//! Finding applications, reviews and lawsuits (查找): what was looked for is posted, so that no word of it stands in an address or a log.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use office::applications::{self, Heading};
use office::search::{self, By, Found, Results};
use statute::calendar::Calendar;

use super::work_rows::{Limited, limited, seen};
use super::{frame, remedies};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tone, Typed, percent_encoded};
use crate::session::Working;
use crate::submitted::Submitted;

struct Hit {
    number: String,
    /// What is asked, and by whom.
    heading: Heading,
    address: Option<String>,
    by: &'static str,
    stage: Badge,
    /// What must be done next.
    limit: Option<Limited>,
    /// How it ended.
    ended: String,
    /// Before what was found, it, and after it.
    passage: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "office/find.html")]
struct FindPage {
    page: Page,
    find: Typed,
    hits: Option<Vec<Hit>>,
    is_cut: bool,
    unindexed: u64,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, find: Typed) -> FindPage {
    let page =
        frame::page(bench, appearance, working, "查找申请", "/office/search").under("工作清单", "/office");
    FindPage { page, find, hits: None, is_cut: false, unindexed: 0 }
}

/// `GET /office/search`: the box alone.
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    frame::need_reader(&working)?;
    Ok(Html(page(&bench, appearance, &working, Typed::default()).render()?))
}

/// `POST /office/search`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, form: mut find, .. }: Submitted,
) -> Result<Response, Error> {
    frame::need_reader(&working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    if let Some(number) = search::rectification(&desk.store, desk.agency, find.value("q")).await? {
        return Ok(Redirect::to(&format!("/office/rectifications/{number}")).into_response());
    }
    let results = match search::search(&desk.store, desk.agency, find.value("q"), today).await {
        Ok(results) => results?,
        Err(not_sought) => {
            find.refuse("q", not_sought.to_string());
            let page = page(&bench, appearance, &working, find);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
        }
    };
    let Results { found, is_cut, unindexed } = results;
    let numbers: Vec<_> = found.iter().map(|(found, _)| found.number()).collect();
    let mut headings = applications::headings(&desk.store, desk.agency, &numbers).await?;
    let mut heading = |found: &Found| match found {
        Found::Handled(application, _) => {
            seen(&working, headings.remove(&application.number).unwrap_or_default())
        }
        Found::Registered(row) => {
            let asked = row.topic.as_deref().or(row.content.as_deref());
            Heading::new(asked.unwrap_or_default(), "")
        }
        Found::Remedy(stored, claimant) => {
            let case = &stored.case;
            let about = case.application.as_ref().map(|number| format!("，所涉申请{number}"));
            Heading::new(&format!("{}{}", case.kind.zh(), about.unwrap_or_default()), claimant)
        }
    };
    let hits = found.into_iter().map(|(found, by)| Hit { heading: heading(&found), ..hit(found, by, today) });
    let hits = hits.collect();
    let page = FindPage { hits: Some(hits), is_cut, unindexed, ..page(&bench, appearance, &working, find) };
    // What was written stays out of every cache.
    Ok(frame::private(page.render()?))
}

fn hit(found: Found, by: By, today: Date) -> Hit {
    let number = found.number().to_owned();
    let is_remedy = matches!(found, Found::Remedy(..));
    let (word, passage) = match by {
        By::Number if is_remedy => ("案件编号", None),
        By::Number => ("申请编号", None),
        By::Letter => ("文号", None),
        By::Name if is_remedy => ("申请人或者原告", None),
        By::Name => ("申请人", None),
        By::Text(snippet) => ("文字", Some((snippet.before, snippet.found, snippet.after))),
    };
    let (address, stage, limit, ended) = match found {
        Found::Handled(application, limit) => {
            let limit = limit.map(|limit| limited(&application, limit.kind.zh().to_owned(), limit.by, today));
            let ended = application.outcome.map(|outcome| format!("{}，{}", outcome.leaf.zh(), outcome.on));
            let tone = if application.is_open() { Tone::Info } else { Tone::Done };
            let stage = Badge::new(tone, application.stage.zh());
            (Some("/office/applications/"), stage, limit, ended)
        }
        Found::Registered(row) => {
            let ended = row.leaf.zip(row.answered_on).map(|(leaf, on)| format!("{}，{on}", leaf.zh()));
            (None, Badge::new(Tone::Plain, "台账录入"), None, ended)
        }
        Found::Remedy(stored, _) => {
            let case = &stored.case;
            let limit = case.limit(Calendar::published());
            let limit = limit.map(|by| Limited {
                what: "提交答复".to_owned(),
                by: by.to_string(),
                basis: String::new(),
                badge: frame::badge(by, today),
            });
            let ended =
                case.outcome.map(|outcome| format!("{}，{}", outcome.ruling.zh(), outcome.decided_on));
            (Some("/office/remedies/"), remedies::stage(&stored, today), limit, ended)
        }
    };
    Hit {
        address: address.map(|folder| format!("{folder}{}", percent_encoded(&number))),
        number,
        heading: Heading::default(),
        by: word,
        stage,
        limit,
        ended: ended.unwrap_or_default(),
        passage,
    }
}
