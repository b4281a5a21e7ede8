//! The page of an application for whoever opened it: where it stands, the letters, what may be done now.

use askama::Template;
use axum::response::Response;
use office::applications::{self, CaseFile, Linked};
use office::letters::Shelf;
use statute::fee::Fee;
use statute::procedure::{LimitKind, Verb};

use super::super::{UPLOAD_LIMIT, form_page, private};
use super::standing::{Contest, Told};
use super::{standing, ticket, told};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Steps, Term, Tone, Typed, standstill};
use crate::session::Visitor;

const SURE: &[(&str, &str)] = &[("1", "我要撤回这件申请，知道撤回后不再办理")];

/// The kinds of files that are taken, as a field says it.
const ACCEPTED: &str = "image/jpeg,image/png,image/tiff,.pdf,.docx";

#[derive(Template)]
#[template(path = "portal/status/standing.html")]
struct Standing {
    page: Page,
    notice: Option<Notice>,
    number: String,
    version: i64,
    ticket: String,
    stage: Badge,
    turn: &'static str,
    content: String,
    way: String,
    arrived_on: String,
    received_on: Option<String>,
    /// What comes next besides the answer.
    limit: Option<(&'static str, String)>,
    /// The last day for the answer, where it is certain.
    due: Option<String>,
    /// Why it is not.
    standstill: Option<String>,
    is_late: bool,
    is_provisional: bool,
    term: Option<Term>,
    steps: Steps,
    letter: Option<String>,
    fee: Option<Fee>,
    /// Its parts: range, rate, count, yuan.
    bands: Vec<(String, String, u64, u64)>,
    /// Applications of the same applicant that belong to this one, and whether they took its place.
    linked: Vec<Linked>,
    is_split: bool,
    contest: Option<Contest>,
    served_on: String,
    /// What the office asked to be mended, and what to be explained.
    defects: Vec<(&'static str, String)>,
    excess: Vec<(&'static str, String)>,
    letters: Vec<Told>,
    /// Name and hash of what was handed over.
    enclosed: Vec<(String, String)>,
    may: Vec<Verb>,
    forms: Forms,
}

impl Standing {
    fn can(&self, code: &str) -> bool {
        self.may.iter().any(|verb| verb.code() == code)
    }
}

/// The forms of the page, each with what was typed into it.
pub(super) struct Forms {
    supplement: Typed,
    reasons: Typed,
    withdrawal: Typed,
}

impl Default for Forms {
    fn default() -> Self {
        Self {
            supplement: Typed::default().prefixed("supplement-"),
            reasons: Typed::default().prefixed("reasons-"),
            withdrawal: Typed::default().prefixed("withdrawal-"),
        }
    }
}

impl Forms {
    /// Only the form of this verb has been filled in.
    pub(super) fn with(verb: Verb, typed: Typed) -> Self {
        let mut forms = Self::default();
        match verb {
            Verb::Supplement => forms.supplement = typed.prefixed("supplement-"),
            Verb::GiveReasons => forms.reasons = typed.prefixed("reasons-"),
            _ => forms.withdrawal = typed.prefixed("withdrawal-"),
        }
        forms
    }
}

pub(super) async fn standing_page(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    file: &CaseFile,
    notice: Option<Notice>,
    forms: Forms,
) -> Result<Response, Error> {
    let (desk, application) = (&bench.desk, &file.stored.application);
    let today = desk.clock.today();
    let number = application.number.clone();
    let is_split = !application.split_into.is_empty();
    let mut linked = applications::linked(&desk.store, desk.agency, file).await?;
    linked.retain(|one| one.is_same_applicant);
    let deadline = file.deadline.as_ref().filter(|_| !is_split);
    let still = deadline.and_then(|deadline| deadline.standstill.as_ref());
    let due = deadline.and_then(|deadline| deadline.due).filter(|_| still.is_none());
    let page = form_page(bench, appearance, visitor, &format!("申请 {number}"), "/apply/status");
    let moves = if file.beside.moves { desk.store.moves_of(desk.agency, &number).await? } else { Vec::new() };
    let shelf = Shelf::of(&desk.store, desk.agency, file).await?;
    let standing = Standing {
        page,
        notice,
        version: file.stored.version,
        ticket: ticket::issue(&desk.store, &number, visitor, desk.clock.now()),
        number,
        stage: standing::stage(file),
        turn: told::who(application.turn()),
        content: applications::masked(file.field("content")),
        way: [file.field("form"), file.field("way")].join("，").trim_matches('，').to_owned(),
        arrived_on: application.arrived_on.to_string(),
        received_on: application.received_on.map(|date| date.to_string()),
        limit: file
            .limit
            .filter(|limit| limit.kind != LimitKind::Answer)
            .map(|limit| (told::ahead(limit.kind), limit.by.to_string())),
        is_late: application.is_open() && !application.is_reopened && due.is_some_and(|due| due < today),
        due: due.map(|date| date.to_string()),
        is_provisional: deadline.is_some_and(|deadline| deadline.provisional),
        term: deadline.map(|deadline| Term::of(deadline, today)),
        standstill: still.map(|still| standstill(still, "您")),
        steps: Steps { happenings: told::happenings(file, &moves) },
        letter: application.letter.clone(),
        bands: standing::fee(file).as_ref().map(bands).unwrap_or_default(),
        fee: standing::fee(file),
        linked,
        is_split,
        contest: standing::contest(file, &shelf),
        served_on: application.served.map(|(on, _)| on.to_string()).unwrap_or_default(),
        defects: told::asked(file, Verb::AskSupplement),
        excess: told::asked(file, Verb::AskReasons),
        letters: standing::letters(file, &shelf),
        enclosed: standing::enclosed(file),
        may: standing::may(file, today),
        forms,
    };
    Ok(private(visitor, standing.render()?))
}

/// The parts of a fee in words: 第11至30件，每件100元，20件，2000元.
fn bands(fee: &Fee) -> Vec<(String, String, u64, u64)> {
    let unit = fee.mode.unit();
    fee.bands
        .iter()
        .map(|band| {
            let range = if band.from == band.to {
                format!("第{}{unit}", band.from)
            } else {
                format!("第{}至{}{unit}", band.from, band.to)
            };
            (range, format!("{}元/{unit}", band.rate), band.n, band.amount)
        })
        .collect()
}
