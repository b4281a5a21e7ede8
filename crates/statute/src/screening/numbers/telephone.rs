//! Telephone numbers, mobile and fixed.

use std::ops::Range;

use super::goes_on;
use super::group::Run;
use crate::screening::Kind;
use crate::screening::character::{half, is_blank};

/// The telephone number that begins with a run.
pub(super) fn at(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    let first = run.groups().first()?;
    let country = country_code(run);
    if let Some(end) = mobile(text, run, country) {
        return Some((Kind::MobilePhone, first.start..end));
    }
    fixed(text, run).map(|span| (Kind::FixedPhone, span))
}

/// How many digits of 86 or 0086 stand before.
fn country_code(run: &Run) -> usize {
    let digits = run.digits();
    [&[0, 0, 8, 6][..], &[8, 6]].iter().find(|code| digits.starts_with(code)).map_or(0, |code| code.len())
}

/// Where a mobile number ends: eleven digits that stand together, or in groups of three and four.
fn mobile(text: &str, run: &Run, country: usize) -> Option<usize> {
    let groups = run.groups();
    let last = groups.iter().position(|group| group.total == country + 11)?;
    let digits = run.digits().get(country..country + 11)?;
    if digits[0] != 1 || digits[1] < 3 || groups[..=last].iter().any(|group| group.breaks_line) {
        return None;
    }
    let ends: Vec<usize> =
        groups[..=last].iter().map(|group| group.total - country.min(group.total)).collect();
    let ends: Vec<usize> = ends.into_iter().filter(|end| *end > 0).collect();
    let is_parted_as_usual = matches!(ends.as_slice(), [11] | [3 | 4 | 6 | 7, 11] | [3, 7, 11] | [4, 8, 11]);
    // Groups of the same kind that go on belong to a longer number.
    let goes_on_further = ends.len() > 1
        && groups.get(last + 1).is_some_and(|next| !next.breaks_line && next.joint == groups[last].joint);
    let end = groups[last].end;
    (is_parted_as_usual && !goes_on_further && !goes_on(text, end)).then_some(end)
}

/// A fixed line with its area code: 0533-2345678, (0533)2345678, 05332345678.
fn fixed(text: &str, run: &Run) -> Option<Range<usize>> {
    let first = run.groups().first()?;
    let digits = run.digits();
    let area = area_code(digits)?;
    let span = if first.total == area {
        let second = run.groups().get(1).filter(|second| !second.breaks_line)?;
        (matches!(second.total - area, 7 | 8) && begins_a_line(digits, area))
            .then_some(first.start..second.end)
    } else {
        (matches!(first.total.checked_sub(area)?, 7 | 8) && begins_a_line(digits, area))
            .then_some(first.start..first.end)
    }?;
    (!goes_on(text, span.end)).then_some(span)
}

/// Whether the number behind the area code begins like one of a subscriber.
fn begins_a_line(digits: &[u8], area: usize) -> bool {
    digits.get(area).is_some_and(|first| (2..=8).contains(first))
}

/// How many digits the area code takes: three for 010 and 02x, four for the others.
fn area_code(digits: &[u8]) -> Option<usize> {
    match digits {
        [0, 1, 0, ..] | [0, 2, ..] => Some(3),
        [0, 3..=9, ..] => Some(4),
        _ => None,
    }
}

/// A fixed line whose area code stands in brackets: the run of digits ends with the bracket.
pub(super) fn in_brackets(text: &str, run: &Run) -> Option<Range<usize>> {
    let first = run.groups().first()?;
    let area = area_code(run.digits())?;
    let rest = text[first.end..].trim_start_matches(is_blank);
    let inside = rest.strip_prefix([')', '）']).filter(|_| first.total == area)?;
    let opens = text[..first.start].chars().next_back().is_some_and(|c| half(c) == '(');
    let number = inside.trim_start_matches(is_blank);
    let start = text.len() - number.len();
    let second = Run::from(text, start);
    let group = second.groups().first().filter(|group| matches!(group.total, 7 | 8))?;
    (opens && (2..=8).contains(second.digits().first()?)).then_some(first.start..group.end)
}
