//! What stands in one cell: number, sign for nothing, number with a remark, or nothing that can be read.

use ecow::EcoString;
use rust_decimal::Decimal;
use statute::report::Cell;

/// A cell as read, with the doubt that its text leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// The reading.
    pub(crate) cell: Cell,
    /// A number put together over blanks inside the cell: believed unless the row's sum speaks against it.
    pub(crate) joined: bool,
    /// The text as it stands, for messages.
    pub(crate) printed: EcoString,
}

impl Value {
    /// Whether the cell is empty or holds a sign for nothing.
    pub(crate) fn is_blank(&self) -> bool {
        self.cell == Cell::Blank
    }
}

/// Signs that stand for nothing. Variation 18.
const BLANK_SIGNS: [char; 11] = ['/', '／', '-', '—', '－', '–', '−', '―', '─', '\\', '无'];

/// The digit behind a full-width or half-width one.
fn digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '％' => '%',
        '＋' => '+',
        other => other,
    }
}

/// Blanks of every kind, the ones without width among them.
pub(crate) fn is_blank_char(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

/// The number a text is, thousands separators allowed.
fn number(text: &str) -> Option<Decimal> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if fraction.is_some_and(|part| !digits(part)) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    // A zero in front of other digits is a row whose cells ran together.
    if !digits(first) || (first.len() > 1 && first.starts_with('0')) {
        return None;
    }
    let rest: Vec<&str> = groups.collect();
    if !rest.is_empty() && (first.len() > 3 || rest.iter().any(|group| group.len() != 3 || !digits(group))) {
        return None;
    }
    text.replace(',', "").parse().ok().map(|n: Decimal| n.normalize())
}

/// The text of a cell in one line, blanks at its ends gone, runs of blanks within made one.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c == '\n' || c == '\r' {
            continue;
        }
        if is_blank_char(c) {
            gap = true;
            continue;
        }
        if gap && !line.is_empty() {
            line.push(' ');
        }
        gap = false;
        line.push(c);
    }
    line
}

/// The count that plain digits are; nothing where they need a closer look.
fn plain(digits: &str) -> Option<u64> {
    let first = digits.bytes().next()?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit()) && (first != b'0' || digits.len() == 1);
    (whole && digits.len() <= 18).then(|| digits.parse().ok())?
}

/// Reads the text of one cell.
pub(crate) fn value(text: &str) -> Value {
    let trimmed = text.trim_matches(is_blank_char);
    if let Some(n) = plain(trimmed) {
        return Value { cell: Cell::count(n), joined: false, printed: trimmed.into() };
    }
    if trimmed.is_empty() {
        return Value { cell: Cell::Blank, joined: false, printed: EcoString::new() };
    }
    let printed = EcoString::from(one_line(text));
    let mut dense = String::with_capacity(text.len());
    let mut joined = false;
    let mut gap = false;
    for c in text.chars() {
        if is_blank_char(c) {
            gap = true;
            continue;
        }
        let c = digit(c);
        if gap
            && c.is_ascii_digit()
            && dense.chars().next_back().is_some_and(|last: char| last.is_ascii_digit())
        {
            joined = true;
        }
        gap = false;
        dense.push(c);
    }
    if dense.is_empty() || dense.chars().all(|c| BLANK_SIGNS.contains(&c)) {
        return Value { cell: Cell::Blank, joined: false, printed };
    }
    if let Some(n) = number(&dense) {
        return Value { cell: Cell::Number(n), joined, printed };
    }
    let digits = dense.chars().filter(char::is_ascii_digit).count();
    let remarked = digits > 0 && digits < dense.chars().count();
    let cell = if remarked { Cell::Text(printed.to_string()) } else { Cell::Unread };
    Value { cell, joined: false, printed }
}

/// Units that follow a number in a cell. Variation 22.
const UNITS: [&str; 14] =
    ["元", "万元", "亿元", "千元", "件", "项", "次", "条", "宗", "个", "份", "起", "人", "%"];

/// Whether a text without blanks is a cell's value rather than (part of) a label: a number, a sign for
/// nothing, or a number with unit or remark.
pub(crate) fn is_value(text: &str) -> bool {
    // Most texts tell by their first character.
    let Some(first) = text.chars().find(|c| !is_blank_char(*c)).map(digit) else { return false };
    if !first.is_ascii_digit() && !matches!(first, '+' | '-') && !BLANK_SIGNS.contains(&first) {
        return false;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let text: String = text.chars().filter(|c| !is_blank_char(*c)).map(digit).collect();
    if text.chars().all(|c| BLANK_SIGNS.contains(&c)) || number(&text).is_some() {
        return true;
    }
    // Cells that ran together: `000`.
    if text.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
    let digits = text.len() - rest.len();
    // A number mark (`1.属于`, `2、重复`) is a label's beginning.
    if digits == 0 || !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return false;
    }
    let tail = rest.trim_end_matches(['）', ')']);
    UNITS.contains(&rest)
        || UNITS.contains(&tail)
        || rest.starts_with(['（', '(', '[', '【', '*', '＊'])
            && rest.ends_with(['）', ')', ']', '】', '*', '＊'])
        || UNITS.iter().any(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|more| more.starts_with(['（', '(']) && more.ends_with(['）', ')']))
        })
}
