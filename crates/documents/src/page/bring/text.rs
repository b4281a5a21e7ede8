//! Plain text and Markdown to blocks.

use super::Parts;
use crate::page::model::{Block, Cell, Inline, Line, Marks, Table};
use crate::page::whitelist::{Address, address};
use crate::read::{self, Grid};

/// Reads plain text: a line is a paragraph.
pub(super) fn plain(bytes: &[u8]) -> Parts {
    let content = read::text::content(bytes);
    let blocks = content.blocks.into_iter().filter_map(|it| block(it, &Line::clone)).collect();
    Parts { blocks, problems: content.problems, ..Parts::default() }
}

/// Reads Markdown: headings, lists, tables, emphasis, links.
pub(super) fn markdown(bytes: &[u8]) -> Parts {
    let (text, problems) = read::text::decode(bytes);
    let mut parts = Parts { problems, ..Parts::default() };
    let mut rest = text.as_str();
    if let Some(front) = rest.strip_prefix("---\n").or_else(|| rest.strip_prefix("---\r\n"))
        && let Some((matter, after)) = front.split_once("\n---")
    {
        let title = matter.lines().find_map(|line| line.strip_prefix("title:"));
        parts.offered.title = title.map(|it| it.trim().trim_matches(['"', '\'']).to_owned());
        rest = after.trim_start_matches('-');
    }
    let marked = |line: &Line| {
        line.iter()
            .flat_map(|it| if let Inline::Run { text, .. } = it { emphasis(text) } else { vec![it.clone()] })
            .collect()
    };
    for it in read::text::blocks(rest) {
        let Some(block) = heading(&it).or_else(|| block(it, &marked)) else { continue };
        let item = match &block {
            Block::Paragraph(line) => item(line),
            _ => None,
        };
        match (item, parts.blocks.last_mut()) {
            (Some(item), Some(Block::List { items, .. })) => items.push(vec![Block::Paragraph(item)]),
            (Some(item), _) => {
                parts
                    .blocks
                    .push(Block::List { is_ordered: false, items: vec![vec![Block::Paragraph(item)]] });
            }
            (None, _) => parts.blocks.push(block),
        }
    }
    parts
}

/// A line that begins with `#`.
fn heading(block: &read::Block) -> Option<Block> {
    let read::Block::Line(text) = block else { return None };
    let rest = text.trim_start().trim_start_matches('#');
    let level = text.trim_start().len() - rest.len();
    let title = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    let level = u8::try_from(level).ok().filter(|it| (1..=6).contains(it))?;
    (!title.is_empty()).then(|| Block::Heading { level: level.clamp(2, 4), line: emphasis(title) })
}

/// A block of the readers as one of ours.
pub(super) fn block(block: read::Block, marked: &dyn Fn(&Line) -> Line) -> Option<Block> {
    match block {
        read::Block::Line(text) if text.trim().is_empty() => None,
        read::Block::Line(text) => Some(Block::Paragraph(marked(&vec![Inline::plain(text.trim())]))),
        read::Block::Heading(text) => {
            Some(Block::Heading { level: 2, line: marked(&vec![Inline::plain(text.trim())]) })
        }
        read::Block::Table(grid) => Some(Block::Table(table(grid, marked))),
        read::Block::PageBreak => None,
    }
}

/// A grid of the readers as a table.
pub(super) fn table(grid: Grid, marked: &dyn Fn(&Line) -> Line) -> Table {
    let cell = |cell: read::GridCell| {
        let mut line = Line::new();
        for (index, text) in cell.text.split('\n').enumerate() {
            if index > 0 {
                line.push(Inline::Break);
            }
            line.push(Inline::plain(text));
        }
        Cell {
            columns: cell.colspan as usize,
            rows: cell.rowspan as usize,
            ..Cell::new(vec![Block::Paragraph(marked(&line))])
        }
    };
    let rows = grid.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    Table { rows, ..Table::default() }
}

/// The text behind the mark of an item.
fn item(line: &Line) -> Option<Line> {
    let Some(Inline::Run { text, marks, href }) = line.first() else { return None };
    let rest = ["- ", "* ", "+ "].iter().find_map(|mark| text.strip_prefix(mark))?;
    let first = Inline::Run { text: rest.to_owned(), marks: *marks, href: href.clone() };
    Some(std::iter::once(first).chain(line[1..].iter().cloned()).collect())
}

/// Emphasis and links of one line of Markdown.
fn emphasis(text: &str) -> Line {
    let mut line = Line::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let strong = ["**", "__"].iter().find_map(|mark| {
            let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
            (!inside.is_empty()).then_some((inside, after))
        });
        let (run, after) = if let Some((inside, after)) = strong {
            (Inline::Run { text: inside.to_owned(), marks: Marks::STRONG, href: None }, after)
        } else if let Some((inside, href, after)) = link(rest) {
            (Inline::Run { text: inside.to_owned(), marks: Marks::default(), href: Some(href) }, after)
        } else {
            plain.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        if !plain.is_empty() {
            line.push(Inline::plain(std::mem::take(&mut plain)));
        }
        line.push(run);
        rest = after;
    }
    if !plain.is_empty() {
        line.push(Inline::plain(plain));
    }
    line
}

fn link(text: &str) -> Option<(&str, String, &str)> {
    /// Longer texts in brackets are no links.
    const LONGEST: usize = 2000;
    let inside = text.strip_prefix('[')?;
    let end = inside.char_indices().take(LONGEST).find(|(_, c)| *c == ']')?.0;
    let after = inside[end + 1..].strip_prefix('(')?;
    let close = after.char_indices().take(LONGEST).find(|(_, c)| *c == ')')?.0;
    match address(&after[..close]) {
        Address::Here(href) | Address::There(href) => Some((&inside[..end], href, &after[close + 1..])),
        _ => None,
    }
}
