//! What the disclosure office does: load, decide, save. No HTML, no SQL.

pub mod accounts;
pub mod agencies;
pub mod annual_report;
pub mod applications;
pub mod catalogue;
pub mod comments;
mod deed;
pub mod inspection;
pub mod ledger;
pub mod letters;
pub mod lists;
pub mod mail;
pub mod publications;
pub mod rectifications;
pub mod remedies;
pub mod report_checks;
pub mod search;
pub mod subordinates;
pub mod template;
pub mod work;
