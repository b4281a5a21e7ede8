//! What an import may do, and what becomes of it.

use serde::Serialize;
use statute::registers::Register;
use store::Draft;

use crate::ledger::difference::{Change, Fresh, Retraction, Vanished};

/// What the office allows, each with its reason in the officer's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// 更正: registers of published years may be altered.
    pub correct: Option<String>,
    /// 撤销录入: rows that the folder does not have are retracted.
    pub retract: Option<String>,
}

/// What becomes of one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterCount {
    /// The register.
    pub register: Register,
    /// Rows of the folder.
    pub rows: usize,
    /// New rows.
    pub entered: usize,
    /// Rows of which empty cells are filled.
    pub completed: usize,
    /// Rows of which something recorded is altered.
    pub corrected: usize,
    /// Rows of the ledger that are retracted.
    pub retracted: usize,
    /// Rows that are in the ledger as they are.
    pub unchanged: usize,
}

/// A published year that the folder would alter without a reason being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The year of the report.
    pub year: i16,
    /// Rows that touch it.
    pub rows: usize,
}

/// The difference between a folder and the ledger, and whether it was written.
#[derive(Clone, Debug, Serialize)]
pub struct Import {
    /// The agency's full name.
    pub agency: String,
    /// Whether the ledger did not know the agency.
    pub is_new_agency: bool,
    /// Cells of `agency.toml`, narrative and predecessor that differ, in Chinese.
    pub texts: Vec<&'static str>,
    /// The year that narrative and predecessor belong to: the latest the registers speak of.
    pub year: i16,
    /// Registers with rows, in the folder or in the ledger.
    pub registers: Vec<RegisterCount>,
    /// Rows that differ.
    pub changes: Vec<Change>,
    /// Rows that the folder no longer has; they stay in the ledger.
    pub vanished: Vec<Vanished>,
    /// Rows that the folder no longer has and that are retracted.
    pub retracted: Vec<Retraction>,
    /// Published years that it may not touch.
    pub refused: Vec<Refusal>,
    /// Published years that are corrected, with the reason given.
    pub corrected_years: Vec<i16>,
    /// What the office should know.
    pub notes: Vec<String>,
    /// Events written; 0 where nothing differs, and in a dry run.
    pub events: u64,
    /// Whether the folder says nothing that the ledger does not hold.
    pub is_unchanged: bool,
    #[serde(skip)]
    pub(super) drafts: Vec<Draft>,
    #[serde(skip)]
    pub(super) fresh: Vec<(Register, Vec<Fresh>)>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The agency would be its own superior.
    #[error("agency.toml「parent」：{0}，上下级关系不能成环")]
    Circle(String),
    /// The registers speak of no year.
    #[error("台账中没有任何日期，不能确定年度")]
    NoYear,
    /// The ledger does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
}
