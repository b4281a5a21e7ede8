//! Content cut into the pieces that tables are put together from: lines of text, lines with values, rows of cells.

use std::borrow::Cow;

use super::cells::{Value, is_blank_char, is_value, value};
use super::content::{Block, Content, Grid};
use super::labels::{add_normal, is_han, normal};
use super::{part2, part3};

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

fn rows<'a>(grid: &'a Grid, block: usize, pieces: &mut Vec<Piece<'a>>) {
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

fn row_piece(cells: Vec<RowCell<'_>>, block: usize) -> Piece<'_> {
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

fn line<'a>(text: &'a str, block: usize, pieces: &mut Vec<Piece<'a>>) {
    if is_page_number(text) {
        return;
    }
    if text.contains('\n') {
        for part in text.split('\n') {
            line(part, block, pieces);
        }
        return;
    }
    // A label alone counts as a row where tabs behind it mark its empty cells.
    let inner = text.trim().matches('\t').count();
    let behind = text.trim_start().matches('\t').count() - inner;
    let label = || {
        let label = normal(text);
        part2::is_label(&label) || part3::is_label(&label)
    };
    if inner >= 2 || (behind >= 2 && label()) {
        let cells = text
            .trim_matches([' ', '\r'])
            .split('\t')
            .enumerate()
            .map(|(column, text)| RowCell::new(text, column as u32, 1))
            .collect();
        pieces.push(row_piece(cells, block));
        return;
    }
    let tokens = tokens(text);
    if tokens.is_empty() {
        return;
    }
    let (start, end) = value_group(&tokens);
    if start == end {
        pieces.push(Piece { block, normal: normal(text), kind: Kind::Line });
        if let Some((label, first)) = glued_first(text) {
            pieces.push(Piece { block, normal: label, kind: Kind::Glued(value(first)) });
        }
        return;
    }
    let values = tokens[start..end].iter().map(|token| value(token)).collect();
    let normal = tokens[..start].iter().chain(&tokens[end..]).map(|token| normal(token)).collect();
    pieces.push(Piece { block, normal, kind: Kind::Values(values) });
}

/// The words of a line; a bracket that a number opens stays with it until it is closed, so does its unit.
fn tokens(text: &str) -> Vec<Cow<'_, str>> {
    let mut tokens: Vec<Cow<'_, str>> = Vec::new();
    let mut open = false;
    for word in text.split(is_blank_char).filter(|word| !word.is_empty()) {
        let unit = matches!(word, "元" | "万元" | "亿元" | "千元")
            && tokens.last().is_some_and(|last| last.ends_with(|c: char| c.is_ascii_digit()));
        if (open || unit)
            && let Some(last) = tokens.last_mut()
        {
            let last = last.to_mut();
            if !unit {
                last.push(' ');
            }
            last.push_str(word);
        } else {
            tokens.push(Cow::Borrowed(word));
        }
        open = tokens.last().is_some_and(|last| {
            last.starts_with(|c: char| c.is_ascii_digit())
                && last.chars().filter(|c| matches!(c, '（' | '(')).count()
                    > last.chars().filter(|c| matches!(c, '）' | ')')).count()
        });
    }
    tokens
}

/// The longest group of values in a line; empty where the line is running text.
fn value_group(tokens: &[Cow<'_, str>]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut groups = 0;
    let mut start = 0;
    let is_mark = |at: usize| {
        tokens.get(at + 1).is_some_and(|next| next.starts_with(['.', '．', '、']))
            && tokens[at].chars().all(|c| c.is_ascii_digit())
    };
    while start < tokens.len() {
        let mut end = start;
        while end < tokens.len() && is_value(&tokens[end]) && !is_mark(end) {
            end += 1;
        }
        if end > start {
            groups += 1;
            if end - start >= best.1 - best.0 {
                best = (start, end);
            }
            start = end;
        }
        start += 1;
    }
    if best.1 - best.0 == 1 && (groups > 1 || best.1 < tokens.len()) {
        return (0, 0);
    }
    best
}

/// Whether a line is a page number with its dashes or words. Variation 31.
fn is_page_number(text: &str) -> bool {
    let dash = ['-', '—', '－', '–', '―', '─', '·', '~'];
    let first = text.chars().find(|c| !is_blank_char(*c));
    if !first.is_some_and(|c| dash.contains(&c) || c == '第' || c == '+' || c.is_ascii_digit()) {
        return false;
    }
    let dense: String = text.chars().filter(|c| !is_blank_char(*c)).collect();
    let inner = dense.trim_start_matches(dash).trim_end_matches(dash);
    let digits = |part: &str| {
        !part.is_empty()
            && part.len() <= 12
            && part.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    if dense.starts_with(dash) && dense.ends_with(dash) && digits(inner) {
        return true;
    }
    if let Some(rest) = dense.strip_prefix('第') {
        return rest.split_once('页').is_some_and(|(page, rest)| {
            digits(page)
                && (rest.is_empty()
                    || rest.trim_start_matches(['/', '，', ',', '共']).strip_suffix('页').is_some_and(digits))
        });
    }
    // With blanks around the stroke this could be three cells.
    text.trim().split_once('/').is_some_and(|(page, of)| match (page.parse::<u16>(), of.parse::<u16>()) {
        (Ok(page), Ok(of)) => (1..=of).contains(&page) && of <= 500,
        _ => false,
    })
}

/// Bare numbers beside page breaks that count the pages.
fn page_numbers(blocks: &[Block]) -> Vec<usize> {
    let bare = |at: Option<usize>| -> Option<(usize, i64)> {
        let at = at?;
        let Block::Line(text) = &blocks[at] else { return None };
        let text = text.trim();
        (text.len() <= 3).then(|| text.parse().ok()).flatten().map(|n| (at, n))
    };
    let filled = |at: &usize| !matches!(&blocks[*at], Block::Line(text) if text.trim().is_empty());
    let breaks: Vec<usize> = (0..blocks.len()).filter(|at| matches!(blocks[*at], Block::PageBreak)).collect();
    let mut found = Vec::new();
    for before in [true, false] {
        let numbers: Vec<(usize, i64)> = breaks
            .iter()
            .enumerate()
            .filter_map(|(page, at)| {
                let neighbour =
                    if before { (0..*at).rev().find(filled) } else { (at + 1..blocks.len()).find(filled) };
                bare(neighbour).map(|(at, n)| (at, n - page as i64))
            })
            .collect();
        // The same offset on most pages; a cell's value beside a break does not keep step.
        for (at, offset) in &numbers {
            let same = numbers.iter().filter(|(_, other)| other == offset).count();
            if same * 2 > breaks.len() && (same > 1 || *offset == i64::from(!before) + 1) {
                found.push(*at);
            }
        }
    }
    found
}
