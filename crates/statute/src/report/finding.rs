//! What a check has to say (核查发现).

use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: an identity is broken, or narrative and table disagree where they plainly speak of the same.
    Error,
    /// 警告: a likely mistake.
    Warning,
    /// 提示: style, empty cells, labels, and every check that lacks its input.
    Note,
}

impl Severity {
    /// The word shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Note => "提示",
        }
    }
}

/// One finding in one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable code from the documented list, such as `T3-SUM`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where, in Chinese: table, row and column, or part and paragraph.
    pub place: String,
    /// The values compared, with their names.
    pub values: Vec<(String, String)>,
    /// What is wrong, in Chinese.
    pub message: String,
    /// The provision or convention behind it, in Chinese.
    pub basis: String,
    /// The table cells in question, to be marked where the tables are shown.
    pub cells: Vec<CellPlace>,
}

/// A cell of a statutory table, by position.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CellPlace {
    /// 2, 3 or 4.
    pub table: u8,
    /// The row's key in table three (see `Row::key`), the row's label in table two, the block's name in table four.
    pub row: String,
    /// The column, from 0.
    pub column: usize,
}
