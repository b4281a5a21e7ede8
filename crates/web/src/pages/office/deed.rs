//! Doing something with an application (办理): one form for every verb of the procedure.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::applications::{self, CaseFile, Deed, NotDone, Parts};
use office::letters::NotComposed;
use statute::calendar::Calendar;
use statute::letters::LetterForm;
use statute::procedure::{NotPermitted, Today, Verb};
use statute::readings::Readings;

use super::case::case_file;
use super::fields::{self, Kind, Shown};
use super::{draft, frame, history};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

#[derive(Template)]
#[template(path = "office/deed.html")]
struct DeedPage<'a> {
    page: Page,
    address: String,
    back: String,
    number: &'a str,
    verb: Verb,
    version: i64,
    basis: String,
    /// The letter whose facts the form asks for.
    chosen: &'static str,
    form: &'a Typed,
    fields: Vec<Shown>,
    has_files: bool,
    notice: Option<Notice>,
    /// What others did since the form was opened.
    changes: Vec<String>,
    /// How a number that the form asks for comes about.
    working: String,
    /// What the law leaves open about it, and how it is read here.
    reading: &'static str,
    is_shown: bool,
}

/// What the law leaves open where a letter comes back.
const RETURNED: &str = "邮件被退回的，《条例》和国办公开办函〔2016〕235号都没有规定交邮之日是否仍为送达日期。本系统从严：没有送到的不算送达，答复期限继续计算，重新送达之日为准；原交邮之日和退回凭证留在案卷中。重新送达可以用任何方式，包括公告。";

/// What a form is shown with.
#[derive(Default)]
struct Said {
    refusal: Option<NotPermitted>,
    /// Why the letter that would go out cannot be composed.
    unwritten: Option<NotComposed>,
    changes: Vec<String>,
    is_hidden: bool,
    /// Whether the form asks for more than it did, by what was chosen.
    is_asking: bool,
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    file: &CaseFile,
    verb: Verb,
    form: &Typed,
    said: Said,
) -> Result<Html<String>, Error> {
    let number = &file.stored.application.number;
    let back = format!("/office/applications/{number}");
    let address = format!("{back}/{}", verb.code());
    let page = frame::page(bench, appearance, working, format!("{} {number}", verb.zh()), &address)
        .under("工作清单", "/office")
        .under(number, &back);
    let fields = fields::of_application(bench, file, verb, form).await?;
    let letter = draft::chosen(form).filter(|_| verb == Verb::Draft);
    let notice = match (&said.refusal, &said.unwritten) {
        (Some(refusal), _) => Some(Notice::new(Tone::Late, "现在不能办理", refusal.to_string()).answering()),
        (None, Some(unwritten)) => {
            Some(Notice::new(Tone::Late, "文书不能生成，没有办理", unwritten.to_string()).answering())
        }
        _ if !said.changes.is_empty() => Some(
            Notice::new(Tone::Soon, "这件申请刚刚由他人办理过", "请核对后再提交，填写的内容没有丢失。")
                .answering(),
        ),
        _ if said.is_asking => {
            Some(Notice::new(Tone::Info, "请补充", "已列出所选情形须写明的事项，补充后再提交。").answering())
        }
        _ => None,
    };
    let basis = verb.rule().basis.map(|basis| basis.to_string()).unwrap_or_default();
    let deed = DeedPage {
        page,
        address,
        back,
        number,
        verb,
        version: file.stored.version,
        basis,
        chosen: letter.map(LetterForm::code).unwrap_or_default(),
        form,
        has_files: fields.iter().any(|field| field.kind == Kind::Files),
        fields: draft::shown_fields(&fields, form)?,
        notice,
        changes: said.changes,
        working: fields::ordinal(bench, file, verb).await?.as_ref().map(fields::working).unwrap_or_default(),
        reading: if verb == Verb::FailService { RETURNED } else { "" },
        is_shown: !said.is_hidden,
    };
    Ok(Html(deed.render()?))
}

fn permitted(bench: &Bench, working: &Working, file: &CaseFile, verb: Verb) -> Result<(), NotPermitted> {
    let readings = Readings::default();
    let today =
        Today { date: bench.desk.clock.today(), calendar: Calendar::published(), readings: &readings };
    file.stored.application.permit(verb, working.officer(), &today)
}

/// `GET /office/applications/{number}/{verb}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((number, verb)): Path<(String, String)>,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let verb = Verb::from_code(&verb).ok_or(Error::NotFound)?;
    if verb == Verb::IssueQueryCode {
        // The parts of a split are opened by one code.
        let desk = &bench.desk;
        let holder = applications::code_holder(&desk.store, desk.agency, &number).await;
        let holder = holder.map_err(frame::refused)?;
        if holder != number {
            let address = format!("/office/applications/{holder}/{}", verb.code());
            return Ok(Redirect::to(&address).into_response());
        }
    }
    let form = fields::start(verb, &file.stored.application, bench.desk.clock.today());
    let refusal = permitted(&bench, &working, &file, verb).err();
    let status = if refusal.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    let said = Said { is_hidden: refusal.is_some(), refusal, ..Said::default() };
    Ok((status, page(&bench, appearance, &working, &file, verb, &form, said).await?).into_response())
}

/// `POST /office/applications/{number}/{verb}`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path((number, verb)): Path<(String, String)>,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    let file = case_file(&bench, &working, &number).await?;
    let verb = Verb::from_code(&verb).ok_or(Error::NotFound)?;
    let mut said = Said::default();
    let version = form.version();
    let status = match permitted(&bench, &working, &file, verb) {
        Err(refusal) if !working.is_any(verb.rule().roles) => {
            said = Said { refusal: Some(refusal), is_hidden: true, ..said };
            StatusCode::FORBIDDEN
        }
        _ if version != file.stored.version => {
            said.changes = history::since(&file, version, &history::names(&bench).await?);
            StatusCode::CONFLICT
        }
        Err(refusal) => {
            said.refusal = Some(refusal);
            StatusCode::FORBIDDEN
        }
        // What the form asks for changes with what was chosen.
        Ok(()) if verb == Verb::Draft && draft::is_turned(&mut form) => StatusCode::OK,
        Ok(()) => match done(&bench, &working, &file, verb, &mut form, files).await {
            Ok(Some(next)) => return Ok(Redirect::to(&next).into_response()),
            // The facts of a ground that was chosen have not been asked for yet.
            Ok(None) if verb == Verb::Draft && draft::has_new_ground(&form) => {
                form.forgive();
                said.is_asking = true;
                StatusCode::OK
            }
            Ok(None) => StatusCode::UNPROCESSABLE_ENTITY,
            Err(NotDone::NotPermitted(refusal)) => {
                said.refusal = Some(refusal);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Err(NotDone::NotComposed(unwritten)) => {
                said.unwritten = Some(unwritten);
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Err(NotDone::Conflict) => {
                let file = case_file(&bench, &working, &number).await?;
                said.changes = history::since(&file, version, &history::names(&bench).await?);
                let page = page(&bench, appearance, &working, &file, verb, &form, said).await?;
                return Ok((StatusCode::CONFLICT, page).into_response());
            }
            Err(error) => return Err(frame::refused(error)),
        },
    };
    Ok((status, page(&bench, appearance, &working, &file, verb, &form, said).await?).into_response())
}

/// Does what a form says and answers where it goes on; none where something in it is wrong, which then stands at its
/// field.
async fn done(
    bench: &Bench,
    working: &Working,
    file: &CaseFile,
    verb: Verb,
    form: &mut Typed,
    files: Vec<applications::Upload>,
) -> Result<Option<String>, NotDone> {
    let desk = &bench.desk;
    let application = &file.stored.application;
    if verb == Verb::Draft {
        draft::tidy(form);
    }
    let fields = fields::of_application(bench, file, verb, form).await.map_err(NotDone::Store)?;
    if let Some(ordinal) = fields::ordinal(bench, file, verb).await.map_err(NotDone::Store)? {
        fields::confirm_ordinal(form, &ordinal);
    }
    fields::check(form, &fields, !files.is_empty());
    if !form.is_sound() {
        return Ok(None);
    }
    let (number, version) = (&application.number, file.stored.version);
    let officer = working.officer();
    let texts = fields::texts(form, &fields);
    let mut next = format!("/office/applications/{number}");
    let done = if verb == Verb::Split {
        let lines = form.value("parts").lines().map(str::trim).filter(|line| !line.is_empty());
        let parts = Parts { version, contents: lines.map(str::to_owned).collect(), note: texts };
        let now = desk.clock.now();
        applications::split(&desk.store, desk.agency, number, parts, officer, now).await.map(drop)
    } else {
        let Some(act) = fields::act(verb, form, application) else { return Ok(None) };
        let on = verb.day_zh().and_then(|_| form.value("on").parse().ok());
        let deed = Deed { on, act, version, texts, files };
        if verb == Verb::IssueQueryCode {
            next = format!("{next}/receipt");
            let issued = bench.office().issue_query_code(number, deed, officer).await;
            issued.map(|code| bench.once.put(&working.token, number, code, desk.clock.now()))
        } else {
            bench.office().act(number, deed, officer).await
        }
    };
    match done {
        Ok(()) => Ok(Some(next)),
        Err(NotDone::Invalid(faults)) => {
            form.refuse_each(faults);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
