//! The basic catalogue as a file (主动公开基本目录): out as XLSX and CSV, in from either. 《条例》第12条

use std::borrow::Cow;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use statute::catalogue::{COLUMNS, Column, Entry, Shape, duplicates};

use super::bad_cell::BadCell;
use super::grid::{Grid, Value, sheets_of_workbook};
use crate::spreadsheet;

/// Among the first rows, how far down a header is looked for: a title may stand above it.
const HEADER_WITHIN: usize = 10;
/// So many known headers make a header.
const HEADERS: usize = 4;
/// The most entries: no agency has so many.
const MOST: usize = 5000;
/// The name of the sheet.
const SHEET: &str = "主动公开基本目录";

/// Reads a catalogue from XLSX, told by its first bytes, or CSV.
///
/// # Errors
/// Every cell that cannot be taken, with its place.
pub fn read_catalogue(name: &str, bytes: Vec<u8>) -> Result<Vec<Entry>, Vec<BadCell>> {
    let grid = if bytes.starts_with(b"PK\x03\x04") {
        let sheets = sheets_of_workbook(name, bytes).map_err(|bad| vec![bad])?;
        let named = sheets.iter().position(|(sheet, _)| sheet == SHEET);
        sheets.into_iter().nth(named.unwrap_or_default()).map(|(_, grid)| grid)
    } else {
        Some(Grid::from_csv(name, bytes).map_err(|bad| vec![bad])?)
    };
    let Some(grid) = grid.filter(|grid| !grid.is_empty()) else {
        return Err(vec![BadCell::of_file(name, "没有内容", "应有表头和至少一项")]);
    };
    rows(&grid)
}

fn named(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊')).collect()
}

/// Which column stands in which place of a row, if it is a header.
fn header(cells: &[Option<Value>]) -> Option<Vec<Option<&'static Column>>> {
    let of = |cell: &Option<Value>| {
        let name = named(&cell.as_ref()?.shown());
        COLUMNS.iter().find(|column| named(column.zh) == name)
    };
    let found: Vec<_> = cells.iter().map(of).collect();
    (found.iter().flatten().count() >= HEADERS).then_some(found)
}

fn rows(grid: &Grid) -> Result<Vec<Entry>, Vec<BadCell>> {
    let at = |row: usize, column: Option<&str>, value: String, expected: String| BadCell {
        file: grid.place.clone(),
        row: Some(row),
        column: column.map(str::to_owned),
        value,
        expected,
    };
    let mut rows = grid.rows();
    let Some(places) = rows.by_ref().take(HEADER_WITHIN).find_map(|(_, cells)| header(&cells)) else {
        let known: Vec<_> = COLUMNS.iter().map(|column| column.zh).collect();
        let expected = format!("应有一行表头，其中有：{}", known.join("、"));
        return Err(vec![BadCell::of_file(&grid.place, "没有找到表头", expected)]);
    };
    let (mut entries, mut numbers, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for (number, cells) in rows {
        let mut entry = Entry::default();
        for (column, cell) in places.iter().zip(cells.iter()) {
            let (Some(column), Some(cell)) = (column, cell) else { continue };
            if let Value::Broken(error) = cell {
                bad.push(at(number, Some(column.zh), error.clone(), "应为文字，不应为出错的公式".into()));
                continue;
            }
            column.put(&mut entry, &cell.shown().replace("\r\n", "\n"));
        }
        let faults = entry.faults();
        bad.extend(faults.into_iter().map(|one| at(number, Some(one.zh), one.value, one.expected)));
        entries.push(entry);
        numbers.push(number);
    }
    for place in duplicates(&entries) {
        let value = entries[place].key();
        bad.push(at(numbers[place], Some("序号"), value, "应在领域内不重复".into()));
    }
    if entries.len() > MOST {
        let value = format!("有{}项", entries.len());
        bad.push(BadCell::of_file(&grid.place, value, format!("应不超过{MOST}项")));
    }
    if entries.is_empty() {
        bad.push(BadCell::of_file(&grid.place, "表头以下没有内容", "应至少有一项"));
    }
    if bad.is_empty() { Ok(entries) } else { Err(bad) }
}

/// The columns of a file: all, or those that citizens see.
fn columns(is_public: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| column.is_public || !is_public)
}

/// The catalogue as XLSX: what citizens see, or with what only the office has.
///
/// # Errors
/// Where the workbook cannot be put together.
pub fn catalogue_workbook(entries: &[Entry], is_public: bool) -> Result<Vec<u8>, XlsxError> {
    let boxed = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_text_wrap();
    let head = boxed().set_bold().set_background_color(0x00E7_E6E6);
    // The quote prefix keeps a text that begins like a formula a text, wherever it is copied to.
    let text = boxed().set_num_format("@").set_quote_prefix();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_freeze_panes(1, 2)?;
    for (place, column) in (0..).zip(columns(is_public)) {
        let width = match column.shape {
            Shape::Text => 40.0,
            _ => 16.0,
        };
        sheet.set_column_width(place, width)?;
        sheet.write_string_with_format(0, place, column.zh, &head)?;
        for (row, entry) in (1..).zip(entries) {
            sheet.write_string_with_format(row, place, column.get(entry), &text)?;
        }
    }
    book.save_to_buffer()
}

/// The same as CSV. What citizens take away has no text that a spreadsheet would take for a formula; what comes back in
/// says what it said.
pub fn catalogue_csv(entries: &[Entry], is_public: bool) -> Vec<u8> {
    let head = columns(is_public).map(|column| Cow::Borrowed(column.zh)).collect::<Vec<_>>();
    let row = |entry| {
        let cells = columns(is_public).map(|column| match column.get(entry) {
            cell if is_public => spreadsheet::text(cell),
            cell => Cow::Borrowed(cell),
        });
        cells.collect()
    };
    spreadsheet::csv_file(std::iter::once(head).chain(entries.iter().map(row)))
}
