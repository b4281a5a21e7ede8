//! The publication as a Word file.

use std::fmt::Write;

use super::super::docx::{Extra, pack_publication, paragraph, properties, twips};
use super::super::error::WriteError;
use super::super::layout::TYPE_AREA;
use super::super::letter::mark_size;
use super::super::xml::{clean, escape};
use super::parts::{Role, fit, is_picture, roles, size, words};
use super::{METADATA, Printed};
use crate::page::model::{Block, Inline, Line, Marks, Table};

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
/// English Metric Units of a point.
const EMU: f64 = 12_700.0;
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
        if let Some(mark) = self.printed.mark() {
            let half_points = (mark_size(&mark) * 2.0).round();
            let size = format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
            // The rule stands under the number, not under the mark.
            paragraph(&mut self.out, "IssuerMark", "<w:pBdr/>", &run(&size, &mark));
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
                paragraph(&mut self.out, &style, "", &runs);
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
            Role::First => fonts("黑体"),
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
            (None, Role::First | Role::Second) => ("BodyText", "<w:keepNext/>".to_owned()),
            (None, Role::Text) => ("BodyText", indent),
        };
        paragraph(&mut self.out, style, &properties, &runs);
    }

    fn runs(&mut self, line: &[Inline], face: &str) -> String {
        let mut out = String::new();
        for it in line {
            let (content, href) = match it {
                Inline::Break => ("<w:r><w:br/></w:r>".to_owned(), None),
                Inline::Run { text, marks, href } => {
                    (run(&(face.to_owned() + &marked(*marks)), text), href.as_ref())
                }
                Inline::Image { src, alt, href } => (self.picture(src, alt), href.as_ref()),
            };
            match href {
                Some(href) => {
                    let id = self.extra.link(FIRST, href);
                    write!(out, "<w:hyperlink r:id=\"{id}\">{content}</w:hyperlink>")
                        .expect("a string takes text");
                }
                None => out.push_str(&content),
            }
        }
        out
    }

    fn picture(&mut self, src: &str, alt: &str) -> String {
        let bytes = self.printed.pictures.get(src);
        let shown = bytes.and_then(|bytes| {
            let (_, ending) = crate::page::kind(bytes).filter(|(_, ending)| *ending != "webp")?;
            Some((bytes, ending, size(bytes)?))
        });
        let Some((bytes, ending, (width, height))) = shown else { return run("", &words(alt)) };
        let (id, number) = self.extra.picture(FIRST, bytes, ending);
        let (width, height) = ((width * EMU).round(), (height * EMU).round());
        let alt = escape(alt);
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"图片{number}\" descr=\"{alt}\"/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"图片{number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        )
    }

    fn table(&mut self, table: &Table, place: Place) {
        if !table.caption.is_empty() {
            let runs = self.runs(&table.caption, "");
            paragraph(&mut self.out, "Caption", "", &runs);
        }
        let parts = fit(table).widths;
        let width = if place.is_cell { TYPE_AREA / 2.0 } else { TYPE_AREA };
        let columns: Vec<u32> = parts.iter().map(|part| twips(part * width)).collect();
        let grid: String = columns.iter().map(|it| format!("<w:gridCol w:w=\"{it}\"/>")).collect();
        write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            columns.iter().sum::<u32>()
        )
        .expect("a string takes text");
        // Cells that reach into rows below, by their first column: how wide they are, how many rows are left.
        let mut open: Vec<Option<(usize, usize)>> = vec![None; columns.len()];
        for (index, row) in table.rows.iter().enumerate() {
            let header = if index < table.head { "<w:tblHeader/>" } else { "" };
            write!(self.out, "<w:tr><w:trPr>{header}</w:trPr>").expect("a string takes text");
            let mut cells = row.iter();
            let mut column = 0;
            while column < columns.len() {
                let (span, merge, blocks) = if let Some((span, left)) = open[column].take() {
                    open[column] = (left > 1).then_some((span, left - 1));
                    (span, "<w:vMerge/>", [].as_slice())
                } else {
                    let Some(cell) = cells.next() else { break };
                    open[column] = (cell.rows > 1).then_some((cell.columns, cell.rows - 1));
                    let merge = if cell.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                    (cell.columns, merge, cell.blocks.as_slice())
                };
                let end = (column + span.max(1)).min(columns.len());
                let width: u32 = columns[column..end].iter().sum();
                let span = if end - column > 1 {
                    format!("<w:gridSpan w:val=\"{}\"/>", end - column)
                } else {
                    String::new()
                };
                write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>"
                )
                .expect("a string takes text");
                let inside = Place { is_cell: true, ..Place::default() };
                for it in blocks {
                    self.block(it, Role::Text, inside);
                }
                // A cell ends with a paragraph.
                if blocks.is_empty() || self.out.ends_with("</w:tbl>") {
                    paragraph(&mut self.out, "TableText", "", "");
                }
                self.out.push_str("</w:tc>");
                column = end;
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }
}

fn cell(text: String) -> crate::page::model::Cell {
    crate::page::model::Cell::new(vec![Block::paragraph(text)])
}

/// A typeface for a run; the hint makes quotation marks Chinese.
fn fonts(face: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"{face}\" w:hAnsi=\"{face}\" w:eastAsia=\"{face}\" w:cs=\"{face}\" w:hint=\"eastAsia\"/>"
    )
}

/// Marks as properties of a run, in the order of the schema.
fn marked(marks: Marks) -> String {
    let all = [
        (Marks::STRONG, "<w:b/><w:bCs/>"),
        (Marks::EM, "<w:i/><w:iCs/>"),
        (Marks::UNDERLINE, "<w:u w:val=\"single\"/>"),
        (Marks::SUB, "<w:vertAlign w:val=\"subscript\"/>"),
        (Marks::SUP, "<w:vertAlign w:val=\"superscript\"/>"),
    ];
    all.iter().filter(|(mark, _)| marks.has(*mark)).map(|(_, property)| *property).collect()
}

/// A run of text with its properties.
fn run(properties: &str, text: &str) -> String {
    let hint = if properties.contains("<w:rFonts") { "" } else { "<w:rFonts w:hint=\"eastAsia\"/>" };
    // Blanks at the ends belong to the line; only what no format can hold is taken out.
    let text: String = text.chars().filter(|c| !clean(&format!("x{c}x")).eq("xx")).collect();
    format!("<w:r><w:rPr>{hint}{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&text))
}

/// The lists of a document: each begins with one.
fn numbering(lists: &[bool]) -> String {
    let levels = |format: &str, text: &dyn Fn(usize) -> String| {
        (0..9)
            .map(|level| {
                format!(
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{}\"/>\
                     <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{INDENT}\"/></w:pPr></w:lvl>",
                    text(level),
                    (level + 2) * INDENT
                )
            })
            .collect::<String>()
    };
    let bullets = levels("bullet", &|_| "•".to_owned());
    let numbers = levels("decimal", &|level| format!("%{}.", level + 1));
    let nums: String = lists
        .iter()
        .enumerate()
        .map(|(index, is_ordered)| {
            let restart: String = if *is_ordered {
                (0..9)
                    .map(|level| {
                        format!(
                            "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
                        )
                    })
                    .collect()
            } else {
                String::new()
            };
            format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{restart}</w:num>",
                index + 1,
                usize::from(*is_ordered)
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>{bullets}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"multilevel\"/>{numbers}</w:abstractNum>{nums}</w:numbering>"
    )
}
