//! Files out: a compiled annual report as web page, Word file, PDF, workbook and JSON, the internal page of its
//! records, and letters. 《条例》第36条、第49条、第50条
//!
//! Every writer draws the same outline and the same forms, so that reading any rendering back gives the
//! same tables.

pub mod blank_form;
mod docx;
mod error;
pub mod findings;
mod form;
mod html;
mod json;
mod layout;
pub mod letter;
mod outline;
mod pdf;
pub mod publication;
mod records;
mod tables;
mod xlsx;
mod xml;

pub use docx::docx;
pub use error::WriteError;
pub use html::html;
pub use json::json;
pub use pdf::{MissingGlyph, look_for_fonts, pdf};
pub use records::records;
pub use tables::{table_csv, tables_workbook};
pub use xlsx::xlsx;
