//! The tree that a browser would make of a page, within limits: what is too deep or too much is refused while it is
//! being read, before it fills the memory.

mod limits;
mod sink;

use html5ever::driver::{ParseOpts, parse_document, parse_fragment};
use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::{QualName, local_name, ns};

use crate::read::NotReadable;
pub use limits::MAX_PAGE;
use limits::fed;
pub(crate) use limits::too_deep;
use sink::Sink;

/// The place of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id(usize);

/// What a node is.
pub(crate) enum Data {
    /// The document, the content of a template.
    Root,
    /// An element; its name in lower case where it is one of HTML.
    Element { name: QualName, attributes: Vec<Attribute> },
    /// Text.
    Text(StrTendril),
    /// Comments, processing instructions.
    Other,
}

struct Node {
    data: Data,
    parent: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    depth: usize,
    template: Option<usize>,
}

/// A page as a tree.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    root: usize,
}

impl Tree {
    /// A whole page.
    pub(crate) fn document(html: &str) -> Result<Self, NotReadable> {
        fed(html, parse_document(Sink::new(), ParseOpts::default()))
    }

    /// What may stand in the body of a page.
    pub(crate) fn fragment(html: &str) -> Result<Self, NotReadable> {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        fed(html, parse_fragment(Sink::new(), ParseOpts::default(), body, Vec::new(), false))
    }

    pub(crate) fn root(&self) -> Id {
        Id(self.root)
    }

    pub(crate) fn data(&self, id: Id) -> &Data {
        &self.nodes[id.0].data
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = self.nodes[id.0].first;
        std::iter::successors(first, |at| self.nodes[*at].after).map(Id)
    }

    /// The node and everything in it, in the order of the page.
    pub(crate) fn within(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut next = Some(id.0);
        std::iter::from_fn(move || {
            let here = next?;
            next = self.nodes[here].first.or_else(|| self.beyond(here, id.0));
            Some(Id(here))
        })
    }

    /// What follows a node and everything in it, inside another one.
    fn beyond(&self, mut at: usize, end: usize) -> Option<usize> {
        while at != end {
            if let Some(after) = self.nodes[at].after {
                return Some(after);
            }
            at = self.nodes[at].parent?;
        }
        None
    }

    /// The name of an element of HTML.
    pub(crate) fn name(&self, id: Id) -> Option<&str> {
        match self.data(id) {
            Data::Element { name, .. } if name.ns == ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    pub(crate) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match self.data(id) {
            Data::Element { attributes, .. } => {
                attributes.iter().find(|it| &*it.name.local == wanted).map(|it| &*it.value)
            }
            _ => None,
        }
    }

    /// The first words inside a node: enough to find them again.
    pub(crate) fn beginning(&self, id: Id) -> String {
        const ENOUGH: usize = 100;
        let mut out = String::new();
        for node in self.within(id) {
            if let Data::Text(text) = self.data(node) {
                let visible = text.trim();
                out.extend(visible.chars().take(ENOUGH));
                if out.chars().count() >= ENOUGH {
                    break;
                }
            }
        }
        out
    }

    /// All text inside a node, as it stands.
    pub(crate) fn text(&self, id: Id) -> String {
        let mut out = String::new();
        for node in self.within(id) {
            if let Data::Text(text) = self.data(node) {
                out.push_str(text);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(html: &str) -> String {
        Tree::fragment(html).err().unwrap_or_else(|| panic!("{} bytes are refused", html.len())).to_string()
    }

    #[test]
    fn what_is_too_much_is_refused_before_it_fills_the_memory() {
        assert_eq!(
            refusal(&"<p>内容".repeat(2 << 20)),
            "网页有18MB，超过10MB的上限；请只保留正文，或拆成几篇后再导入"
        );
        assert!(refusal(&"<div>".repeat(600)).contains("嵌套超过512层"));
        assert!(refusal(&"<b>x</b>".repeat(600_000)).contains("超过500000个元素"));
    }

    #[test]
    fn a_tree_is_walked_in_the_order_of_the_page() {
        let tree = Tree::fragment("<p>a<b>b</b>c</p><table>x<tr><td>d</table>").expect("a tree");
        assert_eq!(tree.text(tree.root()), "abcxd");
        let names: Vec<_> = tree.within(tree.root()).filter_map(|id| tree.name(id)).collect();
        assert_eq!(names, ["html", "p", "b", "table", "tbody", "tr", "td"]);
    }
}
