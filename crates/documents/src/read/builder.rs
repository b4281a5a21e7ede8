//! Puts blocks together out of what a reader of nested markup meets: text, breaks, tables within tables.

use super::content::{Block, Grid, GridCell};

/// How deep tables may stand in tables.
pub(crate) const MAX_DEPTH: usize = 60;

/// In place of a row span: the cell goes on with the one above it.
pub(crate) const CONTINUED: u32 = 0;

/// Blocks, columns, rows.
type Cell = (Vec<Block>, u32, u32);

enum Frame {
    /// The page, a cell or a caption: text and blocks.
    Flow { blocks: Vec<Block>, line: String, colspan: u32, rowspan: u32, caption: bool },
    /// A table: rows of cells, each with its blocks.
    Table { rows: Vec<Vec<Cell>>, open: bool },
}

impl Frame {
    fn flow(colspan: u32, rowspan: u32, caption: bool) -> Self {
        Self::Flow { blocks: Vec::new(), line: String::new(), colspan, rowspan, caption }
    }
}

/// Blocks in the making.
pub(crate) struct Builder {
    frames: Vec<Frame>,
    heading: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self { frames: vec![Frame::flow(1, 1, false)], heading: false }
    }

    /// How many tables are open.
    pub(crate) fn depth(&self) -> usize {
        self.frames.iter().filter(|frame| matches!(frame, Frame::Table { .. })).count()
    }

    /// The line that text goes to: text between cells goes to the place before the table.
    fn line(&mut self) -> &mut String {
        let at = self.frames.iter().rposition(|frame| matches!(frame, Frame::Flow { .. })).unwrap_or(0);
        match &mut self.frames[at] {
            Frame::Flow { line, .. } => line,
            Frame::Table { .. } => unreachable!("the position of a flow"),
        }
    }

    /// Adds text as it stands.
    pub(crate) fn text(&mut self, text: &str) {
        self.line().push_str(text);
    }

    /// Adds text, runs of blanks as one blank.
    pub(crate) fn collapsed(&mut self, text: &str) {
        let line = self.line();
        let mut gap = line.is_empty() || line.ends_with(' ');
        let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc);
        let mut rest = text;
        while let Some(first) = rest.bytes().next() {
            let blank = is_blank(first);
            let end = rest.bytes().position(|byte| is_blank(byte) != blank).unwrap_or(rest.len());
            if !blank {
                line.push_str(&rest[..end]);
            } else if !gap {
                line.push(' ');
            }
            gap = blank;
            rest = &rest[end..];
        }
    }

    /// Ends the line.
    pub(crate) fn end_line(&mut self) {
        let heading = self.heading;
        let at = self.frames.iter().rposition(|frame| matches!(frame, Frame::Flow { .. })).unwrap_or(0);
        if let Frame::Flow { blocks, line, .. } = &mut self.frames[at]
            && !line.is_empty()
        {
            let mut text = std::mem::take(line);
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                // Most cells hold one line.
                if blocks.is_empty() {
                    blocks.reserve_exact(1);
                }
                blocks.push(if heading { Block::Heading(text) } else { Block::Line(text) });
            }
        }
    }

    /// Whether lines from here on are headings.
    pub(crate) fn heading(&mut self, on: bool) {
        self.end_line();
        self.heading = on;
    }

    /// The end of a page.
    pub(crate) fn page_break(&mut self) {
        self.end_line();
        if let [Frame::Flow { blocks, .. }] = self.frames.as_mut_slice() {
            blocks.push(Block::PageBreak);
        }
    }

    pub(crate) fn open_table(&mut self) {
        self.end_line();
        self.frames.push(Frame::Table { rows: Vec::new(), open: false });
    }

    /// Starts a row; without a table around it nothing happens.
    pub(crate) fn open_row(&mut self) {
        self.close_cell();
        if let Some(Frame::Table { rows, open }) = self.frames.last_mut() {
            rows.push(Vec::new());
            *open = true;
        }
    }

    pub(crate) fn close_row(&mut self) {
        self.close_cell();
        if let Some(Frame::Table { open, .. }) = self.frames.last_mut() {
            *open = false;
        }
    }

    /// Drops the row just read: it is deleted in tracked changes.
    pub(crate) fn drop_row(&mut self) {
        self.close_cell();
        if let Some(Frame::Table { rows, open }) = self.frames.last_mut() {
            rows.pop();
            *open = false;
        }
    }

    pub(crate) fn open_cell(&mut self, colspan: u32, rowspan: u32) {
        self.close_cell();
        if let Some(Frame::Table { rows, open }) = self.frames.last_mut() {
            if !*open {
                rows.push(Vec::new());
                *open = true;
            }
            self.frames.push(Frame::flow(colspan, rowspan, false));
        } else {
            self.end_line();
        }
    }

    /// Ends the cell that is open, if one is open in the innermost table.
    pub(crate) fn close_cell(&mut self) {
        if self.frames.len() < 2 || !matches!(self.frames.last(), Some(Frame::Flow { .. })) {
            return;
        }
        self.end_line();
        if let Some(Frame::Flow { blocks, colspan, rowspan, caption, .. }) = self.frames.pop() {
            if caption {
                self.put(blocks);
            } else if let Some(Frame::Table { rows, .. }) = self.frames.last_mut()
                && let Some(row) = rows.last_mut()
            {
                row.push((blocks, colspan, rowspan));
            }
        }
    }

    /// A caption stands before its table.
    pub(crate) fn open_caption(&mut self) {
        self.close_cell();
        if matches!(self.frames.last(), Some(Frame::Table { .. })) {
            self.frames.push(Frame::flow(1, 1, true));
        }
    }

    /// Adds blocks to the innermost flow.
    fn put(&mut self, more: Vec<Block>) {
        let at = self.frames.iter().rposition(|frame| matches!(frame, Frame::Flow { .. })).unwrap_or(0);
        if let Frame::Flow { blocks, .. } = &mut self.frames[at] {
            blocks.extend(more);
        }
    }

    pub(crate) fn close_table(&mut self) {
        if self.depth() == 0 {
            return;
        }
        self.close_cell();
        let Some(Frame::Table { mut rows, .. }) = self.frames.pop() else { return };
        merge(&mut rows);
        let layout = rows
            .iter()
            .flatten()
            .any(|(blocks, _, _)| blocks.iter().any(|block| matches!(block, Block::Table(_))));
        self.end_line();
        if layout {
            // A table that holds tables arranges the page.
            let blocks = rows.into_iter().flatten().flat_map(|(blocks, _, _)| blocks).collect();
            self.put(blocks);
            return;
        }
        let rows = rows
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(blocks, colspan, rowspan)| GridCell { text: joined(blocks), colspan, rowspan })
                    .collect()
            })
            .collect();
        self.put(vec![Block::Table(Grid { rows })]);
    }

    /// The blocks, whatever is still open being closed.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        while self.depth() > 0 {
            self.close_table();
        }
        self.end_line();
        match self.frames.pop() {
            Some(Frame::Flow { blocks, .. }) => blocks,
            _ => Vec::new(),
        }
    }
}

/// Adds cells that go on to the ones above them.
fn merge(rows: &mut [Vec<Cell>]) {
    if !rows.iter().flatten().any(|cell| cell.2 == CONTINUED) {
        return;
    }
    // For each column, the row and index of the cell that covers it.
    let mut above: Vec<(usize, usize)> = Vec::new();
    for number in 0..rows.len() {
        let mut column = 0;
        let mut lone = Vec::new();
        for index in 0..rows[number].len() {
            let (_, colspan, rowspan) = rows[number][index];
            let end = column + colspan as usize;
            let owner = above.get(column).copied();
            if above.len() < end {
                above.resize(end, (number, index));
            }
            match owner {
                Some((row, cell)) if rowspan == CONTINUED && row < number => rows[row][cell].2 += 1,
                _ => {
                    if rowspan == CONTINUED {
                        lone.push(index);
                    }
                    above[column..end].fill((number, index));
                }
            }
            column = end;
        }
        for index in lone {
            rows[number][index].2 = 1;
        }
    }
    for row in rows {
        row.retain(|cell| cell.2 != CONTINUED);
    }
}

/// The lines of a cell as one text.
fn joined(blocks: Vec<Block>) -> String {
    let mut lines = blocks.into_iter().filter_map(|block| match block {
        Block::Line(line) | Block::Heading(line) => Some(line),
        Block::Table(_) | Block::PageBreak => None,
    });
    let mut text = lines.next().unwrap_or_default();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line);
    }
    text
}
