//! The draft of a document, without what it has only once it is made.

use super::body::Body;
use super::bring::{is_signature, whole_date};
use super::model::{Block, line_text};

impl Body {
    /// The body without 落款, 成文日期 and the line on its being published (此件公开发布) at its end; what stands behind
    /// them, such as annexes, stays.
    #[must_use]
    pub fn unsigned(&self) -> Self {
        let mut blocks = self.blocks();
        blocks.retain(|block| !said(block).is_some_and(|text| is_attribute(&text)));
        let dated = blocks.iter().rposition(|it| said(it).is_some_and(|text| whole_date(&text).is_some()));
        if let Some(dated) = dated {
            let signed = blocks[..dated].iter().rev();
            let signed = signed.take_while(|it| said(it).is_some_and(|text| is_signature(&text))).count();
            blocks.drain(dated - signed..=dated);
        }
        Self::of(&blocks)
    }
}

fn said(block: &Block) -> Option<String> {
    if let Block::Paragraph(line) = block { Some(line_text(line).trim().to_owned()) } else { None }
}

/// Whether a paragraph says of itself whether it is published: （此件公开发布）.
fn is_attribute(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.trim_start_matches(['（', '(']).starts_with("此件") && plain.ends_with(['）', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_has_neither_signature_nor_date_nor_attribute() {
        let clean = |html: &str| Body::clean(html).expect("readable").body;
        let made = clean(
            "<p>一、2026年3月1日起施行。</p><p>示例市测试局</p><p>2026年3月2日</p><p>（此件公开发布）</p><p>附件：表</p>",
        );
        assert_eq!(made.unsigned(), clean("<p>一、2026年3月1日起施行。</p><p>附件：表</p>"));
        let draft = clean("<p>第一条　为规范服务。</p>");
        assert_eq!(draft.unsigned(), draft);
    }
}
