//! What a paragraph of a publication is, for its typeface and its place; pictures and widths of columns.

use super::super::layout::{TYPE_AREA, units};
use crate::page::model::{Block, Inline, Table, line_text};
use crate::page::{is_signature, numbered, whole_date};

/// What a paragraph is by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 主送机关: flush left.
    Addressee,
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 署名 or 成文日期: to the right.
    Signature,
    Text,
}

/// Characters of a heading that is a paragraph of its own.
const HEADING: usize = 40;
/// Characters of an addressee's line.
const ADDRESSEE: usize = 120;

/// The role of each block.
pub(super) fn roles(blocks: &[Block]) -> Vec<Role> {
    let texts: Vec<Option<String>> = blocks
        .iter()
        .map(|block| if let Block::Paragraph(line) = block { Some(line_text(line)) } else { None })
        .collect();
    let dated = texts.iter().rposition(|text| text.as_deref().is_some_and(|it| whole_date(it).is_some()));
    let signed = |at: usize| {
        dated.is_some_and(|dated| {
            at == dated
                || at < dated && texts[at..dated].iter().all(|it| it.as_deref().is_some_and(is_signature))
        })
    };
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let Some(text) = text else { return Role::Text };
            let length = text.chars().count();
            if signed(at) {
                Role::Signature
            } else if at == 0 && text.ends_with('：') && length <= ADDRESSEE {
                Role::Addressee
            } else {
                match numbered(text) {
                    Some(2) if length <= HEADING => Role::First,
                    Some(3) if length <= HEADING => Role::Second,
                    _ => Role::Text,
                }
            }
        })
        .collect()
}

/// How wide a picture is printed and how high, in points: as large as it is at 96 dots an inch, within the type area.
pub(super) fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    /// The type area is 225 mm high; a title may stand above.
    const HIGHEST: f64 = 540.0;
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width as f64 * 0.75, size.height as f64 * 0.75);
    if size.width == 0 || size.height == 0 || size.width > 20_000 || size.height > 20_000 {
        return None;
    }
    let scale = (TYPE_AREA / width).min(HIGHEST / height).min(1.0);
    Some((width * scale, height * scale))
}

/// The columns of a table in parts of its width, by what stands in them.
pub(super) fn widths(table: &Table) -> Vec<f64> {
    /// In full-width characters: a column has at least and counts at most so many.
    const BOUNDS: (f64, f64) = (3.0, 24.0);
    let count = table.rows.first().map_or(0, |row| row.iter().map(|cell| cell.columns).sum());
    let mut need = vec![BOUNDS.0; count];
    // The columns that cells from above still cover, by rows left.
    let mut covered = vec![0_usize; count];
    for row in &table.rows {
        let mut column = 0;
        for cell in row {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if cell.columns == 1
                && let Some(need) = need.get_mut(column)
            {
                let text = crate::page::model::text(&cell.blocks);
                let widest = text.split('\n').map(units).fold(0.0, f64::max);
                *need = need.max(widest.min(BOUNDS.1));
            }
            let end = (column + cell.columns).min(count);
            if column < end {
                covered[column..end].fill(cell.rows);
            }
            column = end;
        }
        for left in &mut covered {
            *left = left.saturating_sub(1);
        }
    }
    let all: f64 = need.iter().sum();
    need.iter().map(|it| it / all.max(1.0)).collect()
}

/// A line's pictures are told by words where they cannot be printed.
pub(super) fn words(alt: &str) -> String {
    if alt.is_empty() { "［图片］".to_owned() } else { format!("［图片：{alt}］") }
}

/// Whether a line shows nothing but pictures: it is centered.
pub(super) fn is_picture(line: &[Inline]) -> bool {
    !line.is_empty() && line.iter().all(|it| matches!(it, Inline::Image { .. } | Inline::Break))
}
