//! A row of a register understood cell by cell, by the table of columns.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use statute::leaf::Leaf;
use statute::registers::{Period, Register};

use super::bad_cell::BadCell;
use super::columns::{Column, Kind, Need, columns};
use super::grid::{Cells, Grid, Value};
use super::values::{Parsed, letters, parse};

/// One row: its number and its cells by column.
#[derive(Debug)]
pub(super) struct ParsedRow {
    /// As a spreadsheet numbers it.
    pub(super) row: usize,
    cells: HashMap<&'static str, Parsed>,
}

/// Among the first rows, how far down a header is looked for: a title may stand above it.
const HEADER_WITHIN: usize = 6;

/// Understands a grid as this register, row by row; every bad cell is named, what else is to be known is noted, and
/// `take` is given each row that is whole.
pub(super) fn understand(
    register: Register,
    grid: &Grid,
    bad: &mut Vec<BadCell>,
    notes: &mut Vec<String>,
    mut take: impl FnMut(&ParsedRow),
) {
    let known = columns(register);
    let upper: Vec<_> = grid.rows().take(HEADER_WITHIN).collect();
    let Some(header_at) = header_row(known, &upper) else {
        if let Some((number, cells)) = upper.first() {
            let names: Vec<_> = required(known).map(|column| column.name).collect();
            let first = cells.iter().flatten().map(Value::shown).collect::<Vec<_>>().join("、");
            let expected = format!("应有表头：{}", names.join("、"));
            bad.push(BadCell { row: Some(*number), ..BadCell::of_file(&grid.place, first, expected) });
        }
        return;
    };
    let (header_number, header) = &upper[header_at];
    let at = |row: usize, column: Option<&str>, value: String, expected: String| BadCell {
        file: grid.place.clone(),
        row: Some(row),
        column: column.map(str::to_owned),
        value,
        expected,
    };
    let mut places: Vec<Option<&'static Column>> = Vec::new();
    let mut unknown = Vec::new();
    for cell in header.iter() {
        let name = cell.as_ref().map(Value::shown).unwrap_or_default();
        let column = column_named(known, &name);
        if let Some(column) = column
            && places.iter().flatten().any(|other| other.name == column.name)
        {
            bad.push(at(*header_number, Some(column.name), name.clone(), "应只有一列用此表头".into()));
            places.push(None);
            continue;
        }
        if column.is_none() && !name.is_empty() {
            unknown.push(format!("「{name}」"));
        }
        places.push(column);
    }
    if !unknown.is_empty() {
        notes.push(format!("{}：未读入的列{}", grid.place, unknown.concat()));
    }
    let has = |name: &str| places.iter().flatten().any(|column| column.name == name);
    let mut complete = true;
    for column in required(known).filter(|column| !has(column.name)) {
        complete = false;
        bad.push(at(*header_number, Some(column.name), "没有此列".into(), "应有此列".into()));
    }
    if known.iter().any(|column| column.need == Need::Period) && !has("日期") && !has("月份") {
        complete = false;
        bad.push(at(*header_number, None, "没有日期".into(), "应有「日期」列或者「月份」列".into()));
    }
    for (number, cells) in grid.rows().skip(header_at + 1) {
        let before = bad.len();
        let mut row = ParsedRow { row: number, cells: HashMap::new() };
        for (index, value) in cells.iter().enumerate() {
            let Some(value) = value else { continue };
            let Some(place) = places.get(index) else {
                let given = format!("本行有{}格，表头只有{}列", cells.len(), places.len());
                bad.push(at(number, None, given, "应与表头列数一致，含逗号的内容应加英文引号".into()));
                break;
            };
            let Some(column) = place.filter(|column| column.need != Need::Remark) else { continue };
            match parse_in(column, value) {
                Some(Parsed::Nothing) if column.need != Need::Filled => {}
                Some(parsed) if parsed != Parsed::Nothing => {
                    row.cells.insert(column.name, parsed);
                }
                _ => bad.push(at(number, Some(column.name), value.shown(), column.kind.expected())),
            }
        }
        // A cell that could not be understood is named once, not a second time as missing.
        let told: Vec<_> = bad[before..].iter().filter_map(|cell| cell.column.clone()).collect();
        let told_of = |name: &str| told.iter().any(|column| column == name);
        for column in known.iter().filter(|column| column.need == Need::Filled && has(column.name)) {
            if !row.cells.contains_key(column.name) && !told_of(column.name) {
                bad.push(at(number, Some(column.name), String::new(), column.kind.expected()));
            }
        }
        if known.iter().any(|column| column.need == Need::Period) && (has("日期") || has("月份")) {
            let day = row.cells.contains_key("日期");
            let month = row.cells.contains_key("月份");
            if !day && !month && !told_of("日期") && !told_of("月份") {
                let name = if has("日期") { "日期" } else { "月份" };
                bad.push(at(number, Some(name), String::new(), "应填日期或者月份".into()));
            } else if let (Some(day), Some(month)) = (row.day_as_month("日期"), row.day_as_month("月份"))
                && day != month
            {
                bad.push(at(
                    number,
                    Some("月份"),
                    month.strftime("%Y-%m").to_string(),
                    "应与本行日期同月".into(),
                ));
            }
        }
        if bad.len() == before && complete {
            take(&row);
        }
    }
}

/// A cell of 日期 may hold a month where 月份 would do, as a cell of 月份 may hold a day.
fn parse_in(column: &Column, value: &Value) -> Option<Parsed> {
    parse(value, column.kind)
        .or_else(|| if column.need == Need::Period { parse(value, Kind::Month) } else { None })
}

fn required(known: &'static [Column]) -> impl Iterator<Item = &'static Column> {
    known.iter().filter(|column| matches!(column.need, Need::Filled | Need::Present))
}

/// The column with this header; blanks, a star and a unit in brackets do not count.
fn column_named(known: &'static [Column], name: &str) -> Option<&'static Column> {
    let name = letters(name);
    known.iter().find(|column| column.name == name).or_else(|| {
        let unit = column_unit(&name)?;
        known.iter().find(|column| column.name == unit || column.name.trim_end_matches("万元") == unit)
    })
}

/// 金额（万元） and 金额单位万元 for 金额万元.
fn column_unit(name: &str) -> Option<&str> {
    name.strip_suffix("单位万元").or_else(|| name.strip_suffix("必填"))
}

/// The first of the upper rows that looks like a header: the most known columns, at least one that is required.
fn header_row(known: &'static [Column], upper: &[(usize, Cow<'_, Cells>)]) -> Option<usize> {
    let score = |index: usize| {
        let cells = upper[index].1.iter().flatten();
        cells.filter(|cell| column_named(known, &cell.shown()).is_some()).count()
    };
    let best = (0..upper.len()).max_by_key(|index| (score(*index), std::cmp::Reverse(*index)))?;
    (score(best) > 0).then_some(best)
}

impl ParsedRow {
    /// The text of a cell.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        match self.cells.get(column) {
            Some(Parsed::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// The date of a cell.
    pub(super) fn date(&self, column: &str) -> Option<Date> {
        match self.cells.get(column) {
            Some(Parsed::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The count of a cell.
    pub(super) fn count(&self, column: &str) -> Option<u64> {
        match self.cells.get(column) {
            Some(Parsed::Count(count)) => Some(*count),
            _ => None,
        }
    }

    /// The amount of a cell, in 万元.
    pub(super) fn amount(&self, column: &str) -> Option<Decimal> {
        match self.cells.get(column) {
            Some(Parsed::Amount(amount)) => Some(*amount),
            _ => None,
        }
    }

    /// The outcome of a cell.
    pub(super) fn outcome(&self, column: &str) -> Option<Leaf> {
        match self.cells.get(column) {
            Some(Parsed::Outcome(leaf)) => Some(*leaf),
            _ => None,
        }
    }

    /// The value that stands at the position of the cell's word.
    pub(super) fn choice<T: Copy, const N: usize>(&self, column: &str, values: [T; N]) -> Option<T> {
        match self.cells.get(column) {
            Some(Parsed::Choice(position)) => values.get(*position).copied(),
            _ => None,
        }
    }

    /// When it was: the day where there is one, else the month.
    pub(super) fn period(&self) -> Option<Period> {
        match (self.cells.get("日期"), self.cells.get("月份")) {
            (Some(Parsed::Date(day)), _) => Some(Period::Day(*day)),
            (Some(Parsed::Month(month)), _) | (None, Some(Parsed::Month(month))) => {
                Some(Period::Month(*month))
            }
            _ => None,
        }
    }

    fn day_as_month(&self, column: &str) -> Option<Date> {
        match self.cells.get(column)? {
            Parsed::Date(date) | Parsed::Month(date) => Some(date.first_of_month()),
            _ => None,
        }
    }
}
