//! Official documents (公文) by their parts: mark, number, title above the text; signature, date and note below it.
//! GB/T 9704-2012

use super::labels;
use super::offered::{Offered, attribute, document_number, offer};
use super::written_dates;
use super::{Parts, Styled};
use crate::page::model::{Block, line_text};
use crate::page::outline::numbered;
use statute::publication::Genre;

/// Characters of a line of a title.
const TITLE_LINE: usize = 45;
/// Lines of a title.
const TITLE_LINES: usize = 4;
/// How many blocks from the end the signature stands at most.
const TAIL: usize = 60;
/// Endings of titles that are no genre.
const ENDINGS: [&str; 16] = [
    "办法", "规定", "细则", "方案", "规划", "计划", "要点", "条例", "规则", "指南", "目录", "清单", "标准",
    "总结", "解读", "公示",
];
/// What the table of metadata is called that our own files end with.
pub(crate) const METADATA: &str = "信息属性";

/// Takes the parts that are metadata out of the blocks, and offers them.
pub(super) fn recognize(parts: &mut Parts) {
    let mut offered = std::mem::take(&mut parts.offered);
    take_boxes(&mut parts.blocks, &mut offered);
    head(&mut parts.blocks, &parts.styled, &mut offered);
    tail(&parts.blocks, &mut offered);
    terms(&parts.blocks, &mut offered);
    parts.offered = offered;
}

/// Boxes of metadata at the beginning and at the end.
fn take_boxes(blocks: &mut Vec<Block>, offered: &mut Offered) {
    const NEAR: usize = 4;
    let last = blocks.len().saturating_sub(NEAR);
    let mut at = 0;
    blocks.retain(|block| {
        let is_near = at < NEAR || at >= last;
        at += 1;
        let own = match block {
            Block::Table(table) if line_text(&table.caption) == METADATA => Some(labels::of_own_table(table)),
            _ => None,
        };
        let is_ours = own.is_some();
        if !is_near {
            return true;
        }
        let pairs = own.or_else(|| labels::of_block(block).filter(|_| at <= NEAR));
        pairs.iter().flatten().for_each(|(label, value)| labels::take(offered, *label, value));
        !is_ours && pairs.is_none()
    });
}

/// The text of a block that is one line.
fn line(block: &Block) -> Option<String> {
    match block {
        Block::Heading { line, .. } | Block::Paragraph(line) => {
            Some(line_text(line).trim().to_owned()).filter(|it| !it.is_empty())
        }
        _ => None,
    }
}

fn head(blocks: &mut Vec<Block>, styled: &Styled, offered: &mut Offered) {
    if let Some(mark) = &styled.mark {
        offer(&mut offered.issuer, Some(mark.trim_end_matches("文件").to_owned()));
    }
    if let Some(number) = &styled.number {
        offer(&mut offered.document_number, document_number(number));
    }
    let has_title = offered.title.is_some() || styled.title().is_some();
    offer(&mut offered.title, styled.title());
    let mut taken = 0;
    let mut is_numbered = styled.number.is_some();
    while taken < 4 {
        let Some(text) = blocks.get(taken).and_then(line) else { break };
        let plain: String = text.split_whitespace().collect();
        let (number, signer) = plain.split_once("签发人").unwrap_or((&plain, ""));
        if let Some(number) = document_number(number) {
            offer(&mut offered.document_number, Some(number));
            is_numbered = true;
        } else if let Some(mark) = plain.strip_suffix("文件").filter(|it| is_agency(it)) {
            offer(&mut offered.issuer, Some(mark.to_owned()));
        } else if !(signer.is_empty() && is_rule(&plain)) {
            break;
        }
        taken += 1;
    }
    if !has_title {
        let lines = title_lines(&blocks[taken..]);
        let title: String = lines.iter().flat_map(|it| it.split_whitespace()).collect();
        if !lines.is_empty() && is_title_before(&title, is_numbered, blocks.get(taken + lines.len())) {
            taken += lines.len();
            offered.title = Some(title);
        }
    } else if let (Some(title), Some(text)) = (&offered.title, blocks.get(taken).and_then(line)) {
        // The page repeats its title above the text.
        let plain: String = text.split_whitespace().collect();
        let title: String = title.split_whitespace().collect();
        taken += usize::from(plain == title);
    }
    // A number in brackets under the title.
    if let Some(number) = blocks.get(taken).and_then(line).and_then(|it| document_number(&it)) {
        offer(&mut offered.document_number, Some(number));
        taken += 1;
    }
    blocks.drain(..taken);
}

/// A line that only draws.
fn is_rule(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '—' | '_' | '=' | '★' | '─' | '━'))
}

fn is_agency(text: &str) -> bool {
    let length = text.chars().count();
    (3..=30).contains(&length) && text.chars().all(char::is_alphanumeric)
}

/// The lines that a title may be: short, without the marks of sentences, before the text begins.
fn title_lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks.iter().take(TITLE_LINES) {
        let Some(text) = line(block) else { break };
        let is_text = text.chars().count() > TITLE_LINE * 2
            || text.ends_with(['。', '；', '：', '，', ':', ';', '！', '？'])
            || text.starts_with(['（', '(']) && !lines.is_empty()
            || numbered(&text).is_some()
            || written_dates::whole(&text).is_some()
            || text.starts_with("附件");
        if is_text {
            break;
        }
        lines.push(text);
        let title = lines.concat();
        if is_title(&title) {
            break;
        }
    }
    let ends = |lines: &[String]| {
        let title = lines.concat();
        is_title(&title)
    };
    if !ends(&lines) {
        // A news item has one line; what follows it is text already.
        lines.truncate(1);
    }
    lines
}

/// Whether a line ends as titles do: with a genre, or with what rules and plans are called.
pub(crate) fn is_title(title: &str) -> bool {
    Genre::of_title(title).is_some() || ENDINGS.iter().any(|it| title.ends_with(it))
}

fn is_title_before(title: &str, is_numbered: bool, next: Option<&Block>) -> bool {
    if title.is_empty() {
        return false;
    }
    if is_title(title) || is_numbered {
        return true;
    }
    let next = next.and_then(line).unwrap_or_default();
    let is_text = next.ends_with(['。', '：', ':']) || next.chars().count() > TITLE_LINE;
    title.chars().count() <= TITLE_LINE && is_text
}

fn tail(blocks: &[Block], offered: &mut Offered) {
    let from = blocks.len().saturating_sub(TAIL);
    let lines: Vec<String> = blocks[from..]
        .iter()
        .filter_map(line)
        .flat_map(|it| it.split('\n').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for text in lines.iter().rev() {
        let plain: String = text.split_whitespace().collect();
        let is_note = plain.starts_with(['（', '(']) && plain.chars().count() <= 20 && plain.contains("公开");
        if is_note || plain.starts_with("信息公开") || plain.starts_with("公开方式") {
            offer(&mut offered.attribute, attribute(&plain));
        }
    }
    if let Some((at, date)) = lines
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, text)| written_dates::whole(text).map(|date| (at, date)))
    {
        offer(&mut offered.made_on, Some(date));
        let before = lines[..at].iter().rev().take_while(|text| is_signature(text));
        let signed: Vec<&str> = before.map(|it| it.trim()).collect();
        let issuers: Vec<&str> = signed
            .into_iter()
            .rev()
            .flat_map(|it| it.split(['　', ' ']))
            .filter(|it| !it.is_empty())
            .collect();
        // 示 例 市 is written with blanks to fill its line.
        let issuer = if issuers.iter().all(|it| it.chars().count() > 2) {
            issuers.join("、")
        } else {
            issuers.concat()
        };
        if !issuer.is_empty() {
            offer(&mut offered.issuer, Some(issuer));
        }
    }
    for (index, text) in lines.iter().enumerate() {
        let Some(rest) = text.strip_prefix("附件").and_then(|it| it.trim_start().strip_prefix(['：', ':']))
        else {
            continue;
        };
        let more = lines[index + 1..].iter().take_while(|it| annex(it).is_some()).map(String::as_str);
        let names = std::iter::once(rest).chain(more);
        offered.annexes =
            names.map(|it| annex(it).unwrap_or(it.trim()).to_owned()).filter(|it| !it.is_empty()).collect();
        break;
    }
}

/// The name behind the number of a line of annexes: 2. 示例表.
fn annex(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = rest.strip_prefix(['.', '．', '、'])?;
    (rest.len() < text.len() && !name.ends_with('。')).then(|| name.trim())
}

/// Whether a line is the name of an agency and nothing else.
pub(crate) fn is_signature(text: &str) -> bool {
    const AGENCY: [char; 12] = ['局', '厅', '府', '室', '会', '部', '院', '委', '处', '中', '心', '办'];
    let text = text.trim();
    let length = text.chars().count();
    (3..=40).contains(&length)
        && text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace())
        && text.ends_with(AGENCY)
}

/// From when to when the document says it is in force.
fn terms(blocks: &[Block], offered: &mut Offered) {
    for text in blocks.iter().filter_map(line) {
        let mut rest = text.as_str();
        while let Some((before, date, after)) = written_dates::first(rest) {
            let before = before.trim_end();
            if before.ends_with('自')
                && ["起施行", "起实施", "起执行", "起生效"]
                    .iter()
                    .any(|it| after.trim_start().starts_with(it))
            {
                offer(&mut offered.valid_from, Some(date));
            }
            if before.ends_with("有效期至") || before.ends_with("有效期限至") {
                offer(&mut offered.valid_until, Some(date));
            }
            rest = after;
        }
    }
}
