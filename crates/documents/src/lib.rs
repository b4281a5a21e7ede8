//! Files in and out: knows formats, not databases.

pub mod page;
pub mod read;
pub mod registers;
pub mod report_json;
#[cfg(feature = "write")]
pub mod write;
