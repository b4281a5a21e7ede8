//! HTML: one pass over the markup, tolerant of what is left open.

use std::borrow::Cow;

use super::builder::{Builder, MAX_DEPTH};
use super::content::{Content, Format, NotReadable, Problem};
use super::text::decode_with;

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "blockquote",
    "center",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "address",
    "hr",
    "body",
    "html",
    "details",
    "summary",
    "pre",
    "tbody",
    "thead",
    "tfoot",
];

/// Elements whose content is no text of the report.
const SKIPPED: [&str; 11] = [
    "script", "style", "nav", "template", "svg", "select", "iframe", "textarea", "button", "noscript",
    "object",
];

/// Elements that are passed over where the page hides them.
const HIDEABLE: [&str; 12] = ["tr", "td", "th", "p", "span", "font", "b", "i", "em", "strong", "div", "li"];

/// Reads HTML.
///
/// # Errors
/// Tables are nested deeper than a page of text has them.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, NotReadable> {
    let (text, problems) = decode_with(bytes, declared(bytes));
    read(&text, problems)
}

/// Reads HTML that is text already.
pub(crate) fn read(text: &str, problems: Vec<Problem>) -> Result<Content, NotReadable> {
    let mut page =
        Page { builder: Builder::new(), title: None, article_title: None, pre: 0, unclosed: Vec::new() };
    let mut rest = text;
    // How much was looked at in vain for the end of tags; a page made to waste time ends as text.
    let mut wasted = 0_usize;
    while let Some(open) = rest.find('<') {
        page.text(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some((tag, after)) = Tag::read(rest) {
            rest = page.tag(&tag, after);
            if page.builder.depth() > MAX_DEPTH {
                return Err(NotReadable {
                    what: format!("网页的表格嵌套超过{MAX_DEPTH}层"),
                    advice: "请只保存正文后再读".into(),
                });
            }
        } else {
            wasted += rest.len();
            if wasted > text.len().saturating_mul(20) {
                break;
            }
            page.text("<");
            rest = &rest[1..];
        }
    }
    page.text(rest);
    Ok(Content {
        format: Format::Html,
        title: page.article_title.or(page.title),
        blocks: page.builder.finish(),
        problems,
    })
}

/// The charset a page names in its first bytes.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head: String = bytes.iter().take(2048).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let (_, rest) = head.split_once("charset")?;
    let label: String = rest
        .trim_start_matches([' ', '=', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// A tag as it stands; the name in lower case.
pub(crate) struct Tag<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) closing: bool,
    attributes: &'a str,
}

/// The attributes that decide how an element's text is taken, each as it comes first.
#[derive(Default)]
struct Layout<'a> {
    hidden: bool,
    style: Option<&'a str>,
    colspan: Option<&'a str>,
    rowspan: Option<&'a str>,
}

impl<'a> Tag<'a> {
    /// The tag at the beginning of `text`, and what follows it.
    pub(crate) fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = text.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let first = inner.chars().next()?;
        if matches!(first, '!' | '?') {
            let end = inner.find('>')?;
            let tag = Self { name: "".into(), closing: false, attributes: "" };
            return Some((tag, &inner[end + 1..]));
        }
        if !first.is_ascii_alphabetic() {
            return None;
        }
        let bytes = inner.as_bytes();
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let name_end = bytes.iter().position(ends_name).unwrap_or(bytes.len());
        let mut value = false;
        let mut at = name_end;
        loop {
            match bytes.get(at)? {
                quote @ (b'"' | b'\'') if value => {
                    // To the mark that closes the value.
                    at += 1 + bytes.get(at + 1..)?.iter().position(|byte| byte == quote)?;
                }
                b'>' => break,
                b'=' => value = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => value = false,
            }
            at += 1;
        }
        let name = inner.get(..name_end)?;
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        Some((Self { name, closing, attributes: &inner[name_end..at] }, &inner[at + 1..]))
    }

    /// Names and values of the attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            loop {
                let start = rest.bytes().position(|byte| !(byte.is_ascii_whitespace() || byte == b'/'))?;
                rest = &rest[start..];
                let ends_name = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/');
                let name_end = rest.bytes().position(ends_name).unwrap_or(rest.len());
                let name = &rest[..name_end];
                if name_end == 0 {
                    rest = &rest[1..];
                    continue;
                }
                rest = rest[name_end..].trim_start();
                let mut value = "";
                if let Some(after) = rest.strip_prefix('=') {
                    let after = after.trim_start();
                    if let Some(quote @ (b'"' | b'\'')) = after.bytes().next() {
                        let inner = &after[1..];
                        let end = inner.bytes().position(|byte| byte == quote).unwrap_or(inner.len());
                        value = &inner[..end];
                        rest = inner.get(end + 1..).unwrap_or("");
                    } else {
                        let end =
                            after.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(after.len());
                        value = &after[..end];
                        rest = &after[end..];
                    }
                }
                return Some((name, value));
            }
        })
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        self.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    /// What the attributes say of the element's layout, looked through once.
    fn layout(&self) -> Layout<'a> {
        let mut layout = Layout::default();
        for (name, value) in self.attributes() {
            let slot = match name.len() {
                5 if name.eq_ignore_ascii_case("style") => &mut layout.style,
                6 if name.eq_ignore_ascii_case("hidden") => {
                    layout.hidden = true;
                    continue;
                }
                7 if name.eq_ignore_ascii_case("colspan") => &mut layout.colspan,
                7 if name.eq_ignore_ascii_case("rowspan") => &mut layout.rowspan,
                _ => continue,
            };
            slot.get_or_insert(value);
        }
        layout
    }
}

impl Layout<'_> {
    /// Whether the element is one that no reader of the page sees.
    fn is_hidden(&self) -> bool {
        self.hidden
            || self.style.is_some_and(|style| {
                let dense: String = style.chars().filter(|c| !c.is_whitespace()).collect();
                dense.to_ascii_lowercase().contains("display:none")
            })
    }

    /// How many columns a cell covers.
    fn columns(&self) -> u32 {
        span(self.colspan).map_or(1, |n| n.max(1))
    }

    /// How many rows a cell covers; 0 stands for all that follow.
    fn rows(&self) -> u32 {
        match span(self.rowspan) {
            Some(0) => u32::from(u16::MAX),
            n => n.unwrap_or(1),
        }
    }
}

/// The number at the beginning of a span, as far as cells can reach.
fn span(value: Option<&str>) -> Option<u32> {
    let value = value?.trim();
    let digits = value.bytes().take(5).take_while(u8::is_ascii_digit).count();
    value[..digits].parse::<u32>().ok().map(|n| n.min(u32::from(u16::MAX)))
}

struct Page {
    builder: Builder,
    title: Option<String>,
    article_title: Option<String>,
    pre: usize,
    /// Elements that were to be passed over but are never closed.
    unclosed: Vec<String>,
}

impl Page {
    fn text(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let decoded;
        let text = if raw.contains('&') {
            decoded = unescaped(raw);
            &decoded
        } else {
            raw
        };
        if self.pre == 0 {
            self.builder.collapsed(text);
            return;
        }
        let mut lines = text.split('\n');
        if let Some(first) = lines.next() {
            self.builder.text(first.trim_end_matches('\r'));
        }
        for line in lines {
            self.builder.end_line();
            self.builder.text(line.trim_end_matches('\r'));
        }
    }

    /// Takes a tag in; answers with the text that follows it.
    fn tag<'a>(&mut self, tag: &Tag<'_>, after: &'a str) -> &'a str {
        let name = &*tag.name;
        let layout = if !tag.closing && HIDEABLE.contains(&name) { tag.layout() } else { Layout::default() };
        if layout.is_hidden()
            && let Some(behind) = skipped(after, name)
        {
            // A page may keep its whole text hidden until a script shows it: tables are always read.
            let inside = &after[..after.len() - behind.len()];
            if name == "tr" || !inside.to_ascii_lowercase().contains("<table") {
                return behind;
            }
        }
        match (name, tag.closing) {
            ("br", _) => self.builder.end_line(),
            ("td" | "th", false) => self.builder.open_cell(layout.columns(), layout.rows()),
            ("td" | "th" | "caption", true) => self.builder.close_cell(),
            ("tr", false) => self.builder.open_row(),
            ("tr", true) => self.builder.close_row(),
            ("table", false) => self.builder.open_table(),
            ("table", true) => self.builder.close_table(),
            ("caption", false) => self.builder.open_caption(),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", closing) => self.builder.heading(!closing),
            ("title", false) => {
                let end = find_closing(after, "title").unwrap_or(after.len());
                if self.title.is_none() {
                    let title = unescaped(&after[..end]);
                    self.title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
                }
                return &after[end..];
            }
            ("meta", false) => self.meta(tag),
            (name, false)
                if SKIPPED.contains(&name)
                    && !tag.attributes.ends_with('/')
                    && !self.unclosed.iter().any(|open| open == name) =>
            {
                self.builder.collapsed(" ");
                return skipped(after, name).unwrap_or_else(|| {
                    self.unclosed.push(name.to_owned());
                    after
                });
            }
            (name, closing) if BLOCKS.contains(&name) => {
                self.builder.end_line();
                if name == "pre" {
                    self.pre = if closing { self.pre.saturating_sub(1) } else { self.pre + 1 };
                }
            }
            _ => {}
        }
        after
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.attribute("content").map(unescaped) else { return };
        match tag.attribute("name").map(str::to_ascii_lowercase).as_deref() {
            Some("articletitle") if !content.trim().is_empty() => {
                self.article_title = Some(content.trim().to_owned());
            }
            Some("pubdate") if content.chars().any(|c| c.is_ascii_digit()) => {
                self.builder.end_line();
                self.builder.text(&format!("发布日期：{}", content.trim()));
                self.builder.end_line();
            }
            _ => {}
        }
    }
}

/// Where the closing tag of an element begins.
pub(crate) fn find_closing(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        text.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// What follows an element that is passed over, elements of its own name inside it counted; nothing where it is
/// never closed.
fn skipped<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let raw = matches!(name, "script" | "style" | "textarea" | "iframe");
    if raw {
        let Some(end) = find_closing(text, name) else { return Some("") };
        return Some(text[end..].find('>').map_or("", |close| &text[end + close + 1..]));
    }
    let mut depth = 1_usize;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        let (tag, after) = Tag::read(rest)?;
        if tag.name == name {
            if tag.closing {
                depth -= 1;
                if depth == 0 {
                    return Some(after);
                }
            } else {
                depth += 1;
            }
        }
        rest = after;
    }
    None
}

/// Character references resolved.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
        let name = &rest[..end];
        match reference(name) {
            Some(c) => {
                plain.push(c);
                rest = &rest[end..];
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "mdash" => '—',
        "ndash" => '–',
        "minus" => '−',
        "middot" => '·',
        "hellip" => '…',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "zwnj" => '\u{200c}',
        "zwj" => '\u{200d}',
        "times" => '×',
        "deg" => '°',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "permil" => '‰',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Block, Grid, GridCell};

    #[test]
    fn the_first_of_equal_attributes_counts_whatever_its_case_and_quotes() {
        let page = "<TABLE><tr><TD title = \"a>b\" ColSpan='2' colspan=9 / ROWSPAN = 0 =x>甲\
                    <td HIDDEN>乙</td><td style=' Display : NONE'>丙</td><td data-hidden colspan=99999>丁</TD></table>";
        let cell = |text: &str, colspan, rowspan| GridCell { text: text.into(), colspan, rowspan };
        let row = vec![cell("甲", 2, 65535), cell("丁", 65535, 1)];
        let content = read(page, Vec::new()).unwrap();
        assert_eq!(content.blocks, [Block::Table(Grid { rows: vec![row] })]);
    }
}
