//! Files in and out: knows formats, not databases.

pub mod page;
pub mod read;
pub mod registers;
pub mod report_json;
mod scrub;
mod spreadsheet;
mod surfaces;
#[cfg(feature = "write")]
pub mod write;

pub use scrub::{Scrubbed, scrub};
pub use surfaces::{Surface, shown_text, surfaces};
