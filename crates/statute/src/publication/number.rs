//! The number of an official document (发文字号). GB/T 9704-2012

use std::fmt;
use std::str::FromStr;

/// 发文字号 in one of the three ways documents carry it. GB/T 9704-2012, figures UNVERIFIED
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentNumber {
    /// 机关代字, year in six-cornered brackets, serial without leading zeros: 示测发〔2026〕5号.
    Filed {
        /// 机关代字
        code: String,
        /// The year, in full.
        year: i16,
        /// The number within the year, from 1.
        serial: u32,
    },
    /// The number of an order (令), counted over the years: 国务院令第711号.
    Order {
        /// Who gave it, with 令: 国务院令.
        by: String,
        /// The number, from 1.
        serial: u32,
    },
    /// A public notice (公告、通告) under its own number: 示例市测试局公告2026年第3号.
    Announced {
        /// Who announced it, with the genre: 示例市测试局公告.
        by: String,
        /// The year, in full.
        year: i16,
        /// The number within the year, from 1.
        serial: u32,
    },
}

/// A text that is no number of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "应形如 示测发〔2026〕5号（机关代字、六角括号中的四位年份、不带“第”和前导零的序号）、示例市人民政府令第353号，或者 示例市测试局公告2026年第3号"
)]
pub struct NotADocumentNumber;

/// Brackets that people type around the year.
const OPENING: [char; 9] = ['〔', '[', '［', '(', '（', '【', '﹝', '{', '〖'];
const CLOSING: [char; 9] = ['〕', ']', '］', ')', '）', '】', '﹞', '}', '〗'];
/// The most characters before the year or the serial.
const LONGEST: usize = 30;

/// A character of full width as its plain twin.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        c => c,
    }
}

fn digits(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number > 0)
}

fn year(text: &str) -> Option<i16> {
    let year = digits(text).filter(|_| text.len() == 4)?;
    i16::try_from(year).ok().filter(|year| (1949..=2200).contains(year))
}

fn named(text: &str) -> Option<String> {
    let is_name =
        !text.is_empty() && text.chars().count() <= LONGEST && text.chars().all(char::is_alphabetic);
    is_name.then(|| text.to_owned())
}

impl DocumentNumber {
    /// The year it names; none of an order.
    pub const fn year(&self) -> Option<i16> {
        match self {
            Self::Filed { year, .. } | Self::Announced { year, .. } => Some(*year),
            Self::Order { .. } => None,
        }
    }

    /// `示测发〔2026〕5号`, with whatever brackets.
    fn filed(text: &str) -> Option<Self> {
        let (code, rest) = text.split_once(OPENING)?;
        let (within, serial) = rest.split_once(CLOSING)?;
        let serial = serial.strip_suffix('号').unwrap_or(serial);
        let serial = digits(serial.strip_prefix('第').unwrap_or(serial))?;
        let year = year(within.strip_suffix('年').unwrap_or(within))?;
        Some(Self::Filed { code: named(code)?, year, serial })
    }

    /// `国务院令第711号`, also `国务院第711号令`.
    fn order(text: &str) -> Option<Self> {
        let text = text
            .strip_suffix('令')
            .map_or_else(|| text.to_owned(), |before| before.replacen('第', "令第", 1));
        let (by, serial) = text.strip_suffix('号')?.rsplit_once("令第")?;
        Some(Self::Order { by: format!("{}令", named(by)?), serial: digits(serial)? })
    }

    /// `示例市测试局公告2026年第3号`, also with brackets around year and serial.
    fn announced(text: &str) -> Option<Self> {
        let text = text.replace(OPENING, "").replace(CLOSING, "");
        let (before, serial) = text.strip_suffix('号')?.rsplit_once("年第")?;
        let start = before.char_indices().rev().nth(3)?.0;
        let (by, within) = before.split_at(start);
        let by = named(by).filter(|by| by.ends_with("公告") || by.ends_with("通告"))?;
        Some(Self::Announced { by, year: year(within)?, serial: digits(serial)? })
    }
}

impl FromStr for DocumentNumber {
    type Err = NotADocumentNumber;

    /// Reads it with whatever brackets, blanks and digits of full width it was typed.
    fn from_str(text: &str) -> Result<Self, NotADocumentNumber> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        Self::filed(&text)
            .or_else(|| Self::order(&text))
            .or_else(|| Self::announced(&text))
            .ok_or(NotADocumentNumber)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Filed { code, year, serial } => write!(f, "{code}〔{year}〕{serial}号"),
            Self::Order { by, serial } => write!(f, "{by}第{serial}号"),
            Self::Announced { by, year, serial } => write!(f, "{by}{year}年第{serial}号"),
        }
    }
}
