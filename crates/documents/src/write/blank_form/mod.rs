//! A form to be printed and filled in by hand (申请表): one page with one table, as Word file and as PDF.

mod docx;
mod pdf;

pub use docx::docx;
pub use pdf::pdf;

/// A form on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankForm {
    /// The title.
    pub title: String,
    /// Who takes it in.
    pub agency: String,
    /// A line over the table.
    pub lead: String,
    /// Widths of the columns in millimetres, together [`WIDTH`].
    pub columns: Vec<u16>,
    /// The rows; a cell covered from above or from the left is not repeated.
    pub rows: Vec<BlankRow>,
    /// What stands under the table, a paragraph each.
    pub notes: Vec<String>,
}

/// The width of the table in millimetres.
pub const WIDTH: u16 = 174;

/// A row of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankRow {
    /// Its height in millimetres: room to write in.
    pub height: u16,
    /// Its cells.
    pub cells: Vec<BlankCell>,
}

/// A cell of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankCell {
    /// What is printed in it, line by line; empty where something is to be written.
    pub lines: Vec<String>,
    /// Columns covered.
    pub columns: usize,
    /// Rows covered.
    pub rows: usize,
    /// What it is for.
    pub kind: CellKind,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// To be written in, with boxes to tick or without.
    #[default]
    Entry,
    /// It says what is to be written beside it.
    Label,
    /// It names a block of rows at the side, read downwards.
    Side,
}

impl BlankCell {
    /// The lines as they are printed: those of a side one character each.
    fn printed(&self) -> Vec<String> {
        match self.kind {
            CellKind::Side => self.lines.iter().flat_map(|line| line.chars()).map(String::from).collect(),
            CellKind::Entry | CellKind::Label => self.lines.clone(),
        }
    }
}
