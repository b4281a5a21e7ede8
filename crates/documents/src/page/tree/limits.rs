//! A page is read piece by piece; what is too large, too much or too deep is refused on the way.

use html5ever::tendril::{StrTendril, TendrilSink};

use super::Tree;
use super::sink::Sink;
use crate::read::NotReadable;

/// The largest page that is read, in bytes.
pub const MAX_PAGE: usize = 10 << 20;
/// Elements and texts of one page.
const MAX_NODES: usize = 500_000;
/// Elements in each other. Browsers stop at the same depth.
const MAX_DEPTH: usize = 512;
/// So much is read between two looks at the limits: a start tag of a few bytes can open hundreds of elements again.
const CHUNK: usize = 1024;

fn too_large(what: String) -> NotReadable {
    NotReadable { what, advice: "请只保留正文，或拆成几篇后再导入".into() }
}

/// The refusal of a page whose elements stand in each other over so many levels.
pub(crate) fn too_deep(levels: usize) -> NotReadable {
    too_large(format!("网页的内容嵌套超过{levels}层"))
}

/// The tree of a page that a parser is fed with.
pub(super) fn fed(html: &str, mut parser: html5ever::Parser<Sink>) -> Result<Tree, NotReadable> {
    if html.len() > MAX_PAGE {
        let (size, limit) = (html.len().div_ceil(1 << 20), MAX_PAGE >> 20);
        return Err(too_large(format!("网页有{size}MB，超过{limit}MB的上限")));
    }
    let mut rest = html;
    while !rest.is_empty() {
        let end = (CHUNK..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        rest = after;
        parser.process(StrTendril::from_slice(chunk));
        let sink = &parser.tokenizer.sink.sink;
        if sink.count() > MAX_NODES {
            return Err(too_large(format!("网页的内容超过{MAX_NODES}个元素")));
        }
        if sink.deepest() > MAX_DEPTH {
            return Err(too_deep(MAX_DEPTH));
        }
    }
    Ok(parser.finish())
}
