//! Looking for a term in a text: blanks, widths and capitals do not matter, every other sign does.

use std::collections::BTreeSet;

/// Letters shown before and after what was found.
const AROUND: usize = 24;

/// A passage of a text around what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What stands before it.
    pub before: String,
    /// What was found, as it is written there.
    pub found: String,
    /// What stands after it.
    pub after: String,
}

/// A letter as it is compared: half-width and small. None for what does not count: blanks, and signs without width.
fn compared(c: char) -> Option<char> {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        other => other,
    };
    let is_nothing = c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}');
    (!is_nothing).then(|| c.to_lowercase().next().unwrap_or(c))
}

/// A text as it is compared.
pub fn normal(text: &str) -> String {
    text.chars().filter_map(compared).collect()
}

/// The pairs of letters or digits that stand beside each other, each once.
pub fn pairs(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().filter_map(compared).collect();
    let is_pair = |pair: &&[char]| pair.iter().all(|c| c.is_alphanumeric());
    letters.windows(2).filter(is_pair).map(|pair| pair.iter().collect()).collect()
}

/// The first place of a text where a term stands; none where it does not.
pub fn find(text: &str, term: &str) -> Option<Snippet> {
    let original: Vec<char> = text.chars().collect();
    let counted = original.iter().enumerate().filter_map(|(index, c)| Some((compared(*c)?, index)));
    let (letters, places): (Vec<char>, Vec<usize>) = counted.unzip();
    let wanted: Vec<char> = term.chars().filter_map(compared).collect();
    if wanted.is_empty() {
        return None;
    }
    let at = letters.windows(wanted.len()).position(|window| *window == *wanted)?;
    let (start, end) = (places[at], places[at + wanted.len() - 1] + 1);
    let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(original.len()));
    let part = |from: usize, to: usize| original[from..to].iter().collect::<String>();
    let mut snippet = Snippet { before: part(from, start), found: part(start, end), after: part(end, to) };
    if from > 0 {
        snippet.before.insert(0, '…');
    }
    if to < original.len() {
        snippet.after.push('…');
    }
    Some(snippet)
}
