//! One interpretation for every format: blocks of text and tables to an annual report.

use std::collections::HashSet;

use jiff::civil::Date;
use statute::report::{AnnualReport, Tables};

use super::content::{Block, Content, Format, NotReadable, Problem};
use super::heading::dense;
use super::labels::find_like;
use super::pieces::{Kind, Piece, pieces};
use super::reading::Reading;
use super::runs::glued_label;
use super::{MAX_ROWS, heading, part2, part3, part4, refusal, sections, too_many_rows};

/// Reads a report out of content.
///
/// # Errors
/// The content is no annual report, or holds none of its tables as text.
pub(crate) fn interpret(content: &Content) -> Result<Reading, NotReadable> {
    let pieces = pieces(content);
    let rows = pieces
        .iter()
        .filter(|piece| match &piece.kind {
            Kind::Row(_) => true,
            Kind::Values(values) => values.len() > 1,
            Kind::Line | Kind::Glued(_) => false,
        })
        .count();
    if rows > MAX_ROWS {
        return Err(too_many_rows());
    }
    let glued = pieces.iter().any(|piece| {
        matches!(piece.kind, Kind::Line)
            && glued_label(&piece.normal, 7).is_some_and(|(label, _)| part3::ends_label(&label))
    });
    let (start, end) = region(&pieces);
    let mut three = part3::read(&pieces[start..end]);
    let mut offset = start;
    if three.filled < three.table.rows.len() && (start, end) != (0, pieces.len()) {
        // Fragments out of order stand outside. Variation 28.
        let wider = part3::read(&pieces);
        if wider.filled > three.filled {
            three = wider;
            offset = 0;
        }
    }
    // A second table three further on: the same again (a page for print), or another report.
    if let Some(again) = pieces
        .get(end..)
        .and_then(|rest| rest.iter().position(|piece| piece.normal.contains("本年新收政府信息公开申请数量")))
    {
        let second = part3::read(&pieces[end + again..]);
        if second.filled >= 12 && second.table != three.table {
            three.conflicts += 2;
        }
    }
    let first = three.first.map_or(start, |first| first + offset);
    let last = three.last.map_or(end.saturating_sub(1), |last| last + offset);
    let mut two = part2::read(&pieces[..first.min(pieces.len())], glued);
    if two.span.is_none() && last + 1 < pieces.len() {
        two = part2::read(&pieces[last + 1..], glued);
        two.span = two.span.map(|(a, b)| (a + last + 1, b + last + 1));
    }
    let behind = (last + 1).min(pieces.len());
    let mut four = part4::read(&pieces[behind..], three.columnar);
    four.span = four.span.map(|(a, b)| (a + behind, b + behind));

    let head = heading::read(content);
    let has_three = three.labels >= 12 || three.filled >= 12;
    refusal::check(content, &pieces, &head, &two, &three, &four, has_three)?;

    let mut skip: HashSet<usize> = head.blocks.iter().copied().collect();
    let mut span = |from: usize, to: usize| {
        for piece in pieces.get(from..=to).unwrap_or_default() {
            skip.insert(piece.block);
        }
    };
    if let Some((from, to)) = two.span {
        span(from, to);
    }
    if has_three {
        span(table_head(&pieces, start, first), last);
    }
    if let Some((_, to)) = four.span {
        let is_heading = |at: &usize| match content.blocks.get(pieces[*at].block) {
            Some(Block::Line(text)) => sections::heading(&dense(text), false).is_some(),
            Some(Block::Heading(_)) => true,
            _ => false,
        };
        let is_own = |at: &usize| match content.blocks.get(pieces[*at].block) {
            Some(Block::Line(text)) => sections::heading(&dense(text), false) == Some(Some(3)),
            Some(Block::Heading(text)) => sections::heading(&dense(text), true) == Some(Some(3)),
            _ => false,
        };
        // Rows of table three that could not be claimed stand before the heading of part four.
        let head = (behind..=to).find(is_own).unwrap_or(behind);
        if head > behind {
            span(behind, head - 1);
        }
        if let Some(from) = (head..=to).find(|at| !is_heading(at)) {
            span(from, to);
        }
    }
    let (preamble, sections) = sections::read(content, &skip);
    let mut problems = content.problems.clone();
    problems.extend(head.problems);
    problems.extend(two.problems);
    if has_three {
        problems.extend(three.problems);
    } else {
        problems.push(Problem { place: "表三".into(), message: "没有找到表三".into() });
    }
    problems.extend(four.problems);
    for (missing, name) in
        [(two.form.is_none() && two.trial.is_none(), "表二"), (four.table.is_none(), "表四")]
    {
        if missing {
            problems.push(Problem { place: name.into(), message: format!("没有找到{name}") });
        }
    }
    Ok(Reading {
        format: content.format,
        report: AnnualReport {
            agency: head.agency,
            year: head.year,
            title: head.title,
            published_on: published_on(content),
            preamble,
            sections,
            tables: Tables {
                part2: two.form,
                part2_2019: two.trial,
                part3: has_three.then_some(three.table),
                part4: four.table,
            },
        },
        problems,
    })
}

/// The pieces that hold table three: from its heading to the head of table four.
fn region(pieces: &[Piece<'_>]) -> (usize, usize) {
    let mut text = String::with_capacity(pieces.iter().map(|piece| piece.normal.len()).sum());
    // Where each piece begins in the text.
    let mut starts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        starts.push(text.len());
        text.push_str(&piece.normal);
    }
    let owner = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
    let find = |from: usize, label: &str, allowed: usize| {
        let rest = text.get(from..)?;
        if let Some(at) = rest.find(label) {
            return Some((at + from, at + from + label.len()));
        }
        let (places, chars): (Vec<usize>, Vec<char>) = rest.char_indices().unzip();
        let label: Vec<char> = label.chars().collect();
        let (first, end, _) = find_like(&chars, &label, allowed)?;
        let place = |at: usize| places.get(at).map_or(text.len(), |place| place + from);
        Some((place(first), place(end)))
    };
    let Some((first, after)) = find(0, "本年新收政府信息公开申请数量", 3) else {
        return (0, pieces.len());
    };
    let first = owner(first);
    let mut start = first;
    for back in (first.saturating_sub(60)..first).rev() {
        let label = &pieces[back].normal;
        if ["申请人情况", "自然人", "勾稽关系", "法人或其他"].iter().any(|word| label.contains(word))
        {
            start = back;
        }
        if label.contains("收到和处理") {
            start = back;
            break;
        }
    }
    let last = find(after, "结转下年度继续办理", 2).map(|(_, end)| owner(end.saturating_sub(1)));
    let from = last.unwrap_or(first);
    let end = (from + 1..pieces.len())
        .find(|at| {
            let label = &pieces[*at].normal;
            label.contains("行政复议") || label.contains("结果维持") || label.contains("行政诉讼")
        })
        .unwrap_or(pieces.len());
    (start, end)
}

/// The first piece of the table's own head.
fn table_head(pieces: &[Piece<'_>], start: usize, first: usize) -> usize {
    (start..first)
        .find(|at| {
            let label = &pieces[*at].normal;
            ["申请人情况", "自然人", "勾稽关系", "法人或其他"].iter().any(|word| label.contains(word))
        })
        .unwrap_or(first)
}

/// The day of publication, where a line names it as such.
fn published_on(content: &Content) -> Option<Date> {
    if content.format == Format::Json {
        return None;
    }
    content.blocks.iter().take(60).find_map(|block| {
        let text = match block {
            Block::Line(text) | Block::Heading(text) => dense(text),
            Block::Table(grid) => {
                grid.rows.iter().take(8).flatten().map(|cell| dense(&cell.text)).collect::<String>().into()
            }
            Block::PageBreak => return None,
        };
        if !["日期", "时间", "发布于"].iter().any(|word| text.contains(word)) {
            return None;
        }
        ["发布日期", "发布时间", "公开日期", "发文日期", "发布于"].iter().find_map(|mark| {
            let (_, rest) = text.split_once(mark)?;
            let rest = rest.trim_start_matches(['：', ':', '】', ']']);
            let mut parts = rest.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            let year = parts.next()?.parse().ok()?;
            let month = parts.next()?.parse().ok()?;
            let day: String = parts.next()?.chars().take(2).collect();
            Date::new(year, month, day.parse().ok()?).ok()
        })
    })
}
