//! Outcomes that presuppose a record in the register (需台账核对). 《条例》第15条、第30条、第32条、第35条

use super::codes;
use super::tables::named;
use crate::leaf::Leaf;
use crate::report::rows::{Row, TOTAL};
use crate::report::{AnnualReport, CellPlace, Finding};

/// What must have happened before an application can end in an outcome.
const PRESUPPOSED: [(Leaf, &str); 5] = [
    (Leaf::ThirdPartyRights, "征求第三方意见"),
    (Leaf::StillUnclear, "补正通知"),
    (Leaf::Excessive, "要求说明理由"),
    (Leaf::SupplementLapsed, "补正通知"),
    (Leaf::FeeLapsed, "收费通知"),
];

/// Notes which outcomes only the register can bear out.
pub(super) fn check(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let Some(part3) = &report.tables.part3 else { return };
    let mut values = Vec::new();
    let mut cells = Vec::new();
    for (leaf, record) in PRESUPPOSED {
        let row = Row::Outcome(leaf);
        let Some(count) = part3.row_count(row).filter(|n| n.is_sign_positive() && !n.is_zero()) else {
            continue;
        };
        values.push(named(format!("{}（应有{record}）", row.key()), count));
        cells.push(CellPlace { table: 3, row: row.key(), column: TOTAL });
    }
    if values.is_empty() {
        return;
    }
    let list: Vec<String> = values.iter().map(|(name, count)| format!("{name}{count}件")).collect();
    let message = format!("需对照台账核对，本次没有台账：{}", list.join("；"));
    findings.push(codes::RECORDS.finding("表三", values, message, cells));
}
