//! 办理情况: an application followed and acted on by whoever has its number and query code. 《条例》第30条、第35条、第42条

mod calendar_file;
mod standing;
mod ticket;
mod told;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use office::applications::{self, CaseFile, Deed, Linked, NotDone};
use office::letters::{self, Shelf};
use serde_json::Map;
use statute::fee::Fee;
use statute::procedure::{Act, LimitKind, Officer, Service, Verb};

use self::standing::{Contest, Told};
use super::{UPLOAD_LIMIT, form_page, private};
use crate::desk::Bench;
use crate::download::{attachment, letter_file};
use crate::error::Error;
use crate::layout::{Appearance, Badge, Notice, Page, Steps, Term, Tone, Typed, standstill};
use crate::limiter::Sender;
use crate::sent::Sent;
use crate::session::Visitor;

/// The longest number and query code that are looked at, in characters.
const NUMBER_LIMIT: usize = 40;
/// The longest text of a supplement or of reasons.
const TEXT_LIMIT: usize = 5000;
const SURE: &[(&str, &str)] = &[("1", "我要撤回这件申请，知道撤回后不再办理")];

#[derive(Template)]
#[template(path = "portal/status/ask.html")]
struct Ask {
    page: Page,
    form: Typed,
    notice: Option<Notice>,
    /// What was written on a page that had grown too old.
    kept: String,
}

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

/// The forms of the page, each with what was typed into it.
struct Forms {
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
    fn with(verb: Verb, typed: Typed) -> Self {
        let mut forms = Self::default();
        match verb {
            Verb::Supplement => forms.supplement = typed.prefixed("supplement-"),
            Verb::GiveReasons => forms.reasons = typed.prefixed("reasons-"),
            _ => forms.withdrawal = typed.prefixed("withdrawal-"),
        }
        forms
    }
}

/// `GET /apply/status`: asks for number and query code.
pub(crate) async fn ask(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let number = query.get("number").map_or("", String::as_str);
    let number: String = number.chars().take(NUMBER_LIMIT).collect();
    asked(&bench, appearance, &visitor, Typed::default().with("number", number), None, String::new())
}

fn asked(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    form: Typed,
    notice: Option<Notice>,
    kept: String,
) -> Result<Response, Error> {
    let page = form_page(bench, appearance, visitor, "查询办理情况", "/apply/status");
    Ok(private(visitor, Ask { page, form, notice, kept }.render()?))
}

/// A page that has grown too old: number and code are asked again, and what was written is not lost.
fn again(bench: &Bench, appearance: Appearance, visitor: &Visitor, typed: &Typed) -> Result<Response, Error> {
    let form = Typed::default().with("number", typed.value("number"));
    let notice =
        Notice::new(Tone::Soon, "请重新输入查询码", "页面打开时间过长，没有作任何处理。").answering();
    let answer = asked(bench, appearance, visitor, form, Some(notice), typed.value("text").to_owned())?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

/// `POST /apply/status` with number and query code, which stand in no address.
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Sender(sender): Sender,
    sent: Sent,
) -> Result<Response, Error> {
    if visitor.sent(&sent).is_err() {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let mut form = sent.typed;
    form.require("number", "请填写申请编号");
    form.require("query_code", "请填写查询码");
    form.longest("number", "申请编号", NUMBER_LIMIT);
    form.longest("query_code", "查询码", NUMBER_LIMIT);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if form.is_sound() {
        let (desk, limits, now) = (&bench.desk, &bench.limits, bench.desk.clock.now());
        let (number, code) = (form.value("number"), form.value("query_code"));
        limits.lookups.check(&sender, now)?;
        limits.wrong_codes.check(number, now)?;
        limits.lookups.count(&sender, now);
        match applications::status(&desk.store, desk.agency, number, code, desk.clock.today()).await {
            Ok(file) => {
                return standing_page(&bench, appearance, &visitor, &file, None, Forms::default()).await;
            }
            Err(NotDone::Store(error)) => return Err(error.into()),
            Err(missing) => {
                limits.wrong_codes.count(number, now);
                status = StatusCode::NOT_FOUND;
                form.refuse("query_code", missing.to_string());
            }
        }
    }
    let answer = asked(&bench, appearance, &visitor, form, None, String::new())?;
    Ok((status, answer).into_response())
}

/// `POST /apply/status/act`: supplement, reasons, withdrawal.
pub(crate) async fn act(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let Sent { typed: mut form, files } = sent;
    let verb = Verb::from_code(form.value("verb")).ok_or(Error::Malformed)?;
    let version = form.value("version").parse().map_err(|_| Error::Malformed)?;
    let act = match verb {
        Verb::Supplement => Act::SupplementReceived,
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::Withdraw => Act::Withdrawn,
        Verb::Serve => Act::Served { way: Service::Download },
        _ => return Err(Error::Malformed),
    };
    match verb {
        Verb::Withdraw => form.require("sure", "请勾选确认"),
        Verb::Serve => {}
        _ if files.is_empty() => form.require("text", "请填写内容，或者上传附件"),
        _ => {}
    }
    form.longest("text", "内容", TEXT_LIMIT);
    if !applications::is_readable(form.value("text")) {
        form.refuse("text", "含有不能识别的字符");
    }
    let number = form.value("number").to_owned();
    let notice = if form.is_sound() {
        let by_whom = Officer::applicant();
        let deed = Deed { on: None, act: act.clone(), version, texts: texts(&form), files };
        match bench.office().act(&number, deed, &by_whom).await {
            Ok(()) => {
                let file = reload(&bench, &number).await?;
                return standing_page(
                    &bench,
                    appearance,
                    &visitor,
                    &file,
                    Some(thanks(verb)),
                    Forms::default(),
                )
                .await;
            }
            Err(NotDone::Invalid(faults)) => {
                form.refuse_each(faults);
                None
            }
            Err(NotDone::NotPermitted(refused)) => {
                Some(Notice::new(Tone::Soon, "现在不能办理", refused.to_string()).answering())
            }
            Err(NotDone::Conflict) => Some(overtaken(&reload(&bench, &number).await?, version, &act)),
            Err(NotDone::Missing | NotDone::NotComposed(_)) => return Err(Error::NotFound),
            Err(NotDone::Store(error)) => return Err(error.into()),
        }
    } else {
        None
    };
    let status = if form.is_sound() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let file = reload(&bench, &number).await?;
    let answer = standing_page(&bench, appearance, &visitor, &file, notice, Forms::with(verb, form)).await?;
    Ok((status, answer).into_response())
}

/// `POST /apply/status/calendar`: the last days of the remedies as a file.
pub(crate) async fn calendar(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let number = sent.typed.value("number");
    let file = reload(&bench, number).await?;
    let shelf = Shelf::of(&bench.desk.store, bench.desk.agency, &file).await?;
    let contest = standing::contest(&file, &shelf).ok_or(Error::NotFound)?;
    let entries = standing::entries(number, &bench.masthead.agency, &contest);
    let domain = &bench.masthead.marks.domain;
    let host = if domain.is_empty() { "gongkai.invalid" } else { domain };
    let text = calendar_file::file(host, number, &entries, bench.desk.clock.now());
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"remedies-{number}.ics\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// `POST /apply/status/file`: a letter to the applicant, or something that was handed over with the answer.
pub(crate) async fn file(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let number = sent.typed.value("number");
    let file = reload(&bench, number).await?;
    let asked = sent.typed.value("letter");
    if !asked.is_empty() {
        let shelf = Shelf::of(&bench.desk.store, bench.desk.agency, &file).await?;
        let letter = standing::letter(&file, &shelf, asked).ok_or(Error::NotFound)?;
        return letter_file(letter, number, "pdf", "application/pdf", letters::pdf).await;
    }
    let asked = sent.typed.value("file");
    let (name, hash) =
        standing::enclosed(&file).into_iter().find(|(_, hash)| hash == asked).ok_or(Error::NotFound)?;
    let bytes = bench.desk.store.open_sealed(&file.stored.stream, &hash).await?.ok_or(Error::NotFound)?;
    Ok(attachment(&name, "application/octet-stream", bytes))
}

/// `POST /apply/status/linked`: an application that belongs to the one that was opened.
pub(crate) async fn linked(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    sent: Sent,
) -> Result<Response, Error> {
    if !is_ticketed(&bench, &visitor, &sent) {
        return again(&bench, appearance, &visitor, &sent.typed);
    }
    let (desk, asked) = (&bench.desk, sent.typed.value("to"));
    let file = reload(&bench, sent.typed.value("number")).await?;
    let known = applications::linked(&desk.store, desk.agency, &file).await?;
    if !known.iter().any(|one| one.is_same_applicant && one.number == asked) {
        return Err(Error::NotFound);
    }
    let file = reload(&bench, asked).await?;
    standing_page(&bench, appearance, &visitor, &file, None, Forms::default()).await
}

fn is_ticketed(bench: &Bench, visitor: &Visitor, sent: &Sent) -> bool {
    let (desk, typed) = (&bench.desk, &sent.typed);
    let (ticket, number) = (typed.value("ticket"), typed.value("number"));
    visitor.sent(sent).is_ok() && ticket::is_good(&desk.store, ticket, number, visitor, desk.clock.now())
}

async fn reload(bench: &Bench, number: &str) -> Result<CaseFile, Error> {
    let desk = &bench.desk;
    match applications::case_file(&desk.store, desk.agency, number, desk.clock.today()).await {
        Ok(file) => Ok(file),
        Err(NotDone::Store(error)) => Err(error.into()),
        Err(_) => Err(Error::NotFound),
    }
}

fn texts(form: &Typed) -> Map<String, serde_json::Value> {
    let text = form.value("text");
    let name = if form.value("verb") == Verb::Supplement.code() { "content" } else { "reason" };
    let pair = (!text.is_empty()).then(|| (name.to_owned(), text.into()));
    pair.into_iter().collect()
}

fn thanks(verb: Verb) -> Notice {
    let (headline, text) = match verb {
        Verb::Supplement => ("补正已经提交", "答复期限从次日起重新计算。"),
        Verb::GiveReasons => ("说明已经提交", ""),
        Verb::Serve => ("已经确认收到答复", "随附的信息可以下载；行政复议、行政诉讼的期限从今天起算。"),
        _ => ("申请已经撤回", "本机关不再办理。需要时可以重新申请。"),
    };
    Notice::new(Tone::Done, headline, text).answering()
}

/// Something was recorded after the page was opened: perhaps the very same form, sent twice.
fn overtaken(file: &CaseFile, version: i64, act: &Act) -> Notice {
    let is_same = |stored: &store::StoredStep| stored.version > version && stored.step.act == *act;
    if file.steps.iter().any(is_same) {
        Notice::new(Tone::Done, "已经收到，没有重复登记", "").answering()
    } else {
        let text =
            "您打开页面之后，办理情况有了变化。填写的内容都在，请核对最新情况后再提交；附件需要重新选择。";
        Notice::new(Tone::Soon, "尚未提交", text).answering()
    }
}

async fn standing_page(
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

impl Standing {
    fn can(&self, code: &str) -> bool {
        self.may.iter().any(|verb| verb.code() == code)
    }
}

/// The kinds of files that are taken, as a field says it.
const ACCEPTED: &str = "image/jpeg,image/png,image/tiff,.pdf,.docx";

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
