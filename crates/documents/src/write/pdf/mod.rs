//! `report.pdf`: the layout of official documents, set by typst from `annual-report.typ`; text can be selected,
//! headings and tables are tagged.

mod data;
mod fonts;
mod glyphs;

use serde_json::Value;
use statute::report::CompiledReport;
use typst::foundations::{Dict, IntoValue, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::error::WriteError;
use super::outline::Outline;

pub(super) use fonts::Layout;
pub use fonts::look_for_fonts;
pub use glyphs::MissingGlyph;

/// The report as PDF (年度报告版式文件), without records: PDF/UA-1, and PDF/A-2a where the day of publication is known,
/// which that standard wants.
///
/// # Errors
///
/// [`WriteError::NoGlyph`] names every character that no font can show: nothing is printed as an empty box.
/// [`WriteError::NoFonts`] says where fonts were looked for.
pub fn pdf(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let outline = Outline::of(&compiled.report);
    let data = data::report(&compiled.report, &outline);
    set(Layout::Report, &glyphs::texts(&outline), &data, compiled.report.published_on.is_some())
}

/// Sets data in a layout. `texts` holds every text of it with its place; `is_dated` tells whether the data has a day,
/// without which the file cannot be PDF/A.
pub(super) fn set(
    layout: Layout,
    texts: &[(String, String)],
    data: &Value,
    is_dated: bool,
) -> Result<Vec<u8>, WriteError> {
    set_with(layout, texts, data, is_dated, Dict::new())
}

/// The same with further inputs of the template, such as pictures.
pub(super) fn set_with(
    layout: Layout,
    texts: &[(String, String)],
    data: &Value,
    is_dated: bool,
    mut inputs: Dict,
) -> Result<Vec<u8>, WriteError> {
    let engine = fonts::engine_for(layout, texts)?;
    inputs.insert(layout.input().into(), data.to_string().into_value());
    let document = engine
        .compile_with_input(inputs)
        .output
        .map_err(|error| WriteError::Typesetting(error.to_string()))?;
    let standards = PdfStandards::new(if is_dated {
        &[PdfStandard::A_2a, PdfStandard::Ua_1]
    } else {
        &[PdfStandard::Ua_1]
    })
    .map_err(|error| WriteError::Typesetting(error.message().to_string()))?;
    let options =
        PdfOptions { creator: Smart::Custom(Some("gongkai".into())), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| {
        let messages: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
        WriteError::Typesetting(messages.join("；"))
    })
}
