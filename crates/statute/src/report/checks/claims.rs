//! How a disagreement of text and table is told, as gravely as text and table plainly speak of the same. 《条例》第50条

use rust_decimal::Decimal;

use super::codes::{self, Code};
use super::scope::Scope;
use super::tables::named;
use crate::report::{CellPlace, Finding};

/// Whether text and table plainly count the same: known where they agree on what was received, else by the words.
pub(super) fn agreement(scope: Scope, agreed: Option<bool>) -> bool {
    match agreed {
        Some(true) => true,
        Some(false) | None => scope == Scope::Same,
    }
}

/// Text and table disagree: an error where they plainly speak of the same, else a note.
#[expect(clippy::too_many_arguments, reason = "what is said, what the table holds and where")]
pub(super) fn disagree(
    code: Code,
    same: bool,
    what: &str,
    said: Decimal,
    in_table: Decimal,
    table: u8,
    row: &str,
    column: usize,
) -> Finding {
    let (code, end) = if same {
        (code, "")
    } else {
        (codes::SCOPE, "；主体或者期间可能不同，请核对统计范围")
    };
    let number = ["", "", "二", "三", "四"].get(usize::from(table)).copied().unwrap_or_default();
    code.finding(
        format!("正文 {what}"),
        vec![named("正文", said), named("表格", in_table)],
        format!("正文{what}{said}件，表{number}{in_table}件{end}"),
        vec![CellPlace { table, row: row.into(), column }],
    )
}
