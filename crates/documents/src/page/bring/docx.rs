//! DOCX to blocks: paragraphs, headings, the numbers Word counts, tables, pictures, notes. Tracked changes are read as
//! accepted, and told.

use std::collections::HashMap;

use super::numbering::{Label, Numbering};
use super::package::{Package, Relation};
use super::styles::Styles;
use super::xml::Element;
use super::{Parts, Styled, problem};
use crate::page::model::{Block, Cell, Inline, Line, Marks, Table, line_text};
use crate::page::whitelist::{Address, address};
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
    for (label, note) in std::mem::take(&mut reader.notes) {
        let mut note = note.into_iter();
        let mut line = vec![Inline::plain(format!("{label} "))];
        if let Some(Block::Paragraph(text)) = note.next() {
            line.extend(text);
        }
        blocks.push(Block::Paragraph(line));
        blocks.extend(note);
    }
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

    fn paragraph(&mut self, it: &Element, place: Place, out: &mut Vec<Block>) -> Result<(), NotReadable> {
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

    fn inlines(
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
                    self.tell("正文", format!("隐藏文字“{}”没有导入", super::excerpt(&text)));
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
                    format!("“{}”的删除线没有保留，请确认这些文字是否应当删除", super::excerpt(&text)),
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

    /// The note that a reference leads to, kept for the end; its label.
    fn note(&mut self, reference: &Element) -> Result<Option<String>, NotReadable> {
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

    /// Pictures, and the text of boxes, which stands behind its paragraph.
    fn drawing(
        &mut self,
        drawing: &Element,
        href: Option<&str>,
        place: Place,
        line: &mut Line,
        boxes: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let alt =
            drawing.find("docPr").and_then(|it| it.attribute("descr").or_else(|| it.attribute("title")));
        let alt = alt.unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for name in ["blip", "imagedata"] {
            drawing.each(name, &mut |it| {
                let id = ["embed", "link", "id"].into_iter().find_map(|name| it.attribute(name));
                found.extend(id.map(str::to_owned));
            });
        }
        for id in found {
            if let Some(src) = self.picture(&id)? {
                line.push(Inline::Image { src, alt: alt.clone(), href: href.map(str::to_owned) });
            }
        }
        for (name, what) in [("OLEObject", "嵌入的对象"), ("chart", "图表"), ("relIds", "智能图形")]
        {
            if drawing.find(name).is_some() {
                self.tell("正文", format!("{what}没有导入，请另存为图片后插入，或作为附件上传"));
            }
        }
        let mut texts = Vec::new();
        drawing.each("txbxContent", &mut |it| texts.push(it));
        for text in texts {
            self.blocks(text, Place { tables: place.tables + 1, ..place }, boxes)?;
        }
        Ok(())
    }

    /// The name under which a picture of the package is kept.
    fn picture(&mut self, id: &str) -> Result<Option<String>, NotReadable> {
        let Some(relation) = self.relations.get(id) else { return Ok(None) };
        let target = relation.target.clone();
        if relation.is_external {
            self.tell("正文", format!("图片“{target}”不在文件里，没有导入；请把图片插入文件后再导入"));
            return Ok(None);
        }
        let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let Some(bytes) = self.package.bytes(&name)? else {
            self.tell("正文", format!("图片“{target}”在文件里找不到，没有导入"));
            return Ok(None);
        };
        let kept = self.parts.album.keep(bytes);
        if kept.is_none() {
            let ending = target.rsplit('.').next().unwrap_or_default().to_uppercase();
            self.tell("正文", format!("{ending}格式的图片浏览器不能显示，没有导入；请另存为PNG或JPEG后插入"));
        }
        Ok(kept)
    }

    fn table(&mut self, it: &Element, place: Place, out: &mut Vec<Block>) -> Result<(), NotReadable> {
        let caption = it.child("tblPr").and_then(|it| it.value("tblCaption")).unwrap_or_default().to_owned();
        let mut table = Table::default();
        if self.caption.take() == Some(out.len())
            && let Some(Block::Paragraph(line)) = out.pop_if(|it| matches!(it, Block::Paragraph(_)))
        {
            table.caption = line;
        } else if !caption.trim().is_empty() {
            table.caption = vec![Inline::plain(caption)];
        }
        // For each column, the cell above that goes on: its row, its place in the row.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        let mut rows = Vec::new();
        collect_rows(it, &mut rows);
        self.is_begun = true;
        let inside = Place { tables: place.tables + 1, ..place };
        let mut is_head = true;
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|it| it.child("del").is_some()) {
                self.tracked += 1;
                continue;
            }
            self.tracked += usize::from(properties.is_some_and(|it| it.child("ins").is_some()));
            is_head &= properties.is_some_and(|it| it.is_on("tblHeader"));
            let number = table.rows.len();
            let mut cells = Vec::new();
            let mut column = 0;
            let before =
                properties.and_then(|it| it.value("gridBefore")).and_then(|it| it.parse::<usize>().ok());
            if let Some(before) = before.map(|it| it.min(200)).filter(|it| *it > 0) {
                cells.push(Cell { columns: before, ..Cell::new(Vec::new()) });
                column += before;
            }
            let mut tcs = Vec::new();
            collect_cells(row, &mut tcs);
            for tc in tcs {
                let properties = tc.child("tcPr");
                let span =
                    properties.and_then(|it| it.value("gridSpan")).and_then(|it| it.parse::<usize>().ok());
                let columns = span.unwrap_or(1).clamp(1, 200);
                let merge = properties.and_then(|it| it.child("vMerge"));
                let goes_on = merge.is_some_and(|it| it.attribute("val") != Some("restart"));
                if above.len() < column + columns {
                    above.resize(column + columns, None);
                }
                let owner = above[column].filter(|_| goes_on);
                if let Some((row, at)) = owner {
                    if let Some(cell) =
                        table.rows.get_mut(row).and_then(|row: &mut Vec<Cell>| row.get_mut(at))
                    {
                        cell.rows = number + 1 - row;
                    }
                } else {
                    above[column..column + columns].fill(merge.map(|_| (number, cells.len())));
                    let mut blocks = Vec::new();
                    self.blocks(tc, inside, &mut blocks)?;
                    cells.push(Cell { columns, ..Cell::new(blocks) });
                }
                column += columns;
            }
            table.rows.push(cells);
            if is_head {
                table.head = table.rows.len();
            }
        }
        out.push(Block::Table(table));
        Ok(())
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

/// Rows stand also inside content controls and tracked insertions.
fn collect_rows<'a>(parent: &'a Element, rows: &mut Vec<&'a Element>) {
    for child in &parent.children {
        match child.name.as_str() {
            "tr" => rows.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => collect_rows(child, rows),
            _ => {}
        }
    }
}

fn collect_cells<'a>(parent: &'a Element, cells: &mut Vec<&'a Element>) {
    for child in &parent.children {
        match child.name.as_str() {
            "tc" => cells.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => collect_cells(child, cells),
            _ => {}
        }
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

impl Styled {
    /// The lines of the title as one.
    pub(super) fn title(&self) -> Option<String> {
        (!self.title.is_empty()).then(|| self.title.concat())
    }
}
