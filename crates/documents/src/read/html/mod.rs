//! HTML: one pass over the markup, tolerant of what is left open.

mod elements;
mod layout;
mod references;
mod tag;

pub(crate) use references::unescaped;
pub(crate) use tag::{Tag, find_closing};

use super::builder::{Builder, MAX_DEPTH};
use super::content::{Content, Format, NotReadable, Problem};
use super::text::decode_with;
use elements::{BLOCKS, HIDEABLE, SKIPPED};
use layout::Layout;
use tag::skipped;

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
