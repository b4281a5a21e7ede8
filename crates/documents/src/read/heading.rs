//! Whose report it is and of which year: from the title, then from the text. 《条例》第50条

use std::borrow::Cow;

use super::cells::is_blank_char;
use super::content::{Block, Content, Problem};

/// Title, agency and year.
#[derive(Default)]
pub(crate) struct Heading {
    /// The title as printed, without line breaks and blanks.
    pub(crate) title: Option<String>,
    /// The agency.
    pub(crate) agency: Option<String>,
    /// The year reported on.
    pub(crate) year: Option<i16>,
    /// The blocks the title stands in.
    pub(crate) blocks: Vec<usize>,
    /// What was inferred or is missing.
    pub(crate) problems: Vec<Problem>,
}

/// How many lines at the beginning can hold the title.
const LINES: usize = 80;

/// A text without blanks, full-width digits as plain ones.
pub(crate) fn dense(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_blank_char(c) || ('０'..='９').contains(&c)) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .filter(|c| !is_blank_char(*c))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            other => other,
        })
        .collect::<String>()
        .into()
}

/// The first year a text names, and what stands before and behind it: `2024年度`, `二〇二四年`.
fn year_in(text: &str) -> Option<(i16, &str, &str)> {
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

/// The part of a dense text that is a report's title.
fn title_in(text: &str) -> Option<&str> {
    let simple = text.replace(['資'], "资");
    let subject =
        ["政府信息公开", "政务公开", "信息公开", "政府資訊公開", "政府信息公開", "信息公開", "政府资讯公开"]
            .iter()
            .any(|word| text.contains(word) || simple.contains(word));
    if !subject || text.chars().count() > 80 {
        return None;
    }
    let ends =
        ["年度报告书", "年度报告", "年度報告", "年报", "年報", "工作报告", "情况报告", "工作年度总结报告"];
    let end = ends.iter().filter_map(|end| text.find(end).map(|at| at + end.len())).max()?;
    let title = &text[..end];
    let behind = &text[end..];
    let closed = behind.is_empty()
        || behind.starts_with(['（', '(', '-', '_', '—', '|', '－', '【', '》', '正', '格', '模', ' ', '《']);
    let sentence = title.contains(['，', '。', '；', '：', ',', ';', '！', '、']) || title.starts_with('本');
    (closed && !sentence).then_some(title)
}

/// Endings of agencies' names.
const ORGANS: [&str; 40] = [
    "政府",
    "委员会",
    "办公室",
    "办公厅",
    "管理局",
    "公安局",
    "厅",
    "局",
    "部",
    "委",
    "办",
    "院",
    "署",
    "处",
    "中心",
    "街道",
    "街道办",
    "办事处",
    "开发区",
    "管委会",
    "总队",
    "支队",
    "大队",
    "协会",
    "学校",
    "大学",
    "学院",
    "医院",
    "公司",
    "乡",
    "镇",
    "区",
    "县",
    "市",
    "省",
    "集团",
    "站",
    "所",
    "队",
    "馆",
];

fn is_organ(text: &str) -> bool {
    let count = text.chars().count();
    (3..=40).contains(&count)
        && ORGANS.iter().any(|organ| text.ends_with(organ))
        && !text.contains(['，', '。', '：', ':', '；', '、', '“', '《', '>', '|', '/'])
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// The agency in a title: what remains beside year and subject.
fn agency_in(title: &str) -> Option<String> {
    let rest = match year_in(title) {
        Some((_, before, behind)) => format!("{before}{}", behind.trim_start_matches("度")),
        None => title.to_owned(),
    };
    let cut = ["政府信息公开", "政务公开", "政府資訊公開", "政府信息公開", "信息公开", "信息公開"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let mut agency = rest[..cut].to_owned();
    if agency.ends_with("人民") {
        agency.push_str("政府");
    }
    let agency = agency
        .trim_start_matches("关于")
        .trim_end_matches("关于")
        .trim_end_matches("年度")
        .trim_end_matches('年')
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '（' | '）' | '(' | ')'))
        .trim_start_matches("正文")
        .to_owned();
    (agency.chars().count() >= 2).then_some(agency)
}

/// The year that is all a line holds: `2024`, `（2024年度）`.
fn bare_year(text: &str) -> Option<i16> {
    let (year, before, behind) = year_in(text)?;
    let marks = |text: &str| text.chars().all(|c| matches!(c, '（' | '）' | '(' | ')' | '度'));
    (marks(before) && marks(behind)).then_some(year)
}

/// A title cut by an extractor that gives the year's digits as a line of their own, below the line they are part
/// of: `某局 年政府信息公开工作年度报` / `2024` / `告`.
fn title_around_year(group: &[(usize, Cow<'_, str>)]) -> Option<String> {
    let at = (1..group.len()).find(|at| bare_year(&group[*at].1).is_some())?;
    let year = &group[at].1;
    let rest: String =
        group.iter().enumerate().filter(|(line, _)| *line != at).map(|(_, (_, text))| &**text).collect();
    let title = title_in(&rest)?;
    let gap = ["年度政府", "年政府", "年度政务", "年政务", "年度信息", "年信息"]
        .iter()
        .find_map(|words| title.find(words));
    match gap {
        Some(gap) => {
            Some(format!("{}{}{}", &title[..gap], year.trim_end_matches(['年', '度']), &title[gap..]))
        }
        None => Some(format!("{title}（{year}）")),
    }
}

/// The rows with one cell, where the whole report is one table.
fn rows_of_text(content: &Content) -> Vec<(usize, Cow<'_, str>)> {
    let mut lines = Vec::new();
    for (at, block) in content.blocks.iter().enumerate() {
        let Block::Table(grid) = block else { continue };
        let only = grid.rows.iter().filter_map(|row| match row.as_slice() {
            [cell] => Some(cell),
            _ => None,
        });
        lines.extend(only.flat_map(|cell| cell.text.lines()).map(|text| (at, dense(text))));
    }
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// Reads title, agency and year.
pub(crate) fn read(content: &Content) -> Heading {
    let lines: Vec<(usize, Cow<'_, str>)> = content
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Line(text) | Block::Heading(text) => Some((at, dense(text))),
            Block::Table(_) | Block::PageBreak => None,
        })
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let lines = if lines.is_empty() { rows_of_text(content) } else { lines };
    let mut heading = Heading::default();
    'search: for first in 0..lines.len().min(LINES) {
        for count in 1..=4 {
            let Some(group) = lines.get(first..first + count) else { break };
            if group.iter().any(|(_, text)| text.chars().count() > 60) {
                break;
            }
            let joined: String = group.iter().map(|(_, text)| &**text).collect();
            let plain = title_in(&joined).map(str::to_owned);
            let Some(title) = plain.or_else(|| title_around_year(group)) else { continue };
            // A title that only starts in the second of the joined lines is found there.
            if count > 1 && title_in(&joined[group[0].1.len()..]).is_some() && !is_organ(&group[0].1) {
                break;
            }
            heading.agency = agency_in(&title);
            heading.year = year_in(&title).map(|(year, _, _)| year);
            heading.blocks = group.iter().map(|(at, _)| *at).collect();
            // The year on a line of its own, above or below.
            if heading.year.is_none() {
                let beside = [first.checked_sub(1), Some(first + count)];
                let year = beside
                    .into_iter()
                    .flatten()
                    .filter_map(|at| lines.get(at))
                    .find_map(|(at, text)| bare_year(text).map(|year| (*at, year)));
                if let Some((at, year)) = year {
                    heading.year = Some(year);
                    heading.blocks.push(at);
                }
            }
            if heading.agency.is_none()
                && let Some(before) = first.checked_sub(1)
                && is_organ(&lines[before].1)
            {
                heading.agency = Some(lines[before].1.clone().into_owned());
                heading.blocks.insert(0, lines[before].0);
                heading.title = Some(format!("{}{title}", lines[before].1));
            } else {
                heading.title = Some(title);
            }
            break 'search;
        }
    }
    if let Some(meta) = content.title.as_deref().map(dense)
        && let Some(title) = title_in(&meta)
    {
        heading.agency = heading.agency.or_else(|| agency_in(title));
        heading.year = heading.year.or_else(|| year_in(title).map(|(year, _, _)| year));
        heading.title = heading.title.or_else(|| Some(title.to_owned()));
    }
    if heading.year.is_none() {
        year_of_text(&lines, content, &mut heading);
    }
    if heading.agency.is_none() {
        heading.agency = agency_of_text(&lines);
    }
    heading
}

/// The year by the period the text states, by the year inside a label, by the years the text speaks of.
fn year_of_text(lines: &[(usize, Cow<'_, str>)], content: &Content, heading: &mut Heading) {
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

/// The agency by the signature, by who compiled the report, or by whom to ask.
fn agency_of_text(lines: &[(usize, Cow<'_, str>)]) -> Option<String> {
    let text: Vec<&str> = lines.iter().map(|(_, text)| &**text).collect();
    let foot = &text[text.len().saturating_sub(12)..];
    let signed = foot.windows(2).rev().find(|pair| is_organ(pair[0]) && is_day(pair[1]));
    if let Some(pair) = signed {
        return Some(pair[0].to_owned());
    }
    let whole: String = text.concat();
    let start: String = text.iter().take(60).copied().collect();
    for (open, close) in [
        ("本报告由", "编制"),
        ("报告由", "根据"),
        ("请与", "联系"),
        ("请联系", "（"),
        ("发布机构：", "发"),
        ("发布机构:", "发"),
    ] {
        if let Some((_, rest)) = start.split_once(open)
            && let Some((agency, _)) = rest.split_once(close)
        {
            let agency = agency.split(['（', '(', '根', '按']).next().unwrap_or(agency);
            if is_organ(agency) {
                return Some(of_office(agency, &whole).to_owned());
            }
        }
    }
    foot.iter().rev().take(6).find(|text| is_organ(text)).map(|text| (*text).to_owned())
}

/// The agency whose office is asked to be written to, where the text speaks of that agency itself.
fn of_office<'a>(agency: &'a str, text: &str) -> &'a str {
    let Some(owner) = ["政务公开办公室", "政府信息公开办公室", "办公室", "办公厅"]
        .iter()
        .find_map(|office| agency.strip_suffix(office))
    else {
        return agency;
    };
    let itself =
        text.match_indices(owner).any(|(at, _)| !text[at + owner.len()..].starts_with(['办', '政', '信']));
    if is_organ(owner) && itself { owner } else { agency }
}

/// Whether a line is a day: `2025年1月20日`.
fn is_day(text: &str) -> bool {
    text.chars().count() <= 14 && year_in(text).is_some() && text.contains('月') && text.ends_with('日')
}
