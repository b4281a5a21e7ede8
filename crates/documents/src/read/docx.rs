//! DOCX: paragraphs, tables with merged cells, text boxes; what tracked changes deleted is not there.

use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builder::{Builder, CONTINUED, MAX_DEPTH};
use super::content::{Content, Format, NotReadable, Problem};

/// How many bytes an archive may unpack to.
pub(crate) const MAX_UNPACKED: u64 = 200 * 1024 * 1024;

/// How deep elements may stand in each other.
const MAX_ELEMENTS: usize = 2000;

pub(crate) fn refused(what: &str, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: advice.into() }
}

/// One entry of an archive as text, counted while it is unpacked.
pub(crate) fn entry(bytes: &[u8], name: &str) -> Result<Option<String>, NotReadable> {
    let damaged = || refused("损坏的DOCX文件（或未下载完整）", "请重新下载或另存");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| damaged())?;
    let found = match archive.by_name(name) {
        Ok(found) => found,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(damaged()),
    };
    if found.size() > MAX_UNPACKED {
        return Err(bomb());
    }
    let mut content = Vec::new();
    found.take(MAX_UNPACKED + 1).read_to_end(&mut content).map_err(|_| damaged())?;
    if content.len() as u64 > MAX_UNPACKED {
        return Err(bomb());
    }
    Ok(Some(super::text::decode(&content).0))
}

pub(crate) fn bomb() -> NotReadable {
    refused("文件解压后超过200MB", "请去掉图片和附件后另存，或拆成单份报告")
}

/// Reads DOCX.
///
/// # Errors
/// The archive is damaged, unpacks to too much, or its parts are nested too deep.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    let document = entry(bytes, "word/document.xml")?
        .ok_or_else(|| refused("DOCX里没有正文", "请用Word或WPS重新另存为DOCX"))?;
    let mut problems = Vec::new();
    let blocks = body(&document, &mut problems)?;
    Ok(Content { format: Format::Docx, title: None, blocks, problems })
}

/// What of the document's place matters while reading.
#[derive(Default)]
struct Place {
    /// Elements whose content is passed over.
    skipped: usize,
    /// Paragraphs that are open, for text boxes inside them.
    paragraphs: usize,
    /// Whether `w:t` is open.
    text: bool,
    /// For each open table, the state of its row and cell.
    tables: Vec<Table>,
}

/// The row and cell that are open in a table.
#[expect(clippy::struct_excessive_bools, reason = "each is one mark of the format")]
struct Table {
    colspan: u32,
    continued: bool,
    opened: bool,
    deleted: bool,
    row_properties: bool,
}

fn body(xml: &str, problems: &mut Vec<Problem>) -> Result<Vec<super::content::Block>, NotReadable> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut builder = Builder::new();
    let mut place = Place::default();
    let mut depth = 0_usize;
    loop {
        let Ok(event) = reader.read_event() else {
            problems.push(Problem {
                place: "正文".into(),
                message: "DOCX的XML从某处起有语法错误，其后的内容没有读取".into(),
            });
            break;
        };
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                if depth > MAX_ELEMENTS {
                    return Err(refused("DOCX的内容嵌套过深", "请用Word或WPS重新另存为DOCX"));
                }
                start(&tag, false, &mut place, &mut builder);
            }
            Event::Empty(tag) => start(&tag, true, &mut place, &mut builder),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                end(tag.local_name().into_inner(), &mut place, &mut builder);
            }
            Event::Text(text) if place.text && place.skipped == 0 => {
                builder.text(&text.xml10_content());
            }
            Event::CData(text) if place.text && place.skipped == 0 => {
                builder.text(&text.xml10_content());
            }
            Event::GeneralRef(reference) if place.text && place.skipped == 0 => {
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match reference.into_inner().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(c) = c {
                    builder.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
        if builder.depth() > MAX_DEPTH {
            return Err(refused("DOCX的表格嵌套过深", "请用Word或WPS重新另存为DOCX"));
        }
    }
    Ok(builder.finish())
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == "val")
        .map(|attribute| attribute.value.into_owned())
}

/// Elements whose text is not part of the document as it stands.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "Fallback"
            | "instrText"
            | "delText"
            | "rPrChange"
            | "pPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "tblPrChange"
            | "sectPrChange"
            | "tblGrid"
            | "footnote"
            | "comment"
    )
}

fn start(tag: &BytesStart<'_>, empty: bool, place: &mut Place, builder: &mut Builder) {
    let name = tag.local_name();
    let name = name.into_inner();
    if place.skipped > 0 || is_skipped(name) {
        if name == "del"
            && let Some(table) = place.tables.last_mut()
            && table.row_properties
        {
            table.deleted = true;
        }
        if !empty {
            place.skipped += 1;
        }
        return;
    }
    match name {
        "p" if !empty => {
            open_pending(place, builder);
            if place.paragraphs > 0 {
                // A text box inside a paragraph.
                builder.end_line();
            }
            place.paragraphs += 1;
        }
        "t" => place.text = !empty,
        "tab" if place.paragraphs > 0 && !in_properties(place) => builder.text(" "),
        "br" | "cr" if place.paragraphs > 0 => {
            let page = tag
                .attributes()
                .flatten()
                .any(|a| a.key.local_name().into_inner() == "type" && a.value == "page");
            if page { builder.page_break() } else { builder.end_line() }
        }
        "noBreakHyphen" => builder.text("-"),
        "pStyle" => {
            let style = value(tag).unwrap_or_default().to_ascii_lowercase();
            if style.starts_with("heading") || style == "title" {
                builder.heading(true);
            }
        }
        "tbl" if !empty => {
            open_pending(place, builder);
            builder.open_table();
            place.tables.push(Table {
                colspan: 1,
                continued: false,
                opened: true,
                deleted: false,
                row_properties: false,
            });
        }
        "tr" if !empty => {
            builder.open_row();
            if let Some(table) = place.tables.last_mut() {
                table.deleted = false;
            }
        }
        "trPr" => {
            if let Some(table) = place.tables.last_mut() {
                table.row_properties = !empty;
            }
        }
        "gridBefore" => {
            let skipped = value(tag).and_then(|n| n.parse::<u32>().ok()).unwrap_or(0).min(200);
            if skipped > 0 && !place.tables.is_empty() {
                builder.open_cell(skipped, 1);
                builder.close_cell();
            }
        }
        "tc" if !empty => {
            if let Some(table) = place.tables.last_mut() {
                table.colspan = 1;
                table.continued = false;
                table.opened = false;
            }
        }
        "gridSpan" => {
            if let Some(table) = place.tables.last_mut() {
                table.colspan = value(tag).and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, 200);
            }
        }
        "vMerge" => {
            if let Some(table) = place.tables.last_mut() {
                table.continued = value(tag).as_deref() != Some("restart");
            }
        }
        _ => {}
    }
}

fn in_properties(place: &Place) -> bool {
    place.tables.last().is_some_and(|table| table.row_properties)
}

/// Opens the cell whose properties are now known.
fn open_pending(place: &mut Place, builder: &mut Builder) {
    if let Some(table) = place.tables.last_mut()
        && !table.opened
    {
        table.opened = true;
        builder.open_cell(table.colspan, if table.continued { CONTINUED } else { 1 });
    }
}

fn end(name: &str, place: &mut Place, builder: &mut Builder) {
    if place.skipped > 0 {
        place.skipped -= 1;
        return;
    }
    match name {
        "p" => {
            place.paragraphs = place.paragraphs.saturating_sub(1);
            builder.heading(false);
        }
        "t" => place.text = false,
        "trPr" => {
            if let Some(table) = place.tables.last_mut() {
                table.row_properties = false;
            }
        }
        "tc" => {
            open_pending(place, builder);
            builder.close_cell();
        }
        "tr" => {
            let deleted = place.tables.last().is_some_and(|table| table.deleted);
            if deleted { builder.drop_row() } else { builder.close_row() }
        }
        "tbl" => {
            builder.close_table();
            place.tables.pop();
        }
        _ => {}
    }
}
