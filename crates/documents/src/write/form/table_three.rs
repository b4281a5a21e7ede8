//! Table three, in the forms of 2021 and 2019.

use statute::leaf::Leaf;
use statute::report::{COLUMNS, Part3, Row};

use super::Form;
use super::slot::{Kind, Slot};

/// The note in the corner of table three.
const CORNER_NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
/// The heading of all outcome rows of table three.
const OUTCOMES: &str = "三、本年度办理结果";

/// Whether a row stands under 三、本年度办理结果.
fn is_outcome(row: Row) -> bool {
    matches!(row, Row::Outcome(_) | Row::OtherHandlingMerged | Row::Total)
}

/// Applications by their outcomes and by who applied.
pub(super) fn table_three(part: &Part3) -> Form {
    let applicants = &COLUMNS[1..6];
    let mut rows = vec![
        vec![Slot::new(Kind::Note, CORNER_NOTE).wide(3).tall(3), Slot::head("申请人情况").wide(7)],
        vec![
            Slot::head(COLUMNS[0]).tall(2),
            Slot::head("法人或其他组织").wide(5),
            Slot::head(COLUMNS[6]).tall(2),
        ],
        applicants.iter().map(|kind| Slot::head(kind)).collect(),
    ];
    let mut before: Option<Row> = None;
    for (index, (row, cells)) in part.rows.iter().enumerate() {
        let run =
            |same: &dyn Fn(Row) -> bool| part.rows[index..].iter().take_while(|(r, _)| same(*r)).count();
        let mut slots = Vec::new();
        if is_outcome(*row) && !before.is_some_and(is_outcome) {
            slots.push(Slot::row(OUTCOMES).tall(run(&is_outcome)));
        }
        let label = row.label();
        match *row {
            Row::Received | Row::CarriedIn | Row::CarriedOut => slots.push(Slot::row(&label).wide(3)),
            Row::Outcome(Leaf::Granted | Leaf::PartlyGranted) | Row::OtherHandlingMerged | Row::Total => {
                slots.push(Slot::row(&label).wide(2));
            }
            Row::Outcome(leaf) => {
                let group = leaf.group();
                let in_group = |row: Row| matches!(row, Row::Outcome(leaf) if leaf.group() == group);
                if !before.is_some_and(in_group) {
                    slots.push(Slot::row(&format!("{}{}", group.mark(), group.zh())).tall(run(&in_group)));
                }
                slots.push(Slot::row(&label));
            }
        }
        let key = row.key();
        slots.extend(cells.iter().enumerate().map(|(column, cell)| Slot::value(cell, 3, &key, column)));
        rows.push(slots);
        before = Some(*row);
    }
    Form::new(3, "table-3", "收到和处理政府信息公开申请情况表", 3, rows)
}
