//! Rows of tables, each cell in its column.

use super::{Kind, Piece, RowCell};
use crate::read::content::Grid;
use crate::read::labels::add_normal;

/// Cuts a table into its rows.
pub(super) fn rows<'a>(grid: &'a Grid, block: usize, pieces: &mut Vec<Piece<'a>>) {
    // For each column, how many more rows are covered from above.
    let mut covered: Vec<u32> = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    for row in &grid.rows {
        let mut column = 0_usize;
        let mut cells = Vec::with_capacity(row.len());
        next.clear();
        next.extend(covered.iter().map(|left| left.saturating_sub(1)));
        for cell in row {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            let span = cell.colspan.clamp(1, 200);
            cells.push(RowCell::new(&cell.text, column as u32, span));
            let end = (column + span as usize).min(4000);
            if next.len() < end {
                next.resize(end, 0);
            }
            for slot in next.iter_mut().take(end).skip(column) {
                *slot = (*slot).max(cell.rowspan.saturating_sub(1));
            }
            column = end;
        }
        std::mem::swap(&mut covered, &mut next);
        if !cells.is_empty() {
            pieces.push(row_piece(cells, block));
        }
    }
}

/// A row with its words.
pub(super) fn row_piece(cells: Vec<RowCell<'_>>, block: usize) -> Piece<'_> {
    Piece { block, normal: labels_of(&cells), kind: Kind::Row(cells) }
}

/// The words of cells, normalised and joined.
pub(crate) fn labels_of(cells: &[RowCell<'_>]) -> String {
    let labels = cells.iter().filter(|cell| cell.is_label());
    let mut text = String::with_capacity(labels.clone().map(|cell| cell.text.len()).sum());
    for cell in labels {
        add_normal(cell.text, &mut text);
    }
    text
}
