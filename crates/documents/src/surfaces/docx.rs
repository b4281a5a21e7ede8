//! DOCX: body, tables, text boxes, headers, notes, comments; what is tracked, hidden or a field, beside what is seen.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "names of parts are folded before, or written in one way"
)]

use std::collections::BTreeSet;

use super::markup::{self, Element, Node};
use super::package::Package;
use super::{Gather, refused};
use crate::read::NotReadable;

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
/// Styles that rest on each other; a circle ends somewhere.
const DEEPEST: usize = 20;

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
            Story { is_read, ..Story::new(&name, &hiding, gather) }.read(&xml)?;
        }
    }
    if !has_body {
        return Err(refused("DOCX里没有正文", "请用Word或者WPS重新另存"));
    }
    package.rest(gather)
}

/// The styles that hide what is written in them, and those that rest on one.
fn hiding_styles(xml: &str) -> Result<BTreeSet<String>, NotReadable> {
    let (mut style, mut hiding) = (String::new(), BTreeSet::new());
    let mut parents: Vec<(String, String)> = Vec::new();
    markup::walk(xml, |node| {
        let Node::Start(element) = node else { return };
        match element.name {
            "style" => element.get("styleId").unwrap_or_default().clone_into(&mut style),
            "basedOn" => parents.push((style.clone(), element.get("val").unwrap_or_default().to_owned())),
            "vanish" | "specVanish" if !is_off(&element) => {
                hiding.insert(style.clone());
            }
            _ => {}
        }
    })?;
    for _ in 0..DEEPEST {
        let resting =
            parents.iter().filter(|(_, parent)| hiding.contains(parent)).map(|(style, _)| style.clone());
        let resting: Vec<_> = resting.collect();
        hiding.extend(resting);
    }
    Ok(hiding)
}

/// Whether a property that is on by standing there is turned off.
fn is_off(element: &Element<'_>) -> bool {
    matches!(element.get("val"), Some("0" | "false" | "off"))
}

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
struct Story<'a> {
    name: String,
    /// Whether it is part of the text that is read.
    is_read: bool,
    /// Styles that hide what is written in them.
    hiding: &'a BTreeSet<String>,
    gather: &'a mut Gather,
    stretches: Vec<Stretch>,
    boxes: usize,
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
    fn new(name: &str, hiding: &'a BTreeSet<String>, gather: &'a mut Gather) -> Self {
        Self {
            name: name.to_owned(),
            is_read: false,
            hiding,
            gather,
            stretches: vec![Stretch::new(name.to_owned(), false)],
            boxes: 0,
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

    fn read(mut self, xml: &str) -> Result<(), NotReadable> {
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

    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "t" | "delText" => self.is_in_text = true,
            "instrText" | "delInstrText" => self.is_in_field = true,
            "fldSimple" => self.field(element.get("instr").unwrap_or_default()),
            "p" => self.hide_paragraph(false),
            "pStyle" if self.changes == 0 => self.hide_paragraph(self.hides(element)),
            "rStyle" if self.is_in_run_properties && self.changes == 0 => {
                self.is_hidden |= self.hides(element);
            }
            "r" => {
                self.is_hidden = self.stretches.last().is_some_and(|stretch| stretch.is_paragraph_hidden);
            }
            "rPr" => self.is_in_run_properties = true,
            "rPrChange" | "pPrChange" => self.changes += 1,
            "vanish" | "webHidden" | "specVanish" if self.is_in_run_properties && self.changes == 0 => {
                self.is_hidden = !is_off(element);
            }
            "del" | "moveFrom" => {
                self.author(element);
                self.deleted += 1;
            }
            "ins" | "moveTo" => {
                self.author(element);
                self.inserted += 1;
            }
            "tab" | "br" | "cr" if !self.is_in_run_properties => {
                self.text_of_run(if element.name == "tab" { " " } else { "\n" });
            }
            "noBreakHyphen" => self.text_of_run("-"),
            "softHyphen" => self.text_of_run("\u{ad}"),
            "sym" => self.text_of_run("·"),
            "tbl" => {
                if let Some(stretch) = self.stretches.last_mut() {
                    stretch.tables += 1;
                    stretch.open.push((stretch.tables, 0));
                }
            }
            "tr" => {
                if let Some((_, row)) = self.stretches.last_mut().and_then(|stretch| stretch.open.last_mut())
                {
                    *row += 1;
                }
            }
            "txbxContent" => {
                self.boxes += 1;
                let is_hidden = self.is_hidden;
                let name = format!("{}文本框{}", self.name, self.boxes);
                self.stretches.push(Stretch::new(name, is_hidden));
            }
            "footnote" | "endnote" | "comment" => {
                self.flush(false);
                self.author(element);
                let number = element.get("id").unwrap_or("?");
                if let Some(stretch) = self.stretches.last_mut() {
                    stretch.name = format!("{}{number}", self.name);
                    stretch.paragraphs = 0;
                }
            }
            _ => {}
        }
        // Texts of pictures, content controls, bookmarks and whatever else is said in an attribute.
        for (name, value) in element.attributes() {
            let is_alternative = matches!(name, "descr" | "title" | "alt" | "tooltip");
            if !value.trim().is_empty()
                && (is_alternative || markup::is_worth_a_look(&value))
                && !matches!(name, "author" | "instr")
            {
                let place = if is_alternative { "替代文字" } else { "属性" };
                self.once(format!("{}{place}", self.name), &value);
            }
        }
    }

    /// Says whether what follows in the paragraph is hidden by its style.
    fn hide_paragraph(&mut self, is_hidden: bool) {
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.is_paragraph_hidden = stretch.is_hidden || is_hidden;
        }
    }

    /// Whether the style that an element names hides what is written in it.
    fn hides(&self, element: &Element<'_>) -> bool {
        element.get("val").is_some_and(|style| self.hiding.contains(style))
    }

    fn once(&mut self, place: String, text: &str) {
        if self.said_once.insert(format!("{place}\n{text}")) {
            self.gather.tell(place, text);
        }
    }

    fn author(&mut self, element: &Element<'_>) {
        if let Some(author) = element.get("author") {
            let place = format!("{}{}", self.name, if self.name == "批注" { "作者" } else { "修订者" });
            self.once(place, author);
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in_field {
            self.field(text);
        } else if self.is_in_text {
            self.text_of_run(text);
        }
    }

    fn field(&mut self, text: &str) {
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.said.fields.push_str(text);
        }
    }

    fn text_of_run(&mut self, text: &str) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        let said = &mut stretch.said;
        if self.deleted > 0 {
            said.deleted.push_str(text);
            said.before.push_str(text);
            return;
        }
        if self.inserted == 0 {
            said.before.push_str(text);
        }
        if self.is_hidden {
            said.hidden.push_str(text);
        } else {
            said.shown.push_str(text);
        }
        said.seen.push_str(text);
    }

    fn end(&mut self, name: &str) {
        let is_in_table = self.stretches.last().is_some_and(|stretch| !stretch.open.is_empty());
        match name {
            "t" | "delText" => self.is_in_text = false,
            "instrText" | "delInstrText" => self.is_in_field = false,
            "rPr" => self.is_in_run_properties = false,
            "rPrChange" | "pPrChange" => self.changes = self.changes.saturating_sub(1),
            "r" => self.is_hidden = false,
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "p" if is_in_table => self.part('\n'),
            "p" => self.flush(true),
            "tc" => self.part('\t'),
            "tr" => self.flush(false),
            "tbl" => {
                if let Some(stretch) = self.stretches.last_mut() {
                    stretch.open.pop();
                }
            }
            "txbxContent" if self.stretches.len() > 1 => {
                self.flush(false);
                self.stretches.pop();
            }
            _ => {}
        }
    }

    /// Parts paragraphs within a cell by a line, and cells by a tab.
    fn part(&mut self, by: char) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        for text in [
            &mut stretch.said.seen,
            &mut stretch.said.shown,
            &mut stretch.said.before,
            &mut stretch.said.deleted,
            &mut stretch.said.hidden,
        ] {
            if by == '\t' && text.ends_with('\n') {
                text.pop();
            }
            if !text.is_empty() {
                text.push(by);
            }
        }
    }

    /// Tells what a paragraph or a row has said.
    fn flush(&mut self, is_paragraph: bool) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        let said = std::mem::take(&mut stretch.said);
        let is_empty = [&said.seen, &said.deleted, &said.fields].iter().all(|text| text.trim().is_empty());
        if is_paragraph && !is_empty {
            stretch.paragraphs += 1;
        }
        if is_empty {
            return;
        }
        let place = match stretch.open.last() {
            Some((table, row)) => format!("{}表{table}第{row}行", stretch.name),
            None => format!("{}第{}段", stretch.name, stretch.paragraphs.max(1)),
        };
        if !self.is_read || said.shown.trim().is_empty() {
            self.gather.tell(&place, &said.seen);
        } else if said.hidden.is_empty() {
            self.gather.show(&place, &said.seen);
        } else {
            self.gather.tell(&place, &said.seen);
            self.gather.show(format!("{place}显示的文字"), &said.shown);
        }
        self.gather.tell(format!("{place}隐藏文字"), &said.hidden);
        self.gather.tell(format!("{place}修订中删除的文字"), &said.deleted);
        if !said.deleted.trim().is_empty() && said.before != said.deleted {
            self.gather.tell(format!("{place}修订前的文字"), &said.before);
        }
        self.gather.tell(format!("{place}域代码"), &said.fields);
    }
}
