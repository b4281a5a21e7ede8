//! `report.docx`: the layout of official documents (GB/T 9704-2012), real tables, real headings.
//!
//! The parts of the package are written directly; `docs/decisions/0005-word-files-written-directly.md` says why.

mod body;
mod package;

pub(super) use body::{paragraph, run, twips};
pub(super) use package::{Extra, pack, pack_letter, pack_publication, properties};

use statute::report::CompiledReport;

use super::error::WriteError;
use super::outline::Outline;

/// The report as a Word file (年度报告文字版), to be signed, sealed and printed: without records.
pub fn docx(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let outline = Outline::of(&compiled.report);
    let report = &compiled.report;
    let agency = report.agency.as_deref().unwrap_or_default();
    let core = properties(&outline.title(), agency, "政府信息公开工作年度报告", report.published_on);
    pack(&body::document(&outline), &core)
}
