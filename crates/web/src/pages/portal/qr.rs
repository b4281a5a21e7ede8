//! A QR code as an image that stands in the page itself.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::desk::Bench;
use crate::layout::percent_encoded;

/// The side of a code, in pixels of a screen.
const SIDE: u32 = 180;

/// An address of this site as a telephone needs it; none where the site's name is not known.
pub(super) fn whole_address(bench: &Bench, headers: &HeaderMap, address: &str) -> Option<String> {
    let own = &bench.masthead.marks.domain;
    if !own.is_empty() {
        return Some(format!("https://{own}{address}"));
    }
    let host = headers.get(HOST)?.to_str().ok()?;
    let scheme = if bench.desk.is_secure { "https" } else { "http" };
    Some(format!("{scheme}://{host}{address}"))
}

/// The code of a text as the address of an image; none where the text is too long for one.
pub(super) fn image(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    let drawing = code.render::<svg::Color<'_>>().min_dimensions(SIDE, SIDE).build();
    Some(format!("data:image/svg+xml,{}", percent_encoded(&drawing)))
}
