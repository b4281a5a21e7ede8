//! A QR code as an image that stands in the page itself.

use std::fmt::Write as _;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, bits, ec};

use crate::desk::Bench;
use crate::layout::percent_encoded;

/// Light modules around a code.
const MARGIN: usize = 4;

/// An address of this site as a telephone needs it; none where the site's name is not known.
pub(crate) fn whole_address(bench: &Bench, headers: &HeaderMap, address: &str) -> Option<String> {
    if let Some(own) = bench.own_site() {
        return Some(format!("{own}{address}"));
    }
    let host = headers.get(HOST)?.to_str().ok()?;
    let scheme = if bench.desk.is_secure { "https" } else { "http" };
    Some(format!("{scheme}://{host}{address}"))
}

/// A page's address as a code for telephones, with the address; none where the site's name is not known.
pub(crate) fn of_page(bench: &Bench, headers: &HeaderMap, address: &str) -> Option<(String, String)> {
    let whole = whole_address(bench, headers, address)?;
    Some((image(&whole)?, whole))
}

/// The code of a text as the address of an image; none where the text is too long for one.
pub(crate) fn image(text: &str) -> Option<String> {
    // Readers take the mask from the code itself. Trying all eight for the evenest, as the library does, costs half a
    // millisecond, more than everything else that a submission needs.
    let (modules, width) = modules(text, MaskPattern::Checkerboard)?;
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run[0] == Color::Dark {
                let length = run.len();
                write!(path, "M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN).ok()?;
            }
            x += run.len();
        }
    }
    let side = width + 2 * MARGIN;
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
    );
    Some(format!("data:image/svg+xml,{}", percent_encoded(&drawing)))
}

/// The modules of the code, row by row, and how many a row has.
fn modules(text: &str, mask: MaskPattern) -> Option<(Vec<Color>, usize)> {
    const LEVEL: EcLevel = EcLevel::M;
    let bits = bits::encode_auto(text.as_bytes(), LEVEL).ok()?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, LEVEL).ok()?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(mask);
    Some((canvas.into_colors(), usize::try_from(version.width()).ok()?))
}

#[cfg(test)]
mod tests {
    use qrcode::QrCode;

    use super::*;

    #[test]
    fn the_code_is_the_library_s_but_for_its_mask() {
        for text in ["http://127.0.0.1:8000/apply/status?number=2026-1", "短", &"x".repeat(300)] {
            let code = QrCode::new(text).unwrap();
            let masks = [
                MaskPattern::Checkerboard,
                MaskPattern::HorizontalLines,
                MaskPattern::VerticalLines,
                MaskPattern::DiagonalLines,
                MaskPattern::LargeCheckerboard,
                MaskPattern::Fields,
                MaskPattern::Diamonds,
                MaskPattern::Meadow,
            ];
            let drawn = masks.map(|mask| modules(text, mask).unwrap());
            assert!(drawn.iter().all(|(_, width)| *width == code.width()));
            let alike = drawn.iter().filter(|(modules, _)| *modules == code.to_colors()).count();
            assert_eq!(alike, 1, "{text}: one mask is the one the library takes");
        }
        assert_eq!(image(&"x".repeat(5000)), None, "too long for any code");
    }
}
