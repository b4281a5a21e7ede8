//! Templates of letters (文书模板): the built-in ones and the office's own, checked and tried out when saved.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::applications::day_of;
use office::letters::{self, LetterForm, NotSaved, Templates};
use statute::citation::formal_list;
use statute::letters::Fact;
use statute::procedure::Role;
use store::TemplateChange;

use super::frame;
use crate::desk::Bench;
use crate::download::letter_file;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// Who changes what the agency's letters say.
const KEEPER: [Role; 1] = [Role::SystemAdministrator];

struct Row {
    code: &'static str,
    name: &'static str,
    basis: String,
    /// Since when there is one of the office's own; empty where the built-in one holds.
    own_since: String,
}

#[derive(Template)]
#[template(path = "office/templates.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "office/template.html")]
struct One<'a> {
    page: Page,
    address: String,
    form: &'a Typed,
    notice: Option<Notice>,
    is_own: bool,
    standard: String,
    /// What the letter must contain: placeholders and names; of each group one.
    needed: Vec<(String, String)>,
    /// Everything that a template can name.
    all: Vec<(String, &'static str)>,
    preview: Option<String>,
    /// When it was changed, by whom, to what.
    changes: Vec<(String, String, &'static str)>,
}

/// What a template is called.
fn name(code: &str) -> &'static str {
    match LetterForm::from_code(code) {
        Some(form) => form.zh(),
        None if code == "opening" => "申请与办理经过（各文书的开头）",
        None => "救济途径（附在正文之后）",
    }
}

/// The code as the program knows it, for who keeps templates.
fn known(code: &str, working: &Working) -> Result<&'static str, Error> {
    working.need(&KEEPER)?;
    Templates::codes().find(|known| *known == code).ok_or(Error::NotFound)
}

/// `GET /office/templates`
pub(crate) async fn list(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(&KEEPER)?;
    let changes = bench.desk.store.template_changes(bench.desk.agency).await?;
    let rows = Templates::codes().map(|code| {
        let last = changes.iter().rfind(|change| change.code == code && change.at <= bench.desk.clock.now());
        let own_since =
            last.filter(|change| change.text.is_some()).map(|change| day_of(change.at).to_string());
        let basis = LetterForm::from_code(code).map(|form| formal_list(form.basis())).unwrap_or_default();
        Row { code, name: name(code), basis, own_since: own_since.unwrap_or_default() }
    });
    let page = frame::page(&bench, appearance, &working, "文书模板", "/office/templates");
    Ok(Html(List { page, rows: rows.collect() }.render()?))
}

/// What a page of one template is shown with.
#[derive(Default)]
struct Said {
    notice: Option<Notice>,
    preview: Option<String>,
}

async fn page(
    bench: &Bench,
    appearance: Appearance,
    working: &Working,
    code: &'static str,
    form: Option<&Typed>,
    said: Said,
) -> Result<Html<String>, Error> {
    let desk = &bench.desk;
    let changes = desk.store.template_changes(desk.agency).await?;
    let templates = letters::templates_at(&changes, desk.clock.now());
    let saved = Typed::default().with("text", templates.text(code));
    let address = format!("/office/templates/{code}");
    let group = |group: &&[Fact]| {
        let placeholders: Vec<_> = group.iter().map(|fact| format!("{{{{ {} }}}}", fact.name())).collect();
        let names: Vec<_> = group.iter().map(|fact| fact.zh()).collect();
        (placeholders.join(" 或者 "), names.join("或者"))
    };
    let must = LetterForm::from_code(code).map(LetterForm::must_contain).unwrap_or_default();
    let changed = |change: &TemplateChange| {
        let what = if change.text.is_some() { "保存自定模板" } else { "恢复自带模板" };
        (day_of(change.at).to_string(), change.actor.clone(), what)
    };
    let one = One {
        page: frame::page(bench, appearance, working, format!("{}模板", name(code)), &address)
            .under("文书模板", "/office/templates"),
        address,
        form: form.unwrap_or(&saved),
        notice: said.notice,
        is_own: templates.is_own(code),
        standard: Templates::standard().text(code).to_owned(),
        needed: must.iter().map(group).collect(),
        all: Fact::ALL.iter().map(|fact| (format!("{{{{ {} }}}}", fact.name()), fact.zh())).collect(),
        preview: said.preview,
        changes: changes.iter().rev().filter(|change| change.code == code).map(changed).collect(),
    };
    Ok(Html(one.render()?))
}

/// `GET /office/templates/{code}`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path(code): Path<String>,
) -> Result<Html<String>, Error> {
    let code = known(&code, &working)?;
    page(&bench, appearance, &working, code, None, Said::default()).await
}

/// `POST /office/templates/{code}`: saves what is sound.
pub(crate) async fn save(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(code): Path<String>,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    let code = known(&code, &working)?;
    let desk = &bench.desk;
    let author = frame::author(&bench, &working);
    let text = form.value("text").to_owned();
    match letters::save_template(&desk.store, &author, desk.agency, code, Some(&text)).await {
        Ok(()) => Ok(Redirect::to(&format!("/office/templates/{code}")).into_response()),
        Err(error) => {
            let status = refuse(&mut form, error)?;
            let page = page(&bench, appearance, &working, code, Some(&form), Said::default()).await?;
            Ok((status, page).into_response())
        }
    }
}

/// `POST /office/templates/{code}/preview`: what was typed, tried out on an invented case; nothing is saved.
pub(crate) async fn preview(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path(code): Path<String>,
    Submitted { working, mut form, .. }: Submitted,
) -> Result<Response, Error> {
    let code = known(&code, &working)?;
    let desk = &bench.desk;
    let now = letters::templates_in_force(&desk.store, desk.agency, desk.clock.now()).await?;
    let tried = letters::tried(now, code, form.value("text"));
    let written = tried.and_then(|templates| Ok(letters::preview(&templates, code)?));
    let (status, said) = match written {
        Ok(letter) => {
            let headline = "尚未保存，以下是按示例写出的文书";
            let notice = Some(Notice::new(Tone::Info, headline, "").answering());
            (StatusCode::OK, Said { notice, preview: Some(letters::plain(&letter)) })
        }
        Err(error) => (refuse(&mut form, error)?, Said::default()),
    };
    Ok((status, page(&bench, appearance, &working, code, Some(&form), said).await?).into_response())
}

/// `POST /office/templates/{code}/reset`: back to the built-in one.
pub(crate) async fn reset(
    State(bench): State<Bench>,
    Path(code): Path<String>,
    Submitted { working, .. }: Submitted,
) -> Result<Response, Error> {
    let code = known(&code, &working)?;
    let desk = &bench.desk;
    let author = frame::author(&bench, &working);
    match letters::save_template(&desk.store, &author, desk.agency, code, None).await {
        Ok(()) => Ok(Redirect::to(&format!("/office/templates/{code}")).into_response()),
        Err(NotSaved::Store(error)) => Err(error.into()),
        Err(other) => Err(Error::Conflict(other.to_string())),
    }
}

/// `GET /office/templates/{code}/preview.pdf`: the letter of an invented case by the template in force.
pub(crate) async fn preview_pdf(
    State(bench): State<Bench>,
    working: Working,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let code = known(&code, &working)?;
    let desk = &bench.desk;
    let now = letters::templates_in_force(&desk.store, desk.agency, desk.clock.now()).await?;
    let letter = letters::preview(&now, code).map_err(|_| Error::NotFound)?;
    letter_file(letter, "示例", "pdf", "application/pdf", letters::pdf).await
}

/// Puts the reason at the field.
fn refuse(form: &mut Typed, error: NotSaved) -> Result<StatusCode, Error> {
    let status = match error {
        NotSaved::Store(error) => return Err(error.into()),
        NotSaved::Conflict => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    form.refuse("text", error.to_string().replace('\n', "；"));
    Ok(status)
}
