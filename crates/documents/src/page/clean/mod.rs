//! From the tree of any page to blocks: what means something is kept, what only looks or acts is not.

use super::grid::{self, plain_weight};
use super::line;
use super::model::{Block, Cell, Inline, Line, Marks, Scope, Table};
use super::picture::{self, Album};
use super::removed::{Removed, Unwanted};
use super::style;
use super::tree::{Data, Id, Tree};
use super::whitelist::{Address, address};
use crate::read::NotReadable;

/// Elements in each other while cleaning; the tree's own limit is lower.
const MAX_DEPTH: usize = 1000;
/// Lists, tables and quotations in each other; deeper ones become paragraphs.
const MAX_NESTED: usize = 4;
/// Characters of an alternative text.
const MAX_ALT: usize = 300;

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
            return Err(NotReadable {
                what: format!("网页的内容嵌套超过{MAX_DEPTH}层"),
                advice: "请只保留正文，或拆成几篇后再导入".into(),
            });
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

    /// Whether nothing of an element is kept; what could have meant something is noted.
    fn is_passed_over(&mut self, id: Id, name: &str) -> bool {
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

    fn marks(&self, id: Id, name: &str) -> Marks {
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

    fn link(&mut self, id: Id) -> Option<String> {
        let href = self.tree.attribute(id, "href")?;
        match address(href) {
            Address::Here(href) | Address::There(href) => Some(href),
            Address::Anchor => None,
            Address::Data(_) | Address::Unlawful => {
                self.note(Unwanted::Link, href);
                None
            }
        }
    }

    fn image(&mut self, id: Id, context: &Context, flow: &mut Flow) {
        let Some(src) = self.tree.attribute(id, "src") else { return };
        let kept = match address(src) {
            Address::Here(src) => Some(src),
            Address::Data(data) => picture::decode(&data).and_then(|bytes| self.album.keep(bytes)),
            Address::Anchor => return,
            Address::There(_) | Address::Unlawful => None,
        };
        let Some(src) = kept else {
            let shown =
                if src.trim_start().starts_with("data:") { "网页内嵌的图片数据" } else { src };
            self.note(Unwanted::Picture, shown);
            return;
        };
        let alt = self.tree.attribute(id, "alt").unwrap_or_default();
        let alt = line::paragraphs(vec![Inline::plain(alt)]);
        let alt = alt.first().map(|line| super::model::line_text(line)).unwrap_or_default();
        let alt = alt.chars().take(MAX_ALT).collect::<String>().trim_end().to_owned();
        flow.line.push(Inline::Image { src, alt, href: context.href.clone() });
    }

    fn heading(&mut self, id: Id, name: &str, context: &Context, flow: &mut Flow) -> Result<(), NotReadable> {
        self.flush(flow);
        let inside = Context { nested: context.nested.max(1), ..context.marked(self.marks(id, name)) };
        if context.nested > 0 {
            // Headings of cells and items are bold lines.
            flow.blocks.extend(self.inside(id, &inside.marked(Marks::STRONG))?);
            return Ok(());
        }
        let blocks = self.inside(id, &inside)?;
        let mut heading = Line::new();
        let mut rest = blocks.into_iter().peekable();
        while let Some(Block::Paragraph(_)) = rest.peek() {
            if !heading.is_empty() {
                heading.push(Inline::Break);
            }
            if let Some(Block::Paragraph(line)) = rest.next() {
                heading.extend(line);
            }
        }
        plain_weight(&mut heading);
        let is_text = heading.iter().any(|it| matches!(it, Inline::Run { .. }));
        if is_text {
            let level = match name {
                "h1" | "h2" => 2,
                "h3" => 3,
                _ => 4,
            };
            flow.blocks.push(Block::Heading { level, line: heading });
        } else if !heading.is_empty() {
            flow.blocks.push(Block::Paragraph(heading));
        }
        flow.blocks.extend(rest);
        Ok(())
    }

    fn list(
        &mut self,
        id: Id,
        is_ordered: bool,
        context: &Context,
        flow: &mut Flow,
    ) -> Result<(), NotReadable> {
        let tree = self.tree;
        let mut items: Vec<Vec<Block>> = Vec::new();
        let context = context.nested();
        for child in tree.children(id) {
            match tree.name(child) {
                Some("li") => {
                    if !self.is_passed_over(child, "li") {
                        items.push(self.inside(child, &context)?);
                    }
                }
                Some(_) => {
                    // A list or another element that stands in a list without an item belongs to the one before.
                    let mut more = Flow::default();
                    self.element(child, &context, &mut more)?;
                    self.flush(&mut more);
                    match items.last_mut() {
                        Some(item) => item.extend(more.blocks),
                        None => items.push(more.blocks),
                    }
                }
                None => {
                    if let Data::Text(text) = tree.data(child) {
                        items.extend(
                            line::paragraphs(vec![Inline::plain(&**text)])
                                .into_iter()
                                .map(|line| vec![Block::Paragraph(line)]),
                        );
                    }
                }
            }
        }
        items.retain(|item| !item.is_empty());
        let first = tree.attribute(id, "start").and_then(|it| it.trim().parse::<i32>().ok()).unwrap_or(1);
        if items.is_empty() {
            return Ok(());
        }
        if is_ordered && first != 1 {
            // Numbers that go on from another list would begin anew.
            for (number, item) in (i64::from(first)..).zip(items) {
                let mut item = item.into_iter();
                let mut line = vec![Inline::plain(format!("{number}. "))];
                match item.next() {
                    Some(Block::Paragraph(text)) => {
                        line.extend(text);
                        flow.blocks.extend(line::paragraphs(line).into_iter().map(Block::Paragraph));
                    }
                    other => flow.blocks.extend(other),
                }
                flow.blocks.extend(item);
            }
        } else {
            flow.blocks.push(Block::List { is_ordered, items });
        }
        Ok(())
    }

    fn table(&mut self, id: Id, context: &Context, flow: &mut Flow) -> Result<(), NotReadable> {
        let tree = self.tree;
        let mut table = Table::default();
        let mut tail = Vec::new();
        let inside = context.nested();
        for child in tree.children(id) {
            let Some(name) = tree.name(child) else { continue };
            if self.is_passed_over(child, name) {
                continue;
            }
            match name {
                "caption" => table.caption = self.caption(child, &inside)?,
                "thead" | "tbody" | "tfoot" => {
                    let rows = self.rows(child, &inside)?;
                    match name {
                        "thead" if table.rows.is_empty() => {
                            table.head = rows.len();
                            table.rows = rows;
                        }
                        "tfoot" => tail.extend(rows),
                        _ => table.rows.extend(rows),
                    }
                }
                _ => {}
            }
        }
        table.rows.extend(tail);
        if let Some(table) = grid::fill(table)? {
            flow.blocks.push(Block::Table(table));
        }
        Ok(())
    }

    fn caption(&mut self, id: Id, context: &Context) -> Result<Line, NotReadable> {
        let mut line = Line::new();
        let inside = Context { nested: MAX_NESTED, ..context.clone() };
        for block in self.inside(id, &inside)? {
            if let Block::Paragraph(more) = block {
                if !line.is_empty() {
                    line.push(Inline::Break);
                }
                line.extend(more);
            }
        }
        Ok(line)
    }

    /// The rows of a part of a table; cells do not reach beyond it.
    fn rows(&mut self, id: Id, context: &Context) -> Result<Vec<Vec<Cell>>, NotReadable> {
        let tree = self.tree;
        let mut rows = Vec::new();
        for row in tree.children(id) {
            if tree.name(row) != Some("tr") || self.is_passed_over(row, "tr") {
                continue;
            }
            let mut cells = Vec::new();
            for cell in tree.children(row) {
                let Some(name @ ("td" | "th")) = tree.name(cell) else { continue };
                let is_hidden = self.is_passed_over(cell, name);
                let count = |wanted| {
                    tree.attribute(cell, wanted).and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(1)
                };
                let scope = match (name, tree.attribute(cell, "scope")) {
                    ("th", Some("row" | "rowgroup")) => Some(Scope::Row),
                    ("th", _) => Some(Scope::Column),
                    _ => None,
                };
                let blocks = if is_hidden { Vec::new() } else { self.inside(cell, context)? };
                cells.push(Cell { blocks, scope, columns: count("colspan"), rows: count("rowspan") });
            }
            rows.push(cells);
        }
        let height = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            for cell in row {
                // Nought reaches to the end of the part.
                let most = height - index;
                cell.rows = if cell.rows == 0 { most } else { cell.rows.min(most) };
            }
        }
        Ok(rows)
    }
}

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
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
