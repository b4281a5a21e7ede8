//! A drawn cell and what it is.

use statute::report::{Cell, CellPlace};

use crate::write::xml::clean;

/// One drawn cell.
#[derive(Clone, Debug)]
pub(in crate::write) struct Slot {
    /// What it says.
    pub(in crate::write) text: String,
    /// Its first column, from 0.
    pub(in crate::write) column: usize,
    /// Columns covered.
    pub(in crate::write) colspan: usize,
    /// Rows covered.
    pub(in crate::write) rowspan: usize,
    /// What it is.
    pub(in crate::write) kind: Kind,
    /// Its own name, if it is a heading.
    pub(in crate::write) id: String,
    /// The names of the headings that hold for it, if it is a value.
    pub(in crate::write) headers: Vec<String>,
}

/// What a slot is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write) enum Kind {
    /// The note in the corner.
    Note,
    /// The heading of a block of rows, over the whole width: 第二十条第（一）项.
    Band,
    /// The heading of columns.
    ColumnHead,
    /// The heading of a row or of several.
    RowHead,
    /// A figure.
    Value(Cell, CellPlace),
}

impl Slot {
    /// A slot of one column and one row.
    pub(super) fn new(kind: Kind, text: &str) -> Self {
        Self {
            text: clean(text),
            column: 0,
            colspan: 1,
            rowspan: 1,
            kind,
            id: String::new(),
            headers: Vec::new(),
        }
    }

    /// The heading of a column.
    pub(super) fn head(text: &str) -> Self {
        Self::new(Kind::ColumnHead, text)
    }

    /// The heading of a row.
    pub(super) fn row(text: &str) -> Self {
        Self::new(Kind::RowHead, text)
    }

    /// A figure, with its place in the report.
    pub(super) fn value(cell: &Cell, table: u8, row: &str, column: usize) -> Self {
        let place = CellPlace { table, row: row.into(), column };
        Self::new(Kind::Value(cell.clone(), place), &printed(cell))
    }

    /// The same over so many columns.
    pub(super) fn wide(mut self, colspan: usize) -> Self {
        self.colspan = colspan;
        self
    }

    /// The same over so many rows.
    pub(super) fn tall(mut self, rowspan: usize) -> Self {
        self.rowspan = rowspan;
        self
    }

    /// Whether it is a heading of any kind.
    pub(in crate::write) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Band | Kind::ColumnHead | Kind::RowHead)
    }

    /// The value of HTML's `scope`.
    pub(in crate::write) fn scope(&self) -> &'static str {
        match self.kind {
            Kind::Band => "colgroup",
            Kind::ColumnHead if self.colspan > 1 => "colgroup",
            Kind::ColumnHead => "col",
            Kind::RowHead if self.rowspan > 1 => "rowgroup",
            Kind::RowHead => "row",
            Kind::Note | Kind::Value(..) => "",
        }
    }
}

/// A cell as it is printed.
fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Blank | Cell::Unread => String::new(),
        Cell::Number(n) => n.to_string(),
        Cell::Text(text) => clean(text),
    }
}
