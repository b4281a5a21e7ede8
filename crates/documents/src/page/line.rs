//! Lines as they are kept: blanks as browsers show them, no two runs alike beside each other, paragraphs apart that
//! were only parted by line breaks.

use super::model::{Inline, Line, Marks};
use super::whitelist::is_invisible;

/// Blanks that stand for nothing but an indent.
const INDENT: usize = 2;

/// What is read of a line so far.
#[derive(Default)]
struct State {
    lines: Vec<Line>,
    line: Line,
    /// Blanks since the last character: how many, and whether a line of the source ended among them.
    blanks: usize,
    /// How many of them do not break, as indents are made of.
    hard: usize,
    is_wrapped: bool,
    /// The last character, if anything stands in this line of the line.
    last: Option<char>,
    /// Breaks since the last character.
    breaks: usize,
    /// Whether a wide blank was passed at the beginning of a line.
    is_indented: bool,
}

/// The paragraphs that a line is.
pub(crate) fn paragraphs(raw: Line) -> Vec<Line> {
    let mut state = State::default();
    for it in raw {
        match it {
            Inline::Break => state.end_line(),
            Inline::Image { .. } => {
                state.begin();
                state.trim();
                state.line.push(it);
                state.last = None;
                (state.blanks, state.hard, state.is_wrapped) = (0, 0, false);
            }
            Inline::Run { text, marks, href } => {
                let (text, marks) = if is_gap(&text, marks) {
                    ("_".repeat(text.chars().count().min(40)), marks.without(Marks::UNDERLINE))
                } else {
                    (text, marks)
                };
                for c in text.chars() {
                    state.character(c, marks, href.as_ref());
                }
            }
        }
    }
    state.end_paragraph();
    state.lines
}

/// A text on one line: what is blank between words, ends of lines too, as one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A gap to be filled in by hand: blanks that are underlined.
fn is_gap(text: &str, marks: Marks) -> bool {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r' | '\t');
    marks.has(Marks::UNDERLINE) && text.chars().count() > 1 && text.chars().all(blank)
}

impl State {
    fn character(&mut self, c: char, marks: Marks, href: Option<&String>) {
        if c.is_whitespace() && c != '\u{3000}' {
            self.blanks += 1;
            self.hard += usize::from(!c.is_ascii());
            self.is_wrapped |= matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
            return;
        }
        if is_invisible(c) {
            return;
        }
        if c == '\u{3000}' && self.last.is_none() {
            self.is_indented = true;
            return;
        }
        self.is_indented |= self.last.is_none() && self.hard >= INDENT;
        let is_blank = self.blanks > 0
            && self.last.is_some_and(|last| !(self.is_wrapped && is_wide(last) && is_wide(c)));
        self.begin();
        if is_blank {
            self.put(' ', marks, href);
        }
        self.put(c, marks, href);
        self.last = Some(c);
        (self.blanks, self.hard, self.is_wrapped) = (0, 0, false);
    }

    /// Something is about to stand after breaks.
    fn begin(&mut self) {
        if self.breaks > 0 && !self.line.is_empty() {
            if self.breaks > 1 || self.is_indented {
                self.end_paragraph();
            } else {
                self.line.push(Inline::Break);
            }
        }
        self.breaks = 0;
        self.is_indented = false;
    }

    fn put(&mut self, c: char, marks: Marks, href: Option<&String>) {
        if let Some(Inline::Run { text, marks: before, href: led }) = self.line.last_mut()
            && *before == marks
            && led.as_ref() == href
        {
            text.push(c);
        } else {
            self.line.push(Inline::Run { text: c.into(), marks, href: href.cloned() });
        }
    }

    fn end_line(&mut self) {
        self.trim();
        self.breaks += 1;
        self.last = None;
        (self.blanks, self.hard, self.is_wrapped, self.is_indented) = (0, 0, false, false);
    }

    /// Takes blanks off the end.
    fn trim(&mut self) {
        while let Some(Inline::Run { text, .. }) = self.line.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                break;
            }
            self.line.pop();
        }
    }

    fn end_paragraph(&mut self) {
        self.trim();
        while matches!(self.line.last(), Some(Inline::Break)) {
            self.line.pop();
        }
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.lines.push(line);
        }
        self.breaks = 0;
    }
}

/// Characters between which no blank stands where a line of the source ended.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Joins runs that look and lead the same.
pub(crate) fn join_runs(line: &mut Line) {
    let mut joined: Line = Vec::with_capacity(line.len());
    for it in line.drain(..) {
        if let (Some(Inline::Run { text: before, marks: one, href: from }), Inline::Run { text, marks, href }) =
            (joined.last_mut(), &it)
            && one == marks
            && from == href
        {
            before.push_str(text);
        } else {
            joined.push(it);
        }
    }
    *line = joined;
}
