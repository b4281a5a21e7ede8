//! Page numbers, which are no values.

use crate::read::cells::is_blank_char;
use crate::read::content::Block;

/// Whether a line is a page number with its dashes or words. Variation 31.
pub(super) fn is_page_number(text: &str) -> bool {
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
pub(super) fn page_numbers(blocks: &[Block]) -> Vec<usize> {
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
