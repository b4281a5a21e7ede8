//! The agency's own site as an inspector would see it (网站自查): score, findings, what comes near.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use office::inspection::{Outside, Seen, inspect};
use office::lists::{Absent, Kept, absent};
use statute::inspection::{Finding, Inspection, Rules, Severity};
use statute::procedure::Role;

use super::frame;
use super::history::names;
use super::lists::keepers;
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
    /// How much was gone through.
    seen: Seen,
    /// Columns that the agency says it has nothing to put into, and who said so, when.
    absent: Vec<Absent>,
    said: String,
    /// Whether the officer may say so.
    may_say: bool,
    has_own_rules: bool,
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
    let (Inspection { findings, score }, outside, seen) =
        inspect(&desk.store, desk.agency, code, &bench.rules, desk.clock.today()).await?;
    let (absent, list) = absent(&desk.store, desk.agency).await?;
    let names = names(&bench).await?;
    let said = list.map_or_else(String::new, |list| {
        let by = names.get(&list.actor).unwrap_or(&list.actor);
        format!("{}，{by}填写", frame::beijing(&list.at, "%Y-%m-%d"))
    });
    let (ahead, now): (Vec<_>, Vec<_>) = findings.into_iter().partition(|one| one.is_ahead);
    let score =
        score.map_or_else(|| "单项否决，不计分".to_owned(), |points| format!("{}分", points.normalize()));
    let page = frame::page(&bench, appearance, &working, "网站自查", ADDRESS)
        .under("主动公开", "/office/publications");
    let report = Report {
        page,
        score,
        now: rows(now),
        ahead: rows(ahead),
        seen,
        absent,
        said,
        may_say: working.is_any(keepers(Kept::Absent)),
        has_own_rules: bench.rules != *Rules::built_in(),
        outside,
    };
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
