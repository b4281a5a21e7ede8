//! Tables: rows and cells wherever they stand, and cells that reach over several columns and rows.

use super::{Place, Reader};
use crate::page::bring::xml::Element;
use crate::page::model::{Block, Cell, Inline, Table};
use crate::read::NotReadable;

impl Reader<'_> {
    /// A table, with the paragraph before it as its caption where that is one.
    pub(super) fn table(
        &mut self,
        it: &Element,
        place: Place,
        out: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let caption = it.child("tblPr").and_then(|it| it.value("tblCaption")).unwrap_or_default().to_owned();
        let mut table = Table::default();
        if self.caption.take() == Some(out.len())
            && let Some(Block::Paragraph(line)) = out.pop_if(|it| matches!(it, Block::Paragraph(_)))
        {
            table.caption = line;
        } else if !caption.trim().is_empty() {
            table.caption = vec![Inline::plain(caption)];
        }
        // For each column, the cell above that goes on: its row, its place in the row.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        let mut rows = Vec::new();
        collect_rows(it, &mut rows);
        self.is_begun = true;
        let inside = Place { tables: place.tables + 1, ..place };
        let mut is_head = true;
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|it| it.child("del").is_some()) {
                self.tracked += 1;
                continue;
            }
            self.tracked += usize::from(properties.is_some_and(|it| it.child("ins").is_some()));
            is_head &= properties.is_some_and(|it| it.is_on("tblHeader"));
            let number = table.rows.len();
            let mut cells = Vec::new();
            let mut column = 0;
            let before =
                properties.and_then(|it| it.value("gridBefore")).and_then(|it| it.parse::<usize>().ok());
            if let Some(before) = before.map(|it| it.min(200)).filter(|it| *it > 0) {
                cells.push(Cell { columns: before, ..Cell::new(Vec::new()) });
                column += before;
            }
            let mut tcs = Vec::new();
            collect_cells(row, &mut tcs);
            for tc in tcs {
                let properties = tc.child("tcPr");
                let span =
                    properties.and_then(|it| it.value("gridSpan")).and_then(|it| it.parse::<usize>().ok());
                let columns = span.unwrap_or(1).clamp(1, 200);
                let merge = properties.and_then(|it| it.child("vMerge"));
                let goes_on = merge.is_some_and(|it| it.attribute("val") != Some("restart"));
                if above.len() < column + columns {
                    above.resize(column + columns, None);
                }
                let owner = above[column].filter(|_| goes_on);
                if let Some((row, at)) = owner {
                    if let Some(cell) =
                        table.rows.get_mut(row).and_then(|row: &mut Vec<Cell>| row.get_mut(at))
                    {
                        cell.rows = number + 1 - row;
                    }
                } else {
                    above[column..column + columns].fill(merge.map(|_| (number, cells.len())));
                    let mut blocks = Vec::new();
                    self.blocks(tc, inside, &mut blocks)?;
                    cells.push(Cell { columns, ..Cell::new(blocks) });
                }
                column += columns;
            }
            table.rows.push(cells);
            if is_head {
                table.head = table.rows.len();
            }
        }
        out.push(Block::Table(table));
        Ok(())
    }
}

/// Rows stand also inside content controls and tracked insertions.
fn collect_rows<'a>(parent: &'a Element, rows: &mut Vec<&'a Element>) {
    for child in &parent.children {
        match child.name.as_str() {
            "tr" => rows.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => collect_rows(child, rows),
            _ => {}
        }
    }
}

fn collect_cells<'a>(parent: &'a Element, cells: &mut Vec<&'a Element>) {
    for child in &parent.children {
        match child.name.as_str() {
            "tc" => cells.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => collect_cells(child, cells),
            _ => {}
        }
    }
}
