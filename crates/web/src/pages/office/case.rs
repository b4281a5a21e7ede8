//! One application with everything on record of it (办理情况), and what may be done with it now.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use office::applications::{self, CaseFile, Linked, Piece, Upload};
use office::letters;
use statute::calendar::Calendar;
use statute::procedure::{Application, Role, Today, Verb};
use statute::readings::Readings;
use store::{Accessed, Store, StoredStep};

use super::mail::Mails;
use super::{frame, history, letter, remedies};
use crate::desk::Bench;
use crate::download::{WORD, attachment};
use crate::error::Error;
use crate::layout::{Appearance, Badge, Page, Steps, Term, Tone, standstill};
use crate::session::Working;
use crate::submitted::Submitted;

/// Who may see an identity number in full, on asking for it.
const SEES_IDENTITY: [Role; 2] = [Role::Clerk, Role::Handler];

/// What is on record under a word.
pub(super) type Fact = (&'static str, String);

pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) from: String,
}

pub(super) struct Inquired {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) sent_on: String,
    pub(super) served_on: String,
    pub(super) result: String,
}

#[derive(Template)]
#[template(path = "office/case.html")]
struct Case {
    page: Page,
    stage: Badge,
    limit: Option<(String, Badge)>,
    facts: Vec<Fact>,
    asked: Vec<Fact>,
    person: Vec<Fact>,
    reveal: Option<String>,
    menu: Vec<(Verb, String)>,
    term: Option<Term>,
    remarks: Vec<String>,
    mails: Mails,
    inquiries: Vec<Inquired>,
    decision: Vec<String>,
    letter: Option<&'static str>,
    letter_fault: String,
    letter_address: String,
    receipt_address: String,
    linked: Vec<Linked>,
    remedies: Vec<remedies::Row>,
    contest: Option<String>,
    sent: Vec<letter::Sent>,
    redrafts: Vec<history::Redraft>,
    steps: Steps,
    attachments: Vec<Attachment>,
}

/// Reads an application for an officer who reads applications.
pub(super) async fn case_file(bench: &Bench, working: &Working, number: &str) -> Result<CaseFile, Error> {
    frame::need_reader(working)?;
    let desk = &bench.desk;
    let today = desk.clock.today();
    applications::case_file(&desk.store, desk.agency, number, today).await.map_err(frame::refused)
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    number: &str,
    is_revealed: bool,
) -> Result<Response, Error> {
    let file = case_file(bench, working, number).await?;
    let desk = &bench.desk;
    let date = desk.clock.today();
    let application = &file.stored.application;
    let names = history::names(bench).await?;
    let readings = Readings::default();
    let today = Today { date, calendar: Calendar::published(), readings: &readings };
    let address = format!("/office/applications/{number}");
    let (identity, has_identity) = identity(&file, is_revealed);
    let can_reveal = has_identity && !is_revealed && working.is_any(&SEES_IDENTITY);
    let is_split = !application.split_into.is_empty();
    let tone = if application.is_open() { Tone::Info } else { Tone::Done };
    let shelf = letter::shelf(bench, &file).await?;
    let (letter, letter_fault) = match letters::current_answer(&shelf, &file, desk.clock.now()) {
        Ok(letter) => {
            (letter.map(|letter| if letter.is_draft() { "草稿" } else { "正式文书" }), String::new())
        }
        Err(fault) => (None, fault.to_string()),
    };
    let beside = history::Beside::of(&desk.store, desk.agency, &file).await?;
    let case = Case {
        page: frame::page(bench, appearance, working, format!("申请 {number}"), &address)
            .under("工作清单", "/office"),
        stage: Badge::new(tone, if is_split { "已拆分" } else { application.stage.zh() }),
        limit: file.limit.map(|limit| {
            (format!("{} {}（含当日）", limit.kind.zh(), limit.by), frame::badge(limit.by, date))
        }),
        facts: facts(application, &names),
        asked: asked(&file),
        person: person(&file, identity),
        reveal: can_reveal.then(|| format!("{address}/identity")),
        menu: application
            .menu(working.officer(), &today)
            .map(|verb| (verb, format!("{address}/{}", verb.code())))
            .collect(),
        // The term of what was split is that of its parts.
        term: term(&file, date).filter(|_| !is_split),
        remarks: remarks(&file),
        mails: Mails::of(bench, working, &file).await?,
        inquiries: inquiries(application),
        decision: application.decision.as_ref().map(history::decided).unwrap_or_default(),
        letter,
        letter_fault,
        letter_address: format!("{address}/letter"),
        receipt_address: format!("{address}/receipt"),
        linked: applications::linked(&desk.store, desk.agency, &file).await?,
        remedies: if file.beside.remedies {
            remedies::about(&desk.store, desk.agency, number, date).await?
        } else {
            Vec::new()
        },
        contest: remedies::contest(working, application),
        sent: letter::sent(&shelf, &file, &address),
        redrafts: history::redrafts(&file, &names),
        steps: Steps { happenings: history::happenings(&file, &beside, &names) },
        attachments: file.steps.iter().flat_map(|step| of_step(step, &address)).collect(),
    };
    // Personal data stays out of every cache.
    Ok(frame::private(case.render()?))
}

/// `GET /office/applications/{number}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    page(&bench, appearance, &working, &number, false).await
}

/// `POST /office/applications/{number}/identity`: the page with the identity number in full. That it is shown is
/// recorded first.
pub(crate) async fn identify(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(number): Path<String>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    working.need(&SEES_IDENTITY)?;
    let desk = &bench.desk;
    desk.store.application(desk.agency, &number).await?.ok_or(Error::NotFound)?;
    frame::handed_out(&bench, &working, &number, Accessed::Identity).await?;
    page(&bench, appearance, &working, &number, true).await
}

/// `GET /office/applications/{number}/files/{hash}`: an attachment, by the application it belongs to.
pub(crate) async fn file(
    State(bench): State<Bench>,
    working: Working,
    Path((number, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let attachment = handed_out(&bench.desk.store, &file.stored.stream, &file.steps, &hash).await?;
    frame::handed_out(&bench, &working, &number, Accessed::File(hash)).await?;
    Ok(attachment)
}

/// An attachment of one of the steps of a stream.
pub(super) async fn handed_out<S>(
    store: &Store,
    stream: &str,
    steps: &[StoredStep<S>],
    hash: &str,
) -> Result<Response, Error> {
    let named = steps.iter().flat_map(named_files).find(|(_, known)| *known == hash);
    let (name, _) = named.ok_or(Error::NotFound)?;
    let bytes = store.open_sealed(stream, hash).await?.ok_or(Error::NotFound)?;
    let upload = Upload { name, bytes };
    let kind = match upload.ending() {
        Some("pdf") => "application/pdf",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("tif") => "image/tiff",
        Some("docx") => WORD,
        _ => "application/octet-stream",
    };
    Ok(attachment(&upload.safe_name(), kind, upload.bytes))
}

/// The attachments of a step: name and hash.
fn named_files<S>(step: &StoredStep<S>) -> impl Iterator<Item = (String, &String)> {
    let names = step.texts.as_ref().and_then(|texts| texts.get("files")?.as_array().cloned());
    let names = names.unwrap_or_default();
    step.files.iter().enumerate().map(move |(index, hash)| {
        let name = names.get(index).and_then(|name| name.as_str());
        (name.unwrap_or("附件").to_owned(), hash)
    })
}

fn of_step(step: &StoredStep, address: &str) -> Vec<Attachment> {
    let from = step.step.act.verb().map_or("登记", Verb::zh);
    attachments(step, address, &format!("{} {from}", step.step.on))
}

/// The attachments of a step; `from` says of which.
pub(super) fn attachments<S>(step: &StoredStep<S>, address: &str, from: &str) -> Vec<Attachment> {
    let one = |(name, hash): (String, &String)| Attachment {
        name,
        address: format!("{address}/files/{hash}"),
        from: from.to_owned(),
    };
    named_files(step).map(one).collect()
}

pub(super) fn facts(application: &Application, names: &history::Names) -> Vec<Fact> {
    let mut facts = vec![
        ("轮到谁", application.turn().zh().to_owned()),
        ("渠道", application.channel.zh().to_owned()),
        ("到达日期", application.arrived_on.to_string()),
    ];
    let mut add = |word, value: Option<String>| facts.extend(value.map(|value| (word, value)));
    add("收到日期", application.received_on.map(|on| on.to_string()));
    let handler = application.handler.as_ref();
    let accepted = if application.is_accepted { "" } else { "（未接办）" };
    add("承办人", handler.map(|name| format!("{}{accepted}", names.get(name).unwrap_or(name))));
    let extension = application.extension_asked;
    add("提请延长", extension.map(|workdays| format!("{workdays}个工作日，待批准")));
    let fee = application.fee.as_ref();
    add("信息处理费", fee.map(|fee| format!("{}元（{}）", fee.total, fee.mode.zh())));
    add("文号", application.letter.clone());
    add("送达", application.served.map(|(on, way)| format!("{on}，{}", way.zh())));
    add(
        "没有送到",
        application.unserved.map(|(on, way)| format!("{on}，{}；未计为送达，应当重新送达", way.zh())),
    );
    let outcome = application.outcome;
    add("计入年报的结果", outcome.map(|outcome| format!("{}，{}", outcome.leaf.zh(), outcome.on)));
    facts
}

pub(super) fn asked(file: &CaseFile) -> Vec<Fact> {
    let words = [
        ("所需信息", "content"),
        ("提供方式", "form"),
        ("获取方式", "way"),
        ("用途", "purpose"),
        ("到达日期早于登记的原因", "arrival_reason"),
    ];
    let filled = words.into_iter().map(|(word, field)| (word, file.field(field).to_owned()));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

/// The identity number as it is shown, and whether there is one.
fn identity(file: &CaseFile, is_revealed: bool) -> (String, bool) {
    let number = file.person().identity_number;
    let count = number.chars().count();
    if is_revealed || count == 0 {
        return (number, count > 0);
    }
    // First and last characters tell one paper from another; short numbers show nothing.
    let shown = if count > 8 { 2 } else { 0 };
    let masked = number
        .chars()
        .enumerate()
        .map(|(index, c)| if index < shown || index + shown >= count { c } else { '*' });
    (masked.collect(), true)
}

fn person(file: &CaseFile, identity: String) -> Vec<Fact> {
    let person = file.person();
    let all = [
        ("申请人类型", file.stored.application.applicant.zh().to_owned()),
        ("姓名或者名称", person.name),
        ("证件名称", person.identity_kind),
        ("证件号码", identity),
        ("法定代表人", person.representative),
        ("联系人", person.contact),
        ("联系电话", person.telephone),
        ("联系地址", person.address),
        ("邮政编码", person.postcode),
        ("电子邮箱", person.email),
        ("工作单位", person.workplace),
        ("传真", person.fax),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The term day by day; none while the application is not received.
pub(super) fn term(file: &CaseFile, today: Date) -> Option<Term> {
    file.deadline.as_ref().map(|deadline| Term::of(deadline, today))
}

/// What is noteworthy about the deadline.
pub(super) fn remarks(file: &CaseFile) -> Vec<String> {
    let Some(deadline) = &file.deadline else { return Vec::new() };
    let mut remarks = vec![deadline.state.zh().to_owned()];
    match (&deadline.standstill, deadline.due) {
        (Some(still), due) => {
            remarks.push(standstill(still, "申请人"));
            remarks.extend(due.map(|due| format!("今天结束征求意见的，答复期限为 {due}（含当日）")));
        }
        (None, Some(due)) => remarks.push(format!("答复期限：{due}（含当日）")),
        (None, None) => {}
    }
    if deadline.provisional {
        remarks.push("暂定：其中有的年份放假安排尚未公布".to_owned());
    }
    remarks.extend(deadline.flags.iter().map(|flag| flag.zh().to_owned()));
    remarks
}

pub(super) fn inquiries(application: &Application) -> Vec<Inquired> {
    let one = |inquiry: &statute::procedure::Inquiry| Inquired {
        id: inquiry.id.clone(),
        kind: inquiry.kind.zh(),
        sent_on: inquiry.sent_on.to_string(),
        served_on: inquiry.served_on.map(|on| on.to_string()).unwrap_or_default(),
        result: inquiry
            .closed
            .map_or_else(|| "未结束".to_owned(), |(on, opinion)| format!("{on}，{}", opinion.zh())),
    };
    application.inquiries.iter().map(one).collect()
}
