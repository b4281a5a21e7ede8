//! The form as a Word file, to be filled in by hand or on a screen.

use std::fmt::Write;

use super::super::docx::{pack, paragraph, properties, run, twips};
use super::super::error::WriteError;
use super::super::xml::{clean, escape};
use super::{BlankCell, BlankForm, CellKind, WIDTH};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
/// A4; margins 15, 18, 12 and 18 mm; no page number, as there is one page.
const CLOSE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"850\" w:right=\"1020\" \
    w:bottom=\"680\" w:left=\"1020\" w:header=\"425\" w:footer=\"425\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
const POINTS_PER_MILLIMETRE: f64 = 72.0 / 25.4;
/// Sizes of title and notes in half points; the table has that of its style, 五号.
const TITLE: u32 = 36;
const NOTE: u32 = 18;

/// The form as a Word file.
///
/// # Errors
/// [`WriteError::Package`] where the package cannot be put together.
pub fn docx(form: &BlankForm) -> Result<Vec<u8>, WriteError> {
    let title = clean(&form.title);
    pack(&document(form), &properties(&title, &form.agency, "政府信息公开申请", None))
}

fn document(form: &BlankForm) -> String {
    let mut out = String::from(OPEN);
    let close = "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>";
    paragraph(&mut out, "Title", close, &sized(TITLE, &clean(&form.title)));
    let left = "<w:spacing w:after=\"60\"/><w:jc w:val=\"left\"/>";
    let lead = format!("收件机关：{}　　{}", clean(&form.agency), clean(&form.lead));
    paragraph(&mut out, "TableText", left, &run("", &lead));
    table(&mut out, form);
    for note in &form.notes {
        let spaced = "<w:spacing w:before=\"60\"/><w:jc w:val=\"left\"/>";
        paragraph(&mut out, "TableText", spaced, &sized(NOTE, &clean(note)));
    }
    out.push_str(CLOSE);
    out
}

/// A run in a size of its own. The order of properties within a run is fixed: fonts stand before sizes.
fn sized(half_points: u32, text: &str) -> String {
    let size = format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    run("", text).replace("</w:rPr>", &format!("{size}</w:rPr>"))
}

fn millimetres(width: u16) -> u32 {
    twips(f64::from(width) * POINTS_PER_MILLIMETRE)
}

fn table(out: &mut String, form: &BlankForm) {
    let grid: Vec<_> =
        form.columns.iter().map(|width| format!("<w:gridCol w:w=\"{}\"/>", millimetres(*width))).collect();
    write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/>\
         <w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
        millimetres(WIDTH),
        escape(&form.title),
        grid.concat()
    )
    .expect("a string takes text");
    // Cells that reach into rows below, by their first column: the cell and how many rows are left.
    let mut open: Vec<Option<(&BlankCell, usize)>> = vec![None; form.columns.len()];
    for row in &form.rows {
        let height = millimetres(row.height);
        write!(
            out,
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/></w:trPr>"
        )
        .expect("a string takes text");
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < form.columns.len() {
            let (one, is_covered) = if let Some((above, left)) = open[column].take() {
                open[column] = (left > 1).then_some((above, left - 1));
                (above, true)
            } else {
                let one = cells.next().expect("the rows of a form fill its width");
                open[column] = (one.rows > 1).then(|| (one, one.rows - 1));
                (one, false)
            };
            let width: u16 = form.columns[column..column + one.columns].iter().sum();
            cell(out, one, is_covered, millimetres(width));
            column += one.columns;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

fn cell(out: &mut String, cell: &BlankCell, is_covered: bool, width: u32) {
    let span = match cell.columns {
        0 | 1 => String::new(),
        columns => format!("<w:gridSpan w:val=\"{columns}\"/>"),
    };
    let merge = match (cell.rows > 1, is_covered) {
        (_, true) => "<w:vMerge/>",
        (true, false) => "<w:vMerge w:val=\"restart\"/>",
        (false, false) => "",
    };
    write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>"
    )
    .expect("a string takes text");
    let align = if cell.kind == CellKind::Entry { "<w:jc w:val=\"left\"/>" } else { "" };
    let lines = if is_covered { Vec::new() } else { cell.printed() };
    if lines.is_empty() {
        paragraph(out, "TableText", align, "");
    }
    for line in lines {
        paragraph(out, "TableText", align, &run("", &line));
    }
    out.push_str("</w:tc>");
}
