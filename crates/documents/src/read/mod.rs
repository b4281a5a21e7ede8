//! Files in: bytes to text and tables. Content never makes reading fail; it yields problems with their place.
//!
//! Every format is first read to [`Content`] (lines, headings, tables); one interpretation makes an annual report
//! of it, whatever the format was.

pub mod archive;
mod builder;
mod cells;
mod content;
pub(crate) mod docx;
pub(crate) mod guard;
mod heading;
pub(crate) mod html;
mod interpret;
mod labels;
pub(crate) mod markdown;
mod part2;
mod part3;
mod part4;
pub mod pdf;
mod pieces;
mod reading;
mod refusal;
mod runs;
mod sections;
pub(crate) mod sniff;
pub(crate) mod text;
pub(crate) mod workbook;
mod xlsx;

use statute::report::Cell;

pub use content::{Block, Content, Format, Grid, GridCell, NotReadable, Problem};
pub(crate) use guard::within;
pub use guard::{FAULT, TIME_LIMIT, guarded};
pub(crate) use html::{Tag, find_closing, unescaped};
pub(crate) use pdf::inflated;
pub use reading::Reading;
pub use sniff::MAX_FILE;
pub(crate) use text::decode;

/// How many rows of tables are read.
pub const MAX_ROWS: usize = 5000;

/// Reads a published report; `name` is its file name, which decides only where the content does not.
///
/// # Errors
/// The file is no annual report, or one that cannot be read as text: what it is, and what to do.
pub fn report(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Reading, NotReadable> {
    let bytes = bytes.into();
    let format = sniff::format(&bytes, name)?;
    within(TIME_LIMIT, move || read(&bytes, format))
}

fn read(bytes: &[u8], format: Format) -> Result<Reading, NotReadable> {
    if format == Format::Json {
        return json(bytes);
    }
    let content = match format {
        Format::Html => html::content(bytes),
        Format::Markdown => markdown::content(bytes),
        Format::Docx => docx::content(bytes),
        Format::Xlsx => xlsx::content(bytes),
        Format::Pdf => pdf::content(bytes),
        Format::Text | Format::Json => Ok(text::content(bytes)),
    }?;
    let rows: usize = content
        .blocks
        .iter()
        .map(|block| if let Block::Table(grid) = block { grid.rows.len() } else { 0 })
        .sum();
    if rows > MAX_ROWS {
        return Err(too_many_rows());
    }
    interpret::interpret(&content)
}

fn too_many_rows() -> NotReadable {
    NotReadable {
        what: format!("表格超过{MAX_ROWS}行"), advice: "请只保留报告的正文和表格后另存".into()
    }
}

/// A cell's reading by its text alone: number, sign for nothing, number with a remark.
pub(crate) fn cell_value(text: &str) -> Cell {
    cells::value(text).cell
}

fn json(bytes: &[u8]) -> Result<Reading, NotReadable> {
    let (text, _) = decode(bytes);
    let refuse =
        |what: String| NotReadable { what, advice: "请提供report.json或同样结构的JSON".into() };
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| refuse(format!("JSON有语法错误（第{}行第{}列）", error.line(), error.column())))?;
    let (report, problems) = crate::report_json::from_value(&value).map_err(refuse)?;
    Ok(Reading { format: Format::Json, report, problems })
}
