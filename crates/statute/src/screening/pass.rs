//! The one pass over a text: every character is looked at once, and the detectors are asked where it is worth it.

use std::ops::Range;

use super::character::{half, is_blank};
use super::filter::fold;
use super::words::{Meaning, WordList};
use super::{Kind, MOST_HITS, marks, numbers};

/// Matches looked at in one text; a text that consists of terms must not fill the memory.
const MOST_MATCHES: usize = 20 * MOST_HITS;

/// What one pass has seen.
#[derive(Default)]
pub(super) struct Seen {
    /// Words that may belong to a mark.
    pub(super) marks: Vec<(marks::Trigger, Range<usize>)>,
    /// Words that stand before a number or an address, with whether they stand before a number.
    pub(super) labels: Vec<(bool, Range<usize>)>,
    /// Terms of the list, by entry.
    pub(super) terms: Vec<(usize, Range<usize>)>,
    /// Phrases in which the term of the entry is in order.
    pub(super) allowed: Vec<(usize, Range<usize>)>,
    /// Lines that could be a mark; the first line is one of them.
    pub(super) lines: Vec<Range<usize>>,
    /// Numbers and mailboxes.
    pub(super) numbers: Vec<(Kind, Range<usize>)>,
}

/// The line that is being read.
struct Line {
    start: usize,
    /// Its first character that is no blank.
    first: Option<char>,
    has_cells: bool,
}

impl Line {
    const fn at(start: usize) -> Self {
        Self { start, first: None, has_cells: false }
    }
}

impl Seen {
    /// Looks at every character.
    pub(super) fn of(text: &str, list: &WordList) -> Self {
        let mut seen = Self::default();
        let mut line = Line::at(0);
        let mut numbers_from = 0;
        let mut was_digit = false;
        // The two characters before, and where they stand: a pattern is known by its first three.
        let (mut second, mut first) = ((0, 0), (0, 0));
        for (at, c) in text.char_indices() {
            let folded = fold(c);
            if list.filter.fits(first.1, second.1, folded) {
                seen.words(text, list, first.0);
            }
            (first, second) = (second, (at, folded));
            let is_wide = ('\u{80}'..'\u{ff00}').contains(&c);
            if is_wide {
                was_digit = false;
            } else {
                let c = half(c);
                let is_digit = c.is_ascii_digit();
                if (is_digit && !was_digit || c == '@')
                    && at >= numbers_from
                    && seen.numbers.len() < MOST_HITS
                {
                    numbers_from = seen.number(text, at, c == '@');
                }
                was_digit = is_digit;
                if c == '\n' {
                    seen.line(text, &line, at);
                    line = Line::at(at + 1);
                    continue;
                }
                line.has_cells |= c == '\t';
            }
            if line.first.is_none() && !is_blank(c) && c != '\r' {
                line.first = Some(c);
            }
        }
        for (at, one, two) in [(first.0, first.1, second.1), (second.0, second.1, 0)] {
            if list.filter.fits(one, two, 0) {
                seen.words(text, list, at);
            }
        }
        seen.line(text, &line, text.len());
        seen
    }

    /// Asks the automaton for all that begins here.
    #[cold]
    fn words(&mut self, text: &str, list: &WordList, at: usize) {
        list.at(text, at, |meaning, span| match meaning {
            Meaning::Mark(trigger) if self.marks.len() < MOST_MATCHES => self.marks.push((trigger, span)),
            Meaning::Label(is_document) if self.labels.len() < MOST_MATCHES => {
                self.labels.push((is_document, span));
            }
            Meaning::Term(word) if self.terms.len() < MOST_MATCHES => self.terms.push((word, span)),
            Meaning::Allowed(word) if self.allowed.len() < MOST_MATCHES => self.allowed.push((word, span)),
            _ => {}
        });
    }

    /// Looks at the number or mailbox that begins here; from where on the next one can begin.
    fn number(&mut self, text: &str, at: usize, is_mailbox: bool) -> usize {
        let (found, behind) = if is_mailbox { numbers::mailbox(text, at) } else { numbers::number(text, at) };
        self.numbers.extend(found);
        behind
    }

    fn line(&mut self, text: &str, line: &Line, end: usize) {
        let Some(first) = line.first else { return };
        let is_worth_it = self.lines.is_empty() || line.has_cells || marks::can_begin_with(first);
        // Of the first line only the beginning matters where it is long.
        if is_worth_it && self.lines.len() < MOST_MATCHES {
            let is_first = self.lines.is_empty() && text[..line.start].trim().is_empty();
            if is_first || marks::is_short(&text[line.start..end], line.has_cells) {
                self.lines.push(line.start..end);
            }
        }
    }
}
