//! The basic catalogue of what is published of itself (主动公开基本目录): what, on what basis, by when, by whom, where.
//! 《条例》第12条、第22条; 国办发〔2019〕54号 names the least that an entry says.
//!
//! [`COLUMNS`] is the one list of columns: forms, files, pages and `docs/catalogue.md` come from it.

mod built_in;
mod columns;
mod documentation;
mod entry;

pub use built_in::{Standard, standards};
pub use columns::{COLUMNS, Column, Need, Shape};
pub use documentation::documentation;
pub use entry::{Entry, EntryFault, duplicates};
