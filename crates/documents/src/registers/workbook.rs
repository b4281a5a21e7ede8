//! The register of applications as a workbook (台账): what an office keeps by hand elsewhere, and what our own reader takes
//! back in. Rows go to disk as they come, so that a long register takes no more memory than a short one.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use statute::applicant::Applicant;
use statute::registers::{ApplicationEntry, Channel, ConsultationEntry, Register};
use statute::report::Row;

/// The most characters a cell takes, less a little.
const LONGEST: usize = 32_000;
/// The sheet of what has arrived and waits for a confirmation: it is in no register yet.
const ARRIVED: &str = "尚未收到";

/// An application as the workbook shows it.
#[derive(Clone, Debug)]
pub struct WorkbookRow {
    /// 申请编号
    pub number: String,
    /// 收到日期, or 到达日期 while it is not received.
    pub listed_on: Date,
    /// 申请渠道
    pub channel: Channel,
    /// 申请人类型
    pub applicant: Applicant,
    /// 申请人, where it may be shown.
    pub name: String,
    /// 申请内容
    pub content: String,
    /// 环节
    pub stage: &'static str,
    /// 承办人
    pub handler: String,
    /// 答复期限
    pub due: Option<Date>,
    /// 征求意见
    pub consultations: Vec<ConsultationEntry>,
    /// 文书号
    pub letter: String,
    /// 送达方式
    pub service: &'static str,
    /// As the register counts it; none while it is not received.
    pub entry: Option<ApplicationEntry>,
}

/// A column: its header and width.
type Column = (&'static str, f64);

/// Headers of the register are those its reader knows; the others it leaves aside.
const COLUMNS: [Column; 22] = [
    ("申请编号", 14.0),
    ("收到日期", 12.0),
    ("申请渠道", 10.0),
    ("申请人类型", 12.0),
    ("申请人", 16.0),
    ("申请内容", 48.0),
    ("环节", 10.0),
    ("承办人", 12.0),
    ("补正通知日期", 13.0),
    ("补正收到日期", 13.0),
    ("征求意见", 24.0),
    ("延长工作日", 11.0),
    ("延迟答复期限", 13.0),
    ("收费通知日期", 13.0),
    ("缴费日期", 12.0),
    ("答复期限", 12.0),
    ("办理结果", 32.0),
    ("答复日期", 12.0),
    ("文书号", 22.0),
    ("送达方式", 24.0),
    ("主题", 14.0),
    ("原因", 24.0),
];
const ARRIVED_COLUMNS: [Column; 7] = [
    ("申请编号", 14.0),
    ("到达日期", 12.0),
    ("申请渠道", 10.0),
    ("申请人类型", 12.0),
    ("申请人", 16.0),
    ("申请内容", 48.0),
    ("环节", 10.0),
];
const CONSULTATION_COLUMNS: [Column; 5] =
    [("申请编号", 14.0), ("类型", 14.0), ("发出日期", 12.0), ("送达日期", 12.0), ("收回日期", 12.0)];

/// A workbook that is being written.
pub struct ApplicationsWorkbook {
    book: Workbook,
    sheets: [Sheet; 3],
    formats: Formats,
    has_names: bool,
}

/// A sheet and its next row.
struct Sheet {
    sheet: Worksheet,
    row: u32,
}

struct Formats {
    head: Format,
    text: Format,
    date: Format,
    number: Format,
}

/// A cell.
enum Cell<'a> {
    Text(&'a str),
    Date(Option<Date>),
    Number(Option<u32>),
}

use Cell::{Date as Day, Number, Text};

impl ApplicationsWorkbook {
    /// An empty one; without names it has no column for them.
    ///
    /// # Errors
    /// Where the workbook cannot be put together.
    pub fn new(has_names: bool) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let boxed = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let formats = Formats {
            head: boxed().set_bold().set_background_color(0x00E7_E6E6),
            // The quote prefix keeps a text that begins like a formula a text, wherever it is copied to.
            text: boxed().set_num_format("@").set_quote_prefix().set_text_wrap(),
            date: boxed().set_num_format("yyyy-mm-dd"),
            number: boxed(),
        };
        let mut sheet = |name: &str, columns: &[Column]| -> Result<Sheet, XlsxError> {
            let mut sheet = book.new_worksheet_with_constant_memory()?;
            sheet.set_name(name)?;
            sheet.set_freeze_panes(1, 1)?;
            let columns = columns.iter().filter(|(name, _)| has_names || *name != "申请人");
            for (index, (name, width)) in columns.enumerate() {
                sheet.set_column_width(index as u16, *width)?;
                sheet.write_string_with_format(0, index as u16, *name, &formats.head)?;
            }
            Ok(Sheet { sheet, row: 1 })
        };
        let sheets = [
            sheet(Register::Applications.zh(), &COLUMNS)?,
            sheet(Register::Consultations.zh(), &CONSULTATION_COLUMNS)?,
            sheet(ARRIVED, &ARRIVED_COLUMNS)?,
        ];
        Ok(Self { book, sheets, formats, has_names })
    }

    /// Adds an application at the end.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn add(&mut self, row: &WorkbookRow) -> Result<(), XlsxError> {
        let [applications, consultations, arrived] = &mut self.sheets;
        let first =
            [Text(&row.number), Day(Some(row.listed_on)), Text(row.channel.zh()), Text(row.applicant.zh())];
        let first = first.into_iter().chain(self.has_names.then_some(Text(&row.name)));
        let first = first.chain([Text(&row.content), Text(row.stage)]);
        let Some(entry) = &row.entry else { return arrived.add(&self.formats, first) };
        let asked = consulted(&row.consultations);
        let outcome = entry.leaf.map(|leaf| Row::Outcome(leaf).key()).unwrap_or_default();
        let rest = [
            Text(&row.handler),
            Day(entry.supplement_asked_on),
            Day(entry.supplement_received_on),
            Text(&asked),
            Number(entry.extended_workdays),
            Day(entry.delayed_until),
            Day(entry.fee_notice_on),
            Day(entry.fee_paid_on),
            Day(row.due),
            Text(&outcome),
            Day(entry.answered_on),
            Text(&row.letter),
            Text(row.service),
            Text(entry.topic.as_deref().unwrap_or_default()),
            Text(entry.reason.as_deref().unwrap_or_default()),
        ];
        applications.add(&self.formats, first.chain(rest))?;
        for one in &row.consultations {
            let cells = [
                Text(&one.application),
                Text(one.kind.zh()),
                Day(Some(one.sent_on)),
                Day(one.served_on),
                Day(one.closed_on),
            ];
            consultations.add(&self.formats, cells)?;
        }
        Ok(())
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    /// Where the workbook cannot be put together.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        // An empty sheet would say that there are none, in every year.
        let filled =
            self.sheets.into_iter().enumerate().filter(|(index, sheet)| *index == 0 || sheet.row > 1);
        for (_, Sheet { sheet, .. }) in filled {
            self.book.push_worksheet(sheet);
        }
        self.book.save_to_buffer()
    }
}

impl Sheet {
    fn add<'a>(
        &mut self,
        formats: &Formats,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Day(Some(day)) => {
                    let day = ExcelDateTime::from_ymd(
                        day.year().unsigned_abs(),
                        day.month().unsigned_abs(),
                        day.day().unsigned_abs(),
                    )?;
                    self.sheet.write_datetime_with_format(self.row, column, &day, &formats.date)?;
                }
                Number(Some(number)) => {
                    self.sheet.write_number_with_format(self.row, column, number, &formats.number)?;
                }
                Text(text) if !text.is_empty() => {
                    let text: String = text.chars().filter(|c| is_allowed(*c)).take(LONGEST).collect();
                    self.sheet.write_string_with_format(self.row, column, &text, &formats.text)?;
                }
                Day(None) | Number(None) | Text(_) => {
                    self.sheet.write_blank(self.row, column, &formats.number)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// Whether XML lets a character stand.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n') || (c >= ' ' && !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'))
}

/// Every consultation in a few words.
fn consulted(consultations: &[ConsultationEntry]) -> String {
    let one = |one: &ConsultationEntry| {
        let end = one.closed_on.map_or_else(|| "未结束".to_owned(), |on| format!("{on}结束"));
        format!("{}：{}发出，{end}", one.kind.zh(), one.sent_on)
    };
    consultations.iter().map(one).collect::<Vec<_>>().join("；")
}
