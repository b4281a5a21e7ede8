//! Several files of one report against each other (多种格式). 《条例》第50条

use std::collections::HashMap;

use super::codes;
use super::tables::{Told, list_2019, list_2021, list_four, list_three, named};
use crate::report::{AnnualReport, Cell, CellPlace, Finding};

/// Every cell that is told, with its table.
fn all(report: &AnnualReport) -> Vec<(&'static str, Told<'_>)> {
    let tables = &report.tables;
    let mut list = Vec::new();
    let mut add = |table, cells: Vec<_>| list.extend(cells.into_iter().map(|told| (table, told)));
    add("表二", tables.part2.as_ref().map(list_2021).unwrap_or_default());
    add("表二", tables.part2_2019.as_ref().map(list_2019).unwrap_or_default());
    add("表三", tables.part3.iter().flat_map(list_three).collect());
    add("表四", tables.part4.iter().flat_map(list_four).collect());
    list
}

/// Compares two files of one report; what one of them does not give up is not compared. Blank and 0 are the same.
pub fn compare(report: &AnnualReport, name: &str, other: &AnnualReport, other_name: &str) -> Option<Finding> {
    let theirs: HashMap<CellPlace, &Cell> =
        all(other).into_iter().map(|(_, told)| (told.place(), told.cell)).collect();
    let mut values = Vec::new();
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for (table, told) in all(report) {
        let at = told.place();
        let Some((a, b)) = theirs.get(&at).and_then(|their| Some((shown(told.cell)?, shown(their)?))) else {
            continue;
        };
        if a != b {
            let place = format!("{table} {}", told.name());
            words.push(format!("{place}：{a}与{b}"));
            values.push(named(place, format!("{a} / {b}")));
            cells.push(at);
        }
    }
    if values.is_empty() {
        return None;
    }
    let more = if words.len() > 5 { format!("等{}处", words.len()) } else { String::new() };
    words.truncate(5);
    let message = format!("同一报告的两个文件表格不一致（{name}与{other_name}）：{}{more}", words.join("；"));
    Some(codes::VERSIONS.finding("各表", values, message, cells))
}

fn shown(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Blank => Some("0".into()),
        Cell::Number(n) => Some(n.normalize().to_string()),
        Cell::Text(text) => Some(text.clone()),
        Cell::Unread => None,
    }
}
