//! Content cut into the pieces that tables are put together from: lines of text, lines with values, rows of cells.

mod line;
mod page_numbers;
mod rows;

pub(crate) use rows::labels_of;

use super::cells::{Value, is_blank_char, is_value};
use super::content::{Block, Content};
use super::labels::{is_han, normal};
use super::{part2, part3};
use line::line;
use page_numbers::page_numbers;
use rows::rows;

/// A piece of content.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    /// The block it comes from.
    pub(crate) block: usize,
    /// Its text without values, normalised.
    pub(crate) normal: String,
    /// What it is.
    pub(crate) kind: Kind<'a>,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(crate) enum Kind<'a> {
    /// Text.
    Line,
    /// A line with one group of values, text before or after it.
    Values(Vec<Value>),
    /// A row of a table.
    Row(Vec<RowCell<'a>>),
    /// The value that sticks to the label of the line before; settled before anyone reads the pieces.
    Glued(Value),
}

/// A cell in its column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowCell<'a> {
    /// The text as it stands.
    pub(crate) text: &'a str,
    /// The first column, from 0.
    pub(crate) column: u32,
    /// How many columns it covers.
    pub(crate) span: u32,
    label: bool,
    empty: bool,
}

impl<'a> RowCell<'a> {
    fn new(text: &'a str, column: u32, span: u32) -> Self {
        let label = text.chars().any(is_han) && !is_value(text);
        Self { text, column, span, label, empty: text.chars().all(is_blank_char) }
    }

    /// Whether the cell holds words, not a value.
    pub(crate) fn is_label(&self) -> bool {
        self.label
    }

    /// Whether the cell holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.empty
    }
}

/// Cuts content into pieces. Page numbers are gone.
pub(crate) fn pieces(content: &Content) -> Vec<Piece<'_>> {
    let numbers = page_numbers(&content.blocks);
    let mut pieces = Vec::with_capacity(content.blocks.len());
    for (block, content) in content.blocks.iter().enumerate() {
        match content {
            Block::PageBreak => {}
            Block::Line(_) if numbers.contains(&block) => {}
            Block::Line(text) | Block::Heading(text) => line(text, block, &mut pieces),
            Block::Table(grid) if grid.rows.iter().all(|row| row.len() <= 1) => {
                // A frame around text.
                for text in grid.rows.iter().flatten().flat_map(|cell| cell.text.lines()) {
                    line(text, block, &mut pieces);
                }
            }
            Block::Table(grid) => rows(grid, block, &mut pieces),
        }
    }
    settle(&mut pieces);
    pieces
}

/// A label that ends in a number which is no part of it, as a row's own label never does: `行政规范性文件4`.
fn glued_first(text: &str) -> Option<(String, &str)> {
    let text = text.trim_matches(is_blank_char);
    let label = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let first = &text[label.len()..];
    if !is_value(first) {
        return None;
    }
    let known = normal(label);
    (part2::ends_label(&known) || part3::ends_label(&known)).then_some((known, first))
}

/// Decides where a number that sticks to a label is the first of values that follow on lines of their own, or
/// the only one of its row. Otherwise the line stays whole: cells that ran together are told apart by their count.
fn settle(pieces: &mut Vec<Piece<'_>>) {
    let mut at = 0;
    while at < pieces.len() {
        let Kind::Glued(first) = &pieces[at].kind else {
            at += 1;
            continue;
        };
        let follows = pieces
            .get(at + 1)
            .is_some_and(|next| next.normal.is_empty() && matches!(next.kind, Kind::Values(_)));
        let only = part2::takes_one(&pieces[at].normal);
        if (follows || only) && first.cell.number().is_some() {
            let first = first.clone();
            let label = std::mem::take(&mut pieces[at].normal);
            pieces[at].kind = Kind::Values(vec![first]);
            pieces[at - 1].normal = label;
            at += 1;
        } else {
            pieces.remove(at);
        }
    }
}
