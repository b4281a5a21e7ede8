//! 依申请公开: how to apply, and the form to print. 《条例》第27条至第31条、第33条、第39条、第42条、第51条

use std::sync::{Arc, OnceLock};

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{Html, Response};
use office::applications::{Choices, blank_form as blank_form_files};
use statute::clock::{ANSWER_WORKDAYS, CONSULTATION_WORKDAYS, EXTENSION_WORKDAYS, SUPPLEMENT_WORKDAYS};
use statute::fee::Tariff;
use statute::remedy::{REVIEW_DAYS, SUIT_MONTHS};

use super::apply::{FORMS, IDENTITIES, KINDS, WAYS};
use crate::desk::Bench;
use crate::download::{WORD, attachment};
use crate::error::Error;
use crate::layout::{APPLYING, Appearance, Masthead, Page, Rendered};

#[derive(Template)]
#[template(path = "portal/guide.html")]
struct Guide {
    page: Page,
    /// Whether applications are taken on this site.
    is_online: bool,
    /// Where and when the office is found.
    contact: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "portal/blank_form.html")]
struct BlankForm {
    page: Page,
    /// Choices as boxes to tick.
    identities: String,
    kinds: String,
    forms: String,
    ways: String,
}

/// `GET /zfxxgk/ysqgk/`, rendered, of a site that takes no applications.
pub(crate) fn instructions(masthead: &Arc<Masthead>) -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| {
        let page = page(masthead, appearance, APPLYING.name, APPLYING.address);
        Guide { page, is_online: false, contact: Vec::new() }.render()
    })
}

/// `GET /zfxxgk/ysqgk/` of a site that takes applications: where the office is found stands in the ledger.
pub(crate) async fn show(State(bench): State<Bench>, appearance: Appearance) -> Result<Html<String>, Error> {
    let page = page(&bench.masthead, appearance, APPLYING.name, APPLYING.address);
    Ok(Html(Guide { page, is_online: true, contact: contact(&bench).await? }.render()?))
}

/// Where and when the office is found. 《条例》第12条
async fn contact(bench: &Bench) -> Result<Vec<(&'static str, String)>, Error> {
    let desk = &bench.desk;
    let agencies = desk.store.agencies().await?;
    let agency = agencies.into_iter().find(|row| row.id == desk.agency).map(|row| row.agency);
    let settings = office::agencies::settings(&desk.store, desk.agency, desk.clock.today()).await?;
    let agency = agency.unwrap_or_default();
    let parts = [
        ("联系地址", agency.address),
        ("邮政编码", agency.postcode),
        ("办公时间", Some(settings.hours)),
        ("联系电话", agency.telephone),
        ("电子邮箱", agency.email),
    ];
    let known = parts.into_iter().filter_map(|(label, text)| Some((label, text?)));
    Ok(known.filter(|(_, text)| !text.is_empty()).collect())
}

/// `GET /zfxxgk/ysqgk/form`, rendered: to be printed and filled in by hand.
pub(crate) fn blank_form(masthead: &Arc<Masthead>) -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| {
        let page = page(masthead, appearance, "政府信息公开申请表", "/zfxxgk/ysqgk/form")
            .under(APPLYING.name, APPLYING.address);
        BlankForm {
            page,
            identities: boxes(IDENTITIES),
            kinds: boxes(KINDS),
            forms: boxes(FORMS),
            ways: boxes(WAYS),
        }
        .render()
    })
}

/// The form as files for whoever fills it in with a pen or a word processor; made when first asked for.
pub(crate) struct FormFiles {
    agency: String,
    files: OnceLock<Option<(Bytes, Bytes)>>,
}

impl FormFiles {
    pub(crate) fn new(agency: &str) -> Self {
        Self { agency: agency.to_owned(), files: OnceLock::new() }
    }

    /// Word file and PDF; none where they cannot be made.
    fn made(&self) -> Option<(Bytes, Bytes)> {
        let labels =
            |options: &'static [(&str, &str)]| options.iter().map(|(_, label)| *label).collect::<Vec<_>>();
        let make = || {
            let (identities, kinds) = (labels(IDENTITIES), labels(KINDS));
            let (forms, ways) = (labels(FORMS), labels(WAYS));
            let choices = Choices { identities: &identities, kinds: &kinds, forms: &forms, ways: &ways };
            let (word, pdf) = blank_form_files(&self.agency, &choices).ok()?;
            Some((word.into(), pdf.into()))
        };
        self.files.get_or_init(make).clone()
    }
}

/// `GET /zfxxgk/ysqgk/form.docx`
pub(crate) async fn form_word(State(files): State<Arc<FormFiles>>) -> Result<Response, Error> {
    let (word, _) = form_files(files).await?;
    Ok(attachment("政府信息公开申请表.docx", WORD, word.into()))
}

/// `GET /zfxxgk/ysqgk/form.pdf`
pub(crate) async fn form_pdf(State(files): State<Arc<FormFiles>>) -> Result<Response, Error> {
    let (_, pdf) = form_files(files).await?;
    Ok(attachment("政府信息公开申请表.pdf", "application/pdf", pdf.into()))
}

async fn form_files(files: Arc<FormFiles>) -> Result<(Bytes, Bytes), Error> {
    let made = tokio::task::spawn_blocking(move || files.made()).await;
    made.ok().flatten().ok_or(Error::Fault)
}

fn page(masthead: &Arc<Masthead>, appearance: Appearance, title: &str, address: &str) -> Page {
    Page::new(masthead, appearance, title, address).under("首页", "/")
}

/// Labels as boxes to tick.
fn boxes(options: &[(&str, &str)]) -> String {
    options.iter().map(|(_, label)| format!("□ {label}")).collect::<Vec<_>>().join("　")
}
