//! XLSX to blocks: every sheet that is shown a table under its name.

use std::collections::BTreeMap;

use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx};

use super::{Parts, problem};
use crate::page::grid::MAX_COLUMNS;
use crate::page::model::{Block, Cell, Inline, Line, Table};
use crate::read::docx::{MAX_UNPACKED, bomb, refused};
use crate::read::workbook::{self, Unsound};
use crate::read::{MAX_ROWS, NotReadable};

/// Reads XLSX.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, NotReadable> {
    let damaged = || refused("损坏的XLSX文件（或未下载完整）", "请重新下载，或用Excel、WPS打开后另存");
    workbook::look_into(bytes, MAX_UNPACKED).map_err(|unsound| match unsound {
        Unsound::Damaged => damaged(),
        Unsound::TooLarge => bomb(),
    })?;
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut parts = Parts::default();
    let mut rows = 0;
    for sheet in book.sheets_metadata().to_vec() {
        let place = format!("工作表“{}”", sheet.name);
        if sheet.visible != SheetVisible::Visible {
            parts.problems.push(problem(&place, "隐藏的工作表没有导入；原文件作为附件公开前请删除它"));
            continue;
        }
        let mut merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        merged.truncate(MAX_ROWS);
        let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else {
            parts.problems.push(problem(&place, "这张工作表不是表格，或者无法读取，没有导入"));
            continue;
        };
        let mut cells: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        loop {
            match reader.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let text = printed(cell.get_value());
                    if text.trim().is_empty() {
                        continue;
                    }
                    if column as usize >= MAX_COLUMNS {
                        return Err(too_large(&place, &format!("超过{MAX_COLUMNS}列")));
                    }
                    cells.entry(row).or_default().insert(column, text);
                    if cells.len() + rows > MAX_ROWS {
                        return Err(too_large(&place, &format!("超过{MAX_ROWS}行")));
                    }
                }
                Ok(None) => break,
                Err(_) => {
                    parts.problems.push(problem(&place, "这张工作表从某处起无法读取，其后的内容没有导入"));
                    break;
                }
            }
        }
        rows += cells.len();
        if !cells.is_empty() {
            parts.blocks.push(Block::Table(table(&sheet.name, &cells, &merged)));
        }
    }
    Ok(parts)
}

fn too_large(place: &str, what: &str) -> NotReadable {
    NotReadable {
        what: format!("{place}{what}"), advice: "请把大表作为附件发布，正文只保留要点".into()
    }
}

/// A value as it would be read aloud; how the sheet formats numbers is not known.
fn printed(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_true) => if *is_true { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, date, hour, minute, ..) = day.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour}:{minute:02}") };
            format!("{year}年{month}月{date}日{time}")
        }
        DataRef::DateTime(length) => number(length.as_f64()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// What was computed is not printed to the last bit: 0.30000000000000004 is 0.3.
fn number(n: f64) -> String {
    let rounded = format!("{n:.10}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    if n.abs() < 1e15 { plain.to_owned() } else { n.to_string() }
}

fn table(name: &str, cells: &BTreeMap<u32, BTreeMap<u32, String>>, merged: &[Dimensions]) -> Table {
    let width = cells.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
    let first = cells.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(0);
    let mut table = Table { caption: vec![Inline::plain(name)], ..Table::default() };
    let numbers: Vec<u32> = cells.keys().copied().collect();
    for (number, row) in cells {
        // A title over the whole width is the caption.
        if table.rows.is_empty() && row.len() == 1 && cells.len() > 1 {
            let over = |area: &&Dimensions| area.start.0 == *number && area.end.1 >= width.saturating_sub(1);
            if let Some((column, text)) = row.first_key_value()
                && merged.iter().find(over).is_some_and(|area| area.contains(*number, *column))
                && table.caption == [Inline::plain(name)]
            {
                table.caption = vec![Inline::plain(text.as_str())];
                continue;
            }
        }
        let here: Vec<&Dimensions> =
            merged.iter().filter(|area| area.start.0 <= *number && area.end.0 >= *number).collect();
        let mut line = Vec::new();
        for column in first..width {
            let area = here.iter().find(|area| area.contains(*number, column));
            let (columns, rows) = match area {
                // Rows without a value are not there.
                Some(area)
                    if area.start.1.max(first) == column && first_of(area, &numbers) == Some(*number) =>
                {
                    let rows = numbers.iter().filter(|it| area.contains(**it, column)).count();
                    ((area.end.1.min(width - 1) + 1).saturating_sub(column) as usize, rows)
                }
                Some(_) => continue,
                None => (1, 1),
            };
            let text = match area {
                Some(area) => cells.get(&area.start.0).and_then(|row| row.get(&area.start.1)),
                None => row.get(&column),
            };
            let blocks = text.map(|text| vec![Block::Paragraph(lines(text))]).unwrap_or_default();
            line.push(Cell { columns, rows, ..Cell::new(blocks) });
        }
        table.rows.push(line);
    }
    table
}

fn first_of(area: &Dimensions, numbers: &[u32]) -> Option<u32> {
    numbers.iter().copied().find(|number| (area.start.0..=area.end.0).contains(number))
}

fn lines(text: &str) -> Line {
    let mut line = Line::new();
    for (index, part) in text.split('\n').enumerate() {
        if index > 0 {
            line.push(Inline::Break);
        }
        line.push(Inline::plain(part.trim_end_matches('\r')));
    }
    line
}
