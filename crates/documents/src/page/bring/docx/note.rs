//! Footnotes and endnotes: each is numbered where it is referred to, and stands at the end.

use super::{Place, Reader};
use crate::page::bring::xml::Element;
use crate::page::model::{Block, Inline};
use crate::read::NotReadable;

impl Reader<'_> {
    /// The note that a reference leads to, kept for the end; its label.
    pub(super) fn note(&mut self, reference: &Element) -> Result<Option<String>, NotReadable> {
        let (tree, name) = if reference.name == "footnoteReference" {
            (self.footnotes.take(), "footnote")
        } else {
            (self.endnotes.take(), "endnote")
        };
        let Some(id) = reference.attribute("id") else { return Ok(None) };
        let mut blocks = Vec::new();
        if let Some(tree) = &tree {
            let mut notes = Vec::new();
            tree.each(name, &mut |it| notes.push(it));
            if let Some(note) = notes.into_iter().find(|it| it.attribute("id") == Some(id)) {
                self.blocks(note, Place { is_note: true, tables: 1 }, &mut blocks)?;
            }
        }
        if name == "footnote" {
            self.footnotes = tree;
        } else {
            self.endnotes = tree;
        }
        if blocks.is_empty() {
            return Ok(None);
        }
        let label = format!("[{}]", self.notes.len() + 1);
        self.notes.push((label.clone(), blocks));
        Ok(Some(label))
    }

    /// Puts the notes behind the text, each after its label.
    pub(super) fn put_notes(&mut self, blocks: &mut Vec<Block>) {
        for (label, note) in std::mem::take(&mut self.notes) {
            let mut note = note.into_iter();
            let mut line = vec![Inline::plain(format!("{label} "))];
            if let Some(Block::Paragraph(text)) = note.next() {
                line.extend(text);
            }
            blocks.push(Block::Paragraph(line));
            blocks.extend(note);
        }
    }
}
