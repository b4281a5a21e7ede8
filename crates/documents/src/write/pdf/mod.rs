//! `report.pdf`: the layout of official documents, set by typst from `annual-report.typ`; text can be selected,
//! headings and tables are tagged.

mod data;
mod fonts;
mod glyphs;

use statute::report::CompiledReport;
use typst::foundations::{Dict, IntoValue, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::error::WriteError;
use super::outline::Outline;

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
    let engine = fonts::engine_for(&outline)?;
    let data = data::report(&compiled.report, &outline).to_string();
    let mut inputs = Dict::new();
    inputs.insert("report".into(), data.into_value());
    let document = engine
        .compile_with_input(inputs)
        .output
        .map_err(|error| WriteError::Typesetting(error.to_string()))?;
    let standards = PdfStandards::new(if compiled.report.published_on.is_some() {
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
