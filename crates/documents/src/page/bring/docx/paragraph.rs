//! Paragraphs: title and headings by their styles, items of lists, and the numbers Word counts.

use super::{Place, Reader};
use crate::page::bring::numbering::Label;
use crate::page::bring::xml::Element;
use crate::page::model::{Block, Inline, Line, Marks, line_text};
use crate::read::NotReadable;

impl Reader<'_> {
    /// A paragraph as what its style, level and list make of it.
    pub(super) fn paragraph(
        &mut self,
        it: &Element,
        place: Place,
        out: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let properties = it.child("pPr");
        let style = properties.and_then(|it| it.value("pStyle")).unwrap_or_default().to_owned();
        if properties.is_some_and(|it| it.child("pPrChange").is_some()) {
            self.tracked += 1;
        }
        let mut line = Line::new();
        let mut boxes = Vec::new();
        self.inlines(it, Marks::default(), None, place, &mut line, &mut boxes)?;
        let text = line_text(&line);
        let says = !text.trim().is_empty() || line.iter().any(|it| matches!(it, Inline::Image { .. }));
        if says && place.tables == 0 && !place.is_note && !self.is_begun {
            let title: String = text.split_whitespace().collect();
            if self.styles.is(&style, &["title", "标题"]) {
                self.parts.styled.title.push(title);
                return Ok(());
            }
            // What our own file says of how far it holds is said of it by the page, on the day.
            if self.styles.is(&style, &["validity notice"]) {
                return Ok(());
            }
            if self.styles.is(&style, &["issuer mark"]) {
                self.parts.styled.mark = Some(title);
                return Ok(());
            }
            if self.styles.is(&style, &["document number"]) {
                self.parts.styled.number = Some(title);
                return Ok(());
            }
            self.is_begun = true;
        }
        let own = properties.and_then(|it| it.value("outlineLvl")).and_then(|it| it.parse::<u8>().ok());
        let level = own.filter(|level| *level < 9).or_else(|| self.styles.level(&style));
        let before = self.list.take();
        let label = if says { self.label(properties, &style) } else { None };
        // Lists that are nothing but lists; any other number is part of what the document says.
        let is_list = self.styles.is(&style, &["list number"]);
        if let Some(Label::Number(number)) = &label
            && !is_list
        {
            line.insert(0, Inline::plain(spaced(number)));
        }
        if says {
            let block = match (level, &label) {
                (_, Some(Label::Bullet)) => {
                    item(out, false, before.is_some(), line);
                    out.extend(boxes);
                    return Ok(());
                }
                (_, Some(Label::Number(_))) if is_list => {
                    item(out, true, before == self.list, line);
                    out.extend(boxes);
                    return Ok(());
                }
                (Some(level), _) if place.tables == 0 => Block::Heading { level: (level + 2).min(4), line },
                _ => Block::Paragraph(line),
            };
            out.push(block);
            if self.styles.is(&style, &["caption", "题注"]) {
                self.caption = Some(out.len());
            }
        }
        out.extend(boxes);
        Ok(())
    }

    /// The label of a paragraph, by its own list or that of its style.
    fn label(&mut self, properties: Option<&Element>, style: &str) -> Option<Label> {
        let own = properties.and_then(|it| it.child("numPr"));
        let (id, level) = match own.and_then(|it| it.value("numId")) {
            Some(id) => {
                let level = own.and_then(|it| it.value("ilvl")).and_then(|it| it.parse().ok());
                (id.to_owned(), level.or_else(|| self.styles.list(style).map(|it| it.1)).unwrap_or(0))
            }
            None => self.styles.list(style)?,
        };
        if id == "0" {
            return None;
        }
        let label = self.numbering.next(&id, level);
        self.list = Some(id);
        label
    }
}

/// Adds an item to the list before it, or begins a list.
fn item(out: &mut Vec<Block>, is_ordered: bool, goes_on: bool, line: Line) {
    let item = vec![Block::Paragraph(line)];
    match out.last_mut() {
        Some(Block::List { is_ordered: before, items }) if goes_on && *before == is_ordered => {
            items.push(item);
        }
        _ => out.push(Block::List { is_ordered, items: vec![item] }),
    }
}

/// A number with what parts it from the text.
fn spaced(number: &str) -> String {
    match number.chars().last() {
        Some('、' | '）' | '．' | ' ' | '　' | '：') => number.to_owned(),
        Some('条' | '章' | '节' | '编') => format!("{number}　"),
        _ => format!("{number} "),
    }
}
