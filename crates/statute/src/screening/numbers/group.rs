//! Digits in groups, and what stands between them.

use crate::screening::character::{half, is_blank, is_hyphen, is_unseen};

/// The longest number looked for has nineteen digits; one more shows that it goes on.
const MOST: usize = 20;
/// Blanks that may part two groups of one number.
const WIDEST: usize = 2;

/// Digits that stand together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// How many digits there are up to its end, those of the groups before it included.
    pub(super) total: usize,
    /// Whether a line ends before it.
    pub(super) breaks_line: bool,
    /// What stands before it: a blank, a hyphen, or what nobody sees.
    pub(super) joint: char,
}

impl Group {
    /// Whether letters or an underscore touch it, as in names of files and codes.
    pub(super) fn is_in_word(&self, text: &str) -> bool {
        let is_of_word = |c: Option<char>| c.map(half).is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        is_of_word(text[..self.start].chars().next_back()) || is_of_word(text[self.end..].chars().next())
    }
}

/// Groups that could make up one number, up to twenty digits.
pub(super) struct Run {
    groups: [Group; MOST],
    count: usize,
    digits: [u8; MOST],
    length: usize,
}

impl Run {
    /// Reads the run whose first digit stands here.
    pub(super) fn from(text: &str, start: usize) -> Self {
        let mut run = Self { groups: [Group::default(); MOST], count: 0, digits: [0; MOST], length: 0 };
        let (mut at, mut joint, mut breaks_line) = (start, ' ', false);
        while run.count < MOST && run.length < MOST {
            let begin = at;
            while let Some((digit, size)) = digit_at(text.as_bytes(), at) {
                if run.length < MOST {
                    run.digits[run.length] = digit;
                }
                run.length += 1;
                at += size;
            }
            run.groups[run.count] = Group { start: begin, end: at, total: run.length, breaks_line, joint };
            run.count += 1;
            let Some((next, by, line)) = joined(text, at) else { break };
            (at, joint, breaks_line) = (next, by, line);
        }
        run
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups[..self.count]
    }

    pub(super) fn digits(&self) -> &[u8] {
        &self.digits[..self.length.min(MOST)]
    }

    /// Whether so many digits stand together, or in groups that one kind of blank or hyphen parts, the first ones of
    /// four, six or eight: that is how people part the number of a card.
    pub(super) fn is_parted_evenly(&self, length: usize) -> bool {
        let groups = self.groups();
        let end = groups.iter().position(|group| group.total == length);
        let Some(end) = end else { return false };
        let Some(first) = groups.first().filter(|_| end > 0) else { return true };
        let joint = groups[1].joint;
        matches!(first.total, 4 | 6 | 8)
            && groups[1..=end].iter().all(|group| group.joint == joint && !group.breaks_line)
    }
}

/// The digit at a byte, ASCII or full-width, and how many bytes it takes.
pub(super) fn digit_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        digit @ b'0'..=b'9' => Some((digit - b'0', 1)),
        0xef if bytes.get(at + 1) == Some(&0xbc) => {
            bytes.get(at + 2).filter(|last| (0x90..=0x99).contains(*last)).map(|last| (last - 0x90, 3))
        }
        _ => None,
    }
}

/// Where the next group begins that may belong to the same number, what stands before it, and whether a line ends there.
fn joined(text: &str, at: usize) -> Option<(usize, char, bool)> {
    let (mut blanks, mut lines, mut joint) = (0, 0, '\u{200b}');
    for (offset, c) in text[at..].char_indices() {
        if digit_at(text.as_bytes(), at + offset).is_some() {
            return (offset > 0).then_some((at + offset, joint, lines > 0));
        }
        match c {
            _ if is_unseen(c) => {}
            '\t' => return None,
            '\n' => lines += 1,
            '\r' => {}
            _ if is_blank(c) => {
                blanks += 1;
                joint = ' ';
            }
            _ if is_hyphen(c) => {
                blanks += 1;
                joint = '-';
            }
            _ => return None,
        }
        if blanks > WIDEST || lines > 1 {
            return None;
        }
    }
    None
}
