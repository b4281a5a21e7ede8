//! The publication as a Word file.

mod numbering;
mod run;
mod table;

use super::super::docx::{Extra, pack_publication, paragraph, properties};
use super::super::error::WriteError;
use super::super::letter::mark_size;
use super::parts::is_picture;
use super::{METADATA, Printed};
use crate::page::model::{Block, Inline, Line, Table};
use crate::page::{Role, roles};
use numbering::numbering;
use run::{fonts, run};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>";
/// As reports have it. GB/T 9704-2012
const CLOSE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" \
    w:footer=\"1247\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>";
/// Twentieths of a point between two levels of lists and quotations.
const INDENT: usize = 640;
/// In the middle of the line.
const CENTERED: &str = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>";
/// Relations and lists of our own begin behind those that every document has.
const FIRST: usize = 20;

/// The publication as a Word file (GB/T 9704-2012).
///
/// # Errors
/// [`WriteError::Package`] where the package cannot be put together.
pub fn docx(printed: &Printed<'_>) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer { printed, out: String::from(OPEN), extra: Extra::default(), lists: Vec::new() };
    writer.document();
    let Writer { out, mut extra, lists, .. } = writer;
    extra.numbering = numbering(&lists);
    let core = properties(&printed.title(), &printed.issuer(), "政府信息", printed.made_on);
    pack_publication(&out, &core, &extra, FIRST)
}

/// Where blocks stand.
#[derive(Clone, Copy, Default)]
struct Place {
    indent: usize,
    is_cell: bool,
    /// The list around and its level.
    list: Option<(usize, usize)>,
}

struct Writer<'a> {
    printed: &'a Printed<'a>,
    out: String,
    extra: Extra,
    /// For each list whether it is numbered.
    lists: Vec<bool>,
}

impl Writer<'_> {
    fn document(&mut self) {
        if let Some(notice) = self.printed.notice() {
            paragraph(&mut self.out, "ValidityNotice", "", &run("", &notice));
        }
        if let Some(mark) = self.printed.mark() {
            let half_points = (mark_size(&mark) * 2.0).round();
            let size = format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
            // The rule stands under the number, not under the mark.
            let none = "<w:pBdr><w:bottom w:val=\"nil\"/></w:pBdr>";
            paragraph(&mut self.out, "IssuerMark", none, &run(&size, &mark));
        }
        if let Some(number) = self.printed.number() {
            let rule = if self.printed.mark().is_some() {
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"16\" w:space=\"11\" w:color=\"FF0000\"/></w:pBdr>"
            } else {
                ""
            };
            let properties = format!("{rule}<w:spacing w:before=\"579\"/><w:jc w:val=\"center\"/>");
            paragraph(&mut self.out, "DocumentNumber", &properties, &run("", &number));
        }
        let above = if self.printed.number().is_some() { "<w:spacing w:before=\"1158\"/>" } else { "" };
        paragraph(&mut self.out, "Title", above, &run("", &self.printed.title()));
        let blocks = self.printed.body.blocks();
        let roles = roles(&blocks);
        for (block, role) in blocks.iter().zip(roles) {
            self.block(block, role, Place::default());
        }
        let metadata = self.printed.metadata();
        if !metadata.is_empty() {
            paragraph(&mut self.out, "BodyText", "", "");
            let rows = metadata.into_iter().map(|(label, value)| [label, value].map(cell).into()).collect();
            let table = Table { caption: vec![Inline::plain(METADATA)], head: 0, rows };
            self.table(&table, Place::default());
        }
        // Word wants a paragraph after the last table.
        if self.out.ends_with("</w:tbl>") {
            paragraph(&mut self.out, "TableText", "", "");
        }
        self.out.push_str(CLOSE);
    }

    fn block(&mut self, block: &Block, role: Role, place: Place) {
        match block {
            Block::Heading { level, line } => {
                let style = format!("Heading{}", level.saturating_sub(1));
                let runs = self.runs(line, "");
                let properties = if matches!(role, Role::Chapter | Role::Title) { CENTERED } else { "" };
                paragraph(&mut self.out, &style, properties, &runs);
            }
            Block::Paragraph(line) => self.paragraph(line, role, place),
            Block::List { is_ordered, items } => {
                let number = self.lists.len();
                self.lists.push(*is_ordered);
                let level = place.list.map_or(0, |(_, level)| level + 1);
                for item in items {
                    let mut first = Place { list: Some((number, level.min(8))), ..place };
                    for block in item {
                        self.block(block, Role::Text, first);
                        first = Place { list: None, indent: place.indent + level + 1, ..place };
                    }
                }
            }
            Block::Quote(blocks) => {
                let inside = Place { indent: place.indent + 1, list: None, ..place };
                for it in blocks {
                    self.block(it, Role::Text, inside);
                }
            }
            Block::Table(table) => {
                // Two tables without a paragraph between them would become one.
                if self.out.ends_with("</w:tbl>") {
                    paragraph(&mut self.out, "TableText", "", "");
                }
                self.table(table, place);
            }
        }
    }

    fn paragraph(&mut self, line: &Line, role: Role, place: Place) {
        let face = match role {
            Role::First | Role::Chapter => fonts("黑体"),
            Role::Title => fonts("方正小标宋简体"),
            Role::Second => fonts("楷体_GB2312"),
            _ => String::new(),
        };
        let runs = self.runs(line, &face);
        let indent = match place.indent {
            0 => String::new(),
            levels => format!("<w:ind w:left=\"{}\"/>", levels * INDENT),
        };
        let (style, properties) = match (place.list, role) {
            (Some((number, level)), _) => {
                let style = if self.lists[number] { "ListNumber" } else { "ListBullet" };
                let id = number + 1;
                (style, format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"))
            }
            _ if place.is_cell => ("TableText", String::new()),
            _ if is_picture(line) => ("Picture", String::new()),
            (None, Role::Addressee) => ("Addressee", String::new()),
            (None, Role::Signature) => ("Signature", "<w:ind w:right=\"1280\"/>".to_owned()),
            (None, Role::Chapter | Role::Title) => ("BodyText", format!("<w:keepNext/>{CENTERED}")),
            (None, Role::First | Role::Second) => ("BodyText", "<w:keepNext/>".to_owned()),
            (None, Role::Text) => ("BodyText", indent),
        };
        paragraph(&mut self.out, style, &properties, &runs);
    }
}

fn cell(text: String) -> crate::page::model::Cell {
    crate::page::model::Cell::new(vec![Block::paragraph(text)])
}
