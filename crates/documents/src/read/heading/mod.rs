//! Whose report it is and of which year: from the title, then from the text. 《条例》第50条

mod agency;
mod title;
mod year;

use std::borrow::Cow;

use super::cells::is_blank_char;
use super::content::{Block, Content, Problem};
use agency::{agency_in, agency_of_text, is_organ};
use title::{title_around_year, title_in};
use year::{bare_year, year_in, year_of_text};

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
