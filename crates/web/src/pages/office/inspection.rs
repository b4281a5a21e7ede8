//! The agency's own site as an inspector would see it (网站自查): score, findings, what comes near.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use office::inspection::outside::{Opening, Standing};
use office::inspection::{Inspected, Outside, Seen, inspect};
use office::lists::{Absent, Kept, absent};
use statute::inspection::{Finding, Inspection, Rules, Severity};
use statute::procedure::Role;

use super::lists::keepers;
use super::{frame, history};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Tone};
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
    /// That links to other sites were never opened, or too long ago.
    notice: Option<Notice>,
    last: Option<Last>,
    /// Addresses on other sites that do not open, and those of which nobody can say.
    broken: Vec<Standing>,
    unknown: Vec<Standing>,
    /// Links to other sites, and whether they came after links were opened last.
    outside: Vec<(Outside, bool)>,
    unopened: usize,
}

/// When links to other sites were opened last, by whom, and what came of it.
struct Last {
    at: String,
    by: String,
    counts: String,
    left_out: usize,
}

impl Last {
    fn of(opening: &Opening, names: &history::Names) -> Self {
        let Opening { at, by, addresses, opened, broken, left_out, .. } = opening;
        let unknown = addresses.saturating_sub(opened + broken);
        Self {
            at: at.strftime("%Y-%m-%d %H:%M").to_string(),
            by: names.get(by).unwrap_or(by).clone(),
            counts: format!("{addresses}个，打得开{opened}个，打不开{broken}个，不能确定{unknown}个"),
            left_out: *left_out,
        }
    }
}

/// What is told where links to other sites were never opened, or too long ago.
fn notice(opening: Option<&Opening>) -> Option<Notice> {
    let headline = match opening {
        None => "链接到其他网站的链接从未核对",
        Some(opening) if opening.is_old => "距上一次核对已超过两周",
        Some(_) => return None,
    };
    let text = "打不开的也会扣分。请系统管理员在服务器上执行 gongkai check-links，并设为每周执行。";
    Some(Notice::new(Tone::Soon, headline, text))
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
    let Inspected { inspection, outside, opening, seen } =
        inspect(&desk.store, desk.agency, code, &bench.rules, desk.clock.today()).await?;
    let Inspection { findings, score } = inspection;
    let (absent, list) = absent(&desk.store, desk.agency).await?;
    let names = history::names(&bench).await?;
    let said = list.map_or_else(String::new, |list| {
        let by = names.get(&list.actor).unwrap_or(&list.actor);
        format!("{}，{by}填写", frame::beijing(&list.at, "%Y-%m-%d"))
    });
    let (ahead, now): (Vec<_>, Vec<_>) = findings.into_iter().partition(|one| one.is_ahead);
    let score =
        score.map_or_else(|| "单项否决，不计分".to_owned(), |points| format!("{}分", points.normalize()));
    let page = frame::page(&bench, appearance, &working, "网站自查", ADDRESS)
        .under("主动公开", "/office/publications");
    let marked = |link: Outside| {
        let is_unopened = opening.as_ref().is_none_or(|opening| opening.is_before(&link));
        (link, is_unopened)
    };
    let outside: Vec<_> = outside.into_iter().map(marked).collect();
    let unopened = outside.iter().filter(|(_, is_unopened)| *is_unopened).count();
    let (notice, last) =
        (notice(opening.as_ref()), opening.as_ref().map(|opening| Last::of(opening, &names)));
    let standing = opening.map(|opening| opening.standing).unwrap_or_default();
    let (broken, unknown) = standing.into_iter().partition(Standing::is_broken);
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
        notice,
        last,
        broken,
        unknown,
        outside,
        unopened,
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
