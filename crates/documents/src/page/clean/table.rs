//! Tables: caption, parts, rows, cells.

use super::{Cleaner, Context, Flow, MAX_NESTED};
use crate::page::grid;
use crate::page::model::{Block, Cell, Inline, Line, Scope, Table};
use crate::page::tree::Id;
use crate::read::NotReadable;

impl Cleaner<'_> {
    /// A table with head first and foot last.
    pub(super) fn table(&mut self, id: Id, context: &Context, flow: &mut Flow) -> Result<(), NotReadable> {
        let tree = self.tree;
        let mut table = Table::default();
        let mut tail = Vec::new();
        let inside = context.nested();
        for child in tree.children(id) {
            let Some(name) = tree.name(child) else { continue };
            if self.is_passed_over(child, name) {
                continue;
            }
            match name {
                "caption" => table.caption = self.caption(child, &inside)?,
                "thead" | "tbody" | "tfoot" => {
                    let rows = self.rows(child, &inside)?;
                    match name {
                        "thead" if table.rows.is_empty() => {
                            table.head = rows.len();
                            table.rows = rows;
                        }
                        "tfoot" => tail.extend(rows),
                        _ => table.rows.extend(rows),
                    }
                }
                _ => {}
            }
        }
        table.rows.extend(tail);
        if let Some(table) = grid::fill(table)? {
            flow.blocks.push(Block::Table(table));
        }
        Ok(())
    }

    fn caption(&mut self, id: Id, context: &Context) -> Result<Line, NotReadable> {
        let mut line = Line::new();
        let inside = Context { nested: MAX_NESTED, ..context.clone() };
        for block in self.inside(id, &inside)? {
            if let Block::Paragraph(more) = block {
                if !line.is_empty() {
                    line.push(Inline::Break);
                }
                line.extend(more);
            }
        }
        Ok(line)
    }

    /// The rows of a part of a table; cells do not reach beyond it.
    fn rows(&mut self, id: Id, context: &Context) -> Result<Vec<Vec<Cell>>, NotReadable> {
        let tree = self.tree;
        let mut rows = Vec::new();
        for row in tree.children(id) {
            if tree.name(row) != Some("tr") || self.is_passed_over(row, "tr") {
                continue;
            }
            let mut cells = Vec::new();
            for cell in tree.children(row) {
                let Some(name @ ("td" | "th")) = tree.name(cell) else { continue };
                let is_hidden = self.is_passed_over(cell, name);
                let count = |wanted| {
                    tree.attribute(cell, wanted).and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(1)
                };
                let scope = match (name, tree.attribute(cell, "scope")) {
                    ("th", Some("row" | "rowgroup")) => Some(Scope::Row),
                    ("th", _) => Some(Scope::Column),
                    _ => None,
                };
                let blocks = if is_hidden { Vec::new() } else { self.inside(cell, context)? };
                let (columns, rows) = (count("colspan"), count("rowspan"));
                cells.push(Cell { scope, columns, rows, ..Cell::new(blocks) });
            }
            rows.push(cells);
        }
        let height = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            for cell in row {
                // Nought reaches to the end of the part.
                let most = height - index;
                cell.rows = if cell.rows == 0 { most } else { cell.rows.min(most) };
            }
        }
        Ok(rows)
    }
}
