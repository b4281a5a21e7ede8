//! Lines of text: cells parted by tabs, a group of values, or words.

use std::borrow::Cow;

use super::page_numbers::is_page_number;
use super::rows::row_piece;
use super::{Kind, Piece, RowCell, glued_first};
use crate::read::cells::{is_blank_char, is_value, value};
use crate::read::labels::normal;
use crate::read::{part2, part3};

/// Cuts a line of text, or several of them.
pub(super) fn line<'a>(text: &'a str, block: usize, pieces: &mut Vec<Piece<'a>>) {
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
