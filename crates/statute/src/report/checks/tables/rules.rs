//! What table two says of rules (规章) and documents: who may make them, how many are in force.

use rust_decimal::Decimal;

use super::named;
use crate::report::checks::agencies::{RulePower, rule_power};
use crate::report::checks::codes;
use crate::report::identities::addend;
use crate::report::{AnnualReport, Cell, CellPlace, Finding, Part2};

fn place2(row: &str, column: usize) -> CellPlace {
    CellPlace { table: 2, row: row.into(), column }
}

/// 规章 by a body that makes none.
pub(super) fn rules(report: &AnnualReport, told: &[(&str, &Cell)], findings: &mut Vec<Finding>) {
    let Some(agency) = report.agency.as_deref() else { return };
    if rule_power(agency) != RulePower::Lacks {
        return;
    }
    let mut values = Vec::new();
    let mut places = Vec::new();
    for (column, (name, cell)) in told.iter().enumerate() {
        if let Some(n) = addend(cell).filter(|n| *n > Decimal::ZERO) {
            values.push(named(format!("规章{name}"), n));
            places.push(place2("规章", column));
        }
    }
    if values.is_empty() {
        return;
    }
    let list: Vec<String> = values.iter().map(|(name, n)| format!("{name}{n}件")).collect();
    let message = format!(
        "{agency}填报{}；只有国务院部门和省、自治区、直辖市、设区的市、自治州人民政府可以制定规章，可能是把规范性文件填到了规章",
        list.join("、")
    );
    findings.push(codes::RULES.finding("表二 规章", values, message, places));
}

/// What was made in the year is in force at its end, or was repealed or expired within it.
pub(super) fn in_force_of(part2: &Part2, findings: &mut Vec<Finding>) {
    for (row, stock) in [("规章", &part2.rules), ("行政规范性文件", &part2.normative_documents)] {
        let figures = [&stock.made, &stock.repealed, &stock.in_force].map(Cell::number);
        let [Some(made), Some(repealed), Some(end)] = figures else { continue };
        if end.checked_add(repealed).is_some_and(|sum| sum < made) {
            findings.push(codes::IN_FORCE.finding(
                format!("表二 {row}"),
                vec![named("本年制发", made), named("本年废止", repealed), named("现行有效", end)],
                format!("本年制发{made}件、废止{repealed}件，现行有效只有{end}件"),
                (0..3).map(|column| place2(row, column)).collect(),
            ));
        }
    }
}
