//! What the disclosure office does: load, decide, save. No HTML, no SQL.

pub mod report_checks;
pub mod ledger;
