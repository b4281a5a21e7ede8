//! HTML: text, hidden elements, comments, scripts, and what attributes say.

use super::{Gather, decoded, picture};
use crate::page::{data_address, kind};
use crate::read::{NotReadable, Tag, find_closing, unescaped};

/// Elements that run on within a line.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];
/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// A page while it is read.
struct Page<'a> {
    gather: &'a mut Gather,
    text: String,
    paragraphs: usize,
    /// The hidden element that is open, and how many of its name are open inside it.
    hidden: Option<(String, usize)>,
}

/// Everything in a page.
pub(super) fn surfaces(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    let html = decoded(bytes)?;
    let mut page = Page { gather, text: String::new(), paragraphs: 0, hidden: None };
    let mut rest = html.as_str();
    let mut comments = 0;
    while let Some(open) = rest.find('<') {
        page.text.push_str(&unescaped(&rest[..open]));
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            comments += 1;
            page.gather.tell(format!("网页注释{comments}"), &unescaped(&comment[..end]));
            rest = comment.get(end + 3..).unwrap_or_default();
        } else if let Some((tag, after)) = Tag::read(rest) {
            rest = page.tag(&tag, after)?;
        } else {
            page.text.push('<');
            rest = &rest[1..];
        }
    }
    page.text.push_str(&unescaped(rest));
    page.flush();
    Ok(())
}

impl Page<'_> {
    fn tag<'t>(&mut self, tag: &Tag<'_>, after: &'t str) -> Result<&'t str, NotReadable> {
        let name = &*tag.name;
        if name.is_empty() {
            // A declaration or an instruction; what hides in one is seen as an attribute is.
            return Ok(after);
        }
        match name {
            "td" | "th" if tag.closing => self.text.push('\t'),
            "td" | "th" => {}
            _ if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        if tag.closing {
            self.close(name);
            return Ok(after);
        }
        self.attributes(tag)?;
        if matches!(name, "script" | "style" | "title" | "textarea" | "noscript" | "template" | "iframe") {
            let end = find_closing(after, name).unwrap_or(after.len());
            let place = match name {
                "script" => "网页脚本",
                "style" => "网页样式",
                "title" => "网页标题",
                _ => "网页未显示的内容",
            };
            self.gather.tell(place, &unescaped(&after[..end]));
            return Ok(&after[end..]);
        }
        if !VOID.contains(&name) {
            self.open(name, tag);
        }
        Ok(after)
    }

    fn open(&mut self, name: &str, tag: &Tag<'_>) {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        let style = tag.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        let is_hidden = tag.attribute("hidden").is_some()
            || ["display:none", "visibility:hidden", "opacity:0", "font-size:0"]
                .iter()
                .any(|it| style.contains(it));
        if is_hidden {
            self.flush();
            self.hidden = Some((name.to_owned(), 0));
        }
    }

    fn close(&mut self, name: &str) {
        let Some((hidden, depth)) = &mut self.hidden else { return };
        if hidden != name {
            return;
        }
        if *depth > 0 {
            *depth -= 1;
            return;
        }
        self.flush();
        self.hidden = None;
    }

    fn attributes(&mut self, tag: &Tag<'_>) -> Result<(), NotReadable> {
        for (name, value) in tag.attributes() {
            let name = name.to_ascii_lowercase();
            if value.is_empty() || matches!(name.as_str(), "class" | "style" | "id" | "width" | "height") {
                continue;
            }
            let is_data = value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
            if is_data && let Some(bytes) = data_address(value) {
                if kind(&bytes).is_some() || picture::is_picture(&bytes) {
                    self.gather.spend(bytes.len() as u64)?;
                    self.gather.inside("图片", "网页内的图片", &bytes)?;
                } else {
                    self.gather.inside("嵌入文件", "网页内的文件", &bytes)?;
                }
                continue;
            }
            self.gather.tell(format!("网页元素{}的{name}", tag.name), &unescaped(value));
        }
        Ok(())
    }

    /// Tells a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text: Vec<&str> =
            text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
        if text.is_empty() {
            return;
        }
        self.paragraphs += 1;
        if self.hidden.is_some() {
            self.gather.tell(format!("网页隐藏元素第{}段", self.paragraphs), &text.join(" "));
        } else {
            self.gather.show(format!("正文第{}段", self.paragraphs), &text.join(" "));
        }
    }
}
