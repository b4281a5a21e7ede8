//! Words to lines, by position.

use super::geometry::{Direction, Word};

/// A line of text.
pub(super) struct Line {
    pub(super) top: f64,
    pub(super) words: Vec<Word>,
}

/// Words of one line have their middles no farther apart than this part of the size.
const LEVEL: f64 = 0.5;
/// A gap from here on parts words even where no blank was shown, in sizes.
const GAP: f64 = 0.6;
/// The same between two Latin letters or digits.
const LATIN_GAP: f64 = 0.15;
/// The same between two elements of a tagged file, and between a digit and a Chinese character.
const ELEMENT_GAP: f64 = 0.2;
/// A gap from here on holds columns apart: kept as two blanks or more.
const COLUMN_GAP: f64 = 1.1;
/// A blank is half a Chinese character wide.
const BLANK: f64 = 0.5;
/// More blanks than this tell no more.
const BLANKS: usize = 60;

/// Groups words into lines from top to bottom, words of a line from left to right.
pub(super) fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|one, other| one.middle().1.total_cmp(&other.middle().1));
    let mut lines: Vec<(f64, f64, Line)> = Vec::new();
    for word in words {
        let middle = word.middle().1;
        match lines.last_mut() {
            Some((level, size, line))
                if (middle - *level).abs() <= LEVEL * size.min(word.size).max(size.max(word.size) * 0.6) =>
            {
                // The largest characters carry the line.
                if word.size > *size {
                    (*level, *size) = (middle, word.size);
                }
                line.top = line.top.min(word.top);
                line.words.push(word);
            }
            _ => lines.push((middle, word.size, Line { top: word.top, words: vec![word] })),
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().map(|(.., line)| line).collect();
    for line in &mut lines {
        line.words.sort_by(|one, other| one.left.total_cmp(&other.left));
        drop_doubles(&mut line.words);
    }
    lines
}

/// Bold made by drawing everything twice, a little apart.
fn drop_doubles(words: &mut Vec<Word>) {
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    for word in words.drain(..) {
        let double = kept.iter().rev().take(4).any(|it| {
            it.text == word.text
                && (it.left - word.left).abs() < 0.2 * it.size
                && (it.top - word.top).abs() < 0.2 * it.size
        });
        if !double {
            kept.push(word);
        }
    }
    *words = kept;
}

impl Line {
    /// The text; gaps between columns as two blanks or more. In a cell only real blanks count: fonts set digits
    /// a little apart from Chinese characters.
    fn text(&self, in_cell: bool) -> String {
        let mut text = String::new();
        let mut before: Option<&Word> = None;
        for word in &self.words {
            if let Some(before) = before {
                let size = before.size.min(word.size);
                let gap = (word.left - before.right) / size;
                let latin = |char: Option<char>| char.is_some_and(|it| it.is_ascii_alphanumeric());
                let (left, right) = (latin(before.text.chars().last()), latin(word.text.chars().next()));
                let digits =
                    left && right && gap >= LATIN_GAP || !in_cell && (left || right) && gap >= ELEMENT_GAP;
                let elements = !in_cell && before.run != word.run && gap >= ELEMENT_GAP;
                if gap >= COLUMN_GAP || elements {
                    let blanks = ((gap / BLANK) as usize).clamp(2, BLANKS);
                    text.extend(std::iter::repeat_n(' ', blanks));
                } else if word.after_blank || gap >= GAP || digits {
                    text.push(' ');
                }
            }
            text.push_str(&word.text);
            before = Some(word);
        }
        text
    }

    /// The text behind the blanks of its indentation.
    pub(super) fn indented(&self, margin: f64) -> String {
        let Some(first) = self.words.first() else { return String::new() };
        let blanks =
            ((first.left - margin) / (first.size * BLANK)).round().clamp(0.0, BLANKS as f64) as usize;
        format!("{}{}", " ".repeat(if blanks >= 2 { blanks } else { 0 }), self.text(false))
    }
}

/// The text of a cell, lines parted by `\n`; turned text is put upright.
pub(super) fn cell_text(words: Vec<Word>) -> String {
    let turned = words.iter().filter(|word| word.direction != Direction::Right).count();
    if turned * 2 > words.len() {
        return turned_text(words);
    }
    let lines: Vec<String> = lines(words).iter().map(|line| line.text(true)).collect();
    lines.join("\n")
}

/// Text that runs up or down: seen from its own side the words stand in lines again.
fn turned_text(words: Vec<Word>) -> String {
    let upright = words.into_iter().map(|word| {
        let (left, right, top, bottom) = match word.direction {
            Direction::Right => (word.left, word.right, word.top, word.bottom),
            Direction::Down => (word.top, word.bottom, -word.right, -word.left),
            Direction::Up => (-word.bottom, -word.top, word.left, word.right),
            Direction::Left => (-word.right, -word.left, -word.bottom, -word.top),
        };
        Word { left, right, top, bottom, direction: Direction::Right, ..word }
    });
    cell_text(upright.collect())
}
