//! Characters that no font at hand can show.

use std::fmt;

use typst::text::Font;

use super::super::outline::Outline;

/// A character no font has, with the place it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The heading or paragraph it is first found in, in words a person finds again.
    pub place: String,
}

impl fmt::Display for MissingGlyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”（U+{:04X}，{}）", self.character, self.character as u32, self.place)
    }
}

/// Every text of a report with its place.
pub(super) fn texts(outline: &Outline) -> Vec<(String, String)> {
    let mut texts = vec![("标题".to_owned(), outline.title())];
    texts.extend(outline.preamble.iter().map(|text| ("正文之前的说明".to_owned(), text.clone())));
    for part in &outline.parts {
        texts.push((part.heading.clone(), part.heading.clone()));
        texts.extend(part.paragraphs.iter().enumerate().map(|(index, paragraph)| {
            (format!("{} 第{}段", part.heading, index + 1), format!("{}{}", paragraph.head, paragraph.text))
        }));
        let slots = part.forms.iter().flat_map(|form| form.rows.iter().flatten());
        texts.extend(slots.map(|slot| (format!("{} 表格", part.heading), slot.text.clone())));
    }
    texts
}

/// Whether a character is never drawn, whatever the font.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The characters of texts, each given with its place, that none of the fonts has, each once.
pub(super) fn missing(texts: &[(String, String)], fonts: &[Font]) -> Vec<MissingGlyph> {
    let mut missing: Vec<MissingGlyph> = Vec::new();
    for (place, text) in texts {
        for character in text.chars().filter(|c| !is_invisible(*c)) {
            let is_known = missing.iter().any(|glyph| glyph.character == character);
            let covers = |font: &Font| font.info().coverage.contains(character as u32);
            if !is_known && !fonts.iter().any(covers) {
                missing.push(MissingGlyph { character, place: place.clone() });
            }
        }
    }
    missing
}
