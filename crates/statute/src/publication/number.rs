//! The number of an official document (发文字号). GB/T 9704-2012

use std::fmt;
use std::str::FromStr;

/// 发文字号: 机关代字, year in six-cornered brackets, serial without leading zeros. GB/T 9704-2012, figures UNVERIFIED
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// 机关代字: 示测发.
    pub code: String,
    /// The year, in full.
    pub year: i16,
    /// The number within the year, from 1.
    pub serial: u32,
}

/// A text that is no number of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("应形如 示测发〔2026〕5号：机关代字、六角括号中的四位年份、不带“第”和前导零的序号")]
pub struct NotADocumentNumber;

/// Brackets that people type around the year.
const OPENING: [char; 9] = ['〔', '[', '［', '(', '（', '【', '﹝', '{', '〖'];
const CLOSING: [char; 9] = ['〕', ']', '］', ')', '）', '】', '﹞', '}', '〗'];

/// A character of full width as its plain twin.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        c => c,
    }
}

impl FromStr for DocumentNumber {
    type Err = NotADocumentNumber;

    /// Reads it with whatever brackets, blanks and digits of full width it was typed.
    fn from_str(text: &str) -> Result<Self, NotADocumentNumber> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        let (code, rest) = text.split_once(OPENING).ok_or(NotADocumentNumber)?;
        let (year, serial) = rest.split_once(CLOSING).ok_or(NotADocumentNumber)?;
        let year = year.strip_suffix('年').unwrap_or(year);
        let serial = serial.strip_suffix('号').unwrap_or(serial);
        let serial = serial.strip_prefix('第').unwrap_or(serial);
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let is_code = !code.is_empty() && code.chars().count() <= 20 && code.chars().all(char::is_alphabetic);
        if !is_code || year.len() != 4 || !digits(year) || !digits(serial) {
            return Err(NotADocumentNumber);
        }
        let (Ok(year), Ok(serial)) = (year.parse(), serial.parse()) else { return Err(NotADocumentNumber) };
        if !(1949..=2200).contains(&year) || serial == 0 {
            return Err(NotADocumentNumber);
        }
        Ok(Self { code: code.to_owned(), year, serial })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}
