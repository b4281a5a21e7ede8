//! Text that is safe inside XML and HTML.

use std::fmt::Write;

/// Whether XML 1.0 lets a character stand in a document. The rest cannot even be escaped.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
        || (c >= ' ' && !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'))
}

/// The text on one line, without characters that no format can hold or no reader sees.
pub(super) fn clean(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || invisible(c))
        .chars()
        .filter(|c| is_allowed(*c) && !invisible(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The text with the five special characters escaped, for element content and attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_allowed(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => write!(out, "&#{};", c as u32).expect("a string takes text"),
            other => out.push(other),
        }
    }
    out
}
