//! A register as a grid of cells, before anything is understood: from CSV or from a sheet of a workbook.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{GB18030, UTF_8};
use jiff::civil::Date;

use super::bad_cell::BadCell;
use crate::read::workbook::{self, Unsound};

/// The most bytes that a workbook may unpack to: a register of a million rows has room in it.
const MOST_UNPACKED: u64 = 2 << 30;
/// Columns beyond this are no register's; every row has room for its cells up to the last.
const MOST_COLUMNS: usize = 200;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Text, with the blanks around it removed.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A date cell of a workbook.
    Date(Date),
    /// An error of a formula, such as `#REF!`.
    Broken(String),
}

/// The cells of a row; one that is not there is `None`.
pub(super) type Cells = Vec<Option<Value>>;

/// Rows of cells with the numbers a spreadsheet gives them; rows without any value are left out.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// The file, and in a workbook also the sheet.
    pub(super) place: String,
    source: Source,
}

/// Where the rows come from.
#[derive(Clone, Debug)]
enum Source {
    /// A sheet: row number from 1 and cells.
    Sheet(Vec<(usize, Cells)>),
    /// A CSV file: its text, of which one row at a time becomes cells.
    Csv { text: String, separator: u8 },
}

/// UTF-8 with or without BOM, UTF-16 with BOM, or else GB18030; `None` if it is none of them.
pub(super) fn decode(bytes: Vec<u8>) -> Option<String> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let (text, _, broken) = UTF_8.decode(&bytes);
        return (!broken).then(|| text.into_owned());
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.remove(0);
            }
            Some(text)
        }
        Err(error) => {
            let (text, broken) = GB18030.decode_without_bom_handling(error.as_bytes());
            (!broken).then(|| text.into_owned())
        }
    }
}

fn csv_reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

impl Grid {
    /// Reads a CSV file; the separator is a comma, or a tab where the header has tabs and no comma.
    pub(super) fn from_csv(place: &str, bytes: Vec<u8>) -> Result<Self, BadCell> {
        let text = decode(bytes).ok_or_else(|| {
            BadCell::of_file(place, "无法识别的编码", "应为 UTF-8 或者 GB18030 编码的 CSV 文件")
        })?;
        let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separator = if header.contains('\t') && !header.contains(',') { b'\t' } else { b',' };
        let mut reader = csv_reader(&text, separator);
        let mut record = csv::StringRecord::new();
        let mut last = csv::StringRecord::new();
        while reader
            .read_record(&mut record)
            .map_err(|error| BadCell::of_file(place, error.to_string(), "应为 CSV 文件"))?
        {
            if record.iter().any(|cell| !trim(cell).is_empty()) {
                std::mem::swap(&mut record, &mut last);
            }
        }
        let grid = Self { place: place.to_owned(), source: Source::Csv { text, separator } };
        // A quotation mark that is never closed swallows the rest of the file into one cell.
        let swallowed = last.iter().any(|cell| trim(cell).contains('\n'));
        if swallowed && grid.has_odd_quotes() {
            let row = grid.rows().last().map(|(row, _)| row);
            return Err(BadCell {
                row,
                ..BadCell::of_file(place, "英文引号（\"）没有成对", "应成对使用英文引号")
            });
        }
        Ok(grid)
    }

    fn has_odd_quotes(&self) -> bool {
        matches!(&self.source, Source::Csv { text, .. } if text.matches('"').count() % 2 == 1)
    }

    /// Whether no row has any value.
    pub(super) fn is_empty(&self) -> bool {
        self.rows().next().is_none()
    }

    /// The rows, each made as it is asked for, so that a long file is never held in cells.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = (usize, Cow<'_, Cells>)> + '_> {
        match &self.source {
            Source::Sheet(rows) => Box::new(rows.iter().map(|(row, cells)| (*row, Cow::Borrowed(cells)))),
            Source::Csv { text, separator } => Box::new(CsvRows::new(text, *separator)),
        }
    }
}

/// The rows of a CSV file.
struct CsvRows<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    lines: LineCount<'a>,
    /// Line breaks within cells so far.
    inside_cells: usize,
}

impl<'a> CsvRows<'a> {
    fn new(text: &'a str, separator: u8) -> Self {
        Self {
            reader: csv_reader(text, separator),
            record: csv::StringRecord::new(),
            lines: LineCount::new(text.as_bytes()),
            inside_cells: 0,
        }
    }
}

impl<'a> Iterator for CsvRows<'a> {
    type Item = (usize, Cow<'a, Cells>);

    fn next(&mut self) -> Option<Self::Item> {
        // What cannot be read was told when the file was opened.
        while self.reader.read_record(&mut self.record).unwrap_or(false) {
            let start = self.record.position().map_or(0, |position| position.byte() as usize);
            // A cell that holds line breaks is one row of the spreadsheet but several lines of the file.
            let row = self.lines.line_of_record(start) - self.inside_cells;
            self.inside_cells += self.record.iter().map(breaks).sum::<usize>();
            let cells: Cells = self
                .record
                .iter()
                .take(MOST_COLUMNS)
                .map(|cell| {
                    let cell = trim(cell);
                    (!cell.is_empty()).then(|| Value::Text(cell.to_owned()))
                })
                .collect();
            if cells.iter().any(Option::is_some) {
                return Some((row, Cow::Owned(cells)));
            }
        }
        None
    }
}

/// Counts lines up to a byte, forward only.
struct LineCount<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> LineCount<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line on which the record at this byte begins; blank lines before it are skipped.
    fn line_of_record(&mut self, start: usize) -> usize {
        while let Some(byte) = self.bytes.get(self.at) {
            let is_break = *byte == b'\n' || *byte == b'\r';
            if self.at >= start && !is_break {
                break;
            }
            // CRLF ends one line, at its second byte.
            if *byte == b'\n' || *byte == b'\r' && self.bytes.get(self.at + 1) != Some(&b'\n') {
                self.line += 1;
            }
            self.at += 1;
        }
        self.line
    }
}

/// The line breaks within a cell.
fn breaks(cell: &str) -> usize {
    cell.matches('\n').count() + cell.matches('\r').count() - cell.matches("\r\n").count()
}

/// Without the blanks around it, the ideographic and the zero-width ones included.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200C}' | '\u{200D}')
    })
}

/// The sheets of a workbook by name.
pub(super) fn sheets_of_workbook(file: &str, bytes: Vec<u8>) -> Result<Vec<(String, Grid)>, BadCell> {
    let unreadable = |error: &dyn std::fmt::Display| {
        BadCell::of_file(file, format!("无法读取（{error}）"), "应为未加密的 XLSX 工作簿")
    };
    workbook::look_into(&bytes, MOST_UNPACKED).map_err(|unsound| match unsound {
        Unsound::Damaged => BadCell::of_file(file, "文件损坏", "应为未加密的 XLSX 工作簿"),
        Unsound::TooLarge => BadCell::of_file(file, "解压后超过 2 GB", "应为不超过 2 GB 的工作簿"),
    })?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let place = format!("{file} {}", trim(&name));
        // Cell by cell: a sheet with one stray cell far out must not become a huge rectangle.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else {
            continue; // A chart sheet has no cells.
        };
        let mut rows: Vec<(usize, Cells)> = Vec::new();
        while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
            let (row, column) = cell.get_position();
            let Some(value) = value(cell.get_value()) else { continue };
            let row = row as usize + 1;
            let column = column as usize;
            if column >= MOST_COLUMNS {
                continue;
            }
            if rows.last().is_none_or(|(last, _)| *last != row) {
                rows.push((row, Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                if cells.len() <= column {
                    cells.resize(column + 1, None);
                }
                cells[column] = Some(value);
            }
        }
        sheets.push((name, Grid { place, source: Source::Sheet(rows) }));
    }
    Ok(sheets)
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| {
        let text = trim(text);
        (!text.is_empty()).then(|| Value::Text(text.to_owned()))
    };
    match data {
        DataRef::Empty => None,
        DataRef::Int(n) => Some(Value::Number(*n as f64)),
        DataRef::Float(n) => Some(Value::Number(*n)),
        DataRef::String(s) | DataRef::DurationIso(s) => text(s),
        DataRef::DateTimeIso(s) => text(s.split('T').next().unwrap_or(s)),
        DataRef::SharedString(s) => text(s),
        DataRef::Bool(b) => Some(Value::Text(if *b { "TRUE" } else { "FALSE" }.into())),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match Date::new(year as i16, month as i8, day as i8) {
                Ok(day_of_cell) => Some(Value::Date(day_of_cell)),
                Err(_) => Some(Value::Number(moment.as_f64())),
            }
        }
        DataRef::DateTime(moment) => Some(Value::Number(moment.as_f64())),
        DataRef::Error(error) => Some(Value::Broken(error.to_string())),
    }
}

impl Value {
    /// The value as it is shown in messages and taken as text.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number(n) => n.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}
