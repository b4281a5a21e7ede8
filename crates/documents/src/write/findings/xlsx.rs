//! Findings as a workbook: one sheet with every finding and room for the answer, one with a row for each agency
//! and year.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use statute::report::{Row, Severity};

use super::super::error::WriteError;
use super::{Inspected, Inspection};

/// The most characters a cell of a workbook holds.
const CELL_LIMIT: usize = 32_000;

struct Styles {
    head: Format,
    text: Format,
    number: Format,
    error: Format,
    warning: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        Self {
            head: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00F1_F1F1))
                .set_align(FormatAlign::VerticalCenter),
            number: cell,
            error: text.clone().set_bold().set_font_color(Color::RGB(0x00A3_170F)),
            warning: text.clone().set_bold().set_font_color(Color::RGB(0x007A_4B00)),
            text,
        }
    }

    fn of(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.error,
            Severity::Warning => &self.warning,
            Severity::Note => &self.text,
        }
    }
}

/// The workbook.
pub fn xlsx(inspection: &Inspection) -> Result<Vec<u8>, WriteError> {
    workbook(inspection).map_err(|error| WriteError::Package(error.to_string()))
}

fn workbook(inspection: &Inspection) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let styles = Styles::new();
    findings(inspection, &styles, workbook.add_worksheet())?;
    overview(inspection, &styles, workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

/// Heads, widths, a frozen first row, A4 landscape.
fn frame(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, (head, width)) in columns.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
        sheet.write_string_with_format(0, column as u16, *head, &styles.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn text(sheet: &mut Worksheet, row: u32, column: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
    let words: String = words.chars().take(CELL_LIMIT).collect();
    sheet.write_string_with_format(row, column, words, format)?;
    Ok(())
}

/// The height a row needs for its wrapped text, in points: not every program works it out when it opens the file.
fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> f64 {
    const LINE: f64 = 15.0;
    const HIGHEST: f64 = 409.0;
    let lines = cells.map(|(text, width)| {
        let units: u32 = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (f64::from(units) * 1.1 / width).ceil().max(1.0)
    });
    (lines.fold(1.0, f64::max) * LINE + 4.0).min(HIGHEST)
}

fn count(sheet: &mut Worksheet, row: u32, column: u16, n: usize, format: &Format) -> Result<(), XlsxError> {
    sheet.write_number_with_format(row, column, n as f64, format)?;
    Ok(())
}

fn findings(inspection: &Inspection, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 10] = [
        ("机关", 26.0),
        ("年度", 7.0),
        ("程度", 7.0),
        ("位置", 26.0),
        ("问题", 52.0),
        ("数值", 30.0),
        ("依据", 34.0),
        ("编号", 14.0),
        ("文件", 26.0),
        ("核实情况", 26.0),
    ];
    frame(sheet, "核查发现", &COLUMNS, styles)?;
    let mut row = 0;
    for report in &inspection.reports {
        for finding in &report.findings {
            row += 1;
            head(sheet, row, report, styles)?;
            text(sheet, row, 2, finding.severity.zh(), styles.of(finding.severity))?;
            text(sheet, row, 3, &finding.place, &styles.text)?;
            text(sheet, row, 4, &finding.message, &styles.text)?;
            let values: Vec<String> =
                finding.values.iter().map(|(name, value)| format!("{name}：{value}")).collect();
            text(sheet, row, 5, &values.join("；"), &styles.text)?;
            text(sheet, row, 6, &finding.basis, &styles.text)?;
            text(sheet, row, 7, finding.code, &styles.text)?;
            text(sheet, row, 8, &report.file, &styles.text)?;
            text(sheet, row, 9, "", &styles.text)?;
            let values = values.join("；");
            let told = [
                &finding.place,
                &finding.message,
                &values,
                &finding.basis,
                &finding.code.into(),
                &report.file,
            ];
            let widths = COLUMNS[3..9].iter().map(|(_, width)| *width);
            sheet.set_row_height(row, height(told.into_iter().map(String::as_str).zip(widths)))?;
        }
    }
    sheet.autofilter(0, 0, row.max(1), COLUMNS.len() as u16 - 1)?;
    Ok(())
}

/// Agency and year, in the first two columns.
fn head(sheet: &mut Worksheet, row: u32, report: &Inspected, styles: &Styles) -> Result<(), XlsxError> {
    text(sheet, row, 0, report.report.agency.as_deref().unwrap_or("（未读到）"), &styles.text)?;
    match report.report.year {
        Some(year) => count(sheet, row, 1, usize::try_from(year).unwrap_or_default(), &styles.number),
        None => text(sheet, row, 1, "（未读到）", &styles.text),
    }
}

fn overview(inspection: &Inspection, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    const COLUMNS: [(&str, f64); 13] = [
        ("机关", 30.0),
        ("年度", 8.0),
        ("结论", 12.0),
        ("错误", 7.0),
        ("警告", 7.0),
        ("提示", 7.0),
        ("新收申请", 10.0),
        ("上年结转", 10.0),
        ("办结总计", 10.0),
        ("结转下年", 10.0),
        ("行政复议", 10.0),
        ("行政诉讼", 10.0),
        ("文件", 50.0),
    ];
    frame(sheet, "机关年度汇总", &COLUMNS, styles)?;
    let mut row = 0;
    for report in &inspection.reports {
        row += 1;
        head(sheet, row, report, styles)?;
        let severity = report.findings.first().map_or(Severity::Note, |finding| finding.severity);
        text(sheet, row, 2, report.verdict(), styles.of(severity))?;
        for (column, severity) in [Severity::Error, Severity::Warning, Severity::Note].into_iter().enumerate()
        {
            count(sheet, row, 3 + column as u16, report.count(severity), &styles.number)?;
        }
        for (column, value) in figures(report).into_iter().enumerate() {
            let column = 6 + column as u16;
            match value.and_then(|n| f64::try_from(n).ok()) {
                Some(n) => sheet.write_number_with_format(row, column, n, &styles.number)?,
                None => sheet.write_blank(row, column, &styles.number)?,
            };
        }
        let files = std::iter::once(&report.file).chain(&report.others).cloned().collect::<Vec<_>>();
        let files = files.join("；");
        text(sheet, row, 12, &files, &styles.text)?;
        sheet.set_row_height(row, height([(files.as_str(), COLUMNS[12].1)].into_iter()))?;
    }
    for file in &inspection.unreadable {
        row += 1;
        for column in [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11] {
            text(sheet, row, column, "", &styles.text)?;
        }
        text(sheet, row, 2, "不能读取", &styles.text)?;
        let why = format!("{}：{}；{}", file.file, file.what, file.advice);
        text(sheet, row, 12, &why, &styles.text)?;
        sheet.set_row_height(row, height([(why.as_str(), COLUMNS[12].1)].into_iter()))?;
    }
    sheet.autofilter(0, 0, row.max(1), COLUMNS.len() as u16 - 1)?;
    Ok(())
}

/// 新收, 上年结转, 总计, 结转下年, 复议, 诉讼, as printed.
fn figures(report: &Inspected) -> [Option<Decimal>; 6] {
    let three = report.report.tables.part3.as_ref();
    let row = |row| three.and_then(|part3| part3.row_count(row));
    let four = report.report.tables.part4.as_ref();
    let total = |block: usize| four.and_then(|part4| part4.blocks().get(block)?.1[4].number());
    let suits = total(1).zip(total(2)).and_then(|(a, b)| a.checked_add(b));
    [row(Row::Received), row(Row::CarriedIn), row(Row::Total), row(Row::CarriedOut), total(0), suits]
}
