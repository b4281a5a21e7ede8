//! XLSX: sheet by sheet, merged cells told, lines of text apart from tables.

use std::collections::BTreeMap;

use calamine::{DataRef, Dimensions, Reader, Xlsx};

use super::content::{Block, Content, Format, Grid, GridCell, NotReadable, Problem};
use super::docx::{MAX_UNPACKED, bomb, refused};
use super::labels::normal;
use super::workbook::{self, Unsound};
use super::{MAX_ROWS, part2, part3, too_many_rows};

/// Columns beyond this hold no report.
const MAX_COLUMNS: u32 = 400;

/// Reads XLSX.
///
/// # Errors
/// The archive is damaged, unpacks to too much, or has too many rows.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    let damaged = || refused("损坏的XLSX文件（或未下载完整）", "请重新下载或另存");
    workbook::look_into(bytes, MAX_UNPACKED).map_err(|unsound| match unsound {
        Unsound::Damaged => damaged(),
        Unsound::TooLarge => bomb(),
    })?;
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut content = Content { format: Format::Xlsx, title: None, blocks: Vec::new(), problems: Vec::new() };
    let mut rows = 0;
    for name in book.sheet_names() {
        let mut merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merged.truncate(MAX_ROWS);
        let mut cells: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            content
                .problems
                .push(Problem {
                    place: format!("工作表“{name}”"), message: "这张工作表无法读取".into()
                });
            continue;
        };
        loop {
            match reader.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let text = printed(cell.get_value());
                    if text.is_empty() || column >= MAX_COLUMNS {
                        continue;
                    }
                    cells.entry(row).or_default().insert(column, text);
                    if cells.len() + rows > MAX_ROWS {
                        return Err(too_many_rows());
                    }
                }
                Ok(None) => break,
                Err(_) => {
                    content.problems.push(Problem {
                        place: format!("工作表“{name}”"),
                        message: "这张工作表从某处起无法读取".into(),
                    });
                    break;
                }
            }
        }
        rows += cells.len();
        sheet(&cells, &merged, &mut content.blocks);
    }
    Ok(content)
}

fn printed(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        // The shortest text that gives the same number: 96171.6, 631.
        DataRef::Float(n) => n.to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(on) => on.to_string(),
        DataRef::DateTime(day) => day.as_f64().to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn sheet(cells: &BTreeMap<u32, BTreeMap<u32, String>>, merged: &[Dimensions], blocks: &mut Vec<Block>) {
    let width = cells.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
    let width =
        merged.iter().map(|area| area.end.1.saturating_add(1).min(MAX_COLUMNS)).max().unwrap_or(0).max(width);
    let mut grid: Vec<Vec<GridCell>> = Vec::new();
    let flush = |grid: &mut Vec<Vec<GridCell>>, blocks: &mut Vec<Block>| {
        if !grid.is_empty() {
            blocks.push(Block::Table(Grid { rows: std::mem::take(grid) }));
        }
    };
    let mut before: Option<u32> = None;
    for (number, row) in cells {
        let filled: Vec<&String> = row.values().filter(|text| !text.trim().is_empty()).collect();
        if let [text] = filled.as_slice()
            && is_line(text)
        {
            flush(&mut grid, blocks);
            blocks.extend(text.split('\n').map(|line| Block::Line(line.trim_end_matches('\r').to_owned())));
            before = Some(*number);
            continue;
        }
        if before.is_some_and(|before| number - before > 1)
            && !merged.iter().any(|area| area.start.0 < *number && area.end.0 >= *number)
        {
            flush(&mut grid, blocks);
        }
        before = Some(*number);
        let mut line = Vec::new();
        let here: Vec<&Dimensions> =
            merged.iter().filter(|area| area.start.0 <= *number && area.end.0 >= *number).collect();
        for column in 0..width {
            let area = here.iter().find(|area| area.contains(*number, column));
            let (colspan, rowspan) = match area {
                Some(area) if area.start == (*number, column) => {
                    (area.end.1 - area.start.1 + 1, area.end.0 - area.start.0 + 1)
                }
                Some(_) => continue,
                None => (1, 1),
            };
            line.push(GridCell { text: row.get(&column).cloned().unwrap_or_default(), colspan, rowspan });
        }
        grid.push(line);
    }
    flush(&mut grid, blocks);
}

/// Whether the only text of a row is a line of text rather than a label whose cells are empty.
fn is_line(text: &str) -> bool {
    if text.contains('\n') && text.chars().count() > 60 {
        return true;
    }
    let label = normal(text);
    label.chars().count() > 60 || (!part3::is_label(&label) && !part2::is_label(&label))
}
