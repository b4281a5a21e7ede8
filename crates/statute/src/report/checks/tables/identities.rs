//! Identities of the tables that are broken or could not be worked out.

use super::named;
use crate::report::Finding;
use crate::report::checks::codes;
use crate::report::identities::{Identity, Kind};
use crate::report::rows::COLUMNS;

/// Says which identities are broken and, in one note a table, which could not be worked out.
pub(super) fn identities(all: &[Identity], findings: &mut Vec<Finding>) {
    let mut unknown = Vec::new();
    for identity in all.iter().filter(|identity| identity.holds() != Some(true)) {
        let (place, left, right, code) = words(identity.kind);
        match identity.sides {
            Some((l, r)) if l != r => findings.push(code.finding(
                &place,
                vec![named(left, l), named(right, r)],
                format!("{left}为{l}，{right}为{r}，相差{}", l.saturating_sub(r).abs()),
                identity.cells(),
            )),
            Some(_) => {}
            None => unknown.push(place),
        }
    }
    if let Some(first) = unknown.first() {
        let table = first.chars().take(2).collect::<String>();
        let message = format!(
            "缺少总计或者有无法参加计算的单元格，以下{}项核对没有做：{}",
            unknown.len(),
            unknown.join("；")
        );
        findings.push(codes::NOT_MADE.finding(
            table,
            vec![named("未作核对", unknown.len())],
            message,
            vec![],
        ));
    }
}

fn words(kind: Kind) -> (String, &'static str, &'static str, codes::Code) {
    match kind {
        Kind::Items(column) => {
            (format!("表三 {}列", COLUMNS[column]), "第一项加第二项", "（七）总计加第四项", codes::ITEMS)
        }
        Kind::Outcomes(column) => {
            (format!("表三 （七）总计·{}", COLUMNS[column]), "（七）总计", "各办理结果之和", codes::OUTCOMES)
        }
        Kind::Applicants(row) => (format!("表三 {}", row.key()), "总计", "各类申请人之和", codes::ROW_SUM),
        Kind::Results(block) => {
            let name = ["行政复议", "行政诉讼·未经复议直接起诉", "行政诉讼·复议后起诉"][block.min(2)];
            (format!("表四 {name}"), "总计", "四种结果之和", codes::REMEDY_SUM)
        }
    }
}
