//! The box of metadata that sites print above a document: labels and what stands behind them.

use super::offered::{Offered, attribute, document_number, offer, theme};
use super::written_dates;
use crate::page::model::{Block, Table, line_text, text};

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Number,
    Issuer,
    MadeOn,
    PublishedOn,
    IndexNumber,
    Theme,
    Validity,
    Attribute,
    Source,
    Column,
    ValidFrom,
    ValidUntil,
    /// Known, but nothing of ours.
    Other,
}

const LABELS: &[(&str, Label)] = &[
    ("标题", Label::Title),
    ("信息名称", Label::Title),
    ("名称", Label::Title),
    ("发文字号", Label::Number),
    ("文号", Label::Number),
    ("文件编号", Label::Number),
    ("发文机关", Label::Issuer),
    ("发布机构", Label::Issuer),
    ("发文单位", Label::Issuer),
    ("发布机关", Label::Issuer),
    ("制发机关", Label::Issuer),
    ("公开主体", Label::Issuer),
    ("成文日期", Label::MadeOn),
    ("生成日期", Label::MadeOn),
    ("印发日期", Label::MadeOn),
    ("发布日期", Label::PublishedOn),
    ("公开日期", Label::PublishedOn),
    ("发文日期", Label::PublishedOn),
    ("发布时间", Label::PublishedOn),
    ("发稿时间", Label::PublishedOn),
    ("索引号", Label::IndexNumber),
    ("信息索引", Label::IndexNumber),
    ("主题分类", Label::Theme),
    ("有效性", Label::Validity),
    ("效力状态", Label::Validity),
    ("时效性", Label::Validity),
    ("公开属性", Label::Attribute),
    ("公开方式", Label::Attribute),
    ("信息来源", Label::Source),
    ("稿件来源", Label::Source),
    ("来源", Label::Source),
    ("所属栏目", Label::Column),
    ("实施日期", Label::ValidFrom),
    ("施行日期", Label::ValidFrom),
    ("生效日期", Label::ValidFrom),
    ("失效日期", Label::ValidUntil),
    ("废止日期", Label::ValidUntil),
    ("体裁分类", Label::Other),
    ("体裁", Label::Other),
    ("组配分类", Label::Other),
    ("主题词", Label::Other),
    ("关键词", Label::Other),
    ("内容概述", Label::Other),
    ("统一登记号", Label::Other),
    ("公开范围", Label::Other),
    ("公开时限", Label::Other),
    ("信息分类", Label::Other),
    ("浏览次数", Label::Other),
    ("阅读次数", Label::Other),
    ("点击数", Label::Other),
    ("作者", Label::Other),
    ("字号", Label::Other),
    ("分享", Label::Other),
    ("责任编辑", Label::Other),
];

/// The label that a text is, blanks and brackets aside: 索 引 号：, `[发布日期]`.
pub(super) fn label(text: &str) -> Option<Label> {
    let plain: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, ':' | '：' | '[' | ']' | '【' | '】' | '［' | '］' | '*')
        })
        .collect();
    LABELS.iter().find(|(name, _)| *name == plain).map(|(_, label)| *label)
}

/// Labels with their values in a line that holds several: 索引号：… 发布日期：….
pub(super) fn in_line(text: &str) -> Vec<(Label, String)> {
    // The ends of words that are labels with a colon.
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    for (at, colon) in text.char_indices().filter(|(_, c)| matches!(c, ':' | '：')) {
        let before = &text[..at];
        let starts = before.char_indices().rev().map(|(start, _)| start).take(12);
        let longest = starts.filter_map(|start| label(&before[start..]).map(|label| (start, label))).last();
        if let Some((start, label)) = longest
            && found.last().is_none_or(|last| last.1 <= start)
        {
            found.push((start, at + colon.len_utf8(), label));
        }
    }
    let ends = found.iter().skip(1).map(|it| it.0).chain([text.len()]);
    let values = found.iter().zip(ends);
    values.map(|((_, from, label), end)| (*label, text[*from..end].trim_matches(trims).to_owned())).collect()
}

fn trims(c: char) -> bool {
    c.is_whitespace() || matches!(c, '[' | ']' | '【' | '】' | '|')
}

/// Takes a value into the offer.
pub(super) fn take(offered: &mut Offered, label: Label, value: &str) {
    let value = value.trim_matches(trims);
    if value.is_empty() || matches!(value, "-" | "—" | "无" | "/") {
        return;
    }
    let text = Some(value.to_owned());
    match label {
        Label::Title => offer(&mut offered.title, text),
        Label::Number => offer(&mut offered.document_number, document_number(value)),
        Label::Issuer => offer(&mut offered.issuer, text),
        Label::MadeOn => offer(&mut offered.made_on, written_dates::whole(value)),
        Label::PublishedOn => offer(&mut offered.published_on, written_dates::whole(value)),
        Label::IndexNumber => offer(&mut offered.index_number, text),
        Label::Theme => offer(&mut offered.theme, theme(value)),
        Label::Validity => offer(&mut offered.validity, text),
        Label::Attribute => offer(&mut offered.attribute, attribute(value)),
        Label::Source => offer(&mut offered.source, text),
        Label::Column => offer(&mut offered.column, text),
        Label::ValidFrom => offer(&mut offered.valid_from, written_dates::whole(value)),
        Label::ValidUntil => offer(&mut offered.valid_until, written_dates::whole(value)),
        Label::Other => {}
    }
}

/// The pairs of a table that is a box of metadata: at least two labels of ours, and half of its filled cells labels.
pub(super) fn of_table(table: &Table) -> Option<Vec<(Label, String)>> {
    let (pairs, meant, filled) = read(table);
    let ours = pairs.iter().filter(|(label, _)| *label != Label::Other).count();
    (ours >= 2 && meant * 2 >= filled).then_some(pairs)
}

/// The pairs of a table that is known to be one: our own files name it.
pub(super) fn of_own_table(table: &Table) -> Vec<(Label, String)> {
    read(table).0
}

/// Its pairs, and how many of how many filled cells they account for.
fn read(table: &Table) -> (Vec<(Label, String)>, usize, usize) {
    let mut pairs = Vec::new();
    let (mut filled, mut meant) = (0, 0);
    for row in &table.rows {
        let mut waiting: Option<Label> = None;
        for cell in row {
            let value = text(&cell.blocks);
            if value.trim().is_empty() {
                waiting = None;
                continue;
            }
            filled += 1;
            let inside = in_line(&value.replace('\n', " "));
            if let Some(label) = label(&value) {
                meant += 1;
                waiting = Some(label);
            } else if let Some(label) = waiting.take() {
                pairs.push((label, value));
            } else if !inside.is_empty() {
                meant += 2;
                filled += 1;
                pairs.extend(inside);
            }
        }
    }
    (pairs, meant, filled)
}

/// The pairs of a block that is nothing but metadata.
pub(super) fn of_block(block: &Block) -> Option<Vec<(Label, String)>> {
    match block {
        Block::Table(table) => of_table(table),
        Block::Paragraph(line) => {
            let text = line_text(line).replace('\n', " ");
            let pairs = in_line(&text);
            let starts = pairs
                .first()
                .is_some_and(|_| text.split([':', '：']).next().is_some_and(|head| label(head).is_some()));
            let is_short = pairs.iter().all(|(_, value)| value.chars().count() <= 60);
            (starts && is_short && (pairs.len() >= 2)).then_some(pairs)
        }
        _ => None,
    }
}
