//! From the tree of any page to blocks: what means something is kept, what only looks or acts is not.

mod elements;
mod heading;
mod inline;
mod list;
mod table;

use super::line;
use super::model::{Block, Inline, Line, Marks};
use super::picture::Album;
use super::removed::{Removed, Unwanted};
use super::tree::{Data, Id, Tree, too_deep};
use super::whitelist::{Address, address};
use crate::read::NotReadable;
use elements::is_block;

/// Elements in each other while cleaning; the tree's own limit is lower.
const MAX_DEPTH: usize = 1000;
/// Lists, tables and quotations in each other; deeper ones become paragraphs.
const MAX_NESTED: usize = 4;

/// What holds for everything inside an element.
#[derive(Clone, Default)]
struct Context {
    marks: Marks,
    href: Option<String>,
    /// Line breaks of the source count.
    is_preformatted: bool,
    /// Lists, tables and quotations around.
    nested: usize,
    depth: usize,
}

impl Context {
    fn marked(&self, marks: Marks) -> Self {
        Self { marks: self.marks.with(marks), ..self.clone() }
    }

    fn nested(&self) -> Self {
        Self { nested: self.nested + 1, marks: Marks::default(), href: None, ..self.clone() }
    }
}

/// Blocks in the making.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    line: Line,
}

/// Cleans a tree.
pub(crate) struct Cleaner<'a> {
    tree: &'a Tree,
    paragraphs: usize,
    pub(crate) album: Album,
    pub(crate) removed: Vec<Removed>,
}

impl<'a> Cleaner<'a> {
    pub(crate) fn new(tree: &'a Tree) -> Self {
        let mut album = Album::default();
        for id in tree.within(tree.root()) {
            if tree.name(id) == Some("img")
                && let Some(Address::Here(src)) = tree.attribute(id, "src").map(address)
            {
                album.used.insert(src);
            }
        }
        Self { tree, paragraphs: 0, album, removed: Vec::new() }
    }

    /// The blocks inside a node.
    pub(crate) fn blocks(&mut self, id: Id) -> Result<Vec<Block>, NotReadable> {
        self.inside(id, &Context::default())
    }

    fn inside(&mut self, id: Id, context: &Context) -> Result<Vec<Block>, NotReadable> {
        let mut flow = Flow::default();
        self.children(id, context, &mut flow)?;
        self.flush(&mut flow);
        Ok(flow.blocks)
    }

    fn children(&mut self, id: Id, context: &Context, flow: &mut Flow) -> Result<(), NotReadable> {
        if context.depth > MAX_DEPTH {
            return Err(too_deep(MAX_DEPTH));
        }
        let context = Context { depth: context.depth + 1, ..context.clone() };
        let tree = self.tree;
        for child in tree.children(id) {
            match tree.data(child) {
                Data::Text(text) => self.text(text, &context, flow),
                Data::Element { .. } => self.element(child, &context, flow)?,
                Data::Root | Data::Other => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, context: &Context, flow: &mut Flow) {
        let mut lines = text.split('\n').peekable();
        if !context.is_preformatted {
            flow.line.push(self.run(text, context));
            return;
        }
        while let Some(line) = lines.next() {
            flow.line.push(self.run(line, context));
            if lines.peek().is_some() {
                flow.line.push(Inline::Break);
            }
        }
    }

    #[expect(clippy::unused_self, reason = "reads as the others do")]
    fn run(&self, text: &str, context: &Context) -> Inline {
        Inline::Run { text: text.to_owned(), marks: context.marks, href: context.href.clone() }
    }

    fn note(&mut self, what: Unwanted, value: &str) {
        Removed::note(&mut self.removed, what, self.paragraphs, value);
    }

    /// Notes an element by the beginning of its text, if it has any.
    fn note_text(&mut self, what: Unwanted, id: Id) {
        let text = self.tree.beginning(id);
        if !text.is_empty() {
            self.note(what, &text);
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self, flow: &mut Flow) {
        for line in line::paragraphs(std::mem::take(&mut flow.line)) {
            self.paragraphs += 1;
            flow.blocks.push(Block::Paragraph(line));
        }
    }

    fn element(&mut self, id: Id, context: &Context, flow: &mut Flow) -> Result<(), NotReadable> {
        let tree = self.tree;
        let Some(name) = tree.name(id) else {
            self.note(Unwanted::Embedded, "图形或公式");
            return Ok(());
        };
        if self.is_passed_over(id, name) {
            return Ok(());
        }
        match name {
            "br" => flow.line.push(Inline::Break),
            "hr" => self.flush(flow),
            "img" => self.image(id, context, flow),
            "a" => {
                let href = self.link(id);
                let context = Context { href: href.or_else(|| context.href.clone()), ..context.clone() };
                self.children(id, &context, flow)?;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, name, context, flow)?,
            "ul" | "ol" | "menu" | "dir" if context.nested < MAX_NESTED => {
                self.flush(flow);
                self.list(id, name == "ol", context, flow)?;
            }
            "table" if context.nested < MAX_NESTED => {
                self.flush(flow);
                self.table(id, context, flow)?;
            }
            "blockquote" if context.nested < MAX_NESTED => {
                self.flush(flow);
                let blocks = self.inside(id, &context.nested())?;
                if !blocks.is_empty() {
                    flow.blocks.push(Block::Quote(blocks));
                }
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                self.flush(flow);
                self.children(id, &Context { is_preformatted: true, ..context.clone() }, flow)?;
                self.flush(flow);
            }
            _ if is_block(name) => {
                self.flush(flow);
                self.children(id, &context.marked(self.marks(id, name)), flow)?;
                self.flush(flow);
            }
            "td" | "th" => {
                // Where tables are too deep in each other to be tables.
                self.children(id, context, flow)?;
                flow.line.push(Inline::plain(" "));
            }
            "s" | "strike" => {
                self.note_text(Unwanted::Strike, id);
                self.children(id, context, flow)?;
            }
            _ => self.children(id, &context.marked(self.marks(id, name)), flow)?,
        }
        Ok(())
    }
}
