//! Finding applications (查找): what was looked for is posted, so that no word of it stands in an address or a log.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};
use office::applications::{self, Heading};
use office::search::{self, By, Found, Results};

use super::work::{self, Row};
use super::{frame, work::Titles};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tone, Typed, percent_encoded};
use crate::sent::Sent;
use crate::session::Working;

struct Hit {
    number: String,
    /// What is asked, and by whom.
    heading: Heading,
    address: Option<String>,
    by: &'static str,
    stage: Badge,
    /// What must be done next, or how it ended.
    row: Option<Row>,
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
    working: Working,
    sent: Sent,
) -> Result<Response, Error> {
    working.sent(&sent)?;
    frame::need_reader(&working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let mut find = sent.typed;
    let results = match search::search(&desk.store, desk.agency, find.value("q"), today).await {
        Ok(results) => results?,
        Err(not_sought) => {
            find.refuse("q", not_sought.to_string());
            let page = page(&bench, appearance, &working, find);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
        }
    };
    let Results { found, is_cut, unindexed } = results;
    let handlers = found.iter().filter_map(|(found, _)| match found {
        Found::Handled(application, _) => application.handler.as_deref(),
        Found::Registered(_) => None,
    });
    let titles = work::titles(&bench, desk.agency, handlers).await?;
    let numbers: Vec<_> = found.iter().map(|(found, _)| found.number()).collect();
    let mut headings = applications::headings(&desk.store, desk.agency, &numbers).await?;
    let mut heading = |found: &Found| match found {
        Found::Handled(application, _) => {
            work::seen(&working, headings.remove(&application.number).unwrap_or_default())
        }
        Found::Registered(row) => {
            let asked = row.topic.as_deref().or(row.content.as_deref());
            Heading::new(asked.unwrap_or_default(), "")
        }
    };
    let hits = found
        .into_iter()
        .map(|(found, by)| Hit { heading: heading(&found), ..hit(found, by, &titles, today) });
    let hits = hits.collect();
    let page = FindPage { hits: Some(hits), is_cut, unindexed, ..page(&bench, appearance, &working, find) };
    // What was written stays out of every cache.
    Ok(([(CACHE_CONTROL, "no-store")], Html(page.render()?)).into_response())
}

fn hit(found: Found, by: By, titles: &Titles, today: jiff::civil::Date) -> Hit {
    let number = found.number().to_owned();
    let (word, passage) = match by {
        By::Number => ("申请编号", None),
        By::Letter => ("文号", None),
        By::Name => ("申请人", None),
        By::Text(snippet) => ("文字", Some((snippet.before, snippet.found, snippet.after))),
    };
    match found {
        Found::Handled(application, limit) => {
            let address = format!("/office/applications/{}", percent_encoded(&number));
            let limit = limit.map(|limit| (limit.kind.zh().to_owned(), limit.by));
            let ended = application.outcome.map(|outcome| format!("{}，{}", outcome.leaf.zh(), outcome.on));
            let row = work::row(&application, limit, address.clone(), titles, today);
            let stage = Badge::new(
                if application.is_open() { Tone::Info } else { Tone::Done },
                application.stage.zh(),
            );
            let ended = ended.unwrap_or_default();
            Hit {
                number,
                heading: Heading::default(),
                address: Some(address),
                by: word,
                stage,
                row: Some(row),
                ended,
                passage,
            }
        }
        Found::Registered(row) => {
            let ended = row.leaf.zip(row.answered_on).map(|(leaf, on)| format!("{}，{on}", leaf.zh()));
            let stage = Badge::new(Tone::Plain, "台账录入");
            Hit {
                number,
                heading: Heading::default(),
                address: None,
                by: word,
                stage,
                row: None,
                ended: ended.unwrap_or_default(),
                passage,
            }
        }
    }
}
