//! The publication as PDF, set by typst from `publication.typ`.

use serde_json::{Value, json};
use typst::foundations::{Bytes, Dict, IntoValue};

use super::super::error::WriteError;
use super::super::letter::mark_size;
use super::super::pdf::{Layout, set_with};
use super::parts::{fit, is_picture, size, words};
use super::{METADATA, Printed};
use crate::page::model::{self, Block, Cell, Inline, Marks, Table};
use crate::page::{Role, roles};

/// The publication as PDF (版式文件): PDF/UA-1, and PDF/A-2a where the day it was made is known.
///
/// # Errors
/// As for reports: [`WriteError::NoGlyph`] names every character no font can show.
pub fn pdf(printed: &Printed<'_>) -> Result<Vec<u8>, WriteError> {
    let blocks = printed.body.blocks();
    let mut pictures = Dict::new();
    let mut levels = Vec::new();
    let parts: Vec<Value> = blocks
        .iter()
        .zip(roles(&blocks))
        .map(|(block, role)| self::block(block, role, printed, &mut pictures, &mut levels))
        .collect();
    let mark = printed.mark();
    let metadata = printed.metadata();
    let data = json!({
        "title": printed.title(),
        "notice": printed.notice(),
        "agency": printed.issuer(),
        "mark": mark,
        "mark_size": mark.as_deref().map(mark_size),
        "number": printed.number(),
        "date": printed.made_on.map(|day| json!([day.year(), day.month(), day.day()])),
        "blocks": parts,
        "metadata_title": METADATA,
        "metadata": metadata,
    });
    let mut texts = vec![
        ("有效性提示".to_owned(), printed.notice().unwrap_or_default()),
        ("标题".to_owned(), printed.title()),
        ("发文机关".to_owned(), printed.issuer()),
        ("发文字号".to_owned(), printed.number().unwrap_or_default()),
    ];
    texts.extend(metadata.into_iter().map(|(label, value)| (METADATA.to_owned(), label + &value)));
    let whole = model::text(&blocks);
    texts.extend(
        whole
            .split('\n')
            .enumerate()
            .map(|(index, line)| (format!("正文第{}行", index + 1), line.to_owned())),
    );
    model::each_line(&blocks, &mut |line| {
        texts.extend(line.iter().filter_map(|it| match it {
            Inline::Image { alt, .. } => Some(("图片说明".to_owned(), words(alt))),
            _ => None,
        }));
    });
    let mut inputs = Dict::new();
    inputs.insert("pictures".into(), pictures.into_value());
    set_with(Layout::Publication, &texts, &data, printed.made_on.is_some(), inputs)
}

fn block(
    block: &Block,
    role: Role,
    printed: &Printed<'_>,
    pictures: &mut Dict,
    levels: &mut Vec<u8>,
) -> Value {
    match block {
        Block::Heading { level, line } => {
            // Levels are not passed over: a reader of the file is led from one to the next.
            while levels.last().is_some_and(|last| last >= level) {
                levels.pop();
            }
            levels.push(*level);
            json!({ "kind": "heading", "level": levels.len(), "line": self::line(line, printed, pictures) })
        }
        Block::Paragraph(text) => {
            let role = match role {
                _ if is_picture(text) => "picture",
                Role::Addressee => "addressee",
                Role::First => "first",
                Role::Second => "second",
                Role::Chapter => "chapter",
                Role::Title => "issued",
                Role::Signature => "signature",
                Role::Text => "text",
            };
            json!({ "kind": "paragraph", "role": role, "line": line(text, printed, pictures) })
        }
        Block::List { is_ordered, items } => {
            let items: Vec<Value> = items.iter().map(|it| inside(it, printed, pictures)).collect();
            json!({ "kind": "list", "ordered": is_ordered, "items": items })
        }
        Block::Quote(blocks) => json!({ "kind": "quote", "blocks": inside(blocks, printed, pictures) }),
        Block::Table(it) => table(it, printed, pictures),
    }
}

fn inside(blocks: &[Block], printed: &Printed<'_>, pictures: &mut Dict) -> Value {
    let levels = &mut Vec::new();
    blocks.iter().map(|it| block(it, Role::Text, printed, pictures, levels)).collect::<Vec<_>>().into()
}

fn table(table: &Table, printed: &Printed<'_>, pictures: &mut Dict) -> Value {
    let mut cell = |it: &Cell| {
        json!({
            "columns": it.columns,
            "rows": it.rows,
            "head": it.scope.is_some(),
            "blocks": inside(&it.blocks, printed, pictures),
        })
    };
    let fit = fit(table);
    let (head, body) = table.rows.split_at(table.head);
    let head: Vec<Value> = head.iter().flatten().map(&mut cell).collect();
    let body: Vec<Value> = body.iter().flatten().map(&mut cell).collect();
    json!({
        "kind": "table",
        "widths": fit.widths,
        "size": fit.size,
        "head": head,
        "body": body,
        "caption": line(&table.caption, printed, pictures),
    })
}

fn line(line: &[Inline], printed: &Printed<'_>, pictures: &mut Dict) -> Value {
    let parts = line.iter().map(|it| match it {
        Inline::Break => json!({ "kind": "break" }),
        Inline::Run { text, marks, href } => json!({
            "kind": "run",
            "text": text,
            "href": href.as_ref().filter(|it| it.contains(':')),
            "strong": marks.has(Marks::STRONG),
            "em": marks.has(Marks::EM),
            "underline": marks.has(Marks::UNDERLINE),
            "sub": marks.has(Marks::SUB),
            "sup": marks.has(Marks::SUP),
        }),
        Inline::Image { src, alt, .. } => {
            let shown = printed.pictures.get(src).and_then(|bytes| {
                crate::page::kind(bytes)?;
                Some((bytes, size(bytes)?))
            });
            match shown {
                Some((bytes, (width, height))) => {
                    pictures.insert(src.as_str().into(), Bytes::new(bytes.clone()).into_value());
                    let alt = if alt.is_empty() { "图片" } else { alt };
                    json!({ "kind": "picture", "src": src, "alt": alt, "width": width, "height": height })
                }
                None => {
                    json!({ "kind": "run", "text": words(alt), "href": null, "strong": false, "em": false,
                    "underline": false, "sub": false, "sup": false })
                }
            }
        }
    });
    parts.collect::<Vec<_>>().into()
}
