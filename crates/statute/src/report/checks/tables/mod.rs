//! What the tables of one report say by themselves: counts, sums, blanks, the power to make rules. 《条例》第50条

mod cells;
mod identities;
mod rules;
mod told;

pub(super) use told::{Told, list_2019, list_2021, list_four, list_three};

use crate::report::checks::codes;
use crate::report::rows::Row;
use crate::report::{AnnualReport, Finding, Stock};
use cells::cells;
use identities::identities;
use rules::{in_force_of, rules};

/// A named value for a finding.
#[expect(clippy::needless_pass_by_value, reason = "figures and texts alike are handed over as they are")]
pub(super) fn named(name: impl Into<String>, value: impl ToString) -> (String, String) {
    (name.into(), value.to_string())
}

/// Checks the tables.
pub(super) fn check(report: &AnnualReport, findings: &mut Vec<Finding>) {
    part2(report, findings);
    part3(report, findings);
    part4(report, findings);
}

fn part2(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let tables = &report.tables;
    if let Some(part2) = &tables.part2 {
        cells("表二", list_2021(part2).into_iter(), findings);
        let Stock { made, repealed, in_force } = &part2.rules;
        rules(report, &[("本年制发", made), ("本年废止", repealed), ("现行有效", in_force)], findings);
        in_force_of(part2, findings);
    } else if let Some(trial) = &tables.part2_2019 {
        cells("表二", list_2019(trial).into_iter(), findings);
        rules(report, &[("本年新制作", &trial.rules.made)], findings);
        if report.year.is_some_and(|year| year >= 2021) {
            let message = "表二使用的是2019年试行格式，自2021年度报告起应当使用新格式";
            findings.push(codes::FORM.finding("表二", vec![], message, vec![]));
        }
    } else {
        let message = "没有找到主动公开政府信息情况的表格，未作核对";
        findings.push(codes::NO_TABLE.finding("表二", vec![], message, vec![]));
    }
}

fn part3(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let Some(part3) = &report.tables.part3 else {
        let message = "没有找到收到和处理政府信息公开申请情况的表格，未作核对";
        findings.push(codes::NO_TABLE.finding("表三", vec![], message, vec![]));
        return;
    };
    if !cells("表三", list_three(part3), findings) {
        return;
    }
    let missing: Vec<String> =
        (if part3.is_merged() { Row::form_2019().collect::<Vec<_>>() } else { Row::form_2021().collect() })
            .into_iter()
            .filter(|row| part3.row(*row).is_none())
            .map(Row::key)
            .collect();
    if !missing.is_empty() {
        let message = format!("表三没有读到以下行，涉及它们的核对没有做：{}", missing.join("、"));
        findings.push(codes::UNREAD.finding(
            "表三",
            vec![named("未读到的行", missing.len())],
            message,
            vec![],
        ));
    }
    identities(&part3.identities(), findings);
}

fn part4(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let Some(part4) = &report.tables.part4 else {
        let message = "没有找到政府信息公开行政复议、行政诉讼情况的表格，未作核对";
        findings.push(codes::NO_TABLE.finding("表四", vec![], message, vec![]));
        return;
    };
    if cells("表四", list_four(part4), findings) {
        identities(&part4.identities(), findings);
    }
}
