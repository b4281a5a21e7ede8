//! 依申请公开: how to apply, and the form to print. 《条例》第27条至第31条、第33条、第39条、第42条、第51条

use std::sync::{Arc, OnceLock};

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use office::agencies;
use office::applications::{
    BlankForm, BlankRow, CellKind, Choices, WIDTH, blank_form as blank_form_files, blank_layout,
};
use statute::clock::{ANSWER_WORKDAYS, CONSULTATION_WORKDAYS, EXTENSION_WORKDAYS, SUPPLEMENT_WORKDAYS};
use statute::fee::Tariff;
use statute::remedy::{REVIEW_DAYS, SUIT_MONTHS};

use super::apply::{FORMS, IDENTITIES, KINDS, WAYS};
use crate::cache::kept;
use crate::desk::{Bench, site};
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
    /// What of it the agency has not said.
    unknown: String,
}

#[derive(Template)]
#[template(path = "portal/blank_form.html")]
struct Paper {
    page: Page,
    form: BlankForm,
}

impl Paper {
    /// Widths of the columns in hundredths of the table's.
    fn widths(&self) -> impl Iterator<Item = u16> {
        self.form.columns.iter().map(|width| (width * 100 + WIDTH / 2) / WIDTH)
    }

    /// The height of a row as browsers count it: 96 to an inch.
    fn height(row: &BlankRow) -> u16 {
        (row.height * 378 + 50) / 100
    }
}

/// `GET /zfxxgk/ysqgk/`, rendered, of a site that takes no applications.
pub(crate) fn instructions(masthead: &Arc<Masthead>) -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| {
        let mut page = column_page(masthead, appearance);
        page.head.url = site(None, masthead).map(|site| site + &APPLYING.address()).unwrap_or_default();
        Guide { page, is_online: false, contact: Vec::new(), unknown: String::new() }.render()
    })
}

/// `GET /zfxxgk/ysqgk/` of a site that takes applications: where the office is found stands in the ledger.
pub(crate) async fn show(State(bench): State<Bench>, appearance: Appearance) -> Result<Response, Error> {
    let mut page = column_page(&bench.masthead, appearance);
    page.head.url = bench.own_address(&APPLYING.address());
    let (contact, unknown): (Vec<_>, Vec<_>) =
        contact(&bench).await?.into_iter().partition(|(_, text)| !text.is_empty());
    // Nobody needs a postcode or an address of e-mail to find the office.
    let unknown: Vec<_> =
        unknown.into_iter().map(|(label, _)| label).filter(|label| NEEDED.contains(label)).collect();
    Ok(kept(Guide { page, is_online: true, contact, unknown: unknown.join("、") }.render()?))
}

/// What a guide must say of where the office is found.
const NEEDED: [&str; 3] = ["联系地址", "办公时间", "联系电话"];

/// Where and when the office is found, as far as it is known. 《条例》第12条
async fn contact(bench: &Bench) -> Result<[(&'static str, String); 7], Error> {
    let desk = &bench.desk;
    let settings = agencies::settings(&desk.store, desk.agency, desk.clock.today()).await?;
    Ok([
        ("受理机构", settings.office),
        ("联系地址", settings.address.unwrap_or_default()),
        ("邮政编码", settings.postcode.unwrap_or_default()),
        ("办公时间", settings.hours),
        ("联系电话", settings.telephone.unwrap_or_default()),
        ("传真", settings.fax),
        ("电子邮箱", settings.email.unwrap_or_default()),
    ])
}

/// `GET /zfxxgk/ysqgk/form`, rendered: to be printed and filled in by hand.
pub(crate) fn blank_form(masthead: &Arc<Masthead>) -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| paper(masthead, appearance))
}

/// The same beside the columns of publications.
pub(crate) async fn form(State(bench): State<Bench>, appearance: Appearance) -> Result<Response, Error> {
    Ok(kept(paper(&bench.masthead, appearance)?))
}

fn paper(masthead: &Arc<Masthead>, appearance: Appearance) -> Result<String, askama::Error> {
    let page = Page::new(masthead, appearance, "政府信息公开申请表", "/zfxxgk/ysqgk/form")
        .under_columns(*APPLYING)
        .under(APPLYING.name, APPLYING.address());
    let form = with_choices(|choices| blank_layout(&masthead.agency, choices));
    Paper { page, form }.render()
}

/// Hands over what can be chosen on the form: the same on the site and on paper.
fn with_choices<T>(make: impl FnOnce(&Choices<'_>) -> T) -> T {
    let labels =
        |options: &'static [(&str, &str)]| options.iter().map(|(_, label)| *label).collect::<Vec<_>>();
    let (identities, kinds, forms, ways) = (labels(IDENTITIES), labels(KINDS), labels(FORMS), labels(WAYS));
    make(&Choices { identities: &identities, kinds: &kinds, forms: &forms, ways: &ways })
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
        let make = || {
            let (word, pdf) = with_choices(|choices| blank_form_files(&self.agency, choices)).ok()?;
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

/// The column itself, with the tree it stands in.
fn column_page(masthead: &Arc<Masthead>, appearance: Appearance) -> Page {
    let page = Page::new(masthead, appearance, APPLYING.name, APPLYING.address());
    page.under_columns(*APPLYING).beside_tree(*APPLYING)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths and heights stand in the stylesheet: pages carry no styles of their own.
    #[test]
    fn the_stylesheet_knows_every_width_and_height_of_the_form() {
        const CSS: &str = include_str!("../../../static/site.css");
        let form = with_choices(|choices| blank_layout("示例市测试局", choices));
        let widths = form.columns.iter().map(|width| (width * 100 + WIDTH / 2) / WIDTH);
        let percents = widths.map(|width| format!("[data-percent=\"{width}\"] {{ width: {width}%; }}"));
        let heights = form.rows.iter().map(Paper::height);
        let heights = heights.map(|height| format!("[data-height=\"{height}\"] {{ height: {height}px; }}"));
        for rule in percents.chain(heights) {
            assert!(CSS.contains(&rule), "{rule}");
        }
    }
}
