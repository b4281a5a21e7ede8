//! Numbers typed into the text that are neither a date, nor a document number, nor a figure: they go stale.

/// A number that stands in the template itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// The line, from 1.
    pub(super) line: usize,
    /// As it stands: `１２`.
    pub(super) shown: String,
    /// In plain digits: `12`.
    pub(super) number: String,
    /// A few characters around it.
    pub(super) around: String,
}

/// Finds them; what stands in `{{ }}` and `{% %}` is no text.
pub(super) fn find(template: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    for (index, line) in template.lines().enumerate() {
        let chars: Vec<char> = without_tags(line);
        let mut at = 0;
        while at < chars.len() {
            if !is_run(chars[at]) {
                at += 1;
                continue;
            }
            let start = at;
            while at < chars.len() && is_run(chars[at]) {
                at += 1;
            }
            let run: String = chars[start..at].iter().map(|c| plain(*c)).collect();
            let number = run.trim_matches(|c: char| !c.is_ascii_digit());
            if number.is_empty() || is_excused(number, &run, &chars, start, at) {
                continue;
            }
            found.push(Literal {
                line: index + 1,
                shown: chars[start..at].iter().collect(),
                number: number.replace(',', ""),
                around: around(&chars, start, at),
            });
        }
    }
    found
}

/// A few characters on either side, without what was blanked out.
fn around(chars: &[char], start: usize, end: usize) -> String {
    const SIDE: usize = 6;
    let shown = &chars[start.saturating_sub(SIDE)..(end + SIDE).min(chars.len())];
    shown.iter().filter(|c| **c != BLANKED).collect()
}

/// Stands for a character of a tag.
const BLANKED: char = '\u{0}';

/// The line with its tags blanked out, so that what stands around them stays apart.
fn without_tags(line: &str) -> Vec<char> {
    let mut chars: Vec<char> = line.chars().collect();
    for (open, close) in [(['{', '{'], ['}', '}']), (['{', '%'], ['%', '}'])] {
        let mut at = 0;
        while at + 1 < chars.len() {
            if [chars[at], chars[at + 1]] == open {
                let end =
                    (at + 2..chars.len()).find(|i| chars[i - 1..=*i] == close).unwrap_or(chars.len() - 1);
                chars[at..=end].fill(BLANKED);
                at = end;
            }
            at += 1;
        }
    }
    chars
}

fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Characters that make one word with a number: 5G, 2023-12-31, an address of the web.
fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | '.' | '-' | '/' | '@' | ':' | '_' | ',')
}

fn is_excused(number: &str, run: &str, chars: &[char], start: usize, end: usize) -> bool {
    if run.chars().any(|c| c.is_ascii_alphabetic()) {
        return true; // 5G, a mail address
    }
    let next = chars[end..].iter().copied().find(|c| *c != ' ');
    let before = chars[..start].iter().rev().copied().find(|c| *c != ' ');
    let pieces: Vec<u32> = number.split(['-', '/', '.']).filter_map(|piece| piece.parse().ok()).collect();
    let is_year = |n: u32| (1949..=2199).contains(&n);
    let is_date = match (pieces[..].as_ref(), next) {
        ([year, month, day], _) => is_year(*year) && (1..=12).contains(month) && (1..=31).contains(day),
        (years, Some('年')) => years.iter().all(|year| is_year(*year)),
        ([year], Some('—' | '－' | '～' | '~' | '至' | '到')) if run.len() == 4 => is_year(*year),
        ([year, month], _) if run.len() >= 6 => is_year(*year) && (1..=12).contains(month),
        ([month], Some('月')) => (1..=12).contains(month),
        ([day], Some('日')) => (1..=31).contains(day),
        _ => false,
    };
    // 〔2023〕38号, 第20条
    let is_document_number = next == Some('号')
        || matches!((before, next), (Some('〔' | '[' | '［'), Some('〕' | ']' | '］')))
        || before == Some('第');
    // 1. and （1） at the head of a line
    let head: String = chars[..start].iter().filter(|c| !matches!(c, ' ' | '\u{3000}' | '\t')).collect();
    let is_mark = matches!(head.trim_matches(['#', '-', '*', '>']), "" | "（" | "(")
        && (run.ends_with('.') || matches!(next, Some('、' | '．' | ')' | '）')));
    is_date || is_document_number || is_mark
}
