//! How an agency writes its index numbers (索引号的写法): no rule of the state fixes it, places have their own.

use std::fmt;
use std::str::FromStr;

use super::index_number::FEWEST_DIGITS;

/// The most digits that serials are filled up to.
const MOST_DIGITS: usize = 8;
/// The longest text between code and year, in signs.
const LONGEST_JOINT: usize = 20;

const CODE: &str = "{机构代码}";
const YEAR: &str = "{年份}";
const SERIAL: &str = "{流水号";

/// Code, year and serial in this order, with what stands between them: `{机构代码}/{年份}-{流水号5}`. Year and serial are
/// read back out of any number, so that a ledger knows the last one whatever the pattern was when it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPattern {
    before_year: String,
    before_serial: char,
    digits: usize,
}

/// A text that is no pattern, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "索引号的写法「{0}」应依次为{CODE}、{YEAR}和{SERIAL}5}}，5为流水号的最少位数，可以是{FEWEST_DIGITS}至{MOST_DIGITS}；三者之间用 / - _ . 连接，机构代码和年份之间还可以有字母、数字，如 {CODE}/{YEAR}-{SERIAL}5}}"
)]
pub struct NotAnIndexPattern(pub String);

/// Whether this parts the pieces of a number.
pub(super) const fn is_separator(c: char) -> bool {
    matches!(c, '/' | '-' | '_' | '.')
}

impl Default for IndexPattern {
    /// That of the State Council's and most local sites.
    fn default() -> Self {
        Self { before_year: "/".into(), before_serial: '-', digits: 5 }
    }
}

impl IndexPattern {
    /// The number, complete or not.
    pub(super) fn written(&self, code: &str, year: i16, serial: u32) -> String {
        let Self { before_year, before_serial, digits } = self;
        format!("{code}{before_year}{year}{before_serial}{serial:0digits$}")
    }
}

impl FromStr for IndexPattern {
    type Err = NotAnIndexPattern;

    fn from_str(text: &str) -> Result<Self, NotAnIndexPattern> {
        read(text.trim()).ok_or_else(|| NotAnIndexPattern(text.trim().to_owned()))
    }
}

fn read(text: &str) -> Option<IndexPattern> {
    let (before_year, rest) = text.strip_prefix(CODE)?.split_once(YEAR)?;
    let (before_serial, digits) = rest.split_once(SERIAL)?;
    let digits: usize = digits.strip_suffix('}')?.parse().ok()?;
    let is_joint = before_year.starts_with(is_separator)
        && before_year.ends_with(is_separator)
        && before_year.len() <= LONGEST_JOINT
        && before_year.chars().all(|c| is_separator(c) || c.is_ascii_digit() || c.is_ascii_uppercase())
        // No part of a number is empty.
        && !before_year.as_bytes().windows(2).any(|two| two.iter().all(|c| is_separator(char::from(*c))));
    let mut signs = before_serial.chars();
    let before_serial = signs.next().filter(|c| is_separator(*c) && signs.next().is_none())?;
    let is_length = (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits);
    (is_joint && is_length).then(|| IndexPattern { before_year: before_year.into(), before_serial, digits })
}

impl fmt::Display for IndexPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{CODE}{}{YEAR}{}{SERIAL}{}}}", self.before_year, self.before_serial, self.digits)
    }
}
