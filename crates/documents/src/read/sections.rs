//! The text of a report by part; tables are not repeated in it.

use std::collections::HashSet;
use std::sync::LazyLock;

use statute::report::{PARTS, Section};

use super::cells::is_blank_char;
use super::content::{Block, Content, Format};
use super::heading::dense;
use super::labels::{is_han, likeness, normal};

/// Words that tell a part whose heading is not the form's.
const WORDS: [&[&str]; 6] = [
    &["总体情况", "总体工作", "基本情况", "概述"],
    &["主动公开"],
    &["收到和处理", "依申请公开", "信息公开申请"],
    &["行政复议", "行政诉讼"],
    &["主要问题", "存在问题", "存在的问题", "改进", "整改"],
    &["其他需要报告", "其他事项", "需要说明", "其他报告事项"],
];

/// The headings of the form as labels are compared.
static NAMES: LazyLock<[String; 6]> = LazyLock::new(|| PARTS.map(normal));

/// More characters than a heading and its mark have, with room for what comparing leaves out.
const LONG: usize = 40;

/// The number mark of a heading and the rest: `一、总体情况`.
fn unmarked(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    if rest.len() < text.len() {
        return rest.strip_prefix(['、', '．', '.', '，', ',']);
    }
    let rest = text.trim_start_matches(['（', '(']).trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() {
        return Some(rest.trim_start_matches(['.', '．', '、', '）', ')']));
    }
    None
}

/// Whether a text without blanks is a heading, and of which part.
#[expect(clippy::option_option, reason = "no heading; a heading of no part of the form; one of a part")]
pub(crate) fn heading(text: &str, marked: bool) -> Option<Option<usize>> {
    let count = text.chars().count();
    if count > 45 || text.contains(['。', '；', '！', '？']) {
        return None;
    }
    let chinese = text.starts_with(|c| "一二三四五六七八九十".contains(c));
    let rest = unmarked(text);
    let plain = normal(rest.unwrap_or(text));
    if rest.is_none() && !marked && !plain.contains("情况") && !plain.contains("事项") {
        return None;
    }
    let like = NAMES
        .iter()
        .enumerate()
        .filter_map(|(part, name)| Some((part, likeness(&plain, name, 0.7)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(part, _)| part);
    if like.is_some() {
        return Some(like);
    }
    // A heading of the second level opens no part, even where the file marks it as a heading.
    let second = text.starts_with(['（', '(']);
    if (chinese && rest.is_some()) || (marked && !second) {
        let part = WORDS.iter().position(|words| words.iter().any(|word| plain.contains(word)));
        return Some(part);
    }
    None
}

/// The text before the first heading, and the sections.
pub(crate) fn read(content: &Content, skip: &HashSet<usize>) -> (Vec<String>, Vec<Section>) {
    let broken = matches!(content.format, Format::Text | Format::Pdf);
    let lines: Vec<(&str, bool)> = content
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| !skip.contains(at))
        .filter_map(|(_, block)| match block {
            Block::Line(text) => Some((text.as_str(), false)),
            Block::Heading(text) => Some((text.as_str(), true)),
            Block::Table(_) | Block::PageBreak => None,
        })
        .filter(|(text, _)| text.chars().any(|c| !is_blank_char(c)) && !(broken && is_page_number(text)))
        .collect();
    let full = if broken { full_width(&lines) } else { usize::MAX };
    let mut preamble: Vec<String> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut open = false;
    let mut at = 0;
    while let Some((line, marked)) = lines.get(at).copied() {
        at += 1;
        let mut text = dense(line);
        let mut found = heading(&text, marked);
        // A heading cut in two. Variation 4.
        if (found.is_some() || unmarked(&text).is_some())
            && let Some((next, _)) = lines.get(at)
            && !is_long(next)
        {
            let longer = format!("{text}{}", dense(next));
            let part = |text: &str, least: f64| {
                let plain = normal(unmarked(text).unwrap_or(text));
                NAMES.iter().filter_map(|name| likeness(&plain, name, least)).reduce(f64::max)
            };
            if let Some(like) = part(&longer, 0.9).filter(|like| *like > 0.9)
                && part(&text, like).is_none()
            {
                found = heading(&longer, true);
                text = longer.into();
                at += 1;
            }
        }
        if let Some(part) = found {
            // The caption of a table repeats its part's name without the number.
            let repeats = sections.last().is_some_and(|section| part.is_some() && section.part == part);
            if repeats && unmarked(&text).is_none() {
                continue;
            }
            sections.push(Section { part, heading: text.into_owned(), paragraphs: Vec::new() });
            open = false;
            continue;
        }
        let paragraphs = sections.last_mut().map_or(&mut preamble, |section| &mut section.paragraphs);
        let line = line.trim_matches(is_blank_char);
        match paragraphs.last_mut() {
            Some(last) if open && !starts_paragraph(line) => last.push_str(line),
            _ => paragraphs.push(line.to_owned()),
        }
        open = broken && width(line) >= full;
    }
    (preamble, sections)
}

/// Whether a line is too long to be the end of a heading, whatever bracketed characters comparing leaves out.
fn is_long(line: &str) -> bool {
    let brackets = line.chars().filter(|c| matches!(c, '(' | '（')).count();
    line.chars().filter(|c| is_han(*c)).count() > LONG + brackets
}

/// Whether a line is the number of a page between dashes: `— 1 —`.
fn is_page_number(line: &str) -> bool {
    let line = dense(line);
    let dashes = ['-', '—', '－', '–', '―'];
    let number = line.trim_matches(dashes);
    line.starts_with(dashes)
        && line.ends_with(dashes)
        && (1..=3).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit())
}

fn starts_paragraph(line: &str) -> bool {
    line.starts_with(['（', '(']) && line.chars().nth(2).is_some_and(|c| matches!(c, '）' | ')'))
}

/// Columns a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// From which width a line counts as full, so that its paragraph goes on in the next.
fn full_width(lines: &[(&str, bool)]) -> usize {
    let mut widths: Vec<usize> =
        lines.iter().map(|(line, _)| width(line.trim_matches(is_blank_char))).collect();
    widths.sort_unstable();
    let typical = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0);
    if typical > 160 { usize::MAX } else { (typical.saturating_sub(6)).max(30) }
}
