//! Secrecy marks (国家秘密标志) and marks of internal papers.
//!
//! A mark is a level with ★, or a level that stands where a mark stands: alone on a line, in a cell, in brackets, or
//! first on the first line. Levels in a sentence (国家秘密, 机密级, 泄露秘密) are words like others.

use std::ops::Range;

use super::character::{half, is_blank};
use super::{Kind, MOST_HITS};

const LEVELS: [&str; 6] = ["绝密", "机密", "秘密", "絕密", "機密", "祕密"];
const FIRST_OF_LEVEL: [char; 6] = ['绝', '机', '秘', '絕', '機', '祕'];
const STARS: [&str; 6] = ["★", "☆", "⭐", "✩", "✭", "✰"];
/// What marks a paper as internal wherever it stands; behind it, what makes another word of it.
const INTERNAL: [&str; 16] = [
    "内部资料",
    "内部文件",
    "内部材料",
    "内部刊物",
    "内部掌握",
    "內部資料",
    "內部文件",
    "严禁外传",
    "不得外传",
    "请勿外传",
    "此件不公开",
    "此件不予公开",
    "此件不得公开",
    "此件依申请公开",
    "本文件不公开",
    "本文件不得公开",
];
/// 内部资料性出版物 is a kind of publication.
const ANOTHER_WORD: [&str; 1] = ["性"];
/// What marks a paper as internal where it stands alone; in a sentence these are ordinary words.
const INTERNAL_ALONE: [&str; 7] =
    ["注意保存", "不得公开", "不公开", "内部使用", "内部资料注意保存", "内部文件注意保存", "工作秘密"];
/// Words that stand beside a level in the head of a paper.
const URGENCY: [&str; 5] = ["特急", "加急", "平急", "特提", "急件"];
/// Labels before a level.
const LABELS: [&str; 6] = ["密级和保密期限", "密级及保密期限", "保密等级", "涉密等级", "保密级别", "密级"];

/// Brackets and emphasis before a mark.
const OPENING: [char; 10] = ['【', '（', '(', '[', '〔', '［', '“', '「', '<', '*'];

/// A line that is longer, without blanks, is a sentence.
const LONGEST_HEAD: usize = 30;
/// A line is looked at up to so many bytes: blanks and cells take room too.
const LONGEST_LINE: usize = 2000;

/// What a word can be in a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    Level,
    Star,
    Internal,
}

/// The words that marks are made of.
pub(super) fn words() -> impl Iterator<Item = (&'static str, Trigger)> {
    let levels = LEVELS.iter().map(|word| (*word, Trigger::Level));
    let stars = STARS.iter().map(|word| (*word, Trigger::Star));
    levels.chain(stars).chain(INTERNAL.iter().map(|word| (*word, Trigger::Internal)))
}

/// Finds marks and tells kind and place.
pub(super) fn find(
    text: &str,
    triggers: &[(Trigger, Range<usize>)],
    lines: &[Range<usize>],
    tell: &mut impl FnMut(Kind, Range<usize>),
) {
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    for (trigger, word) in triggers {
        match trigger {
            Trigger::Level => {
                if let Some(end) = starred(text, word.end) {
                    found.push((Kind::SecrecyMark, word.start..end));
                }
            }
            Trigger::Star => {
                if let Some(start) = parted_level(text, word.start) {
                    found.push((Kind::SecrecyMark, start..period(text, word.end).unwrap_or(word.end)));
                }
            }
            Trigger::Internal => {
                if !ANOTHER_WORD.iter().any(|tail| text[word.end..].starts_with(tail)) {
                    found.push((Kind::InternalMark, word.clone()));
                }
            }
        }
    }
    if let Some(first) = lines.first() {
        heading(text, first.clone(), &mut found);
    }
    for line in lines {
        cells(text, line.clone(), &mut found);
        if found.len() > 8 * MOST_HITS {
            break;
        }
    }
    found.sort_by_key(|(kind, span)| (*kind, span.start, usize::MAX - span.end));
    let mut last: Option<(Kind, Range<usize>)> = None;
    let mut told = 0;
    for (kind, span) in found {
        if last.as_ref().is_some_and(|(other, before)| *other == kind && before.end > span.start) {
            continue;
        }
        if told == MOST_HITS {
            break;
        }
        told += 1;
        tell(kind, span.clone());
        last = Some((kind, span));
    }
}

/// Whether a line that begins so could be a mark.
pub(super) fn can_begin_with(first: char) -> bool {
    FIRST_OF_LEVEL.contains(&first)
        || first.is_ascii_digit()
        || matches!(first, '★' | '☆' | '０'..='９')
        || OPENING.contains(&first)
        || "#|>内內注不工密保涉特加平急".contains(first)
}

/// Whether a line is no sentence: few characters, blanks not counted, or cells.
pub(super) fn is_short(line: &str, has_cells: bool) -> bool {
    let count = || line.chars().filter(|c| !is_blank(*c)).take(LONGEST_HEAD + 1).count();
    line.len() <= LONGEST_LINE && (has_cells || count() <= LONGEST_HEAD)
}

/// The position behind blanks.
fn behind_blanks(text: &str, from: usize) -> usize {
    text[from..].char_indices().find(|(_, c)| !is_blank(*c)).map_or(text.len(), |(at, _)| from + at)
}

/// Where a mark ends whose level ends here: behind its star and term, if it has a star.
fn starred(text: &str, from: usize) -> Option<usize> {
    let at = behind_blanks(text, from);
    if let Some(star) = STARS.iter().find(|star| text[at..].starts_with(**star)) {
        let end = at + star.len();
        return Some(period(text, end).unwrap_or(end));
    }
    // An asterisk is used for emphasis too; only with a term behind it it is a mark.
    let asterisk = text[at..].chars().next().filter(|c| half(*c) == '*')?;
    period(text, at + asterisk.len_utf8())
}

/// Where the level before a star begins when blanks part its characters.
fn parted_level(text: &str, star: usize) -> Option<usize> {
    let mut before = text[..star].char_indices().rev().filter(|(_, c)| !is_blank(*c));
    let (_, second) = before.next()?;
    let (at, first) = before.next()?;
    (second == '密' && FIRST_OF_LEVEL.contains(&first)).then_some(at)
}

/// Where a term of secrecy ends that begins here: 10年, 6个月, 长期, 2030年1月1日.
fn period(text: &str, from: usize) -> Option<usize> {
    const NUMERALS: &str = "〇零一二三四五六七八九十百两";
    let from = behind_blanks(text, from);
    for word in ["长期", "長期"] {
        if text[from..].starts_with(word) {
            return Some(from + word.len());
        }
    }
    let mut end = None;
    let mut at = from;
    for _ in 0..3 {
        let mut behind = at;
        for (offset, c) in text[at..].char_indices() {
            if half(c).is_ascii_digit() || NUMERALS.contains(c) {
                behind = at + offset + c.len_utf8();
            } else if !is_blank(c) {
                break;
            }
        }
        if behind == at {
            break;
        }
        let unit = behind_blanks(text, behind);
        let Some(word) =
            ["年", "个月", "個月", "月", "日", "天"].iter().find(|word| text[unit..].starts_with(**word))
        else {
            break;
        };
        at = unit + word.len();
        end = Some(at);
    }
    end
}

/// The first line may have a level before its text.
fn heading(text: &str, line: Range<usize>, found: &mut Vec<(Kind, Range<usize>)>) {
    let start = behind_blanks(text, line.start);
    let Some(rest) = text.get(start..line.end) else { return };
    let token = rest.split(is_blank).next().unwrap_or_default();
    if token.len() < rest.len() && standing(token) == Some(Kind::SecrecyMark) {
        found.push((Kind::SecrecyMark, start..start + token.len()));
    }
}

/// A line, its cells, and its words.
fn cells(text: &str, span: Range<usize>, found: &mut Vec<(Kind, Range<usize>)>) {
    let line = &text[span.clone()];
    if line.len() > LONGEST_LINE {
        return;
    }
    if let Some(kind) = standing(line) {
        found.push((kind, trimmed(text, span)));
        return;
    }
    let cells: Vec<Range<usize>> = parts(line, |c| matches!(c, '\t' | '|' | '│' | '｜'), span.start);
    let words: Vec<Range<usize>> = parts(line, is_blank, span.start);
    let level = |part: &Range<usize>| standing(&text[part.clone()]) == Some(Kind::SecrecyMark);
    // A row that lists the levels explains them.
    if cells.len() > 1 && cells.iter().filter(|cell| level(cell)).count() <= 1 {
        for cell in cells {
            if let Some(kind) = standing(&text[cell.clone()]) {
                found.push((kind, trimmed(text, cell)));
            }
        }
    }
    let of_head = |part: &Range<usize>| {
        let word = &text[part.clone()];
        URGENCY.contains(&word) || word.chars().all(|c| half(c).is_ascii_digit())
    };
    let levels: Vec<&Range<usize>> = words.iter().filter(|word| level(word)).collect();
    if let [mark] = levels.as_slice()
        && words.iter().all(|word| word == *mark || of_head(word))
    {
        found.push((Kind::SecrecyMark, (*mark).clone()));
    }
}

fn parts(line: &str, is_between: impl Fn(char) -> bool, base: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in line.split(is_between) {
        let behind = start + part.len();
        if !part.trim().is_empty() {
            parts.push(base + start..base + behind);
        }
        start = behind + line[behind..].chars().next().map_or(0, char::len_utf8);
    }
    parts
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let is_edge = |c: char| is_blank(c) || c == '\r';
    let start = span.start + (part.len() - part.trim_start_matches(is_edge).len());
    let end = span.end - (part.len() - part.trim_end_matches(is_edge).len());
    start..end.max(start)
}

/// What a text that stands alone marks, if it is a mark: its blanks, its brackets and its label do not matter.
fn standing(text: &str) -> Option<Kind> {
    const CLOSING: [char; 12] = ['】', '）', ')', ']', '〕', '］', '”', '」', '>', '*', '。', '#'];
    let mut plain = String::new();
    for c in text.chars().filter(|c| !is_blank(*c) && *c != '\r').take(LONGEST_HEAD + 1) {
        plain.push(c);
    }
    let plain = plain.trim_start_matches(['#', '>']).trim_start_matches(OPENING).trim_end_matches(CLOSING);
    let labelled = LABELS.iter().find_map(|label| plain.strip_prefix(label));
    let plain =
        labelled.map_or(plain, |rest| rest.trim_start_matches([':', '：']).trim_start_matches(OPENING));
    if INTERNAL_ALONE.contains(&plain) {
        return Some(Kind::InternalMark);
    }
    let level = LEVELS.iter().find(|level| plain.starts_with(**level))?;
    let rest = &plain[level.len()..];
    let rest = STARS.iter().find_map(|star| rest.strip_prefix(star)).unwrap_or(rest);
    (rest.is_empty() || period(rest, 0) == Some(rest.len())).then_some(Kind::SecrecyMark)
}
