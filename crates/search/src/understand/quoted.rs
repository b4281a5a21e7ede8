//! Phrases in quotes.

/// The first phrase in quotes: its signs with the quotes, and what stands in them.
pub(super) fn quoted(signs: &[char]) -> Option<(usize, usize, String)> {
    let from = signs.iter().position(|c| matches!(c, '"' | '“' | '「' | '『'))?;
    let close = match signs[from] {
        '“' => ['”', '"'],
        '「' => ['」', '」'],
        '『' => ['』', '』'],
        _ => ['"', '”'],
    };
    let length = signs[from + 1..].iter().position(|c| close.contains(c))?;
    let phrase = signs[from + 1..from + 1 + length].iter().collect();
    Some((from, from + length + 2, phrase))
}
