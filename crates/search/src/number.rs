//! Numbers of documents (发文字号) and of the index (索引号), however they are written.

use crate::fold::folded;
use crate::units::is_chinese;

/// The longest code of an agency before a year, in signs.
const LONGEST_CODE: usize = 20;

/// A number found in a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The first sign, counted in signs of the text.
    pub from: usize,
    /// The sign behind the last one.
    pub to: usize,
    /// The keys any of which it may be: where the code begins cannot be seen in a sentence.
    pub keys: Vec<String>,
    /// Its key without the code, where it has one: for a number whose code is none.
    pub tail: Option<String>,
    /// The number as it was said.
    pub text: String,
}

/// The year and what stands behind it.
struct Tail {
    year: String,
    serial: Option<String>,
    to: usize,
}

/// The keys an item is found by.
pub(crate) fn keys(number: &str, document_number: &str, index_number: &str) -> Vec<String> {
    let mut keys: Vec<String> =
        [number, index_number].map(bare).into_iter().filter(|key| !key.is_empty()).collect();
    let index_number = bare(index_number);
    keys.extend(year_of_index(&index_number).map(|at| index_number[at..].to_owned()));
    let document_number: Vec<char> = bare(document_number).chars().collect();
    match find(&document_number) {
        Some(found) if found.from == 0 => {
            let whole = found.keys.last().cloned().unwrap_or_default();
            keys.extend(whole.find('〔').and_then(|at| whole.get(at..)).map(str::to_owned));
            keys.extend(whole.find('〕').and_then(|at| whole.get(..at)).map(|start| format!("{start}〕")));
            keys.push(whole);
        }
        _ if document_number.is_empty() => {}
        _ => keys.push(document_number.into_iter().collect()),
    }
    keys
}

/// What the keys begin with that what was typed so far of a document's number may lead to: `淄人社发`, `淄人社发[20`,
/// `淄人社发2023年12`. None of what cannot become a number.
pub(crate) fn beginning(typed: &str) -> Option<String> {
    let signs: Vec<char> = bare(typed).chars().collect();
    if let Some(found) = find(&signs).filter(|found| found.from == 0 && found.to == signs.len()) {
        let key = found.keys.last()?;
        // The serial goes on for as long as its end was not typed.
        let is_whole = signs.last() == Some(&'号');
        return Some(if is_whole { key.clone() } else { key.trim_end_matches('号').to_owned() });
    }
    let code_end = over(&signs, 0, is_chinese);
    if !(2..=LONGEST_CODE).contains(&code_end) {
        return None;
    }
    let is_bracketed = signs.get(code_end).is_some_and(|sign| opens(*sign));
    let year = &signs[code_end + usize::from(is_bracketed)..];
    if year.len() > 4 || !year.iter().all(char::is_ascii_digit) {
        return None;
    }
    let code = signs[..code_end].iter();
    let opening = (is_bracketed || !year.is_empty()).then_some(&'〔');
    Some(code.chain(opening).chain(year).collect())
}

/// A folded text without blanks.
fn bare(text: &str) -> String {
    folded(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The first number of a document in folded signs.
pub(crate) fn find(signs: &[char]) -> Option<Found> {
    (0..signs.len()).find_map(|at| {
        let is_start = at == 0 || !signs[at - 1].is_ascii_alphanumeric();
        let digit = is_start && (signs[at].is_ascii_digit() || chinese_digit(signs[at]).is_some());
        if digit { document_number(signs, at) } else { None }
    })
}

/// The number of a document whose year begins at `at`.
fn document_number(signs: &[char], at: usize) -> Option<Found> {
    let mut before = back_over(signs, at, char::is_whitespace);
    let is_bracketed = before > 0 && opens(signs[before - 1]);
    if is_bracketed {
        before = back_over(signs, before - 1, char::is_whitespace);
    }
    let code_end = before;
    let mut from = back_over(signs, code_end, is_chinese);
    from = from.max(code_end.saturating_sub(LONGEST_CODE));
    let code: Vec<char> = signs[from..code_end].to_vec();
    let has_code = code.len() >= 2;
    let tail = tail(signs, at, is_bracketed, has_code)?;
    if tail.serial.is_none() && !has_code {
        return None;
    }
    let end = match &tail.serial {
        Some(serial) => format!("〔{}〕{serial}号", tail.year),
        None => format!("〔{}〕", tail.year),
    };
    let keys: Vec<String> = if has_code {
        (2..=code.len())
            .map(|length| format!("{}{end}", code[code.len() - length..].iter().collect::<String>()))
            .collect()
    } else {
        vec![end.clone()]
    };
    let text = keys.last().cloned().unwrap_or_default();
    let from = if has_code { from } else { code_end };
    let tail_key = (has_code && tail.serial.is_some()).then_some(end);
    Some(Found { from, to: tail.to, keys, tail: tail_key, text })
}

/// Year, closing bracket, serial: `2023〕12号`, `2023年12号`, `2023 12号`, `2023)12`.
fn tail(signs: &[char], at: usize, is_bracketed: bool, has_code: bool) -> Option<Tail> {
    let digits: String = signs[at..].iter().map_while(|c| digit(*c)).collect();
    let year: String = digits.chars().take(4).collect();
    if year.len() < 4 || !(year.starts_with("19") || year.starts_with("20")) {
        return None;
    }
    let mut next = at + 4;
    let mut is_parted = false;
    if digits.len() == 4 {
        next = over(signs, next, char::is_whitespace);
        is_parted = next > at + 4;
        let mark = signs.get(next).copied().unwrap_or(' ');
        if is_bracketed && closes(mark) || !is_bracketed && matches!(mark, '年' | '-' | '—' | '–') {
            is_parted = true;
            next = over(signs, next + 1, char::is_whitespace);
        } else if is_bracketed {
            return None;
        }
    } else if is_bracketed || !has_code {
        return None;
    }
    let ordinal = usize::from(signs.get(next) == Some(&'第'));
    let serial: String =
        signs[next + ordinal..].iter().map_while(|c| c.is_ascii_digit().then_some(*c)).collect();
    let mut to = next + ordinal + serial.len();
    let has_sign = signs.get(over(signs, to, char::is_whitespace)) == Some(&'号');
    if has_sign {
        to = over(signs, to, char::is_whitespace) + 1;
    }
    let serial = serial.trim_start_matches('0').to_owned();
    if serial.is_empty() || serial.len() > 5 {
        return (is_bracketed && has_code).then_some(Tail { year, serial: None, to: next });
    }
    // Without brackets only 号 tells a number from a year beside another figure.
    (is_bracketed || has_sign && (is_parted || has_code)).then_some(Tail { year, serial: Some(serial), to })
}

/// The first number of an index in folded signs: a code of 9 or 18 letters and digits, at the end year and serial,
/// between them whatever an agency's pattern has.
pub(crate) fn find_index_number(signs: &[char]) -> Option<Found> {
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || parts(c);
    let mut from = 0;
    while from < signs.len() {
        let to = over(signs, from, is_of_number);
        let text: String = signs[from..to].iter().collect();
        let text = text.trim_end_matches(parts);
        if year_of_index(text).is_some() {
            let to = from + text.len();
            return Some(Found { from, to, keys: vec![text.to_owned()], tail: None, text: text.to_owned() });
        }
        from = to + 1;
    }
    None
}

/// Where year and serial of a number of an index begin.
fn year_of_index(text: &str) -> Option<usize> {
    let (rest, serial) = text.rsplit_once(parts)?;
    let (code, year) = rest.rsplit_once(parts)?;
    let are_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_one = matches!(code.find(parts).unwrap_or(code.len()), 9 | 18)
        && year.len() == 4
        && !serial.is_empty()
        && are_digits(year)
        && are_digits(serial);
    is_one.then(|| rest.len() - year.len())
}

/// Whether a sign parts the pieces of a number of an index.
fn parts(c: char) -> bool {
    matches!(c, '/' | '-' | '_' | '.')
}

fn back_over(signs: &[char], from: usize, is_passed: impl Fn(char) -> bool) -> usize {
    from - signs[..from].iter().rev().take_while(|c| is_passed(**c)).count()
}

fn over(signs: &[char], from: usize, is_passed: impl Fn(char) -> bool) -> usize {
    from + signs.get(from..).unwrap_or_default().iter().take_while(|c| is_passed(**c)).count()
}

fn opens(c: char) -> bool {
    matches!(c, '〔' | '[' | '(' | '【' | '{' | '〈' | '《' | '「' | '<' | '〖')
}

fn closes(c: char) -> bool {
    matches!(c, '〕' | ']' | ')' | '】' | '}' | '〉' | '》' | '」' | '>' | '〗')
}

fn chinese_digit(c: char) -> Option<char> {
    let place = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    let place = place.or_else(|| (c == '零').then_some(0))?;
    char::from_digit(place as u32, 10)
}

fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() { Some(c) } else { chinese_digit(c) }
}
