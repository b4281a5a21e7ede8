//! What is wrong in a cell of a register, with its place.

use std::fmt;

use serde::Serialize;

/// A cell that cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadCell {
    /// The file, and in a workbook also the sheet.
    pub file: String,
    /// The row as a spreadsheet numbers it, from 1; none where the whole file is meant.
    pub row: Option<usize>,
    /// The header of the column; none where the whole row is meant.
    pub column: Option<String>,
    /// What stands there; empty where nothing does.
    pub value: String,
    /// What was expected, as it follows 应为 or 应.
    pub expected: String,
}

impl BadCell {
    /// A problem of a file as a whole.
    pub(super) fn of_file(
        file: impl Into<String>,
        value: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self { file: file.into(), row: None, column: None, value: value.into(), expected: expected.into() }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, " 第{row}行")?;
        }
        if let Some(column) = &self.column {
            write!(f, "「{column}」")?;
        }
        let value = if self.value.is_empty() { "空白" } else { &self.value };
        let verb =
            if self.expected.starts_with('应') || self.expected.starts_with('须') { "" } else { "应为" };
        write!(f, "：{}，{verb}{}", shorten(value), self.expected)
    }
}

/// A long value is cut for the message; what it starts with is enough to find it.
fn shorten(value: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).chain(['…']).collect() }
}
