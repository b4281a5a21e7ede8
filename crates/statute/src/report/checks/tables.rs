//! What the tables of one report say by themselves: counts, sums, blanks, the power to make rules. 《条例》第50条

use rust_decimal::Decimal;

use super::agencies::{RulePower, rule_power};
use super::codes;
use crate::report::identities::{Identity, Kind, addend};
use crate::report::rows::{COLUMNS, Row};
use crate::report::tables::REMEDY_COLUMNS;
use crate::report::{AnnualReport, Cell, CellPlace, Finding, Part2, Part2Trial, Stock};

/// A named value for a finding.
#[expect(clippy::needless_pass_by_value, reason = "figures and texts alike are handed over as they are")]
pub(super) fn named(name: impl Into<String>, value: impl ToString) -> (String, String) {
    (name.into(), value.to_string())
}

/// The decimal places that 分 need in 万元.
const FEE_PLACES: u32 = 6;

/// Checks the tables.
pub(super) fn check(report: &AnnualReport, findings: &mut Vec<Finding>) {
    part2(report, findings);
    part3(report, findings);
    part4(report, findings);
}

/// Looks at the cells of one table by themselves: negative, fractional, blank, with a remark, not readable.
fn cells(table: &str, list: &[(String, CellPlace, &Cell, bool)], findings: &mut Vec<Finding>) {
    if list.iter().all(|(_, _, cell, _)| **cell == Cell::Blank) {
        let message = format!("{table}没有填写任何数据，没有按0处理；没有发生的应当填“0”");
        findings.push(codes::BLANK_TABLE.finding(table, vec![], message, vec![]));
        return;
    }
    let mut blank = Vec::new();
    for (name, place, cell, is_count) in list {
        let here = format!("{table} {name}");
        match cell {
            Cell::Blank => blank.push((name.clone(), place.clone())),
            Cell::Text(text) => findings.push(codes::TEXT_CELL.finding(
                here,
                vec![named("原文", text)],
                format!("“{text}”带有单位或者备注，不能参加核对，应当只填数字"),
                vec![place.clone()],
            )),
            Cell::Unread => findings.push(codes::UNREAD.finding(
                here,
                vec![],
                "此处无法读取，涉及它的核对没有做",
                vec![place.clone()],
            )),
            Cell::Number(n)
                if *is_count && (n.is_sign_negative() && !n.is_zero() || !n.fract().is_zero()) =>
            {
                findings.push(codes::COUNT.finding(
                    here,
                    vec![named("数值", n)],
                    format!("{n}不是非负整数"),
                    vec![place.clone()],
                ));
            }
            Cell::Number(n) if n.is_sign_negative() && !n.is_zero() => {
                findings.push(codes::FEE_AMOUNT.finding(
                    here,
                    vec![named("数值", n)],
                    format!("{n}为负数"),
                    vec![place.clone()],
                ));
            }
            Cell::Number(n) if !*is_count && n.normalize().scale() > FEE_PLACES => {
                let message =
                    format!("{n}的小数超过{FEE_PLACES}位，以万元为单位精确到分不超过{FEE_PLACES}位");
                findings.push(codes::FEE_DIGITS.finding(
                    here,
                    vec![named("数值", n)],
                    message,
                    vec![place.clone()],
                ));
            }
            Cell::Number(_) => {}
        }
    }
    if !blank.is_empty() {
        let first: Vec<&str> = blank.iter().take(3).map(|(name, _)| name.as_str()).collect();
        let message = format!(
            "{}个单元格没有填数字（{}{}），除总计外求和时按0计；没有发生的应当填“0”",
            blank.len(),
            first.join("；"),
            if blank.len() > 3 { "等" } else { "" },
        );
        let values = vec![named("空白单元格", blank.len())];
        let places = blank.into_iter().map(|(_, place)| place).collect();
        findings.push(codes::EMPTY_CELLS.finding(table, values, message, places));
    }
}

fn part2(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let tables = &report.tables;
    if let Some(part2) = &tables.part2 {
        cells("表二", &list_2021(part2), findings);
        let Stock { made, repealed, in_force } = &part2.rules;
        rules(report, &[("本年制发", made), ("本年废止", repealed), ("现行有效", in_force)], findings);
        in_force_of(part2, findings);
    } else if let Some(trial) = &tables.part2_2019 {
        cells("表二", &list_2019(trial), findings);
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

fn place2(row: &str, column: usize) -> CellPlace {
    CellPlace { table: 2, row: row.into(), column }
}

pub(super) fn list_2021(part2: &Part2) -> Vec<(String, CellPlace, &Cell, bool)> {
    let mut list = Vec::new();
    for (row, stock) in [("规章", &part2.rules), ("行政规范性文件", &part2.normative_documents)] {
        let columns =
            [("本年制发", &stock.made), ("本年废止", &stock.repealed), ("现行有效", &stock.in_force)];
        for (column, (name, cell)) in columns.into_iter().enumerate() {
            list.push((format!("{row}{name}"), place2(row, column), cell, true));
        }
    }
    for (row, cell, is_count) in [
        ("行政许可", &part2.licences, true),
        ("行政处罚", &part2.punishments, true),
        ("行政强制", &part2.coercions, true),
        ("行政事业性收费", &part2.fees, false),
    ] {
        list.push((row.into(), place2(row, 0), cell, is_count));
    }
    list
}

pub(super) fn list_2019(trial: &Part2Trial) -> Vec<(String, CellPlace, &Cell, bool)> {
    let mut list = Vec::new();
    for (row, stock) in [("规章", &trial.rules), ("规范性文件", &trial.normative_documents)] {
        for (column, cell) in [&stock.made, &stock.published, &stock.total_published].into_iter().enumerate()
        {
            list.push((row.into(), place2(row, column), cell, true));
        }
    }
    for (row, cell) in [
        ("行政许可", &trial.licences.decisions),
        ("其他对外管理服务事项", &trial.other_services.decisions),
        ("行政处罚", &trial.punishments.decisions),
        ("行政强制", &trial.coercions.decisions),
    ] {
        list.push((format!("{row}处理决定数量"), place2(row, 2), cell, true));
    }
    list
}

/// 规章 by a body that makes none.
fn rules(report: &AnnualReport, told: &[(&str, &Cell)], findings: &mut Vec<Finding>) {
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
fn in_force_of(part2: &Part2, findings: &mut Vec<Finding>) {
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

fn part3(report: &AnnualReport, findings: &mut Vec<Finding>) {
    let Some(part3) = &report.tables.part3 else {
        let message = "没有找到收到和处理政府信息公开申请情况的表格，未作核对";
        findings.push(codes::NO_TABLE.finding("表三", vec![], message, vec![]));
        return;
    };
    let mut list = Vec::with_capacity(part3.rows.len() * 7);
    for (row, values) in &part3.rows {
        for (column, cell) in values.iter().enumerate() {
            let place = CellPlace { table: 3, row: row.key(), column };
            list.push((format!("{}·{}", row.key(), COLUMNS[column]), place, cell, true));
        }
    }
    cells("表三", &list, findings);
    if list.iter().all(|(_, _, cell, _)| **cell == Cell::Blank) {
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
    let mut list = Vec::with_capacity(15);
    for (name, values) in part4.blocks() {
        for (column, cell) in values.iter().enumerate() {
            let place = CellPlace { table: 4, row: name.into(), column };
            list.push((format!("{name}·{}", REMEDY_COLUMNS[column]), place, cell, true));
        }
    }
    cells("表四", &list, findings);
    if list.iter().any(|(_, _, cell, _)| **cell != Cell::Blank) {
        identities(&part4.identities(), findings);
    }
}

/// Says which identities are broken and, in one note a table, which could not be worked out.
fn identities(all: &[Identity], findings: &mut Vec<Finding>) {
    let mut unknown = Vec::new();
    for identity in all {
        let (place, left, right, code) = words(identity.kind);
        match identity.sides {
            Some((l, r)) if l != r => findings.push(code.finding(
                &place,
                vec![named(left, l), named(right, r)],
                format!("{left}为{l}，{right}为{r}，相差{}", l.saturating_sub(r).abs()),
                identity.cells.clone(),
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
