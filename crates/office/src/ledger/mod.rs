//! The registers in the ledger: brought in as events, read back as registers, frozen with a published report.

mod cells;
mod corrected;
mod current;
mod difference;
mod freeze;
mod import;
mod load;
mod running;
mod workbook;
mod years;

pub(crate) use corrected::corrections;
pub use current::Current;
pub(crate) use current::report_stream;
pub(crate) use difference::touched;
pub use difference::{CellChange, Change, Retraction, Vanished};
pub use freeze::{NotFrozen, freeze};
pub use import::{Handed, Import, NotImported, Reasons, Refusal, RegisterCount, import, plan};
pub use load::{NoAgency, ReportInput, agency, registers, report_input};
pub use running::{RunningYear, running_year};
pub use workbook::{NotWritten, Shown, workbook};
