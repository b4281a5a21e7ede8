//! Texts that stand beside the sheets: the strings they share, and comments.

use crate::read::NotReadable;
use crate::surfaces::Gather;
use crate::surfaces::markup::{self, Node};

/// The shared strings in order, each with its phonetic reading behind it.
pub(super) fn shared(xml: &str) -> Result<Vec<String>, NotReadable> {
    let mut strings = Vec::new();
    let (mut text, mut reading, mut is_reading, mut is_in_text) =
        (String::new(), String::new(), false, false);
    markup::walk(xml, |node| match node {
        Node::Start(element) => match element.name {
            "si" => {
                text.clear();
                reading.clear();
            }
            "rPh" => is_reading = true,
            "t" => is_in_text = true,
            _ => {}
        },
        Node::Text(part) if is_in_text => if is_reading { &mut reading } else { &mut text }.push_str(part),
        Node::End("rPh") => is_reading = false,
        Node::End("t") => is_in_text = false,
        Node::End("si") => {
            let reading = std::mem::take(&mut reading);
            let mut whole = std::mem::take(&mut text);
            if !reading.is_empty() {
                whole = format!("{whole}\n{reading}");
            }
            strings.push(whole);
        }
        Node::Text(_) | Node::Comment(_) | Node::End(_) => {}
    })?;
    Ok(strings)
}

/// Comments and threads, by the cell they stand at.
pub(super) fn comments(sheet: &str, xml: &str, gather: &mut Gather) -> Result<(), NotReadable> {
    let (mut text, mut cell, mut is_author) = (String::new(), String::new(), false);
    markup::walk(xml, |node| match node {
        Node::Start(element) => {
            if let Some(place) = element.get("ref") {
                place.clone_into(&mut cell);
                text.clear();
            }
            if element.name == "author" {
                is_author = true;
                text.clear();
            }
        }
        Node::Text(part) => text.push_str(part),
        Node::End("comment" | "threadedComment") => {
            gather.tell(format!("{sheet}{cell}批注"), text.trim());
            text.clear();
        }
        Node::End("author") if is_author => {
            gather.tell(format!("{sheet}批注作者"), &text);
            is_author = false;
        }
        Node::End(_) | Node::Comment(_) => {}
    })
}
