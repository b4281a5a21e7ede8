//! What an element is to a clean page: passed over, a line of its own, a mark of its text.

use super::Cleaner;
use crate::page::model::Marks;
use crate::page::removed::Unwanted;
use crate::page::style;
use crate::page::tree::{Data, Id};

impl Cleaner<'_> {
    /// Whether nothing of an element is kept; what could have meant something is noted.
    pub(super) fn is_passed_over(&mut self, id: Id, name: &str) -> bool {
        let tree = self.tree;
        if let Data::Element { attributes, .. } = tree.data(id)
            && attributes.iter().any(|it| it.name.local.starts_with("on"))
        {
            self.note(Unwanted::Handler, "");
        }
        let unwanted = match name {
            "script" => Some((Unwanted::Script, "")),
            "iframe" | "frame" | "frameset" => Some((Unwanted::Embedded, "框架页")),
            "object" | "embed" | "applet" => Some((Unwanted::Embedded, "对象")),
            "video" | "audio" | "bgsound" => Some((Unwanted::Embedded, "音视频")),
            "canvas" => Some((Unwanted::Embedded, "图形或公式")),
            "input" if tree.attribute(id, "type").is_some_and(|it| it.eq_ignore_ascii_case("hidden")) => {
                return true;
            }
            "input" | "select" | "textarea" | "button" | "keygen" => Some((Unwanted::Field, "")),
            "style" | "head" | "title" | "meta" | "link" | "base" | "template" | "noscript" | "xml"
            | "param" | "source" | "track" | "map" | "area" | "colgroup" | "col" | "datalist" | "noembed"
            | "noframes" | "rp" | "basefont" => return true,
            "del" => {
                self.note_text(Unwanted::Deleted, id);
                return true;
            }
            _ => None,
        };
        if let Some((what, value)) = unwanted {
            self.note(what, value);
            return true;
        }
        let is_hidden =
            tree.attribute(id, "hidden").is_some() || tree.attribute(id, "style").is_some_and(style::hides);
        if is_hidden {
            self.note_text(Unwanted::Hidden, id);
        }
        is_hidden
    }

    /// The marks of an element's text, by its name and by its style.
    pub(super) fn marks(&self, id: Id, name: &str) -> Marks {
        let by_name = match name {
            "b" | "strong" => Marks::STRONG,
            "i" | "em" | "cite" | "dfn" | "var" => Marks::EM,
            "u" => Marks::UNDERLINE,
            "sub" => Marks::SUB,
            "sup" => Marks::SUP,
            _ => Marks::default(),
        };
        by_name.with(self.tree.attribute(id, "style").map_or(Marks::default(), style::marks))
    }
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "form"
            | "fieldset"
            | "legend"
            | "figure"
            | "figcaption"
            | "address"
            | "dl"
            | "dt"
            | "dd"
            | "li"
            | "ul"
            | "ol"
            | "menu"
            | "dir"
            | "details"
            | "summary"
            | "center"
            | "blockquote"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "html"
            | "body"
            | "search"
            | "hgroup"
            | "dialog"
            | "multicol"
    )
}
