//! PDF: text and tables by position. Characters are placed as the page shows them, tables are found by
//! their rulings, everything else becomes lines in which wide gaps are kept.

mod draw;
mod encoding;
mod file;
mod font;
mod geometry;
mod limits;
mod lines;
mod name;
mod operators;
mod page;
mod predefined;
mod refusal;
mod surfaces;
mod table;

use super::{Block, Content, Format, MAX_ROWS, NotReadable, too_many_rows};
use draw::Fonts;
use file::File;
use limits::{Budget, FILE_BYTES};
pub(crate) use surfaces::{inflated, surfaces};

/// Reads a PDF.
///
/// Text and tables come in reading order with a [`Block::PageBreak`] between pages; a table that runs over a page
/// break comes in parts. Characters whose font does not tell their meaning, and pages that are pictures, are
/// problems with their place.
///
/// It recurses within bounds: [`super::report`] gives it a thread with room for that, and the guard.
///
/// # Errors
/// [`NotReadable`] for an encrypted, scanned or broken file, for one without pages or text, and for one beyond the
/// limits: 50 MB, 200 MB unpacked, 500 pages, 5,000 table rows, 30 seconds.
pub fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    if bytes.len() > FILE_BYTES {
        return Err(refusal::file_too_large(bytes.len()));
    }
    let mut budget = Budget::new();
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    let mut fonts = Fonts::default();
    let mut content =
        Content { format: Format::Pdf, title: file.title(), blocks: Vec::new(), problems: Vec::new() };
    let (mut characters, mut unknown, mut images, mut rows) = (0, 0, 0.0, 0);
    for (index, page) in pages.iter().enumerate() {
        budget.in_time()?;
        if index > 0 {
            content.blocks.push(Block::PageBreak);
        }
        let drawing = page::upright(&file, page, &mut fonts, &mut budget)?;
        characters += drawing.characters;
        unknown += drawing.unknown;
        images += drawing.images;
        content.problems.extend(page::problems(&drawing, index + 1));
        for block in page::blocks(drawing) {
            if let Block::Table(grid) = &block {
                rows += grid.rows.len();
            }
            content.blocks.push(block);
        }
        if rows > MAX_ROWS {
            return Err(too_many_rows());
        }
    }
    if characters == 0 {
        return Err(if images > 0.0 { refusal::scanned() } else { refusal::no_text() });
    }
    if unknown * 2 > characters {
        return Err(refusal::no_characters());
    }
    Ok(content)
}
