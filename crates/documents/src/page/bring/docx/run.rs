//! Text inside a paragraph: links, marks, breaks, symbols; hidden text is left out, and told.

use super::{Place, Reader};
use crate::page::bring::excerpt;
use crate::page::bring::xml::Element;
use crate::page::model::{Block, Inline, Line, Marks};
use crate::page::whitelist::{Address, address};
use crate::read::NotReadable;

impl Reader<'_> {
    /// What stands in a paragraph or a part of one, as accepted; boxes are put aside.
    pub(super) fn inlines(
        &mut self,
        parent: &Element,
        marks: Marks,
        href: Option<&str>,
        place: Place,
        line: &mut Line,
        boxes: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        for child in &parent.children {
            match child.name.as_str() {
                "r" => self.run(child, marks, href, place, line, boxes)?,
                "hyperlink" => {
                    let target = child.attribute("id").and_then(|id| self.relations.get(id));
                    let led = match target.map(|it| address(&it.target)) {
                        Some(Address::Here(href) | Address::There(href)) => Some(href),
                        Some(Address::Data(_) | Address::Unlawful) => {
                            let target = target.map(|it| it.target.clone()).unwrap_or_default();
                            self.tell("正文", format!("链接“{target}”不能在网页上使用，只保留了文字"));
                            None
                        }
                        _ => None,
                    };
                    self.inlines(child, marks, led.as_deref().or(href), place, line, boxes)?;
                }
                "del" | "moveFrom" => self.tracked += 1,
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.inlines(child, marks, href, place, line, boxes)?;
                }
                "oMath" | "oMathPara" => {
                    self.tell("正文", "公式只保留了文字，请核对或改为图片");
                    line.push(Inline::Run { text: child.all_text(), marks, href: href.map(str::to_owned) });
                }
                "fldSimple" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" => {
                    self.inlines(child, marks, href, place, line, boxes)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        run: &Element,
        marks: Marks,
        href: Option<&str>,
        place: Place,
        line: &mut Line,
        boxes: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let mut marks = marks;
        if let Some(properties) = run.child("rPr") {
            if properties.is_on("vanish") || properties.is_on("webHidden") {
                let text = run.all_text();
                if !text.trim().is_empty() {
                    self.tell("正文", format!("隐藏文字“{}”没有导入", excerpt(&text)));
                }
                return Ok(());
            }
            if properties.child("rPrChange").is_some() {
                self.tracked += 1;
            }
            for (name, mark) in [("b", Marks::STRONG), ("i", Marks::EM), ("u", Marks::UNDERLINE)] {
                if properties.is_on(name) {
                    marks = marks.with(mark);
                }
            }
            match properties.value("vertAlign") {
                Some("superscript") => marks = marks.with(Marks::SUP),
                Some("subscript") => marks = marks.with(Marks::SUB),
                _ => {}
            }
            if properties.is_on("strike") || properties.is_on("dstrike") {
                let text = run.all_text();
                self.tell(
                    "正文",
                    format!("“{}”的删除线没有保留，请确认这些文字是否应当删除", excerpt(&text)),
                );
            }
        }
        self.content(run, marks, href, place, line, boxes)
    }

    fn content(
        &mut self,
        run: &Element,
        marks: Marks,
        href: Option<&str>,
        place: Place,
        line: &mut Line,
        boxes: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let put = |line: &mut Line, text: String, marks: Marks| {
            line.push(Inline::Run { text, marks, href: href.map(str::to_owned) });
        };
        for child in &run.children {
            match child.name.as_str() {
                "t" => put(line, child.all_text(), marks),
                "tab" => put(line, " ".into(), marks),
                "noBreakHyphen" => put(line, "-".into(), marks),
                "br" if child.attribute("type").is_none_or(|it| it == "textWrapping") => {
                    line.push(Inline::Break);
                }
                "cr" => line.push(Inline::Break),
                "sym" => put(line, symbol(child).to_string(), marks),
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        self.inlines(base, marks, href, place, line, boxes)?;
                    }
                }
                "footnoteReference" | "endnoteReference" if !place.is_note => {
                    if let Some(label) = self.note(child)? {
                        put(line, label, marks.with(Marks::SUP));
                    }
                }
                "AlternateContent" => {
                    let chosen = child.child("Choice").filter(|it| !it.children.is_empty());
                    if let Some(chosen) = chosen.or_else(|| child.child("Fallback")) {
                        self.content(chosen, marks, href, place, line, boxes)?;
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(child, href, place, line, boxes)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// A character of a symbol font; those that forms use as their plain twins.
fn symbol(it: &Element) -> char {
    let code = it.attribute("char").and_then(|it| u32::from_str_radix(it, 16).ok()).unwrap_or(0);
    match code & 0xff {
        _ if code < 0xf000 => char::from_u32(code).filter(|c| !c.is_control()).unwrap_or('□'),
        0x52 | 0xfe => '☑',
        0xfc => '√',
        0x51 | 0xfd | 0xfb => '×',
        0x6c => '●',
        0x6e => '■',
        0xd8 => '➢',
        0xe0 => '→',
        _ => '□',
    }
}
