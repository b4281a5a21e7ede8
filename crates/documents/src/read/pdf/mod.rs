//! PDF: text and tables by position. Characters are placed as the page shows them, tables are found by
//! their rulings, everything else becomes lines in which wide gaps are kept.

mod draw;
mod encoding;
mod file;
mod font;
mod geometry;
mod limits;
mod lines;
mod operators;
mod page;
mod predefined;
mod refusal;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::{Block, Content, Format, NotReadable};
use draw::Fonts;
use file::File;
use limits::{Budget, FILE_BYTES, SECONDS, TABLE_ROWS};

/// Stack of the reading thread: the depth of all recursion is bounded, this holds it with room to spare.
const STACK_BYTES: usize = 32 << 20;

/// Reads a PDF.
///
/// Text and tables come in reading order with a [`Block::PageBreak`] between pages; a table that runs over a page
/// break comes in parts. Characters whose font does not tell their meaning, and pages that are pictures, are
/// problems with their place.
///
/// # Errors
/// [`NotReadable`] for an encrypted, scanned or broken file, for one without pages or text, and for one beyond the
/// limits: 50 MB, 200 MB unpacked, 500 pages, 5,000 table rows, 30 seconds.
pub fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    if bytes.len() > FILE_BYTES {
        return Err(refusal::file_too_large(bytes.len()));
    }
    // Its own thread: the stack is known, and a file that keeps a parser busy can be left behind.
    let bytes = bytes.to_vec();
    let (sender, receiver) = mpsc::channel();
    let reading = move || {
        let result =
            catch_unwind(AssertUnwindSafe(|| read(&bytes))).unwrap_or_else(|_| Err(refusal::broken()));
        // The receiver is gone when the time is up.
        let _ = sender.send(result);
    };
    let started = thread::Builder::new().name("pdf".into()).stack_size(STACK_BYTES).spawn(reading);
    if started.is_err() {
        return Err(refusal::too_slow());
    }
    receiver.recv_timeout(Duration::from_secs(SECONDS)).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => refusal::too_slow(),
            RecvTimeoutError::Disconnected => refusal::broken(),
        })
    })
}

fn read(bytes: &[u8]) -> Result<Content, NotReadable> {
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
        if rows > TABLE_ROWS {
            return Err(refusal::too_many_rows());
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
