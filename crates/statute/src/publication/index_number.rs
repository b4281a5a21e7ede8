//! The index number of a publication (索引号). 《条例》第12条第2款

use std::fmt;
use std::str::FromStr;

/// 索引号: code of the agency, year, serial within both. Given once on the first publication, never changed or reused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexNumber {
    /// 机构代码: 9 characters of an organization code, or 18 of a unified social credit code.
    pub agency_code: String,
    /// The year of publication.
    pub year: i16,
    /// The number within the year, from 1.
    pub serial: u32,
}

/// A text that is no index number: the agency's code is missing or odd, or year or serial is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "索引号 {0:?} 不完整：应形如 11370000000000000A/2026-00001，即9位组织机构代码或者18位统一社会信用代码、四位年份、不少于5位的流水号"
)]
pub struct NotAnIndexNumber(pub String);

/// Whether this is the code of an agency: 9 or 18 capital letters and digits.
fn is_agency_code(code: &str) -> bool {
    matches!(code.len(), 9 | 18) && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

impl IndexNumber {
    /// The number of this serial.
    ///
    /// # Errors
    /// [`NotAnIndexNumber`] where a part is empty or odd: nothing is published under half a number.
    pub fn new(agency_code: &str, year: i16, serial: u32) -> Result<Self, NotAnIndexNumber> {
        let number = Self { agency_code: agency_code.to_owned(), year, serial };
        if is_agency_code(agency_code) && (1949..=9999).contains(&year) && serial > 0 {
            Ok(number)
        } else {
            Err(NotAnIndexNumber(number.to_string()))
        }
    }
}

impl FromStr for IndexNumber {
    type Err = NotAnIndexNumber;

    fn from_str(text: &str) -> Result<Self, NotAnIndexNumber> {
        let no = || NotAnIndexNumber(text.to_owned());
        let (code, rest) = text.split_once('/').ok_or_else(no)?;
        let (year, serial) = rest.split_once('-').ok_or_else(no)?;
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if year.len() != 4 || !(5..=9).contains(&serial.len()) || !digits(year) || !digits(serial) {
            return Err(no());
        }
        Self::new(code, year.parse().map_err(|_| no())?, serial.parse().map_err(|_| no())?).map_err(|_| no())
    }
}

impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}-{:05}", self.agency_code, self.year, self.serial)
    }
}
