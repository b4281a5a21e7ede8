//! A report as JSON, both ways: the `report.json` that is written, the answer of `report read --json`.
//!
//! `null` is an empty cell (or one that could not be read), a number is a number as printed, a string is a number
//! with its unit or remark as printed. Rows of table three go by their label with the group's mark
//! (`（三）1.属于国家秘密`), each with six kinds of applicants and the total.

mod read;
mod tables;
mod written;

pub use read::from_value;
pub use written::{cell, to_value};
