//! The PDF reader, on published reports and on files made here.

pub(crate) mod made;
mod published;
mod refused;
mod shapes;
mod structure;

use documents::read::{Block, Content, Grid, pdf};

/// Reads a file that must be readable.
fn read(bytes: &[u8]) -> Content {
    pdf::content(bytes).expect("the file is sound")
}

/// The tables of a file in order.
fn tables(content: &Content) -> Vec<&Grid> {
    let mut tables = Vec::new();
    for block in &content.blocks {
        if let Block::Table(grid) = block {
            tables.push(grid);
        }
    }
    tables
}

/// The lines of a file in order.
fn lines(content: &Content) -> Vec<&str> {
    let mut lines = Vec::new();
    for block in &content.blocks {
        if let Block::Line(text) = block {
            lines.push(text.as_str());
        }
    }
    lines
}

/// A table as one string a row, cells parted by `|`, spans as `<columns x rows>`.
fn shown(grid: &Grid) -> Vec<String> {
    let cell = |cell: &documents::read::GridCell| {
        let spans = format!("<{}x{}>", cell.colspan, cell.rowspan);
        format!("{}{}", if spans == "<1x1>" { "" } else { &spans }, cell.text)
    };
    grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}
