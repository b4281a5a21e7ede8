//! The nodes as the parser makes them, linked to each other; how deep they are is known at any time.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::QualName;
use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;

use super::{Data, Node, Tree};

/// Takes the nodes as the parser makes them.
pub(super) struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Sink {
    /// A document with nothing in it.
    pub(super) fn new() -> Self {
        let sink = Self { nodes: RefCell::new(Vec::new()), deepest: Cell::new(0) };
        sink.add(Data::Root);
        sink
    }

    /// How many nodes were made.
    pub(super) fn count(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// The most elements that stood in each other so far.
    pub(super) fn deepest(&self) -> usize {
        self.deepest.get()
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
