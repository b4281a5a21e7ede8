//! A part of the document while it is read: its stretches of text and what of the format is open.

mod elements;
mod said;

use std::collections::BTreeSet;

use crate::read::NotReadable;
use crate::surfaces::Gather;
use crate::surfaces::markup::{self, Node};

/// What one paragraph, or one row of a table, says in which way.
#[derive(Default)]
struct Said {
    /// As it is seen, inserted text included, and hidden text where signs of the format are shown.
    seen: String,
    /// As it is read on screen and paper.
    shown: String,
    /// As it was before the tracked changes.
    before: String,
    deleted: String,
    hidden: String,
    fields: String,
}

/// A stretch of text: the story itself, or a text box in it.
struct Stretch {
    /// 正文, 正文文本框2, 批注3.
    name: String,
    paragraphs: usize,
    tables: usize,
    /// Rows of each open table, with the table's number.
    open: Vec<(usize, usize)>,
    /// Whether it stands in a paragraph that is hidden.
    is_hidden: bool,
    /// Whether the style of the open paragraph hides it.
    is_paragraph_hidden: bool,
    said: Said,
}

impl Stretch {
    fn new(name: String, is_hidden: bool) -> Self {
        Self {
            name,
            paragraphs: 0,
            tables: 0,
            open: Vec::new(),
            is_hidden,
            is_paragraph_hidden: is_hidden,
            said: Said::default(),
        }
    }
}

/// A part of the document while it is read.
#[expect(clippy::struct_excessive_bools, reason = "each is one mark of the format")]
pub(super) struct Story<'a> {
    name: String,
    /// Whether it is part of the text that is read.
    is_read: bool,
    /// Styles that hide what is written in them.
    hiding: &'a BTreeSet<String>,
    gather: &'a mut Gather,
    stretches: Vec<Stretch>,
    boxes: usize,
    /// Notes and comments so far.
    notes: usize,
    /// Elements that are open.
    is_in_text: bool,
    is_in_field: bool,
    is_in_run_properties: bool,
    is_hidden: bool,
    deleted: usize,
    inserted: usize,
    /// Changes of format within which nothing is said of the text as it stands.
    changes: usize,
    said_once: BTreeSet<String>,
}

impl<'a> Story<'a> {
    /// A part by what people call it, before it is read.
    pub(super) fn new(
        name: &str,
        is_read: bool,
        hiding: &'a BTreeSet<String>,
        gather: &'a mut Gather,
    ) -> Self {
        Self {
            name: name.to_owned(),
            is_read,
            hiding,
            gather,
            stretches: vec![Stretch::new(name.to_owned(), false)],
            boxes: 0,
            notes: 0,
            is_in_text: false,
            is_in_field: false,
            is_in_run_properties: false,
            is_hidden: false,
            deleted: 0,
            inserted: 0,
            changes: 0,
            said_once: BTreeSet::new(),
        }
    }

    /// Reads the part and tells everything it says.
    pub(super) fn read(mut self, xml: &str) -> Result<(), NotReadable> {
        markup::walk(xml, |node| match node {
            Node::Start(element) => self.start(&element),
            Node::Text(text) => self.text(text),
            Node::End(name) => self.end(name),
            Node::Comment(text) => self.gather.tell(format!("{}的XML注释", self.name), text),
        })?;
        while !self.stretches.is_empty() {
            self.flush(false);
            self.stretches.pop();
        }
        Ok(())
    }
}
