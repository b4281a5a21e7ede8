//! The agency's own site as an inspector would see it (网站自查): score, findings, what comes near.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use office::inspection::{Outside, inspect};
use statute::inspection::{Finding, Inspection, Rules, Severity};
use statute::procedure::Role;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Tone};
use crate::session::Working;

/// Where it stands.
pub(crate) const ADDRESS: &str = "/office/inspection";
/// Who keeps the site in order.
const ROLES: [Role; 6] =
    [Role::Clerk, Role::Handler, Role::Reviewer, Role::SecrecyReviewer, Role::Signer, Role::Supervisor];

/// A finding as a row.
struct Row {
    severity: Badge,
    zh: String,
    said: String,
    place: Option<(String, String)>,
    source: String,
    is_certain: bool,
}

#[derive(Template)]
#[template(path = "office/inspection.html")]
struct Report {
    page: Page,
    score: String,
    /// What speaks against the site now.
    now: Vec<Row>,
    /// What will within three days.
    ahead: Vec<Row>,
    /// Links to other sites, which only a person or another program can open.
    outside: Vec<Outside>,
}

/// `GET /office/inspection`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(&ROLES)?;
    let desk = &bench.desk;
    let code = &bench.masthead.marks.site_code;
    let (Inspection { findings, score }, outside) =
        inspect(&desk.store, desk.agency, code, Rules::built_in(), desk.clock.today()).await?;
    let (ahead, now): (Vec<_>, Vec<_>) = findings.into_iter().partition(|one| one.is_ahead);
    let score =
        score.map_or_else(|| "单项否决，不计分".to_owned(), |points| format!("{}分", points.normalize()));
    let page = frame::page(&bench, appearance, &working, "网站自查", ADDRESS)
        .under("主动公开", "/office/publications");
    let report = Report { page, score, now: rows(now), ahead: rows(ahead), outside };
    Ok(Html(report.render()?))
}

fn rows(findings: Vec<Finding>) -> Vec<Row> {
    findings.into_iter().map(row).collect()
}

fn row(finding: Finding) -> Row {
    let Finding { rule, said, place, .. } = finding;
    let tone = match rule.severity {
        Severity::Veto => Tone::Late,
        Severity::Deduct => Tone::Soon,
        Severity::Advice => Tone::Plain,
    };
    let word = match rule.severity {
        Severity::Deduct => format!("扣{}分", rule.points.normalize()),
        severity => severity.zh().to_owned(),
    };
    Row {
        severity: Badge::new(tone, word),
        zh: rule.zh,
        said,
        place,
        source: rule.source,
        is_certain: rule.is_certain,
    }
}
