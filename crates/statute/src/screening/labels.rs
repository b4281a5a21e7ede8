//! What is told by the words before it: numbers of passports and travel permits, home addresses.

use std::ops::Range;

use super::character::{half, is_blank, is_gap};
use super::{Kind, MOST_HITS};

/// Words before the number of a travel document.
const DOCUMENTS: [&str; 4] = ["护照", "通行证", "旅行证", "passport"];
/// Words before a home address. 地址 alone is an office's as well.
const ADDRESSES: [&str; 10] = [
    "家庭住址",
    "家庭地址",
    "家庭详细住址",
    "现住址",
    "现居住地址",
    "户籍地址",
    "户籍所在地",
    "居住地址",
    "常住地址",
    "住址",
];
/// How far behind its word a document's number stands, in characters.
const NEAR: usize = 16;
/// How long an address is looked at, in characters.
const LONGEST_ADDRESS: usize = 60;

/// The words; true for those of documents.
pub(super) fn words() -> impl Iterator<Item = (&'static str, bool)> {
    DOCUMENTS.iter().map(|word| (*word, true)).chain(ADDRESSES.iter().map(|word| (*word, false)))
}

/// Finds what stands behind labels and tells kind and place.
pub(super) fn find(text: &str, labels: &[(bool, Range<usize>)], tell: &mut impl FnMut(Kind, Range<usize>)) {
    let mut behind = 0;
    for (is_document, label) in labels.iter().take(MOST_HITS) {
        let found = if *is_document { document(text, label.end) } else { address(text, label.end) };
        if let Some(span) = found
            && span.start >= behind
        {
            behind = span.end;
            tell(if *is_document { Kind::TravelDocument } else { Kind::HomeAddress }, span);
        }
    }
}

/// One or two letters and seven to nine digits: the first word near that is made so.
fn document(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let mut is_in_word = false;
    for (at, c) in rest.char_indices().take(NEAR).take_while(|(_, c)| *c != '\n') {
        let is_of_number = half(c).is_ascii_alphanumeric();
        if is_of_number
            && !is_in_word
            && let Some(length) = document_number(&rest[at..])
        {
            return Some(from + at..from + at + length);
        }
        is_in_word = is_of_number;
    }
    None
}

/// How many bytes the number takes that begins here.
fn document_number(text: &str) -> Option<usize> {
    let mut plain = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if half(c).is_ascii_alphanumeric() {
            plain.push(half(c).to_ascii_uppercase());
            end = at + c.len_utf8();
            if plain.len() > 11 {
                return None;
            }
        } else if !is_gap(c) || c == '\t' {
            break;
        }
    }
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = plain.len() - digits.len();
    let is_number = (1..=2).contains(&letters)
        && (7..=9).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(end)
}

/// An address with the number of a house, door or flat; what ends at street or village is none.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    const UNITS: [char; 10] = ['号', '號', '室', '栋', '幢', '楼', '单', '户', '组', '弄'];
    const NUMERALS: &str = "〇零一二三四五六七八九十百";
    let rest = &text[from..];
    let is_between = |c: char| is_blank(c) || matches!(c, ':' | '：' | '为' | '是' | '系' | '在' | '|' | '│');
    let value = rest.trim_start_matches(is_between);
    let start = rest.len() - value.len();
    // Without anything between, the label is a word of a sentence.
    if start == 0 {
        return None;
    }
    let value: &str = value.split(['\n', '\t', '。', '；', ';', '|']).next().unwrap_or_default();
    let (mut end, mut before) = (None, ' ');
    for (at, c) in value.char_indices().take(LONGEST_ADDRESS) {
        if c == '*' || c == '＊' {
            return None;
        }
        if UNITS.contains(&c) && (half(before).is_ascii_digit() || NUMERALS.contains(before)) {
            end = Some(at + c.len_utf8());
        }
        if !is_blank(c) {
            before = c;
        }
    }
    end.map(|end| from + start..from + start + end)
}
