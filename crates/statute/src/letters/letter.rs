//! A letter as it is sent, before any layout.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::LetterForm;

/// A letter (文书): text in the order it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its kind.
    pub form: LetterForm,
    /// 发文机关, at the head and in the signature.
    pub agency: String,
    /// The title.
    pub title: String,
    /// 发文字号; none for a draft and for forms that bear none.
    pub number: Option<LetterNumber>,
    /// 主送, without the colon.
    pub addressee: String,
    /// The text.
    pub paragraphs: Vec<String>,
    /// What the person can do against it; empty where the letter decides nothing.
    pub remedy: Vec<String>,
    /// Who can be asked; after the text.
    pub contact: Option<String>,
    /// 附件, by name.
    pub attachments: Vec<String>,
    /// Pages to be filled in and sent back.
    pub annexes: Vec<Annex>,
    /// 成文日期; none for a draft.
    pub signed_on: Option<Date>,
}

impl Letter {
    /// Whether it is a draft: neither signed nor numbered.
    pub const fn is_draft(&self) -> bool {
        self.signed_on.is_none()
    }
}

/// A page to be filled in (意见回复表).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// Its title.
    pub title: String,
    /// Its lines.
    pub paragraphs: Vec<String>,
}

/// The number of a document (发文字号): 示测公开〔2024〕5号.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LetterNumber {
    /// 机关代字, with the kind: 示测公开.
    pub code: String,
    /// The year, in full.
    pub year: i16,
    /// The number within the year, from 1.
    pub serial: u32,
}

/// A text that is no number of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("应形如 示测公开〔2024〕5号")]
pub struct NotALetterNumber;

impl FromStr for LetterNumber {
    type Err = NotALetterNumber;

    fn from_str(text: &str) -> Result<Self, NotALetterNumber> {
        let (code, rest) = text.split_once('〔').ok_or(NotALetterNumber)?;
        let (year, serial) = rest.split_once('〕').ok_or(NotALetterNumber)?;
        let serial = serial.strip_suffix('号').and_then(|serial| serial.parse().ok());
        let (Ok(year), Some(serial)) = (year.parse(), serial) else { return Err(NotALetterNumber) };
        Ok(Self { code: code.to_owned(), year, serial })
    }
}

impl fmt::Display for LetterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}
