//! Registers in: a folder of CSV files or a workbook becomes a year's registers, or every bad cell is named.
//! 《条例》第45条
//!
//! [`columns()`] is the one table behind the reader, the template and `docs/registers.md`.

mod bad_cell;
mod catalogue;
mod columns;
mod documentation;
mod entries;
mod folder;
mod grid;
mod parsed_row;
mod rules;
mod template;
mod values;
mod workbook;

pub use bad_cell::BadCell;
pub use catalogue::{catalogue_csv, catalogue_workbook, read_catalogue};
pub use columns::{Choice, Column, Kind, Need, columns};
pub use documentation::documentation;
pub use folder::{Folder, read_folder};
pub use template::{example, template};
pub use workbook::{ApplicationsWorkbook, WorkbookRow};
