//! The headings of a body.

use super::body::Heading;
use super::model::{Block, line_text};

/// A longer paragraph is none, whatever its number.
const LONGEST: usize = 40;

/// The headings of blocks.
pub(super) fn of(blocks: &[Block]) -> Vec<Heading> {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, line } => Some(Heading { level: *level, text: flat(&line_text(line)) }),
        Block::Paragraph(line) => {
            let text = line_text(line);
            let level = numbered(&text)?;
            let is_short = text.chars().count() <= LONGEST && !text.contains(['\n', '：']);
            let ends = text.trim_end_matches('。');
            (is_short && !ends.contains(['。', '；'])).then(|| Heading { level, text: ends.to_owned() })
        }
        _ => None,
    });
    headings.collect()
}

fn flat(text: &str) -> String {
    text.replace('\n', "")
}

/// The level of a paragraph by its number: 第一章 and 一、 are two, 第一节 and （一） three.
pub(crate) fn numbered(text: &str) -> Option<u8> {
    let numeral = |c: char| "一二三四五六七八九十百零〇".contains(c);
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.trim_start_matches(numeral);
        let is_counted = rest.len() + '第'.len_utf8() < text.len();
        return match rest.chars().next() {
            Some('章' | '编') if is_counted => Some(2),
            Some('节') if is_counted => Some(3),
            _ => None,
        };
    }
    let bare = text.strip_prefix(['（', '(']);
    let rest = bare.unwrap_or(text);
    let after = rest.trim_start_matches(numeral);
    match after.chars().next() {
        _ if after.len() == rest.len() => None,
        Some('、') if bare.is_none() => Some(2),
        Some('）' | ')') if bare.is_some() => Some(3),
        _ => None,
    }
}
