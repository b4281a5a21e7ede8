//! XML written again without some of its elements; everything else stays as it is, byte for byte.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::refused;
use crate::read::NotReadable;
use crate::surfaces::markup::{self, Element, Node};

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, and what is in it is asked about.
    Keep,
    /// It goes, what is in it stays.
    Unwrap,
    /// It goes with everything in it.
    Drop,
    /// It stays without its attribute `id`.
    WithoutId,
}

fn broken() -> NotReadable {
    refused("文件内部的XML有错误", "请用Word、Excel或者WPS打开后重新另存")
}

/// Writes XML again; each element is asked about with the name of the one it stands in. Comments go.
pub(super) fn rewritten(
    xml: &str,
    mut fate: impl FnMut(&Element<'_>, &str) -> Result<Fate, NotReadable>,
) -> Result<Vec<u8>, NotReadable> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut writer = Writer::new(Vec::new());
    let mut open: Vec<(String, Fate)> = Vec::new();
    let mut dropped = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(tag) => {
                let parent = open.last().map(|(name, _)| name.clone()).unwrap_or_default();
                let it = if dropped > 0 { Fate::Drop } else { fate(&markup::element(&tag), &parent)? };
                open.push((tag.local_name().into_inner().to_owned(), it));
                match it {
                    Fate::Keep => writer.write_event(Event::Start(tag)).map_err(|_| broken())?,
                    Fate::WithoutId => {
                        writer.write_event(Event::Start(without_id(&tag))).map_err(|_| broken())?;
                    }
                    Fate::Drop => dropped += 1,
                    Fate::Unwrap => {}
                }
            }
            Event::Empty(tag) => {
                let parent = open.last().map(|(name, _)| name.as_str()).unwrap_or_default();
                let it = if dropped > 0 { Fate::Drop } else { fate(&markup::element(&tag), parent)? };
                match it {
                    Fate::Keep => writer.write_event(Event::Empty(tag)).map_err(|_| broken())?,
                    Fate::WithoutId => {
                        writer.write_event(Event::Empty(without_id(&tag))).map_err(|_| broken())?;
                    }
                    Fate::Drop | Fate::Unwrap => {}
                }
            }
            Event::End(tag) => match open.pop() {
                Some((_, Fate::Keep | Fate::WithoutId)) => {
                    writer.write_event(Event::End(tag)).map_err(|_| broken())?;
                }
                Some((_, Fate::Drop)) => dropped -= 1,
                _ => {}
            },
            Event::Comment(_) => {}
            other if dropped == 0 => writer.write_event(other).map_err(|_| broken())?,
            _ => {}
        }
    }
}

fn without_id(tag: &BytesStart<'_>) -> BytesStart<'static> {
    let name = tag.name().into_inner().to_owned();
    let mut kept = BytesStart::new(name);
    for attribute in tag.attributes().flatten() {
        if attribute.key.local_name().into_inner() != "id" {
            kept.push_attribute(attribute);
        }
    }
    kept
}

/// A part of a document with its changes accepted and without comments.
#[expect(clippy::match_same_arms, reason = "each row is one kind of mark")]
pub(super) fn of_document(element: &Element<'_>, parent: &str) -> Result<Fate, NotReadable> {
    Ok(match element.name {
        // A row whose deletion is accepted is no row any more: that changes more than a mark.
        "del" | "ins" if parent == "trPr" => return Err(row()),
        "cellDel" | "cellIns" | "cellMerge" => return Err(row()),
        "ins" | "moveTo" if parent != "rPr" => Fate::Unwrap,
        "del" | "ins" | "moveFrom" | "moveTo" => Fate::Drop,
        "rPrChange" | "pPrChange" | "tblPrChange" | "tblPrExChange" | "tblGridChange" | "trPrChange"
        | "tcPrChange" | "sectPrChange" | "numberingChange" => Fate::Drop,
        "moveFromRangeStart" | "moveFromRangeEnd" | "moveToRangeStart" | "moveToRangeEnd" => Fate::Drop,
        "commentRangeStart" | "commentRangeEnd" | "commentReference" | "annotationRef" => Fate::Drop,
        "trackRevisions" | "rsids" | "docVars" => Fate::Drop,
        _ => Fate::Keep,
    })
}

fn row() -> NotReadable {
    refused("表格的行或者单元格有修订", "请用Word接受或者拒绝这些修订后另存")
}

/// Shared strings with those in the set emptied; their places stay, for cells count them.
pub(super) fn blanked(xml: &str, unused: &BTreeSet<usize>) -> Result<Vec<u8>, NotReadable> {
    let mut at = 0;
    let mut is_unused = false;
    rewritten(xml, |element, _| {
        if element.name == "si" {
            is_unused = unused.contains(&at);
            at += 1;
            return Ok(Fate::Keep);
        }
        Ok(if is_unused && at > 0 { Fate::Drop } else { Fate::Keep })
    })
}

/// How many shared strings there are.
pub(super) fn count_strings(xml: &str) -> Result<usize, NotReadable> {
    let mut count = 0;
    markup::walk(xml, |node| {
        if let Node::Start(element) = node {
            count += usize::from(element.name == "si");
        }
    })?;
    Ok(count)
}

/// The shared strings that the cells of a sheet use.
pub(super) fn used_strings(xml: &str) -> Result<BTreeSet<usize>, NotReadable> {
    let (mut used, mut is_shared, mut value) = (BTreeSet::new(), false, String::new());
    markup::walk(xml, |node| match node {
        Node::Start(element) => {
            if element.name == "c" {
                is_shared = element.get("t") == Some("s");
            }
            value.clear();
        }
        Node::Text(text) => value.push_str(text),
        Node::End("v") if is_shared => used.extend(value.trim().parse::<usize>().ok()),
        Node::End(_) | Node::Comment(_) => {}
    })?;
    Ok(used)
}
