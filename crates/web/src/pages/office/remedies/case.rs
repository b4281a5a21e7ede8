//! One case with everything on record of it, its term to reply, and what may be done with it now.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use office::remedies::CaseFile;
use statute::calendar::Calendar;
use statute::remedy_case::Verb;
use store::Accessed;

use super::super::attachments::{Attachment, attachments, handed_out};
use super::super::frame;
use super::super::handled::Handled;
use super::super::history::names;
use super::{Remedies, history, list};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Steps, Tone};
use crate::session::Working;

/// What is on record under a word.
type Fact = (&'static str, String);

#[derive(Template)]
#[template(path = "office/remedies/case.html")]
struct Case {
    page: Page,
    stage: Badge,
    limit: Option<(String, Badge)>,
    menu: Vec<(Verb, String)>,
    late: Option<Notice>,
    application: Option<String>,
    facts: Vec<Fact>,
    term: Vec<Fact>,
    outcome: Vec<Fact>,
    steps: Steps,
    attachments: Vec<Attachment>,
}

/// Reads a case for an officer who reads applications.
async fn case_file(bench: &Bench, working: &Working, number: &str) -> Result<CaseFile, Error> {
    frame::need_reader(working)?;
    Remedies::load(bench, number).await
}

/// `GET /office/remedies/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    let names = names(&bench).await?;
    let stored = &file.stored;
    let case = &stored.case;
    let moves = desk.store.moves_of(desk.agency, &number).await?;
    let address = format!("/office/remedies/{number}");
    let page = Case {
        page: frame::page(&bench, appearance, &working, format!("复议诉讼案件{number}"), &address)
            .under("复议诉讼", "/office/remedies"),
        stage: list::stage(stored, today),
        limit: case.limit(Calendar::published()).map(|by| (format!("答复 {by}"), frame::badge(by, today))),
        menu: case.menu(working.officer()).map(|verb| (verb, format!("{address}/{}", verb.code()))).collect(),
        late: late(&file, today),
        application: case.application.clone(),
        facts: facts(&file),
        term: term(&file),
        outcome: outcome(&file),
        steps: Steps { happenings: history::happenings(&file, &moves, &names) },
        attachments: file
            .steps
            .iter()
            .flat_map(|step| {
                let from = format!("{} {}", step.step.on, step.step.act.verb().zh());
                attachments(step, &address, &from)
            })
            .collect(),
    };
    // Personal data stays out of every cache.
    Ok(frame::private(page.render()?))
}

/// `GET /office/remedies/{number}/files/{hash}`: an attachment, by the case it belongs to.
pub(crate) async fn attachment(
    State(bench): State<Bench>,
    working: Working,
    Path((number, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let attachment = handed_out(&bench.desk.store, &file.stored.stream, &file.steps, &hash).await?;
    frame::handed_out(&bench, &working, &number, Accessed::File(hash)).await?;
    Ok(attachment)
}

/// What a reply that is missing or came late costs.
fn late(file: &CaseFile, today: Date) -> Option<Notice> {
    let (case, term) = (&file.stored.case, &file.term);
    if !case.is_reply_late(today, Calendar::published()) {
        return None;
    }
    let headline = match case.replied_on {
        Some(on) => format!("答复逾期：最晚应在{}（含当日）提出，{on}提出", term.by),
        None => format!("答复已逾期：最晚应在{}（含当日）提出", term.by),
    };
    let text = format!("{}（{}）。", term.consequence, term.consequence_basis);
    Some(Notice::new(Tone::Late, headline, text))
}

fn facts(file: &CaseFile) -> Vec<Fact> {
    let case = &file.stored.case;
    let mut facts = vec![
        ("类别", case.kind.zh().to_owned()),
        ("审理程序", case.track.zh().to_owned()),
        ("收到日期", case.received_on.to_string()),
    ];
    let written = [
        ("复议机关或者法院", "body"),
        ("对方案号", "case_number"),
        ("申请人或者原告", "claimant"),
        ("请求和主要理由", "claim"),
        ("说明", "note"),
    ];
    let written = written.into_iter().map(|(word, field)| (word, file.field(field).to_owned()));
    facts.extend(written.filter(|(_, value)| !value.is_empty()));
    facts
}

fn term(file: &CaseFile) -> Vec<Fact> {
    let (case, term) = (&file.stored.case, &file.term);
    let provisional =
        if term.provisional { "（暂定：其中有的年份放假安排尚未公布）" } else { "" };
    let mut facts = vec![
        ("最后一日", format!("{}{provisional}", term.by)),
        ("怎样计算", format!("{}（{}）", term.counted, term.basis)),
        ("逾期的后果", format!("{}（{}）", term.consequence, term.consequence_basis)),
    ];
    facts.extend(case.replied_on.map(|on| ("提交答复", on.to_string())));
    facts
}

fn outcome(file: &CaseFile) -> Vec<Fact> {
    let case = &file.stored.case;
    let mut facts: Vec<Fact> = Vec::new();
    facts.extend(case.appealed_on.map(|on| ("上诉", format!("{on}，一审结果没有生效，不计入表四"))));
    let Some(outcome) = &case.outcome else { return facts };
    facts.push(("结果", format!("{}，{}", outcome.ruling.zh(), outcome.decided_on)));
    facts.push(("计入表四", format!("{}，{}", case.kind.zh(), outcome.ruling.result().zh())));
    facts.push(("依据", outcome.ruling.basis().to_string()));
    if outcome.reopens {
        let by = outcome.redo_by.map_or_else(|| "没有规定期限".to_owned(), |by| format!("期限 {by}"));
        facts.push(("重新答复", by));
    }
    facts
}
