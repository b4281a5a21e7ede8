//! Tables, with cells that reach over rows and columns.

use std::fmt::Write;

use super::{Place, Writer};
use crate::page::Role;
use crate::page::model::Table;
use crate::write::docx::{paragraph, twips};
use crate::write::layout::TYPE_AREA;
use crate::write::publication::parts::fit;

impl Writer<'_> {
    /// A table with its caption above it.
    pub(super) fn table(&mut self, table: &Table, place: Place) {
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
