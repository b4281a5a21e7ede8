//! The index number of a publication (索引号). 《条例》第12条第2款

use std::fmt;
use std::str::FromStr;

use super::index_pattern::{IndexPattern, is_separator};

/// The fewest digits of a serial.
pub(super) const FEWEST_DIGITS: usize = 3;
/// The most digits of a serial that is read.
const MOST_DIGITS: usize = 9;
/// The digits of a year.
const YEAR_DIGITS: usize = 4;

/// 索引号: code of the agency, year, serial within both. Given once on the first publication, never changed or reused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexNumber {
    /// 机构代码: 9 characters of an organization code, or 18 of a unified social credit code.
    pub agency_code: String,
    /// The year of publication.
    pub year: i16,
    /// The number within the year, from 1.
    pub serial: u32,
    text: String,
}

/// A text that is no index number: the agency's code is missing or odd, or year or serial is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "索引号 {0:?} 不完整：应形如 11370000000000000A/2026-00001，即9位组织机构代码或者18位统一社会信用代码、四位年份、不少于{FEWEST_DIGITS}位的流水号，中间用 / - _ . 连接"
)]
pub struct NotAnIndexNumber(pub String);

/// What index numbers of an agency are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexScheme {
    /// 机构代码; empty where the agency has not said it: then no number is given.
    pub agency_code: String,
    /// 索引号的写法
    pub pattern: IndexPattern,
}

impl IndexScheme {
    /// The number of this serial.
    ///
    /// # Errors
    /// [`NotAnIndexNumber`] where a part is empty or odd: nothing is published under half a number.
    pub fn number(&self, year: i16, serial: u32) -> Result<IndexNumber, NotAnIndexNumber> {
        let code = &self.agency_code;
        let text = self.pattern.written(code, year, serial);
        if is_agency_code(code) && (1949..=9999).contains(&year) && serial > 0 {
            Ok(IndexNumber { agency_code: code.clone(), year, serial, text })
        } else {
            Err(NotAnIndexNumber(text))
        }
    }
}

/// The usual pattern behind this code.
impl From<&str> for IndexScheme {
    fn from(agency_code: &str) -> Self {
        Self { agency_code: agency_code.to_owned(), pattern: IndexPattern::default() }
    }
}

/// Whether this is the code of an agency: 9 or 18 capital letters and digits.
pub fn is_agency_code(code: &str) -> bool {
    matches!(code.len(), 9 | 18) && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// Reads a number of whatever pattern.
impl FromStr for IndexNumber {
    type Err = NotAnIndexNumber;

    fn from_str(text: &str) -> Result<Self, NotAnIndexNumber> {
        read(text).ok_or_else(|| NotAnIndexNumber(text.to_owned()))
    }
}

fn read(text: &str) -> Option<IndexNumber> {
    let (code, rest) = text.split_at_checked(text.find(is_separator)?)?;
    let (rest, serial) = rest.rsplit_once(is_separator)?;
    let (before_year, year) = rest.split_at_checked(rest.len().checked_sub(YEAR_DIGITS)?)?;
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_whole = is_agency_code(code)
        && before_year.ends_with(is_separator)
        && digits(year)
        && digits(serial)
        && (FEWEST_DIGITS..=MOST_DIGITS).contains(&serial.len());
    let (year, serial) = (year.parse().ok()?, serial.parse().ok()?);
    let is_counted = (1949..=9999).contains(&year) && serial > 0;
    (is_whole && is_counted).then(|| IndexNumber {
        agency_code: code.to_owned(),
        year,
        serial,
        text: text.to_owned(),
    })
}

impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
