//! What a page says, without how it looks: blocks of runs of text. Readers of every format make it, one function
//! writes it as HTML.

/// Emphasis and position of a run, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

impl Marks {
    pub(crate) const STRONG: Self = Self(1);
    pub(crate) const EM: Self = Self(2);
    pub(crate) const UNDERLINE: Self = Self(4);
    pub(crate) const SUB: Self = Self(8);
    pub(crate) const SUP: Self = Self(16);

    /// Both together; what is raised is not lowered as well.
    pub(crate) fn with(self, other: Self) -> Self {
        let both = self.0 | other.0;
        let (low, high) = (Self::SUB.0, Self::SUP.0);
        Self(match other {
            Self::SUB => both & !high,
            Self::SUP => both & !low,
            _ => both,
        })
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Text that looks and leads the same.
    Run { text: String, marks: Marks, href: Option<String> },
    /// A picture.
    Image { src: String, alt: String, href: Option<String> },
    /// The end of a line inside a paragraph.
    Break,
}

impl Inline {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Run { text: text.into(), marks: Marks::default(), href: None }
    }
}

/// A line, or several with breaks between them.
pub(crate) type Line = Vec<Inline>;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading of the levels two to four.
    Heading { level: u8, line: Line },
    /// A paragraph.
    Paragraph(Line),
    /// A list; its items hold blocks.
    List { is_ordered: bool, items: Vec<Vec<Block>> },
    /// A table.
    Table(Table),
    /// What is quoted.
    Quote(Vec<Block>),
}

impl Block {
    pub(crate) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Inline::plain(text)])
    }
}

/// A table whose rows fill its width: [`super::grid::fill`] sees to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) caption: Line,
    /// How many rows from the top are headings of columns.
    pub(crate) head: usize,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// What a cell is a heading of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Column,
    Row,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) blocks: Vec<Block>,
    pub(crate) scope: Option<Scope>,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Whether it stands in a column of numbers: for its place on the page, told when it is shown and never kept.
    pub(crate) is_figure: bool,
}

impl Table {
    /// The first column of each cell, row by row, from 0.
    pub(crate) fn columns(&self) -> Vec<Vec<usize>> {
        let height = self.rows.len();
        let mut taken = vec![Vec::new(); height];
        let mut columns = Vec::with_capacity(height);
        for (row, cells) in self.rows.iter().enumerate() {
            let (mut column, mut begins) = (0, Vec::with_capacity(cells.len()));
            for cell in cells {
                while taken[row].get(column).copied().unwrap_or(false) {
                    column += 1;
                }
                begins.push(column);
                let end = column + cell.columns;
                for slots in &mut taken[row..row + cell.rows.min(height - row)] {
                    slots.resize(slots.len().max(end), false);
                    slots[column..end].fill(true);
                }
                column = end;
            }
            columns.push(begins);
        }
        columns
    }
}

impl Cell {
    pub(crate) fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, scope: None, columns: 1, rows: 1, is_figure: false }
    }
}

/// The text of a line; a break is `\n`.
pub(crate) fn line_text(line: &[Inline]) -> String {
    let mut out = String::new();
    for it in line {
        match it {
            Inline::Run { text, .. } => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Image { .. } => {}
        }
    }
    out
}

/// The text of blocks: a line a block, cells of a row by tab, lines within a cell by blank.
pub(crate) fn text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { line, .. } | Block::Paragraph(line) => push(lines, line),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, lines)),
            Block::Quote(inside) => collect(inside, lines),
            Block::Table(table) => {
                push(lines, &table.caption);
                for row in &table.rows {
                    let cells: Vec<_> =
                        row.iter().map(|cell| text(&cell.blocks).replace(['\n', '\t'], " ")).collect();
                    lines.push(cells.join("\t"));
                }
            }
        }
    }
}

fn push(lines: &mut Vec<String>, line: &[Inline]) {
    let text = line_text(line);
    if !text.is_empty() {
        lines.extend(text.split('\n').map(str::to_owned));
    }
}

/// Calls a function with every line of blocks, captions and cells among them.
pub(crate) fn each_line<'a>(blocks: &'a [Block], each: &mut impl FnMut(&'a Line)) {
    for block in blocks {
        match block {
            Block::Heading { line, .. } | Block::Paragraph(line) => each(line),
            Block::List { items, .. } => items.iter().for_each(|item| each_line(item, each)),
            Block::Quote(inside) => each_line(inside, each),
            Block::Table(table) => {
                each(&table.caption);
                table.rows.iter().flatten().for_each(|cell| each_line(&cell.blocks, each));
            }
        }
    }
}

/// The same with lines that may be changed.
pub(crate) fn each_line_mut(blocks: &mut [Block], each: &mut impl FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Heading { line, .. } | Block::Paragraph(line) => each(line),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_line_mut(item, each)),
            Block::Quote(inside) => each_line_mut(inside, each),
            Block::Table(table) => {
                each(&mut table.caption);
                table.rows.iter_mut().flatten().for_each(|cell| each_line_mut(&mut cell.blocks, each));
            }
        }
    }
}
