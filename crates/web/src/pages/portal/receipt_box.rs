//! What an applicant takes along (申请回执): number, query code, and where to follow the application.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::HeaderMap;

use super::qr;
use crate::desk::Bench;

/// The receipt itself, the same from the portal and from the counter.
#[derive(Template)]
#[template(path = "portal/receipt_box.html")]
pub(crate) struct ReceiptBox {
    agency: String,
    number: String,
    /// In groups of four.
    query_code: Option<String>,
    /// What is said where there is no code to show.
    without_code: &'static str,
    /// A day with what it is.
    day: String,
    status_address: Option<String>,
    image: Option<String>,
}

impl HtmlSafe for ReceiptBox {}

impl ReceiptBox {
    /// Of an application with this number.
    pub(crate) fn new(
        bench: &Bench,
        headers: &HeaderMap,
        number: &str,
        query_code: Option<&str>,
        without_code: &'static str,
        day: String,
    ) -> Self {
        let address = format!("/apply/status?number={number}");
        let status_address = qr::whole_address(bench, headers, &address);
        Self {
            agency: bench.masthead.agency.clone(),
            number: number.to_owned(),
            query_code: query_code.map(grouped),
            without_code,
            day,
            image: status_address.as_deref().and_then(qr::image),
            status_address,
        }
    }
}

/// A code as it is read aloud and typed: capitals, in groups of four.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.to_uppercase().chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
