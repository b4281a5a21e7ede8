//! Every text of a PDF: what its pages show, annotations, bookmarks, form fields, metadata, scripts, embedded files.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::draw::Fonts;
use super::file::File;
use super::limits::{Budget, FILE_BYTES};
use super::{page, refusal};
use crate::read::{Block, NotReadable};
use crate::surfaces::{Gather, refused};

/// A page on which the font does not tell one in so many characters cannot be looked through.
const UNKNOWN: usize = 20;
/// Dictionaries in each other that are looked into.
const DEPTH: usize = 64;
/// An image that covers this part of a page is one that a person must look at.
const PICTURE: f64 = 0.2;

/// Strings that say something, by their keys, and what people call them.
const STRINGS: [(&[u8], &str); 12] = [
    (b"Contents", "批注"),
    (b"RC", "批注"),
    (b"Subj", "批注主题"),
    (b"T", "域名或者批注作者"),
    (b"TU", "表单域说明"),
    (b"V", "表单域的值"),
    (b"DV", "表单域的默认值"),
    (b"Opt", "表单域的选项"),
    (b"URI", "链接目标"),
    (b"Alt", "替代文字"),
    (b"ActualText", "替换文字"),
    (b"JS", "脚本"),
];
/// Entries of the document information as readers show them.
const INFORMATION: [(&[u8], &str); 6] = [
    (b"Title", "标题"),
    (b"Author", "作者"),
    (b"Subject", "主题"),
    (b"Keywords", "关键词"),
    (b"Creator", "创建程序"),
    (b"Producer", "制作程序"),
];

/// Everything in a PDF.
pub(crate) fn surfaces(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    if bytes.len() > FILE_BYTES {
        return Err(refusal::file_too_large(bytes.len()));
    }
    let mut budget = Budget::new();
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    let mut fonts = Fonts::default();
    let mut on_page: HashMap<ObjectId, usize> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        budget.in_time()?;
        let number = index + 1;
        let annotations = page.dict.and_then(|dict| file.get(dict, b"Annots")?.as_array().ok());
        for annotation in annotations.into_iter().flatten() {
            on_page.extend(File::id(annotation).map(|id| (id, number)));
        }
        let drawing = page::upright(&file, page, &mut fonts, &mut budget)?;
        if drawing.overfull {
            return Err(refused(format!("PDF第{number}页内容过多"), "请拆成较小的文件"));
        }
        if drawing.unknown > 0 && drawing.unknown * UNKNOWN >= drawing.characters {
            let fonts = drawing.silent_fonts.join("、");
            return Err(refused(
                format!("PDF第{number}页的字体没有文字编码（{fonts}），文字无法检查"),
                "请提供可复制文字的PDF或者原始DOCX",
            ));
        }
        if drawing.images >= PICTURE {
            gather.tell_picture(format!("PDF 第{number}页的图像"));
        }
        gather.tell(format!("PDF 第{number}页页面外或者倾斜的文字"), &drawing.aside);
        let place = format!("PDF 第{number}页文字层");
        for block in page::blocks(drawing) {
            match block {
                Block::Line(text) | Block::Heading(text) => gather.show(&place, &text),
                Block::Table(grid) => {
                    for row in grid.rows {
                        let cells: Vec<String> = row.into_iter().map(|cell| cell.text).collect();
                        gather.show(&place, &cells.join("\t"));
                    }
                }
                Block::PageBreak => {}
            }
        }
    }
    let mut look =
        Look { file: &file, budget: &mut budget, gather, on_page: &on_page, embedded: HashSet::new() };
    let information = file.information();
    for (key, value) in information.into_iter().flat_map(Dictionary::iter) {
        if let Some(text) = string(&file, value) {
            let shown = INFORMATION.iter().find(|(name, _)| *name == key.as_slice()).map(|(_, shown)| *shown);
            let shown = shown.map_or_else(|| String::from_utf8_lossy(key).into_owned(), str::to_owned);
            look.gather.tell(format!("文档属性 {shown}"), &text);
        }
    }
    for (id, object) in file.objects() {
        look.object(object, id, 0)?;
    }
    Ok(())
}

/// What the objects of a file are looked through with.
struct Look<'a, 'b> {
    file: &'a File,
    budget: &'b mut Budget,
    gather: &'b mut Gather,
    on_page: &'b HashMap<ObjectId, usize>,
    /// Embedded files that have been opened.
    embedded: HashSet<ObjectId>,
}

impl Look<'_, '_> {
    fn object(&mut self, object: &Object, id: ObjectId, depth: usize) -> Result<(), NotReadable> {
        self.budget.in_time()?;
        if depth > DEPTH {
            return Err(refused("PDF的对象嵌套过深", "请重新另存"));
        }
        match object {
            Object::Dictionary(dict) => self.dictionary(dict, id, depth),
            Object::Array(items) => items.iter().try_for_each(|item| self.object(item, id, depth + 1)),
            Object::Stream(stream) => {
                self.stream(object, stream)?;
                self.dictionary(&stream.dict, id, depth)
            }
            _ => Ok(()),
        }
    }

    fn dictionary(&mut self, dict: &Dictionary, id: ObjectId, depth: usize) -> Result<(), NotReadable> {
        let before =
            self.on_page.get(&id).map_or_else(|| "PDF ".to_owned(), |page| format!("PDF 第{page}页"));
        // A bookmark has a title and stands among others.
        if (dict.has(b"Parent") || dict.has(b"Dest") || dict.has(b"A"))
            && let Some(title) = dict.get(b"Title").ok().and_then(|title| string(self.file, title))
        {
            self.gather.tell("PDF 书签", &title);
        }
        for (key, shown) in STRINGS {
            let Ok(value) = dict.get(key) else { continue };
            if let Some(text) = string(self.file, value) {
                self.gather.tell(format!("{before}{shown}"), &text);
            } else if let Some(Object::Array(items)) = self.file.resolve(value)
                && matches!(key, b"V" | b"DV" | b"Opt")
            {
                for text in items.iter().filter_map(|item| string(self.file, item)) {
                    self.gather.tell(format!("{before}{shown}"), &text);
                }
            } else if matches!(key, b"JS" | b"RC" | b"V")
                && matches!(self.file.resolve(value), Some(Object::Stream(_)))
            {
                let bytes = self.file.unpack(value, self.budget)?;
                self.gather.tell(format!("{before}{shown}"), &text_of(&bytes));
            }
        }
        if let Some(files) = self.file.sub(dict, b"EF") {
            let name = [&b"UF"[..], b"F"].iter().find_map(|key| string(self.file, dict.get(key).ok()?));
            let name = name.unwrap_or_else(|| "未命名".to_owned());
            self.gather.tell("PDF 附件名", &name);
            if let Some(text) = dict.get(b"Desc").ok().and_then(|text| string(self.file, text)) {
                self.gather.tell("PDF 附件说明", &text);
            }
            for (_, value) in files {
                if let Some(id) = File::id(value)
                    && !self.embedded.insert(id)
                {
                    continue;
                }
                let bytes = self.file.unpack(value, self.budget)?;
                self.gather.spend(bytes.len() as u64)?;
                if bytes.is_empty() {
                    return Err(refused(format!("PDF的附件“{name}”无法打开"), "请去掉附件后另存"));
                }
                self.gather.inside("附件", &name, &bytes)?;
            }
        }
        if let Some(forms) = dict.get(b"XFA").ok().and_then(|forms| self.file.resolve(forms)) {
            let parts = forms.as_array().map_or_else(|_| vec![forms], |parts| parts.iter().collect());
            for part in parts {
                let bytes = self.file.unpack(part, self.budget)?;
                self.gather.tell("PDF 表单数据", &text_of(&bytes));
            }
        }
        for (_, value) in dict {
            if matches!(value, Object::Dictionary(_) | Object::Array(_)) {
                self.object(value, id, depth + 1)?;
            }
        }
        Ok(())
    }

    fn stream(&mut self, object: &Object, stream: &Stream) -> Result<(), NotReadable> {
        let is = |key: &[u8], name: &[u8]| {
            stream.dict.get(key).is_ok_and(|it| it.as_name().is_ok_and(|it| it == name))
        };
        if is(b"Type", b"Metadata") || is(b"Subtype", b"XML") {
            let bytes = self.file.unpack(object, self.budget)?;
            self.gather.tell("文档属性 XMP", &text_of(&bytes));
        }
        Ok(())
    }
}

/// A string, references followed.
fn string(file: &File, object: &Object) -> Option<String> {
    let Some(object @ Object::String(bytes, _)) = file.resolve(object) else { return None };
    if let Some(wide) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(encoding_rs::UTF_16LE.decode_without_bom_handling(wide).0.into_owned());
    }
    Some(lopdf::decode_text_string(object).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()))
}

/// The text between the tags of a stream, references resolved; attributes too, which XMP keeps values in.
fn text_of(bytes: &[u8]) -> String {
    let (text, _) = crate::read::decode(bytes);
    let plain: String = text.chars().map(|c| if matches!(c, '<' | '>' | '"') { '\n' } else { c }).collect();
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    crate::read::unescaped(&lines.join("\n"))
}

/// Bytes that are packed as zlib packs them, up to a limit; none where they are not.
pub(crate) fn inflated(data: &[u8], limit: usize) -> Option<Vec<u8>> {
    let stream = Stream::new(lopdf::dictionary! { "Filter" => "FlateDecode" }, data.to_vec());
    stream.get_plain_content_with_limit(limit).ok()
}
