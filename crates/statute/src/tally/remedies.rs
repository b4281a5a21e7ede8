//! Which cell of table four a case counts in (行政复议、行政诉讼情况). 《条例》第50条第1款第（四）项

use super::{first_day, last_day};
use crate::registers::{RemedyEntry, RemedyKind, RemedyResult};
use crate::report::{Cell, Part4};

/// The column of 尚未审结.
const UNDECIDED: usize = 3;
/// The column of 总计.
const TOTAL: usize = 4;

/// The column of table four the case counts in for the year, from 0; none if the year does not concern it.
///
/// A case counts in the year it came in and in every later year at whose start it was undecided; a result dated
/// after the year means 尚未审结 on 31 December.
pub fn column(remedy: &RemedyEntry, year: i16) -> Option<usize> {
    let came = remedy.received_on <= last_day(year);
    let was_open = remedy.decided_on.is_none_or(|decided| decided >= first_day(year));
    if !came || !was_open {
        return None;
    }
    let result = remedy.result.filter(|_| remedy.decided_on.is_some_and(|decided| decided.year() == year));
    Some(match result {
        Some(RemedyResult::Upheld) => 0,
        Some(RemedyResult::Corrected) => 1,
        Some(RemedyResult::Other) => 2,
        None => UNDECIDED,
    })
}

/// Table four of a year.
pub fn part4<'a>(remedies: impl IntoIterator<Item = &'a RemedyEntry>, year: i16) -> Part4 {
    let mut counts = [[0_u64; 5]; 3];
    for remedy in remedies {
        if let Some(column) = column(remedy, year) {
            let block = match remedy.kind {
                RemedyKind::Review => 0,
                RemedyKind::DirectSuit => 1,
                RemedyKind::SuitAfterReview => 2,
            };
            counts[block][column] += 1;
            counts[block][TOTAL] += 1;
        }
    }
    let [reviews, direct_suits, suits_after_review] = counts.map(|cells| cells.map(Cell::count));
    Part4 { reviews, direct_suits, suits_after_review }
}
