//! DOCX: body, tables, text boxes, headers, notes, comments; what is tracked, hidden or a field, beside what is seen.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "names of parts are folded before, or written in one way"
)]

mod hiding;
mod story;

use super::package::Package;
use super::{Gather, refused};
use crate::read::NotReadable;
use hiding::hiding_styles;
use story::Story;

/// Parts that hold text of the document, by the beginning of their names, and what people call them.
const STORIES: [(&str, &str); 7] = [
    ("word/document", "正文"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
    ("word/comments", "批注"),
    ("word/glossary/document", "文档部件"),
];

/// Those of them that whoever opens the document reads as its text.
const READ: [&str; 3] = ["word/document", "word/footnotes", "word/endnotes"];

/// Everything in a DOCX.
pub(super) fn surfaces(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    let mut package = Package::open(bytes, gather)?;
    let hiding = hiding_styles(package.look("word/styles.xml")?.as_deref().unwrap_or_default())?;
    let mut has_body = false;
    for (start, name) in STORIES {
        let mut number = 0;
        for part in package.names(start) {
            if !part.ends_with(".xml") || part.contains("/_rels/") {
                continue;
            }
            // Who wrote which comment when, and where it stands, are parts without text.
            if name == "批注" && part != "word/comments.xml" {
                continue;
            }
            number += 1;
            let Some(xml) = package.take(&part)? else { continue };
            has_body |= name == "正文";
            let name =
                if number > 1 && name != "正文" { format!("{name}{number}") } else { name.to_owned() };
            let is_read = READ.contains(&start);
            Story::new(&name, is_read, &hiding, gather).read(&xml)?;
        }
    }
    if !has_body {
        return Err(refused("DOCX里没有正文", "请用Word或者WPS重新另存"));
    }
    package.rest(gather)
}
