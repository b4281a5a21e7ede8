//! The main document: title, text and tables.

use std::fmt::Write;

use super::super::form::{Form, Kind, Slot};
use super::super::layout::TYPE_AREA;
use super::super::outline::{Outline, Part};
use super::super::xml::escape;

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
/// A4; margins 37, 26, 35 and 28 mm; 22 lines; the page number 7 mm below the type area. The 28 characters of a line
/// come from the styles' spacing (16 pt less 0.25), which every program follows; a character grid not all do.
/// GB/T 9704-2012
const CLOSE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" \
    w:footer=\"1247\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>";
/// Blank left and right of a cell's text, each, in twentieths of a point.
const CELL_MARGIN: u32 = 45;
/// Blank above and below it, each.
const CELL_SPACE: u32 = 30;
/// Line pitch within a table, in sizes of the type.
const TABLE_LINE: f64 = 1.25;

/// The text of `word/document.xml`.
pub(super) fn document(outline: &Outline) -> String {
    let mut out = String::from(OPEN);
    let lines: Vec<_> = outline.title.iter().map(|line| run("", line)).collect();
    paragraph(&mut out, "Title", "", &lines.join("<w:r><w:br/></w:r>"));
    for text in &outline.preamble {
        paragraph(&mut out, "BodyText", "", &run("", text));
    }
    let mut after_table = false;
    for part in &outline.parts {
        after_table = write_part(&mut out, part, after_table);
    }
    if after_table {
        // Word wants a paragraph after the last table.
        paragraph(&mut out, "BodyText", "", "");
    }
    out.push_str(CLOSE);
    out
}

/// Writes a part; answers whether it ends in a table.
fn write_part(out: &mut String, part: &Part, after_table: bool) -> bool {
    let space = if after_table { "<w:spacing w:before=\"240\"/>" } else { "" };
    if after_table || !part.heading.is_empty() {
        paragraph(out, "Heading1", space, &run("", &part.heading));
    }
    for text in &part.paragraphs {
        if text.is_heading() {
            paragraph(out, "Heading2", "", &run("", &text.head));
        } else {
            let head = run("<w:rStyle w:val=\"RunInHeading\"/>", &text.head);
            paragraph(out, "BodyText", "", &(head + &run("", &text.text)));
        }
    }
    for (index, form) in part.forms.iter().enumerate() {
        if index > 0 {
            // Two tables without a paragraph between them would become one.
            paragraph(out, "TableText", "", "");
        }
        table(out, form);
    }
    !part.forms.is_empty()
}

/// Writes a paragraph of a style, with further properties and its runs.
pub(in crate::write) fn paragraph(out: &mut String, style: &str, properties: &str, runs: &str) {
    write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
        .expect("a string takes text");
}

/// A run of text; quotation marks and dashes are Chinese characters, not Latin ones.
pub(in crate::write) fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!(
        "<w:r><w:rPr>{properties}<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escape(text)
    )
}

/// Twentieths of a point.
pub(in crate::write) fn twips(points: f64) -> u32 {
    (points * 20.0).round() as u32
}

fn table(out: &mut String, form: &Form) {
    let widths: Vec<u32> = form.layout.widths.iter().map(|width| twips(*width)).collect();
    let grid: Vec<_> = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let grid = grid.concat();
    write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"{CELL_SPACE}\" w:type=\"dxa\"/><w:left w:w=\"{CELL_MARGIN}\" w:type=\"dxa\"/><w:bottom w:w=\"{CELL_SPACE}\" w:type=\"dxa\"/>\
         <w:right w:w=\"{CELL_MARGIN}\" w:type=\"dxa\"/></w:tblCellMar>\
         <w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
         w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        twips(TYPE_AREA),
        escape(form.caption)
    )
    .expect("a string takes text");
    // Slots that reach into rows below, by their first column: the slot and how many rows are left.
    let mut open: Vec<Option<(&Slot, usize)>> = vec![None; widths.len()];
    for (index, row) in form.rows.iter().enumerate() {
        let header = if index < form.head_rows { "<w:tblHeader/>" } else { "" };
        write!(out, "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>").expect("a string takes text");
        let keep = index + 1 < form.rows.len();
        let mut slots = row.iter().peekable();
        let mut column = 0;
        while column < widths.len() {
            let (slot, merge) = if let Some((slot, left)) = open[column].take() {
                open[column] = (left > 1).then_some((slot, left - 1));
                (slot, "<w:vMerge/>")
            } else {
                let slot = slots.next().expect("the rows of a form fill its width");
                open[column] = (slot.rowspan > 1).then(|| (slot, slot.rowspan - 1));
                (slot, if slot.rowspan > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" })
            };
            let text = if merge == "<w:vMerge/>" { "" } else { slot.text.as_str() };
            let width: u32 = widths[column..column + slot.colspan].iter().sum();
            cell(
                out,
                form,
                slot,
                &format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{}{merge}", span(slot)),
                text,
                keep,
            );
            column += slot.colspan;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

fn span(slot: &Slot) -> String {
    if slot.colspan > 1 { format!("<w:gridSpan w:val=\"{}\"/>", slot.colspan) } else { String::new() }
}

fn cell(out: &mut String, form: &Form, slot: &Slot, properties: &str, text: &str, keep: bool) {
    let label = form.table == 3 && slot.kind == Kind::RowHead && slot.rowspan == 1;
    let align = if label { "<w:jc w:val=\"left\"/>" } else { "" };
    // The rows of a table stay together as long as a page can hold them.
    let keep = if keep { "<w:keepNext/>" } else { "" };
    let half_points = (form.layout.size * 2.0).round() as u32;
    let size = format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    let spacing =
        format!("<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", twips(form.layout.size * TABLE_LINE));
    let run = if text.is_empty() {
        String::new()
    } else {
        format!(
            "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>{size}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(text)
        )
    };
    write!(
        out,
        "<w:tc><w:tcPr>{properties}<w:vAlign w:val=\"center\"/></w:tcPr>\
         <w:p><w:pPr><w:pStyle w:val=\"TableText\"/>{keep}{spacing}{align}<w:rPr>{size}</w:rPr></w:pPr>{run}</w:p></w:tc>"
    )
    .expect("a string takes text");
}
