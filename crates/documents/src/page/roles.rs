//! What a paragraph of an official document is, by what it says: for its place and its typeface on the page, in the
//! Word file and in the PDF. GB/T 9704-2012

use super::bring::{is_signature, is_title, whole_date};
use super::model::{Block, line_text};
use super::outline::numbered;

/// What a paragraph is by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// 主送机关: flush left.
    Addressee,
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 第一章, 第一节: centered.
    Chapter,
    /// The title of what is issued with the document (印发的办法): centered.
    Title,
    /// 署名 or 成文日期: to the right.
    Signature,
    Text,
}

impl Role {
    /// What the stylesheet of the site calls it, where it does not stand as any text.
    pub(super) fn class(self) -> Option<&'static str> {
        match self {
            Self::Signature => Some("signature"),
            Self::Chapter => Some("chapter"),
            Self::Title => Some("issued"),
            Self::Addressee | Self::First | Self::Second | Self::Text => None,
        }
    }
}

/// Characters of a heading that is a paragraph of its own.
const HEADING: usize = 40;
/// Characters of an addressee's line.
const ADDRESSEE: usize = 120;
/// Characters of the title of what is issued.
const TITLE: usize = 60;
/// Lines between the date and that title: 此件公开发布, 附件.
const BETWEEN: usize = 4;

/// The role of each block.
pub(crate) fn roles(blocks: &[Block]) -> Vec<Role> {
    let texts: Vec<Option<String>> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(line) | Block::Heading { line, .. } => Some(line_text(line)),
            _ => None,
        })
        .collect();
    let said = |at: usize| texts.get(at).and_then(Option::as_deref);
    let is_date = |text: &str| whole_date(text).is_some();
    let dated = texts.iter().rposition(|text| text.as_deref().is_some_and(is_date));
    let issued = dated.and_then(|dated| {
        let mut near = (dated + 1..=dated + BETWEEN).take_while(|at| said(*at).is_some());
        near.find(|at| said(*at).is_some_and(is_issued))
    });
    let signed = |at: usize| {
        dated.is_some_and(|dated| {
            at == dated || at < dated && (at..dated).all(|at| said(at).is_some_and(is_signature))
        })
    };
    let role = |(at, block): (usize, &Block)| {
        let Some(text) = said(at) else { return Role::Text };
        let length = text.chars().count();
        let level = numbered(text).filter(|_| length <= HEADING && !text.ends_with('。'));
        if level.is_some() && text.starts_with('第') {
            Role::Chapter
        } else if issued == Some(at) {
            Role::Title
        } else if matches!(block, Block::Heading { .. }) {
            Role::Text
        } else if signed(at) {
            Role::Signature
        } else if at == 0 && text.ends_with('：') && length <= ADDRESSEE {
            Role::Addressee
        } else {
            match numbered(text) {
                Some(2) if length <= HEADING => Role::First,
                Some(3) if length <= HEADING => Role::Second,
                _ => Role::Text,
            }
        }
    };
    blocks.iter().enumerate().map(role).collect()
}

/// Whether a line is the title of what is issued with a document: 示例办法（试行）.
fn is_issued(text: &str) -> bool {
    let named = text.trim_end().strip_suffix('）').and_then(|text| text.rsplit_once('（'));
    let title = named.map_or(text, |(title, _)| title);
    text.chars().count() <= TITLE && !text.contains(['：', '。']) && is_title(title)
}
