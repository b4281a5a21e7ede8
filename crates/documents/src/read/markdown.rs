//! Markdown as exporters and hand write it: headings, pipe tables well formed or not, HTML tables inside.

use super::content::{Block, Content, Format, Grid, GridCell, NotReadable};
use super::html;
use super::text::{blocks, decode};

/// Reads Markdown.
///
/// # Errors
/// HTML tables inside are nested too deep.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    let (text, problems) = decode(bytes);
    let mut content = Content { format: Format::Markdown, title: None, blocks: Vec::new(), problems };
    let mut rest = text.as_str();
    if let Some(front) = rest.strip_prefix("---\n").or_else(|| rest.strip_prefix("---\r\n"))
        && let Some((matter, after)) = front.split_once("\n---")
    {
        content.title = matter
            .lines()
            .find_map(|line| line.strip_prefix("title:"))
            .map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
        rest = after.trim_start_matches('-');
    }
    let small = rest.to_ascii_lowercase();
    let mut lower = small.as_str();
    while let Some(start) = lower.find("<table") {
        plain(&rest[..start], &mut content.blocks);
        // Tables within the table end before it does.
        let mut depth = 0_usize;
        let mut end = start;
        for (at, _) in lower[start..].match_indices('<') {
            let tag = &lower[start + at..];
            if tag.starts_with("<table") {
                depth += 1;
            } else if tag.starts_with("</table") {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    end = start + at + tag.find('>').map_or(tag.len(), |close| close + 1);
                    break;
                }
            }
        }
        if end == start {
            end = rest.len();
        }
        content.blocks.extend(html::read(&rest[start..end], Vec::new())?.blocks);
        rest = &rest[end..];
        lower = &lower[end..];
    }
    plain(rest, &mut content.blocks);
    Ok(content)
}

fn plain(text: &str, out: &mut Vec<Block>) {
    for block in blocks(text) {
        match block {
            Block::Line(line) => {
                let trimmed = line.trim_start();
                let inner = trimmed.trim_start_matches('#');
                if inner.len() < trimmed.len() && (inner.is_empty() || inner.starts_with([' ', '\t'])) {
                    out.push(Block::Heading(inline(inner.trim().trim_end_matches('#').trim_end())));
                } else if !trimmed.starts_with("```") {
                    out.push(Block::Line(inline(unlisted(&line))));
                }
            }
            Block::Table(grid) => out.push(Block::Table(Grid {
                rows: grid
                    .rows
                    .into_iter()
                    .map(|row| {
                        row.into_iter().map(|cell| GridCell { text: inline(&cell.text), ..cell }).collect()
                    })
                    .collect(),
            })),
            other => out.push(other),
        }
    }
}

/// A line without the marks of quotes and lists; page numbers between dashes keep theirs.
fn unlisted(line: &str) -> &str {
    let text = line.trim_start();
    let text = text.strip_prefix("> ").unwrap_or(text);
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = text.strip_prefix(mark)
            && rest.trim_start().starts_with(|c: char| !c.is_ascii_digit() && c != '-')
        {
            return rest;
        }
    }
    if text.len() < line.len() && !line.starts_with("    ") { text } else { line }
}

/// Text without emphasis, links, images and escapes.
fn inline(text: &str) -> String {
    let mut text = text.replace("**", "").replace("__", "");
    for mark in ["<br>", "<br/>", "<br />", "<BR>"] {
        text = text.replace(mark, "\n");
    }
    if text.contains('&') {
        text = html::unescaped(&text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['\\', '[', '!', '`']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let image = rest.starts_with("![");
        // A link is short; a page of brackets is not searched to its end for each of them.
        let near = rest.char_indices().nth(600).map_or(rest, |(at, _)| &rest[..at]);
        let label = near.strip_prefix("![").or_else(|| near.strip_prefix('['));
        if let Some(label) = label
            && let Some((inner, after)) = label.split_once("](")
            && !inner.contains(['\n', ']'])
            && let Some((_, after)) = after.split_once(')')
        {
            if !image {
                plain.push_str(inner);
            }
            rest = &rest[near.len() - after.len()..];
            continue;
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some('\\') if chars.as_str().starts_with(|c: char| c.is_ascii_punctuation()) => {
                plain.extend(chars.next());
            }
            Some('`') | None => {}
            Some(c) => plain.push(c),
        }
        rest = chars.as_str();
    }
    plain.push_str(rest);
    plain
}
