//! Which meeting a publication tells of (第几次会议), read from its title.

use std::cmp::Reverse;
use std::fmt;

use jiff::civil::Date;

use super::card::Card;
use super::kind::Kind;
use crate::citation::number;

/// Signs of the longest number: `九百九十九`.
const LONGEST: usize = 5;

/// A meeting as the title counts it: `2026年第5次局长办公会议`, `第十二次局长办公会议`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The year that stands before the number; otherwise that in which the information was made.
    pub year: Option<i16>,
    /// Which one of the year.
    pub number: u16,
}

impl Meeting {
    /// The meeting a card tells of; none where it is of another kind or its title counts none.
    pub fn of(card: &Card) -> Option<Self> {
        if card.kind != Kind::Meeting {
            return None;
        }
        let title: Vec<char> = card.title.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        let mut starts = title.iter().enumerate().filter(|(_, c)| **c == '第').map(|(at, _)| at);
        let (at, number) = starts.find_map(|at| Some((at, counted(&title[at + 1..])?)))?;
        let year = year(&title[..at]).or_else(|| card.made_on.map(Date::year));
        Some(Self { year, number })
    }

    /// Puts the latest year first and in it the last meeting, what counts none behind those that do.
    pub fn order(card: &Card) -> impl Ord + use<> {
        let meeting = Self::of(card);
        Reverse((Self::year_of(card), meeting.map(|one| one.number)))
    }

    /// The year under which a card stands among meetings.
    pub fn year_of(card: &Card) -> Option<i16> {
        Self::of(card).map_or_else(|| card.made_on.map(Date::year), |one| one.year)
    }
}

impl fmt::Display for Meeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year}年")?;
        }
        write!(f, "第{}次", self.number)
    }
}

/// Digits of full width as those of half width, `〇` as `零`.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '〇' | '○' => '零',
        c => c,
    }
}

/// The number that 次 ends.
fn counted(rest: &[char]) -> Option<u16> {
    let end = rest.iter().take(LONGEST + 1).position(|c| *c == '次')?;
    let text: String = rest[..end].iter().collect();
    // `二零` is written digit by digit, and not told from a wrong number.
    let is_spelt = text.contains('零') && !text.contains('百');
    number(&text).filter(|number| *number > 0 && !is_spelt)
}

/// The year that a text ends with: `2026年`, `二零二六年`, `2026年度`.
fn year(before: &[char]) -> Option<i16> {
    let before = before.strip_suffix(&['度']).unwrap_or(before).strip_suffix(&['年'])?;
    let (earlier, signs) = before.split_at(before.len().checked_sub(4)?);
    let digit = |c: &char| {
        c.to_digit(10)
            .or_else(|| "零一二三四五六七八九".chars().zip(0..).find(|(d, _)| d == c).map(|(_, at)| at))
    };
    if earlier.last().and_then(digit).is_some() {
        return None;
    }
    let year = signs.iter().try_fold(0, |year, c| Some(year * 10 + digit(c)?))?;
    i16::try_from(year).ok().filter(|year| (1900..2100).contains(year))
}
