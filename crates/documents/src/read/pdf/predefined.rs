//! The code tables that a PDF names and every reader is to know: their codes are those of a character set.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};

/// A table by the character set behind its name.
pub(super) struct Predefined {
    encoding: &'static Encoding,
}

/// The numbers of the blank in Adobe's collections of half-width characters, in the order of ASCII from there:
/// proportional Latin, and the half-width Latin of Adobe-GB1, Adobe-Japan1, Adobe-CNS1 and Adobe-Korea1.
const LATIN: [u32; 5] = [1, 814, 231, 13_648, 8_094];

/// Half of a Chinese character, in thousandths of the size.
const HALF: f64 = 500.0;

impl Predefined {
    /// None for `Identity-H` and for names that are not known.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let has = |part: &str| name.contains(part);
        let encoding = if name.starts_with("Uni") && (has("UCS2") || has("UTF16")) {
            UTF_16BE
        } else if name.starts_with("GB") {
            GB18030
        } else if has("B5") {
            BIG5
        } else if has("RKSJ") {
            SHIFT_JIS
        } else if name.starts_with("KSC") {
            EUC_KR
        } else if name.starts_with("EUC-") {
            EUC_JP
        } else {
            return None;
        };
        Some(Self { encoding })
    }

    /// The first code with its length.
    pub(super) fn next_code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        let first = *bytes.first()?;
        let second = bytes.get(1).copied();
        let length = if self.encoding == UTF_16BE {
            if (0xd8..0xdc).contains(&first) { 4 } else { 2 }
        } else if first < 0x81 || (self.encoding == SHIFT_JIS && (0xa0..0xe0).contains(&first)) {
            1
        } else if self.encoding == GB18030 && second.is_some_and(|it| it.is_ascii_digit()) {
            4
        } else {
            2
        };
        let code = bytes.get(..length).unwrap_or(bytes);
        Some((code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)), code.len()))
    }

    /// The character of a code.
    pub(super) fn text(&self, code: u32, length: usize) -> Option<String> {
        let bytes = code.to_be_bytes();
        let (text, failed) = self.encoding.decode_without_bom_handling(bytes.get(4 - length.min(4)..)?);
        let text: String = text.chars().filter_map(super::encoding::usual).collect();
        (!failed && !text.is_empty()).then_some(text)
    }

    /// The width of a Latin character, which stands half as wide as a Chinese one unless the font says otherwise.
    pub(super) fn half_width(text: Option<&str>, widths: &HashMap<u32, f64>) -> Option<f64> {
        let char = text?.chars().next().filter(|it| (' '..='~').contains(it))?;
        let index = u32::from(char) - 32;
        Some(LATIN.iter().find_map(|first| widths.get(&(first + index))).copied().unwrap_or(HALF))
    }
}
