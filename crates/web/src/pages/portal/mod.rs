//! Pages for citizens.

pub(crate) mod apply;
pub(crate) mod comment;
pub(crate) mod guide;
pub(crate) mod qr;
pub(crate) mod receipt_box;
pub(crate) mod reports;
pub(crate) mod similar;
pub(crate) mod status;

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};
use office::applications::FILE_LIMIT;

use crate::desk::Bench;
use crate::layout::{APPLYING, Appearance, Page, Typed};
use crate::session::{self, Visitor};

/// The largest file, in bytes, as a field says it.
const UPLOAD_LIMIT: u64 = FILE_LIMIT as u64;

/// A page with a form for applicants.
fn form_page(bench: &Bench, appearance: Appearance, visitor: &Visitor, title: &str, address: &str) -> Page {
    let mut page = Page::new(&bench.masthead, appearance, title, address)
        .under_columns(*APPLYING)
        .under(APPLYING.name, APPLYING.address());
    page.column = Some(*APPLYING);
    page.form_token.clone_from(&visitor.form_token);
    page
}

/// A page that nobody but its visitor may keep.
fn private(visitor: &Visitor, page: String) -> Response {
    let mut response = visitor.keep(Html(page).into_response());
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What was typed, without the key of the form it was typed into.
fn renewed(typed: &Typed) -> Typed {
    let kept = typed.pairs().filter(|(name, _)| !matches!(*name, "submission" | session::FORM_TOKEN));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Typed::new(kept).with("submission", session::random())
}

/// Whether it is the key of a form of ours.
fn is_key(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
