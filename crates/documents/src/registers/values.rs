//! What the cells of registers mean: dates, months, numbers, outcomes and words, in the ways offices write them.

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use statute::leaf::{Group, Leaf};
use statute::report::Row;

use super::columns::{Choice, Kind};
use super::grid::{Value, trim};

/// A cell that has been understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parsed {
    /// Of [`Kind::Text`].
    Text(String),
    /// Of [`Kind::Date`].
    Date(Date),
    /// Of [`Kind::Month`]: its first day.
    Month(Date),
    /// Of [`Kind::Count`].
    Count(u64),
    /// Of [`Kind::Amount`].
    Amount(Decimal),
    /// Of [`Kind::Outcome`].
    Outcome(Leaf),
    /// Of [`Kind::Choice`]: the position of the word.
    Choice(usize),
    /// A sign for nothing, where nothing may stand.
    Nothing,
}

/// Signs and words for an empty cell.
const NOTHING: [&str; 8] = ["/", "-", "—", "——", "－", "--", "无", "／"];
/// Words for an outcome or a result that is not there yet.
const UNDECIDED: [&str; 10] = [
    "尚未审结",
    "未审结",
    "审理中",
    "办理中",
    "正在办理",
    "未办结",
    "尚未办结",
    "待办",
    "在办",
    "结转下年度继续办理",
];
/// Years outside of these are slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;
/// Excel's serial numbers of the years 1954 to 2119: what a date becomes in a cell formatted as a number.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// Understands a cell, or says nothing where it cannot; the column's kind tells what was expected.
pub(super) fn parse(value: &Value, kind: Kind) -> Option<Parsed> {
    if matches!(value, Value::Broken(_)) {
        return None;
    }
    let shown = half_width(&value.shown());
    let word = trim(&shown);
    if !matches!(kind, Kind::Text) && NOTHING.contains(&word) {
        return Some(Parsed::Nothing);
    }
    match kind {
        Kind::Text => Some(Parsed::Text(value.shown())),
        Kind::Date => date(value, word).map(Parsed::Date),
        Kind::Month => month(word).or_else(|| date(value, word).map(Date::first_of_month)).map(Parsed::Month),
        Kind::Count => count(word).map(Parsed::Count),
        Kind::Amount => amount(word).map(Parsed::Amount),
        Kind::Outcome if UNDECIDED.contains(&word) => Some(Parsed::Nothing),
        Kind::Outcome => outcome(word).map(Parsed::Outcome),
        Kind::Choice(choices) => {
            if let Some(position) = position(choices, word) {
                return Some(Parsed::Choice(position));
            }
            UNDECIDED.contains(&word).then_some(Parsed::Nothing).filter(|_| choices.iter().any(is_result))
        }
    }
}

/// Whether these are the words of a result, which a case may not have yet.
fn is_result(choice: &Choice) -> bool {
    choice.word == "结果维持"
}

/// Full-width letters, digits and marks as half-width ones.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{00A0}' => ' ',
            '−' | '‐' | '‑' | '–' => '-',
            other => other,
        })
        .collect()
}

/// The letters of a label alone: without blanks, brackets, quotation marks and stops.
pub(super) fn letters(text: &str) -> String {
    half_width(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn position(choices: &[Choice], word: &str) -> Option<usize> {
    let word = letters(word);
    if word.is_empty() {
        return None;
    }
    choices.iter().position(|choice| {
        letters(choice.word) == word || choice.also.iter().any(|spelling| letters(spelling) == word)
    })
}

fn date(value: &Value, word: &str) -> Option<Date> {
    let date = match value {
        Value::Date(date) => Some(*date),
        Value::Number(n) => serial(*n).or_else(|| written_date(word)),
        Value::Text(_) => written_date(word),
        Value::Broken(_) => None,
    };
    date.filter(|date| YEARS.contains(&date.year()))
}

fn serial(number: f64) -> Option<Date> {
    let days = number.trunc() as i64;
    if !SERIALS.contains(&days) {
        return None;
    }
    // Day 60 of Excel's count, 29 February 1900, never was; after it day 1 is as if 31 December 1899.
    Date::new(1899, 12, 30).ok()?.checked_add(Span::new().days(days)).ok()
}

fn written_date(word: &str) -> Option<Date> {
    if let Ok(days) = word.parse::<i64>() {
        if SERIALS.contains(&days) {
            return serial(days as f64);
        }
        // 20230105
        if word.len() == 8 {
            return Date::new((days / 10_000) as i16, (days / 100 % 100) as i8, (days % 100) as i8).ok();
        }
        return None;
    }
    let (numbers, rest) = numbers(word, &["年", "月", "日号"], 3)?;
    let rest = trim(rest.trim_start_matches('T'));
    // A time of day after the date is of no account: 2023/1/5 0:00.
    let is_time = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '时' | '分' | '秒'));
    if !is_time || rest.chars().next().is_some_and(|c| !c.is_ascii_digit()) {
        return None;
    }
    Date::new(numbers[0] as i16, numbers[1] as i8, numbers[2] as i8).ok()
}

fn month(word: &str) -> Option<Date> {
    if word.len() == 6
        && let Ok(n) = word.parse::<i64>()
    {
        let month = Date::new((n / 100) as i16, (n % 100) as i8, 1).ok()?;
        return YEARS.contains(&month.year()).then_some(month);
    }
    let (numbers, rest) = numbers(word, &["年", "月"], 2)?;
    if !trim(rest.trim_start_matches("份")).is_empty() {
        return None;
    }
    Date::new(numbers[0] as i16, numbers[1] as i8, 1).ok().filter(|date| YEARS.contains(&date.year()))
}

/// Numbers divided by `-`, `/`, `.` or by the characters given for each place, and what follows them.
fn numbers<'a>(word: &'a str, marks: &[&str], n: usize) -> Option<(Vec<u16>, &'a str)> {
    let mut rest = word;
    let mut found = Vec::with_capacity(n);
    for (index, mark) in marks.iter().enumerate() {
        rest = rest.trim_start();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if digits == 0 || digits > if index == 0 { 4 } else { 2 } || index == 0 && digits != 4 {
            return None;
        }
        let (number, after) = rest.split_at(digits);
        found.push(number.parse().ok()?);
        rest = after.trim_start();
        let is_last = index + 1 == n;
        let next = rest.chars().next();
        match next {
            Some(c) if mark.contains(c) => rest = rest.strip_prefix(c)?,
            Some('-' | '/' | '.') if !is_last => rest = rest.strip_prefix(['-', '/', '.'])?,
            _ if is_last => rest = if next.is_some() { after } else { rest },
            _ => return None,
        }
    }
    Some((found, rest))
}

/// A number without its thousands separators, which must stand where they belong.
fn plain(word: &str) -> Option<String> {
    let word = word.replace(['，', '\''], ",");
    if !word.contains(',') {
        return Some(word);
    }
    let (whole, fraction) = word.split_once('.').unwrap_or((&word, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.trim_start_matches('-').len())
        && groups.clone().all(|group| group.len() == 3);
    fits.then(|| {
        let digits: String = whole.chars().filter(|c| *c != ',').collect();
        if fraction.is_empty() { digits } else { format!("{digits}.{fraction}") }
    })
}

fn count(word: &str) -> Option<u64> {
    let number = decimal(word)?;
    if number.fract().is_zero() && !number.is_sign_negative() { u64::try_from(number).ok() } else { None }
}

fn amount(word: &str) -> Option<Decimal> {
    decimal(word).filter(|amount| !amount.is_sign_negative() || amount.is_zero())
}

/// Larger than any count or amount of a year, and small enough that sums of them cannot overflow.
const LARGEST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

fn decimal(word: &str) -> Option<Decimal> {
    let plain = plain(word)?;
    plain
        .parse::<Decimal>()
        .or_else(|_| Decimal::from_scientific(&plain))
        .ok()
        .map(|n| n.normalize())
        .filter(|n| n.abs() <= LARGEST)
}

/// An outcome by its code or by its row's label, with or without the group's mark and the number.
fn outcome(word: &str) -> Option<Leaf> {
    let dotted = word.replace(['-', '、', '．'], ".");
    let code: String = dotted.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let code = code.trim_end_matches('.').trim_end_matches(".0");
    let label = letters(&dotted).trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    if label.is_empty() {
        return Leaf::from_code(code);
    }
    let (group, label) = without_group(word, &label);
    let number = number_after_mark(word);
    let mut found: Vec<Leaf> = Leaf::ALL.into_iter().filter(|leaf| is_label_of(&label, *leaf)).collect();
    if let Some(group) = group {
        // （四）1
        if label.is_empty() {
            return group.leaves().find(|leaf| Some(leaf.number_in_group()) == number);
        }
        found.retain(|leaf| leaf.group() == group);
    }
    let [leaf] = found[..] else { return None };
    // A code or number before the label must agree with it.
    let agrees = match (code, group) {
        ("", _) => number.is_none_or(|n| n == leaf.number_in_group()),
        (code, _) => code == leaf.code() || code.parse() == Ok(leaf.number_in_group()),
    };
    agrees.then_some(leaf)
}

/// The group named by its mark or by its own label in front, and the label without them.
fn without_group(word: &str, label: &str) -> (Option<Group>, String) {
    let marks = ['一', '二', '三', '四', '五', '六'];
    let marked = word.trim_start_matches('(').chars().next().filter(|_| word.starts_with('('));
    let by_mark = marked.and_then(|c| marks.iter().position(|mark| *mark == c)).map(|n| Group::ALL[n]);
    let mut rest = label;
    if by_mark.is_some()
        && let Some(c) = marked
    {
        rest = rest.strip_prefix(c).unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let mut group = by_mark;
    for candidate in Group::ALL {
        if let Some(after) = rest.strip_prefix(candidate.zh())
            && !matches!(candidate, Group::Granted | Group::PartlyGranted)
        {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            if !after.is_empty() {
                group = group.or(Some(candidate));
                rest = after;
            }
        }
    }
    (group, rest.to_owned())
}

/// The number that follows the group's mark: 4 in （三）4.保护第三方合法权益.
fn number_after_mark(word: &str) -> Option<usize> {
    let (_, after) = word.split_once(')')?;
    let digits: String = after.chars().skip_while(|c| *c == ' ').take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether these letters are the label of the outcome, or the part of a long one before its first 、.
fn is_label_of(label: &str, leaf: Leaf) -> bool {
    let short = leaf.zh().split('、').next().unwrap_or_default();
    label == letters(leaf.zh()) || label == letters(short) || {
        let row = letters(&Row::Outcome(leaf).key());
        label == row || matches!(leaf, Leaf::PartlyGranted) && label.starts_with("部分公开区分处理的")
    }
}
