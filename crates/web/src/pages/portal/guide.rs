//! 依申请公开: how to apply, and the form to print. 《条例》第27条至第31条、第33条、第39条、第42条、第51条

use std::sync::Arc;

use askama::Template;
use statute::clock::{ANSWER_WORKDAYS, CONSULTATION_WORKDAYS, EXTENSION_WORKDAYS, SUPPLEMENT_WORKDAYS};
use statute::fee::Tariff;
use statute::remedy::{REVIEW_DAYS, SUIT_MONTHS};

use super::apply::{FORMS, IDENTITIES, KINDS, WAYS};
use crate::layout::{APPLYING, Appearance, Masthead, Page, Rendered};

#[derive(Template)]
#[template(path = "portal/guide.html")]
struct Guide {
    page: Page,
    /// Whether applications are taken on this site.
    is_online: bool,
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

/// `GET /zfxxgk/ysqgk/`, rendered.
pub(crate) fn instructions(masthead: &Arc<Masthead>, is_online: bool) -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| {
        let page = page(masthead, appearance, APPLYING.name, APPLYING.address);
        Guide { page, is_online }.render()
    })
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

fn page(masthead: &Arc<Masthead>, appearance: Appearance, title: &str, address: &str) -> Page {
    Page::new(masthead, appearance, title, address).under("首页", "/")
}

/// Labels as boxes to tick.
fn boxes(options: &[(&str, &str)]) -> String {
    options.iter().map(|(_, label)| format!("□ {label}")).collect::<Vec<_>>().join("　")
}
