//! Empty registers to fill in, with drop-down lists, and a filled example, out of the table of columns.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Workbook, Worksheet,
    XlsxError,
};
use statute::leaf::Leaf;
use statute::registers::Register;
use statute::report::Row;

use super::columns::{Column, Kind, Need, columns};

/// Rows of a sheet that have formats and drop-down lists.
const ROWS: u32 = 5_000;
/// The last row, counted from 0 below the header, that has them.
const LAST: u32 = ROWS;

/// A workbook of empty registers.
///
/// # Errors
/// Where the workbook cannot be put together.
pub fn template() -> Result<Vec<u8>, XlsxError> {
    workbook(false)
}

/// The same workbook with a few invented entries in every register.
///
/// # Errors
/// Where the workbook cannot be put together.
pub fn example() -> Result<Vec<u8>, XlsxError> {
    workbook(true)
}

fn workbook(is_filled: bool) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    explain(workbook.add_worksheet())?;
    for register in Register::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(register.zh())?;
        sheet.set_freeze_panes(1, 0)?;
        for (index, column) in columns(register).iter().enumerate() {
            head(sheet, index as u16, column)?;
        }
        if is_filled {
            fill(sheet, register)?;
        }
    }
    workbook.save_to_buffer()
}

/// The header cell, the width, the format and the list of a column.
fn head(sheet: &mut Worksheet, index: u16, column: &Column) -> Result<(), XlsxError> {
    let is_needed = matches!(column.need, Need::Filled | Need::Present | Need::Period);
    let color = if is_needed { 0x00FF_E699 } else { 0x00E7_E6E6 };
    let header =
        Format::new().set_bold().set_background_color(color).set_border(rust_xlsxwriter::FormatBorder::Thin);
    sheet.write_with_format(0, index, column.name, &header)?;
    let about =
        [column.need.zh(), column.about].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    sheet.insert_note(0, index, &rust_xlsxwriter::Note::new(about.join("；")).set_author("gongkai"))?;
    let (width, format) = match column.kind {
        Kind::Date => (13, Some("yyyy-mm-dd")),
        Kind::Month => (11, Some("yyyy-mm")),
        Kind::Text if column.name.ends_with("编号") => (14, Some("@")),
        Kind::Text => (24, None),
        Kind::Outcome => (11, Some("@")),
        Kind::Count | Kind::Amount => (11, None),
        Kind::Choice(_) => (16, None),
    };
    sheet.set_column_width(index, width)?;
    if let Some(format) = format {
        sheet.set_column_format(index, &Format::new().set_num_format(format))?;
    }
    if let Some(validation) = validation(column.kind)? {
        let validation = validation
            .set_error_title("填写有误")?
            .set_error_message(column.kind.expected().chars().take(200).collect::<String>())?
            .set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(1, index, LAST, index, &validation)?;
    }
    Ok(())
}

fn validation(kind: Kind) -> Result<Option<DataValidation>, XlsxError> {
    let first = ExcelDateTime::from_ymd(1990, 1, 1)?;
    let last = ExcelDateTime::from_ymd(2199, 12, 31)?;
    Ok(match kind {
        Kind::Text => None,
        Kind::Date | Kind::Month => {
            Some(DataValidation::new().allow_date(DataValidationRule::Between(first, last)))
        }
        Kind::Count => {
            Some(DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)))
        }
        Kind::Amount => {
            Some(DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)))
        }
        Kind::Outcome => Some(DataValidation::new().allow_list_strings(&Leaf::ALL.map(Leaf::code))?),
        Kind::Choice(choices) => {
            let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
            Some(DataValidation::new().allow_list_strings(&words)?)
        }
    })
}

/// The sheet 填写说明: it is no register and not read.
fn explain(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("填写说明")?;
    sheet.set_column_width(0, 90)?;
    let bold = Format::new().set_bold();
    let lines = [
        "每张工作表是一个台账，工作表名和表头不要改；没有内容的工作表可以空着或者删去。",
        "黄色表头的列必须保留，灰色的可以删去；鼠标停在表头上可看填写要求。",
        "日期写作 2023-01-05 或者 2023年1月5日；月份写作 2023-03；数字不带单位。",
        "跨年的申请、案件和文件都留在台账里，年度由日期决定。不填申请人姓名等个人信息。",
        "在同一文件夹的 agency.toml 里写明机关全称，然后执行 gongkai report build --from 文件夹 --year 年 --out 输出文件夹",
    ];
    let mut row = 0;
    for line in lines {
        sheet.write(row, 0, line)?;
        row += 1;
    }
    sheet.write_with_format(row + 1, 0, "办理结果代码", &bold)?;
    for (index, leaf) in Leaf::ALL.into_iter().enumerate() {
        let line = format!("{}　{}", leaf.code(), Row::Outcome(leaf).key());
        sheet.write(row + 2 + index as u32, 0, line)?;
    }
    Ok(())
}

/// Writes the invented entries, dates as date cells.
fn fill(sheet: &mut Worksheet, register: Register) -> Result<(), XlsxError> {
    for (row, entry) in entries(register).iter().enumerate() {
        for (index, (column, value)) in columns(register).iter().zip(*entry).enumerate() {
            let (row, index) = (row as u32 + 1, index as u16);
            let number = value.parse::<f64>();
            match (column.kind, number) {
                _ if value.is_empty() => {}
                (Kind::Date, _) => {
                    let day = ExcelDateTime::parse_from_str(value)?;
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_datetime_with_format(row, index, &day, &format)?;
                }
                (Kind::Count | Kind::Amount, Ok(number)) => {
                    sheet.write(row, index, number)?;
                }
                _ => {
                    sheet.write(row, index, *value)?;
                }
            }
        }
    }
    Ok(())
}

/// Invented entries of 2023, cells in the order of the columns.
fn entries(register: Register) -> &'static [&'static [&'static str]] {
    match register {
        Register::Applications => &[
            &[
                "2023-001",
                "2023-02-06",
                "互联网",
                "自然人",
                "1",
                "2023-02-20",
                "社保",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "示例",
            ],
            &[
                "2023-002",
                "2023-03-13",
                "挂号信函",
                "商业企业",
                "3.4",
                "2023-05-08",
                "就业",
                "",
                "第三方不同意公开",
                "",
                "",
                "20",
                "",
                "",
                "",
                "示例",
            ],
            &[
                "2023-003",
                "2023-06-01",
                "当面",
                "自然人",
                "6.1",
                "2023-07-10",
                "其他",
                "",
                "",
                "2023-06-05",
                "",
                "",
                "",
                "",
                "",
                "示例",
            ],
            &[
                "2023-004",
                "2023-12-20",
                "互联网",
                "自然人",
                "",
                "",
                "社保",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "尚未办结",
            ],
        ],
        Register::Consultations => {
            &[&["2023-002", "第三方", "2023-03-16", "2023-03-20", "2023-04-07", "示例"]]
        }
        Register::Documents => &[
            &["政策文件", "示例政策文件", "示例发〔2023〕1号", "2023-03-01", "2023-03-03", "", "", "", ""],
            &["会议", "示例会议", "", "2023-05-10", "2023-05-12", "", "", "", ""],
            &[
                "规范性文件",
                "示例规范性文件",
                "示例规〔2023〕1号",
                "2023-06-01",
                "2023-06-05",
                "2023-07-01",
                "2028-06-30",
                "",
                "",
            ],
        ],
        Register::Interpretations => &[&["示例政策解读", "图表", "2023-03-03", "示例发〔2023〕1号", ""]],
        Register::Decisions => {
            &[&["行政许可", "", "2023-03", "12", ""], &["行政处罚", "2023-08-15", "", "1", ""]]
        }
        Register::Fees => &[&["", "2023-06", "3.5", ""]],
        Register::Remedies => &[&["行政复议", "2023-09-04", "结果维持", "2023-10-30", ""]],
        Register::Posts => {
            &[&["微信公众号", "", "2023-01", "86", ""], &["官网工作动态", "", "2023-01", "31", ""]]
        }
        Register::Proposals => &[&["12", "人大代表建议", "就业", "2023-02-20", "2023-05-15", "满意", ""]],
        Register::Trainings => &[&["2023-04-12", "示例培训", "集中培训", "45", ""]],
        Register::Tasks => &[&["1", "示例任务", "示例文件第1条", "办公室", "2023-12-31", "2023-11-30", ""]],
        Register::Members => &[&["领导小组成员", "2023-03-01", "", ""]],
        Register::Catalogue => &[&["2023-04-10", "主动公开基本目录", "增加一项", ""]],
    }
}
