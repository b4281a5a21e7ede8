//! The way through the site to the page (面包屑): it stands above the article and says nothing of it.

use crate::page::model::{Block, Inline, line_text};

/// What stands before the way.
const BEFORE: [&str; 7] =
    ["当前位置", "您的位置", "您当前的位置", "您现在的位置", "您所在的位置", "所在位置", "现在位置"];
/// What parts its steps.
const MARKS: [char; 8] = ['>', '＞', '»', '›', '→', '/', '／', '|'];
/// Blocks from the beginning among which it stands.
const NEAR: usize = 6;
/// Characters of a step.
const STEP: usize = 30;

/// Takes the way out of the blocks at the beginning.
pub(super) fn drop_crumbs(blocks: &mut Vec<Block>) {
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > NEAR || !is_crumbs(block)
    });
}

/// Whether a block is a way: it says so, begins at the first page, or parts short steps some of which are links.
fn is_crumbs(block: &Block) -> bool {
    let Block::Paragraph(line) = block else { return false };
    let text: String = line_text(line).split_whitespace().collect();
    let rest = BEFORE.iter().find_map(|before| text.strip_prefix(before));
    let steps: Vec<&str> = rest
        .unwrap_or(&text)
        .trim_start_matches([':', '：'])
        .split(MARKS)
        .filter(|it| !it.is_empty())
        .collect();
    let are_short = steps.iter().all(|step| step.chars().count() <= STEP && !step.contains(['。', '；']));
    let has_link = line.iter().any(|it| matches!(it, Inline::Run { href: Some(_), .. }));
    let begins = steps.first().is_some_and(|step| step.ends_with("首页"));
    are_short && (rest.is_some() || text.contains(MARKS) && steps.len() > 1 && (begins || has_link))
}
