//! What each element opens and closes, and what its attributes say.

use super::{Story, Stretch};
use crate::surfaces::docx::hiding::is_off;
use crate::surfaces::markup::{self, Element};

impl Story<'_> {
    /// An element begins.
    pub(super) fn start(&mut self, element: &Element<'_>) {
        if element.name.ends_with("Change") {
            self.changes += 1;
        }
        if markup::is_change(element.name) {
            self.author(element);
        }
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
            "vanish" | "webHidden" | "specVanish" if self.is_in_run_properties && self.changes == 0 => {
                self.is_hidden = !is_off(element);
            }
            "del" | "moveFrom" => self.deleted += 1,
            "ins" | "moveTo" => self.inserted += 1,
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
                self.notes += 1;
                // Comments are counted as people count them; notes bear the numbers that lead to them.
                let number = match element.get("id") {
                    Some(id) if element.name != "comment" => id.to_owned(),
                    _ => self.notes.to_string(),
                };
                if let Some(stretch) = self.stretches.last_mut() {
                    stretch.name = format!("{}{number}", self.name);
                    stretch.paragraphs = 0;
                }
            }
            _ => {}
        }
        // What a change says of itself, what was before it and what it deletes goes with it.
        let is_of_change = markup::is_change(element.name) || self.changes > 0 || self.deleted > 0;
        // Texts of pictures, content controls, bookmarks and whatever else is said in an attribute.
        for (name, value) in element.attributes() {
            let is_alternative = matches!(name, "descr" | "title" | "alt" | "tooltip");
            if !value.trim().is_empty()
                && (is_alternative || markup::is_worth_a_look(&value))
                && !matches!(name, "author" | "instr")
            {
                let place = if is_alternative { "替代文字" } else { "属性" };
                let change = if is_of_change { "修订" } else { "" };
                self.once(format!("{}{change}{place}", self.name), &value);
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

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        let is_in_table = self.stretches.last().is_some_and(|stretch| !stretch.open.is_empty());
        match name {
            "t" | "delText" => self.is_in_text = false,
            "instrText" | "delInstrText" => self.is_in_field = false,
            "rPr" => self.is_in_run_properties = false,
            _ if name.ends_with("Change") => self.changes = self.changes.saturating_sub(1),
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
}
