//! Reviews and lawsuits about disclosure work (复议诉讼案件): filed, replied to, decided. Load, decide in `statute`, save.

mod act;
mod case_file;
mod file;

use statute::registers::RemedyEntry;
use statute::remedy_case::{Fault, NotPermitted};
use statute::tally::remedies::column;
use store::{Draft, Store};

pub use act::act;
pub use case_file::{CaseFile, case_file};
pub use file::{Intake, file};

use crate::applications::{FieldFault, messages};
pub use crate::deed::Deed;
use crate::ledger;

/// Why something about a case is not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such case here.
    #[error("没有找到这件复议诉讼案件")]
    Missing,
    /// It is not permitted now.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Fields that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// Somebody else was faster, with the case or with the application it is about.
    #[error("这件案件或者所涉的申请刚刚由他人办理过，请核对最新情况后再办，填写的内容没有丢失")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}

/// What the law says against a field, as forms show it.
fn field_faults(faults: Vec<Fault>) -> Vec<FieldFault> {
    faults.into_iter().map(|Fault { field, message }| FieldFault { field, message }).collect()
}

/// Published years in which the case now counts otherwise than before: their reports are to be corrected.
async fn corrections(
    store: &Store,
    agency: i64,
    before: Option<&RemedyEntry>,
    after: Option<&RemedyEntry>,
    reason: &str,
) -> store::Result<Vec<Draft>> {
    let counts = |entry: Option<&RemedyEntry>, year| entry.and_then(|entry| column(entry, year));
    ledger::corrections(store, agency, reason, |year| u64::from(counts(before, year) != counts(after, year)))
        .await
}
