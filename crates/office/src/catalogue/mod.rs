//! The agency's basic catalogue (主动公开基本目录): kept by version, each entry held against what is published.
//! 《条例》第12条、第22条

mod changes;
mod fulfilment;
mod keep;
mod versions;
mod withdraw;

pub use changes::told_changes;
pub use documents::registers::{BadCell, catalogue_csv, catalogue_workbook, read_catalogue};
pub use fulfilment::{Fulfilment, Newest, fulfilments, unfulfilled};
pub use keep::{NotKept, adopted, keep};
pub use versions::{Held, Version, VersionsKept, held, held_at};
pub use withdraw::{Withdrawal, withdraw, withdrawal_of, withdrawals};

/// The list of the ledger that holds it.
const LIST: &str = "catalogue";
/// What its changes are called in the register 目录调整.
const SUBJECT: &str = "主动公开基本目录";
