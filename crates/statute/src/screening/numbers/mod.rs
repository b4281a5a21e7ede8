//! Numbers of persons and organisations, with their check digits.
//!
//! Digits are taken as people write them: full-width, parted by blanks and hyphens, with characters between them that
//! nobody sees. Masked ones (`370***********0017`) are no numbers any more.

mod checks;
mod group;
mod mailbox;
mod telephone;

use std::ops::Range;

use super::Kind;
use super::character::{half, is_blank};
use group::{Group, Run};

pub use checks::{credit_code_is_valid, identity_number_is_valid, luhn_is_valid};

/// Digits of the shortest number that is looked for: area code and seven digits.
const SHORTEST: usize = 10;
/// Characters before a number in which the words of an identity card are looked for.
const NEAR: usize = 20;

/// What begins with the digit that stands here, and from where on the next number can begin.
pub(super) fn number(text: &str, at: usize) -> (Option<(Kind, Range<usize>)>, usize) {
    let run = Run::from(text, at);
    let behind = run.groups().first().map_or(at + 1, |group| group.end);
    let found = begun(text, &run);
    let behind = found.as_ref().map_or(behind, |(_, span)| behind.max(span.end));
    (found, behind)
}

/// The mailbox around the sign that stands here, and from where on the next one can begin.
pub(super) fn mailbox(text: &str, at: usize) -> (Option<(Kind, Range<usize>)>, usize) {
    let behind = at + text[at..].chars().next().map_or(1, char::len_utf8);
    match mailbox::around(text, at, behind) {
        Some(span) => (Some((Kind::Email, span.clone())), span.end),
        None => (None, behind),
    }
}

/// What begins with the first digit of a run, if anything does.
fn begun(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    let groups = run.groups();
    let first = groups.first()?;
    // Most digits are years and counts.
    if run.digits().len() < SHORTEST && !matches!(run.digits(), [0, ..]) && !first.is_in_word(text) {
        return None;
    }
    // An identity number that ends in X can be a credit code by its check character too; the graver one counts.
    if let Some(span) = identity(text, run) {
        return Some((Kind::IdentityNumber, span));
    }
    let is_in_word = first.is_in_word(text);
    if is_in_word && let Some(span) = credit_code(text, first) {
        return Some((Kind::CreditCode, span));
    }
    if let Some(span) = telephone::in_brackets(text, run) {
        return Some((Kind::FixedPhone, span));
    }
    if run.digits().len() < SHORTEST {
        return None;
    }
    let last_of = |count: usize| groups.iter().find(|group| group.total == count);
    if let Some(kind_and_span) = doubtful(text, run) {
        return Some(kind_and_span);
    }
    let on_one_line = !groups.iter().take_while(|group| group.total <= 19).any(|group| group.breaks_line);
    for length in [19, 18, 17, 16] {
        if let Some(last) = last_of(length)
            && is_card(run, length, on_one_line)
            && !goes_on(text, last.end)
        {
            return Some((Kind::BankCard, first.start..last.end));
        }
    }
    if is_in_word || is_decimal(text, first.start) {
        return None;
    }
    if let Some(last) = last_of(18)
        && groups.len() == 1
        && credit_code_is_valid(
            &run.digits()[..18].iter().map(|digit| char::from(b'0' + digit)).collect::<String>(),
        )
    {
        return Some((Kind::CreditCode, first.start..last.end));
    }
    telephone::at(text, run)
}

/// Whether a decimal point and a digit stand before: the digits are the rest of an amount.
fn is_decimal(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev().map(half);
    before.next() == Some('.') && before.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a decimal part or an amount's unit follows.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    let next = rest.next().map_or(' ', half);
    let unit = text[end..].trim_start_matches(is_blank);
    next == '.' && rest.next().is_some_and(|c| half(c).is_ascii_digit())
        || ["元", "万元", "亿元", "美元", "人次", "千瓦"].iter().any(|word| unit.starts_with(word))
}

/// Eighteen digits, the last of which may be X.
fn identity(text: &str, run: &Run) -> Option<Range<usize>> {
    let (digits, end) = eighteen(text, run)?;
    identity_number_is_valid(&digits).then(|| run.groups()[0].start..end)
}

/// The eighteen characters that begin with a run, and where they end.
fn eighteen(text: &str, run: &Run) -> Option<(String, usize)> {
    let digits = |count: usize| run.digits()[..count].iter().map(|digit| char::from(b'0' + digit));
    if let Some(last) = run.groups().iter().find(|group| group.total == 17)
        && let Some(end) = check_letter(text, last.end)
    {
        return Some((digits(17).chain(['X']).collect(), end));
    }
    let last = run.groups().iter().find(|group| group.total == 18)?;
    Some((digits(18).collect(), last.end))
}

/// Where the X ends that closes an identity number, if it stands there alone.
fn check_letter(text: &str, from: usize) -> Option<usize> {
    let mut rest = text[from..].char_indices().skip_while(|(_, c)| super::character::is_gap(*c));
    let (at, letter) = rest.next()?;
    let next = rest.next().map_or(' ', |(_, c)| half(c));
    let is_letter = matches!(half(letter), 'X' | 'x' | '×') && !next.is_ascii_alphanumeric();
    is_letter.then(|| from + at + letter.len_utf8())
}

/// An old number of fifteen digits, or one of eighteen with a wrong check digit behind the words of an identity card.
fn doubtful(text: &str, run: &Run) -> Option<(Kind, Range<usize>)> {
    let first = run.groups().first()?;
    if let Some(last) = run.groups().iter().find(|group| group.total == 15)
        && run.groups().len() == 1
        && !first.is_in_word(text)
        && checks::old_identity_number_is_plausible(&run.digits()[..15])
        && !goes_on(text, last.end)
    {
        return Some((Kind::DoubtfulIdentityNumber, first.start..last.end));
    }
    let (digits, end) = eighteen(text, run)?;
    let before: String = text[..first.start].chars().rev().take(NEAR).collect();
    // Backwards as well: what was taken backwards is compared backwards.
    let is_named = ["证份身", "码号份身", "号件证"].iter().any(|word| before.contains(word));
    (is_named && checks::begins_like_identity_number(&digits))
        .then_some((Kind::DoubtfulIdentityNumber, first.start..end))
}

fn is_card(run: &Run, length: usize, on_one_line: bool) -> bool {
    let digits = &run.digits()[..length];
    on_one_line && checks::begins_like_card(digits) && luhn_is_valid(digits) && run.is_parted_evenly(length)
}

/// A credit code with letters in it: the whole word around a group of digits.
fn credit_code(text: &str, group: &Group) -> Option<Range<usize>> {
    const LENGTH: usize = 18;
    let is_of_word = |c: &char| half(*c).is_ascii_alphanumeric();
    let before = text[..group.start].chars().rev().take(LENGTH).take_while(is_of_word);
    let start = group.start - before.map(char::len_utf8).sum::<usize>();
    let word: String = text[start..].chars().take(LENGTH + 1).take_while(is_of_word).collect();
    let plain: String = word.chars().map(|c| half(c).to_ascii_uppercase()).collect();
    credit_code_is_valid(&plain).then(|| start..start + word.len())
}
