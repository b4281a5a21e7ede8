//! PDF to blocks: lines joined to paragraphs, tables by their rulings, page numbers left out.

use super::text::table;
use super::{Parts, problem};
use crate::page::model::{Block, Line};
use crate::read::{self, NotReadable};

/// A line that ends so much before the longest ones, in characters, ends its paragraph.
const SHORT: f64 = 3.0;

/// Reads PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, NotReadable> {
    let content = read::pdf::content(bytes)?;
    let mut parts = Parts { problems: content.problems, ..Parts::default() };
    let full = full_width(&content.blocks);
    let mut open: Option<String> = None;
    let mut before = 0.0;
    let close = |open: &mut Option<String>, blocks: &mut Vec<Block>| {
        blocks.extend(open.take().map(Block::paragraph));
    };
    for it in content.blocks {
        match it {
            read::Block::Line(line) | read::Block::Heading(line) => {
                let text = line.trim();
                if text.is_empty() || is_page_number(text) {
                    continue;
                }
                let width = width(&line);
                let is_indented = line.starts_with(' ');
                match &mut open {
                    Some(paragraph) if !is_indented && before + SHORT >= full => join(paragraph, text),
                    _ => {
                        close(&mut open, &mut parts.blocks);
                        open = Some(text.to_owned());
                    }
                }
                before = width;
            }
            read::Block::Table(grid) => {
                close(&mut open, &mut parts.blocks);
                parts.blocks.push(Block::Table(table(grid, &Line::clone)));
            }
            // A paragraph may go on over the page.
            read::Block::PageBreak => {}
        }
    }
    close(&mut open, &mut parts.blocks);
    parts.problems.push(problem(
        "全文",
        "PDF没有段落和标题的标记，段落是按行的长短推断的，请逐段核对；原文件请作为附件上传",
    ));
    Ok(parts)
}

/// The width of a line in full-width characters, with its indent.
fn width(line: &str) -> f64 {
    line.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// How wide full lines are: most of the long ones are.
fn full_width(blocks: &[read::Block]) -> f64 {
    let mut widths: Vec<f64> = blocks
        .iter()
        .filter_map(|it| match it {
            read::Block::Line(line) => Some(width(line)),
            _ => None,
        })
        .filter(|width| *width > 0.0)
        .collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() * 9 / 10).or(widths.last()).copied().unwrap_or(0.0)
}

fn join(paragraph: &mut String, text: &str) {
    let ends_latin = paragraph.chars().last().is_some_and(|c| c.is_ascii_alphanumeric());
    if ends_latin && text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        paragraph.push(' ');
    }
    paragraph.push_str(text);
}

/// — 1 —, -1-, 第1页, 1/3.
fn is_page_number(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let framed = plain.starts_with(['—', '-', '－', '–', '第']) || plain.contains('/');
    let inner = plain.trim_matches(['—', '-', '－', '–', '第', '页', '共']);
    framed
        && !inner.is_empty()
        && inner.chars().count() <= 9
        && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '页' | '共' | '第' | '，'))
}
