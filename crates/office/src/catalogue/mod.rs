//! The agency's basic catalogue (主动公开基本目录): kept by version, each entry held against what is published.
//! 《条例》第12条、第22条

mod fulfilment;
mod keep;
mod versions;

pub use documents::registers::{BadCell, catalogue_csv, catalogue_workbook, read_catalogue};
pub use fulfilment::{Fulfilment, Newest, fulfilments, unfulfilled};
pub use keep::{NotKept, adopted, keep};
pub use versions::{Held, Version, held, held_at, versions};

/// The list of the ledger that holds it.
const LIST: &str = "catalogue";
/// What its changes are called in the register 目录调整.
const SUBJECT: &str = "主动公开基本目录";
