//! Texts as they are compared: compatibility forms, widths, capitals and traditional signs do not matter.
//!
//! Only copies are folded. What is shown is always the text as it was given.

use std::sync::LazyLock;

use hanconv::RawDictionary;
use unicode_normalization::UnicodeNormalization as _;

/// The first and the last sign of the block that the table of simplified signs covers.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// For each sign from `FIRST` to `LAST` its simplified form; 0 where it has none of its own.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    for (traditional, simplified) in RawDictionary::TSCharacters.iter() {
        let (Some(from), Some(to)) = (traditional.chars().next(), simplified.chars().next()) else {
            continue;
        };
        if let (Some(place), Ok(to)) = (place(from), u16::try_from(u32::from(to))) {
            table[place] = to;
        }
    }
    table
});

fn place(c: char) -> Option<usize> {
    u32::from(c).checked_sub(FIRST).map(|place| place as usize).filter(|_| u32::from(c) <= LAST)
}

/// The simplified form of a sign; the sign itself where there is no other.
fn simplified(c: char) -> char {
    let simplified = place(c).map_or(0, |place| SIMPLIFIED[place]);
    if simplified == 0 { c } else { char::from_u32(u32::from(simplified)).unwrap_or(c) }
}

/// Whether a sign has no width and no meaning of its own.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
        || c.is_control() && !c.is_whitespace()
}

/// Tells the signs that one sign becomes when it is folded: usually one, sometimes none or several (㎡ is `m2`).
fn fold_char(c: char, mut tell: impl FnMut(char)) {
    match c {
        '\0'..='\u{7F}' if !c.is_ascii_control() => tell(c.to_ascii_lowercase()),
        '\u{3400}'..='\u{9FFF}' => tell(simplified(c)),
        // Zeros of years written in Chinese figures.
        '○' | '◯' => tell('〇'),
        c if is_nothing(c) => {}
        c => {
            for c in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
                tell(simplified(c));
            }
        }
    }
}

/// A text as it is compared.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
    folded
}

/// The signs of a text as they are compared, and for each the bytes of the text it came from.
pub(crate) fn folded_places(text: &str) -> (Vec<char>, Vec<(u32, u32)>) {
    let (mut signs, mut places) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        fold_char(c, |folded| {
            signs.push(folded);
            places.push((at as u32, (at + c.len_utf8()) as u32));
        });
    }
    (signs, places)
}
