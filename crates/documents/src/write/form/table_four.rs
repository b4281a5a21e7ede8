//! Table four.

use statute::report::{Part4, REMEDY_COLUMNS};

use super::Form;
use super::slot::Slot;

/// Reviews and lawsuits by their results.
pub(super) fn table_four(part: &Part4) -> Form {
    let results = || REMEDY_COLUMNS.iter().map(|result| Slot::head(result));
    let blocks = part.blocks();
    let values = blocks.iter().flat_map(|(name, cells)| {
        cells.iter().enumerate().map(move |(column, cell)| Slot::value(cell, 4, name, column))
    });
    let rows = vec![
        vec![Slot::head("行政复议").wide(5), Slot::head("行政诉讼").wide(10)],
        results()
            .map(|slot| slot.tall(2))
            .chain(blocks[1..].iter().map(|(name, _)| Slot::head(name).wide(5)))
            .collect(),
        results().chain(results()).collect(),
        values.collect(),
    ];
    Form::new(4, "table-4", "政府信息公开行政复议、行政诉讼情况表", 3, rows)
}
