//! What the tables of one report say by themselves: counts, sums, blanks, the power to make rules. 《条例》第50条

use rust_decimal::Decimal;

use super::agencies::{RulePower, rule_power};
use super::codes;
use crate::report::identities::{Identity, Kind, addend};
use crate::report::rows::{COLUMNS, Row};
use crate::report::tables::REMEDY_COLUMNS;
use crate::report::{AnnualReport, Cell, CellPlace, Finding, Part2, Part2Trial, Part3, Part4, Stock};

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

/// A cell of a table with what it is called, worked out only where there is something to say.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    at: At,
    pub(super) cell: &'a Cell,
    /// A number of cases, not an amount.
    is_count: bool,
}

/// Where a cell stands.
#[derive(Clone, Copy)]
enum At {
    /// Row, column, and the column's name.
    Two(&'static str, usize, &'static str),
    Three(Row, usize),
    Four(&'static str, usize),
}

impl<'a> Told<'a> {
    fn two(row: &'static str, column: usize, name: &'static str, cell: &'a Cell) -> Self {
        Self { at: At::Two(row, column, name), cell, is_count: true }
    }

    /// The cell's name within its table: `（三）1.属于国家秘密·自然人`.
    pub(super) fn name(self) -> String {
        match self.at {
            At::Two(row, _, column) => format!("{row}{column}"),
            At::Three(row, column) => format!("{}·{}", row.key(), COLUMNS[column]),
            At::Four(block, column) => format!("{block}·{}", REMEDY_COLUMNS[column]),
        }
    }

    /// The cell's place.
    pub(super) fn place(self) -> CellPlace {
        match self.at {
            At::Two(row, column, _) => CellPlace { table: 2, row: row.into(), column },
            At::Three(row, column) => CellPlace { table: 3, row: row.key(), column },
            At::Four(block, column) => CellPlace { table: 4, row: block.into(), column },
        }
    }
}

/// The cells of table three.
pub(super) fn list_three(part3: &Part3) -> impl Iterator<Item = Told<'_>> + Clone {
    part3.rows.iter().flat_map(|(row, cells)| {
        cells.iter().enumerate().map(|(column, cell)| Told {
            at: At::Three(*row, column),
            cell,
            is_count: true,
        })
    })
}

/// The cells of table four.
pub(super) fn list_four(part4: &Part4) -> impl Iterator<Item = Told<'_>> + Clone {
    part4.blocks().into_iter().flat_map(|(name, cells)| {
        cells.iter().enumerate().map(move |(column, cell)| Told {
            at: At::Four(name, column),
            cell,
            is_count: true,
        })
    })
}

/// Looks at the cells of one table by themselves: negative, fractional, blank, with a remark, not readable.
/// Tells whether anything is filled in.
fn cells<'a>(table: &str, list: impl Iterator<Item = Told<'a>> + Clone, findings: &mut Vec<Finding>) -> bool {
    if list.clone().all(|told| *told.cell == Cell::Blank) {
        let message = format!("{table}没有填写任何数据，没有按0处理；没有发生的应当填“0”");
        findings.push(codes::BLANK_TABLE.finding(table, vec![], message, vec![]));
        return false;
    }
    let mut blank = Vec::new();
    for told in list {
        let finding = |code: codes::Code, values: Vec<(String, String)>, message: String| {
            code.finding(format!("{table} {}", told.name()), values, message, vec![told.place()])
        };
        match told.cell {
            Cell::Blank => blank.push(told),
            Cell::Text(text) => findings.push(finding(
                codes::TEXT_CELL,
                vec![named("原文", text)],
                format!("“{text}”带有单位或者备注，不能参加核对，应当只填数字"),
            )),
            Cell::Unread => {
                findings.push(finding(codes::UNREAD, vec![], "此处无法读取，涉及它的核对没有做".into()));
            }
            Cell::Number(n) => {
                let negative = n.is_sign_negative() && !n.is_zero();
                let value = || vec![named("数值", n)];
                if told.is_count && (negative || !n.fract().is_zero()) {
                    findings.push(finding(codes::COUNT, value(), format!("{n}不是非负整数")));
                } else if negative {
                    findings.push(finding(codes::FEE_AMOUNT, value(), format!("{n}为负数")));
                } else if !told.is_count && n.normalize().scale() > FEE_PLACES {
                    let message =
                        format!("{n}的小数超过{FEE_PLACES}位，以万元为单位精确到分不超过{FEE_PLACES}位");
                    findings.push(finding(codes::FEE_DIGITS, value(), message));
                }
            }
        }
    }
    if !blank.is_empty() {
        let first: Vec<String> = blank.iter().take(3).map(|told| told.name()).collect();
        let message = format!(
            "{}个单元格没有填数字（{}{}），除总计外求和时按0计；没有发生的应当填“0”",
            blank.len(),
            first.join("；"),
            if blank.len() > 3 { "等" } else { "" },
        );
        let values = vec![named("空白单元格", blank.len())];
        let places = blank.into_iter().map(Told::place).collect();
        findings.push(codes::EMPTY_CELLS.finding(table, values, message, places));
    }
    true
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

/// The cells of table two, form of 2021.
pub(super) fn list_2021(part2: &Part2) -> Vec<Told<'_>> {
    let mut list = Vec::with_capacity(10);
    for (row, stock) in [("规章", &part2.rules), ("行政规范性文件", &part2.normative_documents)] {
        list.push(Told::two(row, 0, "本年制发", &stock.made));
        list.push(Told::two(row, 1, "本年废止", &stock.repealed));
        list.push(Told::two(row, 2, "现行有效", &stock.in_force));
    }
    list.push(Told::two("行政许可", 0, "", &part2.licences));
    list.push(Told::two("行政处罚", 0, "", &part2.punishments));
    list.push(Told::two("行政强制", 0, "", &part2.coercions));
    list.push(Told { is_count: false, ..Told::two("行政事业性收费", 0, "", &part2.fees) });
    list
}

/// The counts of table two, form of 2019; 本年增/减 may be negative and is none of them.
pub(super) fn list_2019(trial: &Part2Trial) -> Vec<Told<'_>> {
    let mut list = Vec::with_capacity(10);
    for (row, stock) in [("规章", &trial.rules), ("规范性文件", &trial.normative_documents)] {
        list.push(Told::two(row, 0, "本年新制作", &stock.made));
        list.push(Told::two(row, 1, "本年新公开", &stock.published));
        list.push(Told::two(row, 2, "对外公开总数", &stock.total_published));
    }
    for (row, items) in [
        ("行政许可", &trial.licences),
        ("其他对外管理服务事项", &trial.other_services),
        ("行政处罚", &trial.punishments),
        ("行政强制", &trial.coercions),
    ] {
        list.push(Told::two(row, 2, "处理决定数量", &items.decisions));
    }
    list
}

fn place2(row: &str, column: usize) -> CellPlace {
    CellPlace { table: 2, row: row.into(), column }
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

/// Says which identities are broken and, in one note a table, which could not be worked out.
fn identities(all: &[Identity], findings: &mut Vec<Finding>) {
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
