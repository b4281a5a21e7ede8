//! The tables of a publication as files of data: each as CSV, all of them as XLSX, numbers as numbers. 《条例》第23条

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::error::WriteError;
use crate::page::{DataCell, DataTable};
use crate::spreadsheet;

/// The most characters that a cell of a workbook takes; the page has the rest.
const CELL: usize = 32_000;
/// The most characters of a sheet's name.
const NAME: usize = 31;
/// So many digits a spreadsheet keeps of a number: what has more is a code.
const DIGITS: usize = 15;

/// A number as tables print it: `-1,234.50`, `12.5%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    /// As printed, of a hundred where it is a share.
    value: Decimal,
    /// Digits behind the point.
    places: usize,
    /// Whether thousands are parted.
    is_grouped: bool,
    is_percent: bool,
}

impl Number {
    /// The number that a text is and nothing else; codes with zeros before them or of many digits are texts.
    fn of(text: &str) -> Option<Self> {
        let (text, is_percent) = match text.strip_suffix(['%', '％']) {
            Some(share) => (share, true),
            None => (text, false),
        };
        let (sign, plain) = match text.strip_prefix(['-', '−', '－']) {
            Some(plain) => ("-", plain),
            None => ("", text),
        };
        let (whole, fraction) =
            plain.split_once('.').map_or((plain, None), |(one, other)| (one, Some(other)));
        let mut groups = whole.split([',', '，']);
        let first = groups.next().unwrap_or_default();
        let is_grouped = whole.len() > first.len();
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = are_digits(first)
            && (!is_grouped || first.len() <= 3)
            && groups.all(|group| group.len() == 3 && are_digits(group))
            && (!first.starts_with('0') || whole == "0");
        if !is_whole || fraction.is_some_and(|fraction| !are_digits(fraction)) {
            return None;
        }
        let fraction = fraction.unwrap_or_default();
        let whole = whole.replace([',', '，'], "");
        if whole.len() + fraction.len() > DIGITS {
            return None;
        }
        let point = if fraction.is_empty() { "" } else { "." };
        let value = format!("{sign}{whole}{point}{fraction}").parse().ok()?;
        Some(Self { value, places: fraction.len(), is_grouped, is_percent })
    }

    /// How a spreadsheet shows it as it was printed.
    fn format(self) -> String {
        let whole = if self.is_grouped { "#,##0" } else { "0" };
        let point = if self.places > 0 { "." } else { "" };
        let percent = if self.is_percent { "%" } else { "" };
        format!("{whole}{point}{}{percent}", "0".repeat(self.places))
    }

    fn in_cell(self) -> f64 {
        let value = if self.is_percent { self.value / Decimal::ONE_HUNDRED } else { self.value };
        value.to_f64().unwrap_or_default()
    }

    /// As programs read it.
    fn plain(self) -> String {
        let percent = if self.is_percent { "%" } else { "" };
        format!("{}{percent}", self.value)
    }
}

/// A table as CSV: the texts in their places, numbers without signs between thousands.
pub fn table_csv(table: &DataTable) -> Vec<u8> {
    let cell = |cell| match Number::of(cell) {
        Some(number) => Cow::Owned(number.plain()),
        None => spreadsheet::text(cell),
    };
    spreadsheet::csv_file(table.rows().into_iter().map(|row| row.into_iter().map(cell)))
}

/// Tables as a workbook, a sheet each.
///
/// # Errors
/// Where the workbook cannot be put together.
pub fn tables_workbook(tables: &[DataTable]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    for (nth, table) in (1..).zip(tables) {
        let sheet = book.add_worksheet();
        sheet.set_name(name(nth, &table.title))?;
        write(sheet, table)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The name of a sheet: its place, so that no two are alike, and what the table is called.
fn name(nth: usize, title: &str) -> String {
    let may = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
    format!("表{nth} {title}").chars().filter(may).take(NAME).collect::<String>().trim().to_owned()
}

fn write(sheet: &mut Worksheet, table: &DataTable) -> Result<(), WriteError> {
    let plain = Format::new().set_quote_prefix();
    let mut top = 0;
    for line in [&table.title, &table.unit].into_iter().filter(|line| !line.is_empty()) {
        sheet.write_string_with_format(top, 0, shortened(line), &plain)?;
        top += 1;
    }
    let boxed = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    for cell in &table.cells {
        let is_head = cell.row < table.head;
        let format = if is_head { boxed.clone().set_bold() } else { boxed.clone() };
        let (row, column) = (top + cell.row as u32, cell.column as u16);
        if cell.rows * cell.columns > 1 {
            let (last, end) = (row + cell.rows as u32 - 1, column + cell.columns as u16 - 1);
            sheet.merge_range(row, column, last, end, "", &format)?;
        }
        if let Some(number) = Number::of(&cell.text).filter(|_| !is_head) {
            let format = format.set_num_format(number.format());
            sheet.write_number_with_format(row, column, number.in_cell(), &format)?;
        } else {
            let format = format.set_quote_prefix();
            sheet.write_string_with_format(row, column, shortened(&cell.text), &format)?;
        }
    }
    for column in 0..table.width {
        sheet.set_column_width(column as u16, width(table, column))?;
    }
    sheet.set_freeze_panes(top + table.head as u32, 0)?;
    Ok(())
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= CELL {
        return text.to_owned();
    }
    text.chars().take(CELL).chain("……（全文见网页）".chars()).collect()
}

/// As wide as what stands in the column, within reason.
fn width(table: &DataTable, column: usize) -> f64 {
    let own = |cell: &&DataCell| cell.column == column && cell.columns == 1;
    let longest = table.cells.iter().filter(own).flat_map(|cell| cell.text.lines()).map(|line| {
        // A Chinese sign is as wide as two others.
        line.chars().map(|c| if c.is_ascii() { 1_u16 } else { 2 }).fold(0, u16::saturating_add)
    });
    f64::from(longest.max().unwrap_or_default().saturating_add(2).clamp(8, 48))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String)> {
        Number::of(text).map(|number| (number.plain(), number.format()))
    }

    #[test]
    fn numbers_are_what_is_printed_as_one_and_codes_are_none() {
        for (text, plain, format) in [
            ("1,234.50", "1234.50", "#,##0.00"),
            ("-3", "-3", "0"),
            ("−0.5", "-0.5", "0.0"),
            ("12.5%", "12.5%", "0.0%"),
            ("0", "0", "0"),
            ("2026", "2026", "0"),
        ] {
            assert_eq!(told(text), Some((plain.to_owned(), format.to_owned())), "{text}");
        }
        for text in [
            "", "-", "--1", "007", "12,34", "1,2345", "1.2.3", "1.", ".5", "1e5", "3人", "+5", "0,123", "%",
            "1 2",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
        assert_eq!(told("370302199001011234"), None, "more digits than a spreadsheet keeps");
    }

    #[test]
    fn sheets_are_called_by_place_and_title_without_what_no_sheet_may_be_called() {
        assert_eq!(name(1, ""), "表1");
        assert_eq!(name(2, "收入/支出[总表]"), "表2 收入支出总表");
        assert_eq!(name(3, &"长".repeat(40)).chars().count(), NAME);
    }
}
