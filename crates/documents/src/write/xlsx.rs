//! `report.xlsx`: a sheet for each part, tables with merged headings as the form has them, numbers as numbers.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use statute::report::{Cell, CompiledReport};

use super::error::WriteError;
use super::form::{Form, Kind, Slot};
use super::layout::units;
use super::outline::{Outline, Part};
use super::xml::clean;

/// Characters a cell can hold, less a little.
const LONGEST_TEXT: usize = 32_000;
/// Characters a sheet's name can have.
const LONGEST_NAME: usize = 31;
/// Width of a sheet in units of Excel's column width: what an A4 page holds.
const SHEET_WIDTH: f64 = 78.0;
/// Points a line of text takes.
const LINE: f64 = 18.0;
/// Above this many digits a spreadsheet rounds.
const EXACT: f64 = 1e15;

/// How cells look.
struct Formats {
    title: Format,
    heading: Format,
    text: Format,
    head: Format,
    label: Format,
    note: Format,
    value: Format,
}

impl Formats {
    fn new() -> Self {
        let base =
            || Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let centered = || base().set_align(FormatAlign::Center).set_text_wrap();
        let boxed = || centered().set_border(FormatBorder::Thin);
        let shade = Color::RGB(0x00F2_F2F2);
        Self {
            title: centered().set_font_size(18).set_bold(),
            heading: base().set_font_name("黑体").set_font_size(14),
            // The quote prefix keeps a text that begins like a formula a text, wherever it is copied to.
            text: base().set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix(),
            head: boxed().set_background_color(shade),
            label: boxed().set_align(FormatAlign::Left),
            note: boxed().set_font_size(9),
            value: boxed(),
        }
    }
}

/// The report as a workbook (年度报告数据表), without records.
pub fn xlsx(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let report = &compiled.report;
    let outline = Outline::of(report);
    let formats = Formats::new();
    let mut book = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(outline.title())
        .set_subject("政府信息公开工作年度报告")
        .set_author(report.agency.as_deref().map(clean).unwrap_or_default());
    // Without a day of publication the file carries a fixed one: the same report gives the same bytes.
    let date =
        report.published_on.map_or((2000, 1, 1), |d| (d.year() as u16, d.month() as u8, d.day() as u8));
    properties = properties.set_creation_datetime(&ExcelDateTime::from_ymd(date.0, date.1, date.2)?);
    book.set_properties(&properties);
    let mut names: Vec<String> = Vec::new();
    for (index, part) in outline.parts.iter().enumerate() {
        let name = sheet_name(&part.heading, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        write_part(sheet, &formats, (index == 0).then_some(&outline), part)?;
    }
    if outline.parts.is_empty() {
        let sheet = book.add_worksheet();
        sheet.set_name("年度报告")?;
        let part = Part { number: None, heading: String::new(), paragraphs: Vec::new(), forms: Vec::new() };
        write_part(sheet, &formats, Some(&outline), &part)?;
    }
    Ok(book.save_to_buffer()?)
}

/// A name Excel accepts that no other sheet has.
fn sheet_name(heading: &str, taken: &[String]) -> String {
    let plain = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let cut = |most: usize| heading.chars().filter(plain).take(most).collect::<String>();
    let name = cut(LONGEST_NAME);
    if !name.is_empty() && !taken.contains(&name) {
        return name;
    }
    format!("{}（{}）", cut(LONGEST_NAME - 5), taken.len() + 1)
}

/// Writes a part on its sheet; the first sheet begins with title and preamble.
fn write_part(
    sheet: &mut Worksheet,
    formats: &Formats,
    opening: Option<&Outline>,
    part: &Part,
) -> Result<(), XlsxError> {
    let columns = set_up(sheet, part)?;
    let mut row = 0;
    if let Some(outline) = opening {
        row = wide(sheet, row, columns, &outline.title(), &formats.title, 36.0)?;
        for text in &outline.preamble {
            row = paragraph(sheet, row, columns, text, formats)?;
        }
    }
    if !part.heading.is_empty() {
        row = wide(sheet, row, columns, &part.heading, &formats.heading, 28.0)?;
    }
    for text in &part.paragraphs {
        row = paragraph(sheet, row, columns, &format!("{}{}", text.head, text.text), formats)?;
    }
    for (index, form) in part.forms.iter().enumerate() {
        row += u32::from(index > 0);
        table(sheet, row, form, formats)?;
        if index == 0 && form.head_rows > 0 {
            let below = row + form.head_rows as u32;
            sheet.set_freeze_panes(below, if form.table == 3 { 3 } else { 0 })?;
            sheet.set_repeat_rows(row, below - 1)?;
        }
        row += form.rows.len() as u32;
    }
    Ok(())
}

/// Page and column widths of a sheet; answers its number of columns.
fn set_up(sheet: &mut Worksheet, part: &Part) -> Result<u16, XlsxError> {
    sheet.set_paper_size(9).set_margins(0.9, 0.7, 0.9, 0.9, 0.4, 0.4);
    sheet.set_print_fit_to_pages(1, 0).set_print_center_horizontally(true).set_footer("&C— &P —");
    let Some(form) = part.forms.first() else {
        sheet.set_column_width(0, SHEET_WIDTH)?;
        return Ok(1);
    };
    let total: f64 = form.layout.widths.iter().sum();
    let digits =
        form.rows.iter().flatten().filter(|slot| matches!(slot.kind, Kind::Value(..)) && slot.colspan == 1);
    for (column, width) in form.layout.widths.iter().enumerate() {
        let need =
            digits.clone().filter(|slot| slot.column == column).map(|slot| 2.0 * units(&slot.text) + 2.0);
        let width = (width / total * SHEET_WIDTH).max(need.fold(0.0, f64::max).min(24.0));
        sheet.set_column_width(column as u16, width)?;
    }
    Ok(form.layout.widths.len() as u16)
}

/// Writes a line over the whole width; answers the next row.
fn wide(
    sheet: &mut Worksheet,
    row: u32,
    columns: u16,
    text: &str,
    format: &Format,
    height: f64,
) -> Result<u32, XlsxError> {
    if columns > 1 {
        sheet.merge_range(row, 0, row, columns - 1, text, format)?;
    } else {
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    sheet.set_row_height(row, height)?;
    Ok(row + 1)
}

/// Writes a paragraph, in several rows where a cell cannot hold it; answers the next row.
fn paragraph(
    sheet: &mut Worksheet,
    row: u32,
    columns: u16,
    text: &str,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let characters: Vec<char> = text.chars().collect();
    let mut row = row;
    for piece in characters.chunks(LONGEST_TEXT) {
        let text: String = piece.iter().collect();
        // Excel does not fit the height of merged cells; 409 points is the most a row can have.
        let lines = (2.0 * units(&text) / (SHEET_WIDTH - 2.0)).ceil().max(1.0);
        row = wide(sheet, row, columns, &text, &formats.text, (lines * LINE).min(409.0))?;
    }
    Ok(row)
}

fn table(sheet: &mut Worksheet, top: u32, form: &Form, formats: &Formats) -> Result<(), XlsxError> {
    let total: f64 = form.layout.widths.iter().sum();
    for (index, slots) in form.rows.iter().enumerate() {
        let row = top + index as u32;
        let mut lines: f64 = 1.0;
        for slot in slots {
            write_slot(sheet, row, slot, form, formats)?;
            if slot.rowspan == 1 && slot.kind != Kind::Note {
                let width: f64 = form.layout.widths[slot.column..slot.column + slot.colspan].iter().sum();
                lines = lines.max((2.0 * units(&slot.text) / (width / total * SHEET_WIDTH - 1.5)).ceil());
            }
        }
        sheet.set_row_height(row, lines.min(8.0) * 16.0 + 4.0)?;
    }
    Ok(())
}

fn write_slot(
    sheet: &mut Worksheet,
    row: u32,
    slot: &Slot,
    form: &Form,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let format = match slot.kind {
        Kind::Note => &formats.note,
        Kind::Band | Kind::ColumnHead => &formats.head,
        Kind::RowHead if form.table == 3 && slot.rowspan == 1 => &formats.label,
        Kind::RowHead | Kind::Value(..) => &formats.value,
    };
    let column = slot.column as u16;
    let last = (row + slot.rowspan as u32 - 1, column + slot.colspan as u16 - 1);
    if last != (row, column) {
        sheet.merge_range(row, column, last.0, last.1, "", format)?;
    }
    let number = match &slot.kind {
        Kind::Value(Cell::Number(n), _) => n.to_f64().filter(|n| n.abs() < EXACT),
        _ => None,
    };
    match number {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None if slot.text.is_empty() => sheet.write_blank(row, column, format)?,
        None => {
            sheet.write_string_with_format(row, column, &slot.text, &format.clone().set_quote_prefix())?
        }
    };
    Ok(())
}
