//! One request with everything on record of it, its letter, and what may be done with it now.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use office::applications::masked;
use office::letters::{self, Letter, NotComposed};
use office::rectifications::{self, CaseFile, KIND, NAME};
use statute::rectification::{Act, Judgement, Step, Verb};
use store::{Accessed, StoredStep};

use super::super::attachments::{Attachment, attachments, handed_out};
use super::super::handled::Handled;
use super::super::{frame, history};
use super::{Rectifications, fields, list};
use crate::desk::Bench;
use crate::download::{WORD, letter_file};
use crate::error::Error;
use crate::layout::{Appearance, Badge, Happening, Page, Steps};
use crate::session::Working;

/// What is on record under a word.
type Fact = (&'static str, String);

#[derive(Template)]
#[template(path = "office/rectifications/case.html")]
struct Case {
    page: Page,
    stage: Badge,
    address: String,
    menu: Vec<(Verb, String)>,
    facts: Vec<Fact>,
    judgement: &'static str,
    /// What the letter is at present; none where there is none, or it cannot be composed.
    letter: Option<String>,
    letter_fault: String,
    steps: Steps,
    attachments: Vec<Attachment>,
}

/// `GET /office/rectifications/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let names = history::names(&bench).await?;
    let request = &file.stored.case;
    let address = format!("/office/rectifications/{number}");
    let (letter, letter_fault) = match answer(&bench, &file).await? {
        Ok(letter) => (letter.map(|letter| told(&letter)), String::new()),
        Err(fault) => (None, fault.to_string()),
    };
    let attached = file.steps.iter().flat_map(|step| {
        let from = format!("{} {}", step.step.on, step.step.act.verb().zh());
        attachments(step, &address, &from)
    });
    let page = Case {
        page: frame::page(&bench, appearance, &working, format!("更正申请 {number}"), &address)
            .under("更正申请", "/office/rectifications"),
        stage: list::stage(request),
        menu: request
            .menu(working.officer())
            .map(|verb| (verb, format!("{address}/{}", verb.code())))
            .collect(),
        facts: facts(&file),
        judgement: request.judgement.map(Judgement::zh).unwrap_or_default(),
        letter,
        letter_fault,
        steps: Steps { happenings: happenings(&file, &names) },
        attachments: attached.collect(),
        address: address.clone(),
    };
    // Personal data stays out of every cache.
    Ok(frame::private(page.render()?))
}

/// Reads a request for an officer who reads applications.
async fn case_file(bench: &Bench, working: &Working, number: &str) -> Result<CaseFile, Error> {
    frame::need_reader(working)?;
    Rectifications::load(bench, number).await
}

async fn answer(bench: &Bench, file: &CaseFile) -> Result<Result<Option<Letter>, NotComposed>, Error> {
    let desk = &bench.desk;
    Ok(rectifications::answer(&desk.store, desk.agency, file, desk.clock.now()).await?)
}

/// 草稿, or title and number of what was signed.
fn told(letter: &Letter) -> String {
    match &letter.number {
        Some(number) => format!("{}（{number}）", letter.title),
        None => format!("{}（草稿）", letter.title),
    }
}

fn facts(file: &CaseFile) -> Vec<Fact> {
    let request = &file.stored.case;
    let mut facts =
        vec![("渠道", request.channel.zh().to_owned()), ("收到日期", request.received_on.to_string())];
    let written = [
        ("申请人", NAME),
        ("申请人类型", KIND),
        ("联系方式", "contact"),
        ("要求更正的信息记录", "record"),
        ("哪里不准确，应当怎样记录", "claim"),
        ("证据", "proof"),
        ("答复的送达方式", "way"),
        ("说明", "note"),
    ];
    let written = written.into_iter().map(|(word, field)| (word, file.field(field)));
    facts.extend(written.filter(|(_, value)| !value.is_empty()));
    facts
}

/// What the act itself says.
fn said(act: &Act) -> Vec<String> {
    match act {
        Act::Registered { channel, received_on, .. } => {
            vec![format!("渠道：{}", channel.zh()), format!("{received_on}收到")]
        }
        Act::Drafted { judgement } => vec![judgement.zh().to_owned()],
        Act::Signed { letter } => vec![format!("文号：{letter}")],
        Act::Served { way } => vec![way.zh().to_owned()],
        Act::Approved | Act::SentBack | Act::Withdrawn => Vec::new(),
    }
}

/// What was written with a step; what stands in the registration is shown elsewhere on the page.
fn written(step: &StoredStep<Step>) -> Vec<String> {
    if matches!(step.step.act, Act::Registered { .. }) {
        return Vec::new();
    }
    let texts = step.texts.iter().flatten();
    let labelled = texts.filter_map(|(name, text)| Some((fields::label(name)?, text.as_str()?)));
    let word = |text: &str| if text == "yes" { "是".to_owned() } else { masked(text) };
    labelled.map(|(label, text)| format!("{label}：{}", word(text))).collect()
}

/// Every step, oldest first, with who did it, what it says and what was written.
fn happenings(file: &CaseFile, names: &history::Names) -> Vec<Happening> {
    let last = file.steps.len().saturating_sub(1);
    let is_open = file.stored.case.is_open();
    let one = |(index, step): (usize, &StoredStep<Step>)| {
        let mut detail = vec![names.get(&step.step.by).unwrap_or(&step.step.by).clone()];
        detail.extend(said(&step.step.act));
        detail.extend(written(step));
        history::happened(step.step.on, step.step.act.verb().zh(), &detail, index == last && is_open)
    };
    file.steps.iter().enumerate().map(one).collect()
}

/// What was done after a version was read, for whoever comes second.
pub(super) fn since(file: &CaseFile, version: i64) -> Vec<String> {
    let later: Vec<_> = file.steps.iter().filter(|step| step.version > version).collect();
    if later.is_empty() {
        return vec!["页面不是最新的".to_owned()];
    }
    let one = |step: &&StoredStep<Step>| {
        let (step, at) = (&step.step, &step.at);
        history::came_between(at, step.on, &step.by, step.act.verb().zh(), &said(&step.act))
    };
    later.iter().map(one).collect()
}

/// `GET /office/rectifications/{number}/files/{hash}`: an attachment, by the request it belongs to.
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

/// `GET /office/rectifications/{number}/letter.docx`
pub(crate) async fn letter_docx(
    bench: State<Bench>,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let letter = the_letter(&bench, &working, &number).await?;
    letter_file(letter, &number, "docx", WORD, letters::docx).await
}

/// `GET /office/rectifications/{number}/letter.pdf`
pub(crate) async fn letter_pdf(
    bench: State<Bench>,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let letter = the_letter(&bench, &working, &number).await?;
    letter_file(letter, &number, "pdf", "application/pdf", letters::pdf).await
}

async fn the_letter(bench: &Bench, working: &Working, number: &str) -> Result<Letter, Error> {
    let file = case_file(bench, working, number).await?;
    let letter = answer(bench, &file).await?.ok().flatten().ok_or(Error::NotFound)?;
    frame::handed_out(bench, working, number, letter.form.into()).await?;
    Ok(letter)
}
