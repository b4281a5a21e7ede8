//! DOCX to blocks: paragraphs, headings, the numbers Word counts, tables, pictures, notes. Tracked changes are read as
//! accepted, and told.

mod drawing;
mod note;
mod paragraph;
mod run;
mod table;

use std::collections::HashMap;

use super::numbering::Numbering;
use super::package::{Package, Relation};
use super::styles::Styles;
use super::xml::Element;
use super::{Parts, problem};
use crate::page::model::Block;
use crate::read::NotReadable;
use crate::read::docx::refused;

/// Where we are in the document.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Tables around.
    tables: usize,
    /// Inside a note: notes have none.
    is_note: bool,
}

struct Reader<'a> {
    package: Package<'a>,
    relations: HashMap<String, Relation>,
    styles: Styles,
    numbering: Numbering,
    notes: Vec<(String, Vec<Block>)>,
    footnotes: Option<Element>,
    endnotes: Option<Element>,
    parts: Parts,
    tracked: usize,
    comments: usize,
    is_begun: bool,
    /// The list of the last numbered paragraph.
    list: Option<String>,
    /// Blocks that stood when the caption of a table, if one follows, was the last of them.
    caption: Option<usize>,
}

/// Reads DOCX.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, NotReadable> {
    let mut package = Package::open(bytes)?;
    let (tree, is_broken) = package
        .tree("word/document.xml")?
        .ok_or_else(|| refused("DOCX里没有正文", "请用Word或WPS重新另存为DOCX"))?;
    let relations = package.relations("word/_rels/document.xml.rels")?;
    let styles = package.tree("word/styles.xml")?.map(|(tree, _)| Styles::read(&tree)).unwrap_or_default();
    let numbering =
        package.tree("word/numbering.xml")?.map(|(tree, _)| Numbering::read(&tree)).unwrap_or_default();
    let footnotes = package.tree("word/footnotes.xml")?.map(|(tree, _)| tree);
    let endnotes = package.tree("word/endnotes.xml")?.map(|(tree, _)| tree);
    let mut reader = Reader {
        package,
        relations,
        styles,
        numbering,
        notes: Vec::new(),
        footnotes,
        endnotes,
        parts: Parts::default(),
        tracked: 0,
        comments: 0,
        is_begun: false,
        list: None,
        caption: None,
    };
    if is_broken {
        reader.tell("正文", "DOCX的XML从某处起有语法错误，其后的内容没有读取");
    }
    let body = tree.find("body").unwrap_or(&tree);
    let mut blocks = Vec::new();
    reader.blocks(body, Place::default(), &mut blocks)?;
    reader.put_notes(&mut blocks);
    reader.finish(blocks)
}

impl Reader<'_> {
    fn tell(&mut self, place: &str, message: impl Into<String>) {
        self.parts.problems.push(problem(place, message));
    }

    fn finish(mut self, blocks: Vec<Block>) -> Result<Parts, NotReadable> {
        if self.tracked > 0 {
            let count = self.tracked;
            self.tell(
                "正文",
                format!(
                    "文件中有{count}处修订，已按接受修订后的文字导入；请在Word中接受或拒绝全部修订后核对"
                ),
            );
        }
        if let Some((tree, _)) = self.package.tree("word/comments.xml")? {
            tree.each("comment", &mut |_| self.comments += 1);
        }
        if self.comments > 0 {
            let count = self.comments;
            self.tell("批注", format!("文件中有{count}条批注，没有导入；原文件不要作为附件公开"));
        }
        if self.package.has("word/vbaProject.bin") {
            self.tell("全文", "文件中有宏，没有导入；原文件不要作为附件公开");
        }
        self.parts.blocks = blocks;
        Ok(self.parts)
    }

    /// The blocks inside an element, as accepted.
    fn blocks(&mut self, parent: &Element, place: Place, out: &mut Vec<Block>) -> Result<(), NotReadable> {
        for child in &parent.children {
            match child.name.as_str() {
                "p" => self.paragraph(child, place, out)?,
                "tbl" => self.table(child, place, out)?,
                "del" | "moveFrom" => self.tracked += 1,
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.blocks(child, place, out)?;
                }
                "AlternateContent" => {
                    if let Some(chosen) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.blocks(chosen, place, out)?;
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "smartTag" | "body" | "txbxContent" => {
                    self.blocks(child, place, out)?;
                }
                "altChunk" => {
                    self.tell("正文", "文件中嵌入了另一个文件的内容，没有导入；请在Word中另存后再导入");
                }
                _ => {}
            }
        }
        Ok(())
    }
}
