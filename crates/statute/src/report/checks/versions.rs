//! Several files of one report against each other (多种格式). 《条例》第50条

use super::codes;
use super::tables::{list_2019, list_2021, named};
use crate::report::rows::COLUMNS;
use crate::report::tables::REMEDY_COLUMNS;
use crate::report::{AnnualReport, Cell, CellPlace, Finding};

/// Every cell that is told, with its name and place.
fn all(report: &AnnualReport) -> Vec<(String, CellPlace, &Cell)> {
    let tables = &report.tables;
    let mut list = Vec::new();
    if let Some(part2) = &tables.part2 {
        list.extend(
            list_2021(part2).into_iter().map(|(name, place, cell, _)| (format!("表二 {name}"), place, cell)),
        );
    }
    if let Some(trial) = &tables.part2_2019 {
        list.extend(
            list_2019(trial).into_iter().map(|(name, place, cell, _)| (format!("表二 {name}"), place, cell)),
        );
    }
    if let Some(part3) = &tables.part3 {
        for (row, cells) in &part3.rows {
            for (column, cell) in cells.iter().enumerate() {
                let place = CellPlace { table: 3, row: row.key(), column };
                list.push((format!("表三 {}·{}", row.key(), COLUMNS[column]), place, cell));
            }
        }
    }
    if let Some(part4) = &tables.part4 {
        for (name, cells) in part4.blocks() {
            for (column, cell) in cells.iter().enumerate() {
                let place = CellPlace { table: 4, row: name.into(), column };
                list.push((format!("表四 {name}·{}", REMEDY_COLUMNS[column]), place, cell));
            }
        }
    }
    list
}

/// Compares two files of one report; what one of them does not give up is not compared. Blank and 0 are the same.
pub fn compare(report: &AnnualReport, name: &str, other: &AnnualReport, other_name: &str) -> Option<Finding> {
    let theirs = all(other);
    let mut values = Vec::new();
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for (place, at, mine) in all(report) {
        let Some((_, _, their)) = theirs.iter().find(|(_, other, _)| *other == at) else { continue };
        let (Some(a), Some(b)) = (shown(mine), shown(their)) else { continue };
        if a != b {
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
