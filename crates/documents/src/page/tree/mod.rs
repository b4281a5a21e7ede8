//! The tree that a browser would make of a page, within limits: what is too deep or too much is refused while it is
//! being read, before it fills the memory.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::driver::{ParseOpts, parse_document, parse_fragment};
use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{QualName, local_name, ns};

use crate::read::NotReadable;

/// The largest page that is read, in bytes.
pub const MAX_PAGE: usize = 10 << 20;
/// Elements and texts of one page.
const MAX_NODES: usize = 500_000;
/// Elements in each other. Browsers stop at the same depth.
const MAX_DEPTH: usize = 512;
/// So much is read between two looks at the limits: a start tag of a few bytes can open hundreds of elements again.
const CHUNK: usize = 1024;

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

fn too_large(what: String) -> NotReadable {
    NotReadable { what, advice: "请只保留正文，或拆成几篇后再导入".into() }
}

fn fed(html: &str, mut parser: html5ever::Parser<Sink>) -> Result<Tree, NotReadable> {
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
        if sink.nodes.borrow().len() > MAX_NODES {
            return Err(too_large(format!("网页的内容超过{MAX_NODES}个元素")));
        }
        if sink.deepest.get() > MAX_DEPTH {
            return Err(too_large(format!("网页的内容嵌套超过{MAX_DEPTH}层")));
        }
    }
    Ok(parser.finish())
}

/// Takes the nodes as the parser makes them.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self { nodes: RefCell::new(Vec::new()), deepest: Cell::new(0) };
        sink.add(Data::Root);
        sink
    }

    fn add(&self, data: Data) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            data,
            parent: None,
            before: None,
            after: None,
            first: None,
            last: None,
            depth: 0,
            template: None,
        });
        nodes.len() - 1
    }

    fn detach(&self, at: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, before, after, .. } = nodes[at];
        match before {
            Some(before) => nodes[before].after = after,
            None => {
                if let Some(parent) = parent {
                    nodes[parent].first = after;
                }
            }
        }
        match after {
            Some(after) => nodes[after].before = before,
            None => {
                if let Some(parent) = parent {
                    nodes[parent].last = before;
                }
            }
        }
        let node = &mut nodes[at];
        (node.parent, node.before, node.after) = (None, None, None);
    }

    /// Puts a node into its parent: before a child, or last.
    fn attach(&self, parent: usize, at: usize, next: Option<usize>) {
        self.detach(at);
        let mut nodes = self.nodes.borrow_mut();
        let before = next.map_or(nodes[parent].last, |next| nodes[next].before);
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[at];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), before, next, depth);
        match before {
            Some(before) => nodes[before].after = Some(at),
            None => nodes[parent].first = Some(at),
        }
        match next {
            Some(next) => nodes[next].before = Some(at),
            None => nodes[parent].last = Some(at),
        }
        self.deepest.set(self.deepest.get().max(depth));
    }

    fn put(&self, parent: usize, next: Option<usize>, child: NodeOrText<usize>) {
        match child {
            NodeOrText::AppendNode(at) => self.attach(parent, at, next),
            NodeOrText::AppendText(text) => {
                let before = {
                    let nodes = self.nodes.borrow();
                    next.map_or(nodes[parent].last, |next| nodes[next].before)
                };
                if let Some(before) = before
                    && let Data::Text(written) = &mut self.nodes.borrow_mut()[before].data
                {
                    written.push_tendril(&text);
                    return;
                }
                let at = self.add(Data::Text(text));
                self.attach(parent, at, next);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        let nodes = self.nodes.into_inner();
        // A fragment comes inside a root element of its own.
        Tree { nodes, root: 0 }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element { name, .. } => name,
            _ => unreachable!("the parser asks elements only for their names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> usize {
        let at = self.add(Data::Element { name, attributes });
        if flags.template {
            let content = self.add(Data::Root);
            self.nodes.borrow_mut()[at].template = Some(content);
        }
        at
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Data::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(*sibling), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.put(parent, Some(*element), child),
            None => self.put(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        self.nodes.borrow()[*target].template.unwrap_or(*target)
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &usize, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in more {
                if !attributes.iter().any(|it| it.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            let Some(first) = first else { break };
            self.attach(*new_parent, first, None);
        }
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
