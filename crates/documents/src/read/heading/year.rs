//! The year a report is of: as a title names it, and as its text tells it.

use std::borrow::Cow;

use super::{Heading, dense};
use crate::read::content::{Block, Content, Problem};

/// The first year a text names, and what stands before and behind it: `2024年度`, `二〇二四年`.
pub(super) fn year_in(text: &str) -> Option<(i16, &str, &str)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(4) {
        let digits: Option<String> = window.iter().map(|(_, c)| arabic(*c)).collect();
        let Some(year) = digits.and_then(|d| d.parse::<i16>().ok()) else { continue };
        if !(2000..2100).contains(&year) {
            continue;
        }
        let start = window[0].0;
        let end = window[3].0 + window[3].1.len_utf8();
        let before = &text[..start];
        let behind = &text[end..];
        if before.ends_with(|c| arabic(c).is_some()) || behind.starts_with(|c| arabic(c).is_some()) {
            continue;
        }
        let behind = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年')).unwrap_or(behind);
        return Some((year, before, behind));
    }
    None
}

fn arabic(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '〇' | '○' | '零' | 'Ｏ' | 'О' => Some('0'),
        '一' => Some('1'),
        '二' => Some('2'),
        '三' => Some('3'),
        '四' => Some('4'),
        '五' => Some('5'),
        '六' => Some('6'),
        '七' => Some('7'),
        '八' => Some('8'),
        '九' => Some('9'),
        _ => None,
    }
}

/// The year that is all a line holds: `2024`, `（2024年度）`.
pub(super) fn bare_year(text: &str) -> Option<i16> {
    let (year, before, behind) = year_in(text)?;
    let marks = |text: &str| text.chars().all(|c| matches!(c, '（' | '）' | '(' | ')' | '度'));
    (marks(before) && marks(behind)).then_some(year)
}

/// The year by the period the text states, by the year inside a label, by the years the text speaks of.
pub(super) fn year_of_text(lines: &[(usize, Cow<'_, str>)], content: &Content, heading: &mut Heading) {
    let text: String = lines.iter().map(|(_, text)| &**text).collect();
    let years = |mark: &str| {
        text.match_indices(mark).find_map(|(at, _)| {
            let before: Vec<char> = text[..at].chars().rev().take(4).collect();
            before.iter().rev().collect::<String>().parse::<i16>().ok().filter(|y| (2000..2100).contains(y))
        })
    };
    let label = || {
        content.blocks.iter().find_map(|block| match block {
            Block::Table(grid) => grid.rows.iter().flatten().find_map(|cell| {
                let text = dense(&cell.text);
                (text.contains("件数") && text.contains("本年"))
                    .then(|| year_in(&text))
                    .flatten()
                    .map(|y| y.0)
            }),
            Block::Line(text) if text.contains("件数") && text.contains("本年") => {
                year_in(&dense(text)).map(|y| y.0)
            }
            _ => None,
        })
    };
    if let Some(year) = years("年1月1日").or_else(|| years("年01月01日")).or_else(label) {
        heading.year = Some(year);
        return;
    }
    let mut counts: Vec<(i16, usize)> = Vec::new();
    for (at, _) in text.match_indices('年') {
        let before: Vec<char> = text[..at].chars().rev().take(4).collect();
        let year = before.iter().rev().collect::<String>().parse::<i16>();
        if let Some(year) = year.ok().filter(|y| (2008..2100).contains(y)) {
            match counts.iter_mut().find(|(y, _)| *y == year) {
                Some(entry) => entry.1 += 1,
                None => counts.push((year, 1)),
            }
        }
    }
    counts.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), *year));
    if let Some((year, count)) = counts.first()
        && *count >= 2
        && counts.get(1).is_none_or(|(_, second)| second < count)
    {
        heading.year = Some(*year);
        heading.problems.push(Problem {
            place: "标题".into(),
            message: format!("标题和统计期限都没有年份，{year}年是按正文推断的"),
        });
    }
}

/// Whether a line is a day: `2025年1月20日`.
pub(super) fn is_day(text: &str) -> bool {
    text.chars().count() <= 14 && year_in(text).is_some() && text.contains('月') && text.ends_with('日')
}
