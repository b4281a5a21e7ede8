//! The annual report (政府信息公开工作年度报告). 《条例》第49条、第50条
//!
//! One list of rows and columns serves builder, reader, checker, renderer and documentation.

mod annual_report;
mod cell;
pub mod checks;
mod compiled;
mod finding;
pub mod identities;
mod rows;
mod tables;

pub use annual_report::{AnnualReport, PARTS, Section};
pub use cell::Cell;
pub use compiled::{CompiledReport, Figure, RecordRef};
pub use finding::{CellPlace, Finding, Severity};
pub use rows::{COLUMNS, Row, TOTAL};
pub use tables::{
    Part2, Part2Trial, Part3, Part4, REMEDY_BLOCKS, REMEDY_COLUMNS, Stock, Tables, TrialItems, TrialStock,
};
